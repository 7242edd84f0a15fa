"""The words that name events, and the rule or judge by which they do."""
