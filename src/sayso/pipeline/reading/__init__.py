"""From sources to readings: the stages, runs and workers."""
