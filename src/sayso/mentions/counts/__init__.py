"""Numbers: what is counted, within which bounds, and what became of those counted."""
