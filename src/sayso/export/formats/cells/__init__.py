"""Cells of other people's tables: types of actors, countries, places, days, parties."""
