"""Mail boxes and messages to the reports in them."""
