"""What each voice of a report says about each event of it."""
