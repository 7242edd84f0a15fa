"""Users' own words, rules, actors and places, laid over what is shipped."""
