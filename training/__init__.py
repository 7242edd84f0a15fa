"""What the models of sayso learn from, and how they are made."""
