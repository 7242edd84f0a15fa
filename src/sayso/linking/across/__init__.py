"""Which mentions of events in different reports tell of one event: what is compared, and how."""
