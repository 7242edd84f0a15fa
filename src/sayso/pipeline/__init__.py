"""The order of the stages, runs and workers."""
