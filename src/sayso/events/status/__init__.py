"""Whether an event happened: what governs it, how its clause stands, what its voices do to it."""
