"""Who is named or described: bodies, people, roles, sides."""
