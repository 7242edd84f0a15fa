"""Lists of incidents and reports, drawings and the queue: kept as the ledger changes, a cache."""
