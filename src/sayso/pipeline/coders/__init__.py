"""Several people who code the same: what each said, how far they agree, what is left open."""
