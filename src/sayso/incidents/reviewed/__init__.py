"""What people said of accounts, laid over what sayso read."""
