"""The review room: a local web application in which people check what sayso read."""
