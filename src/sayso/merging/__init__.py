"""From the mentions of an event to one record of the whole event of a report."""
