"""Dictionaries of the machine coders TABARI and PETRARCH, read as rows of overlays."""
