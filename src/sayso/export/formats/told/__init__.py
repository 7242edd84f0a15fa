"""What an incident comes to in a format: what most sources tell, codes, figures, points."""
