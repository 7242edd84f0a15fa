"""One file for each revision; written once, never changed after a release."""
