"""Incidents on their way out: which go, what is held back, files and their manifest."""
