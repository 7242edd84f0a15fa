"""What the build takes from npm: the script of the review room's pages and its map's outlines."""
