"""Recomputing what the ledger vouches for: hashes, quotes, references, custody."""
