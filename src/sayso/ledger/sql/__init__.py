"""The ledger asked by SQL: documented views, and what may be asked of them."""
