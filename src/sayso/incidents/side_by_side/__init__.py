"""The accounts of an incident side by side: cells, columns, the table, what was known when."""
