"""Triggers, participants, codes, status and circumstances of events."""
