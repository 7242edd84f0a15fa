"""Rules with their examples: for events, for reporting, for credits."""
