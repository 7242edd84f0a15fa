"""What stands for the same: coreference inside a report."""
