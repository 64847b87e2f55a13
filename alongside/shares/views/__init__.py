"""Who can see what, and what opens without a yes."""
