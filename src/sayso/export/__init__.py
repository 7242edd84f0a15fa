"""Readings as tables and files: for people, pandas and Parquet."""
