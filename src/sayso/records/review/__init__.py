"""What people decide about readings, who they are, and how far they agree."""
