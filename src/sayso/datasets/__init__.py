"""Rows of other people's data sets as readings: a text and what it says, without networks."""
