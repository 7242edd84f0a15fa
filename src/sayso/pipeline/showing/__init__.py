"""Incidents, networks and tables of a ledger, ready to be shown."""
