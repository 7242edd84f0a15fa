"""Files, folders and streams to Documents."""
