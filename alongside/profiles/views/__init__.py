"""Pages: my own, those of the other side, appreciation, and cards."""
