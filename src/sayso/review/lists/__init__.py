"""Lists of incidents and reports: what an address asks for, facets in words, saved views."""
