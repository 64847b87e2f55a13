"""Pages of a circle: to look at, to draw on, and with whom it is shared."""
