"""Files of other people's formats, line by line: columns, tabs, JSON, what is wrong with them."""
