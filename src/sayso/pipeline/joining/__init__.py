"""Linkings of a ledger: claims made, events joined, lists kept up to date."""
