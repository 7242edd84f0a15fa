"""Full-text search: folded words, the same on SQLite and PostgreSQL."""
