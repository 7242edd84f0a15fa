"""What people decide: on records and pairs, what then holds, what differs."""
