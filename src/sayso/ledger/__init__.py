"""The append-only store of documents, readings and rejects."""
