"""What leaves and enters: records as JSON Lines, foreign rows, manifests, shards."""
