"""The gazetteer table, built from two data packages and the hand-made files of data/places."""
