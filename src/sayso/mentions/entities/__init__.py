"""Entities: every name and description of somebody or something."""
