"""PDF files to the prose that a reader sees."""
