"""The page of a report: its text with what was read from it, and what people say of it."""
