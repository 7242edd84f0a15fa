"""How incidents stand in lists and drawings: a line, a symbol, ties, the network."""
