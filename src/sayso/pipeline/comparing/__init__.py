"""Two ledgers or data sets side by side."""
