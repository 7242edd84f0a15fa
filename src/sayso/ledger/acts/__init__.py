"""What people did and said: acts, reviews, judgements, marks, and how they are undone."""
