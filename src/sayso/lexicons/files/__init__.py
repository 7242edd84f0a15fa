"""How data files are read: strictly, into frozen records, every mistake with its line."""
