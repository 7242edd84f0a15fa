"""What a text names: actors, places, times, quantities."""
