"""Places by name: the gazetteer, spellings made comparable, countries under their codes."""
