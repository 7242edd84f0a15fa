"""An incident's figures, computed from its accounts by published rulebooks."""
