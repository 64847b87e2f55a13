"""Pages: my own map, that of the other side, and sets of this place."""
