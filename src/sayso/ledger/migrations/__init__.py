"""The history of the ledger's tables, forward only."""
