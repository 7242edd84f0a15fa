"""The version that stands in every record's provenance."""

VERSION = "0.1.0"
