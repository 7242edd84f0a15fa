"""Where, when, with what, how many, and on what occasion."""
