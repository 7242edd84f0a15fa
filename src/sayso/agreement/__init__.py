"""Measures of agreement between people, readings or data sets that code the same things."""
