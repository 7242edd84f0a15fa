"""Whether reports tell of the same incident, by their words alone."""
