"""How fast sayso is: one file for each row of the table that `make bench` prints."""
