"""Files with many reports: a row, a record or a line each."""
