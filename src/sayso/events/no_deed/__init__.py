"""Mentions that tell of no deed: figures of speech, plays, mishaps, other worlds."""
