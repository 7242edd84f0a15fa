"""The parse of a report, and questions to it."""
