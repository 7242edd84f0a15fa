"""Who says so: cues, sources, contents, chains."""
