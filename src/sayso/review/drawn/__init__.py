"""What the overview, the map, the timeline and the network are made of."""
