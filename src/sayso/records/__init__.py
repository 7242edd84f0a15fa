"""What the system knows, as frozen values."""
