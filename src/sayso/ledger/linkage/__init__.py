"""Claims, linkings and incidents in the ledger."""
