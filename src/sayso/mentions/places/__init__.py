"""Places: the names in a text, which place each is, and how finely it is told."""
