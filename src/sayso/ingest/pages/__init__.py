"""Web pages, and what carries them: articles, feeds, pieces of HTML."""
