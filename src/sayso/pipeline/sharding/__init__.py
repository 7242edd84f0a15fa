"""Large runs in shards: the plan, its parts, and who does them."""
