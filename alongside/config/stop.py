"""How a command stops: with a sentence, not with a stack of lines."""


class Stop(Exception):
    """Something that has to be put right first, in plain words."""
