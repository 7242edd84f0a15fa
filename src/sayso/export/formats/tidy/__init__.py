"""The six tidy tables, whichever kind of file they go to: their columns, checks and rows."""
