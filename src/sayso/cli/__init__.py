"""The commands: parse arguments, call the pipeline and the ledger, print."""
