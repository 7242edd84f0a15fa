"""Reads the data files: words, rules, codes, places."""
