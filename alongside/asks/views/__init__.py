"""Asks: from a relationship, by a link, at work; and the doors that were opened."""
