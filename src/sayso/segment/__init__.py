"""A report to its passages."""
