"""The parts of an incident's page: what was known when, sources, figures, decisions."""
