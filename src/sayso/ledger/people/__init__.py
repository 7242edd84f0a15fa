"""Who may see and do what: accounts of a room, and what is left out of a limited view."""
