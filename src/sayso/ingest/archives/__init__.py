"""Packed files and archives, opened in bounded pieces: gzip to zip, tar and WARC."""
