"""Whose key seals a word."""

from uuid import UUID


def person_scope(person_id: UUID) -> str:
    """What is one person's own: their name, their drafts, their reflections."""
    return f"person:{person_id.hex}"


def between_scope(relationship_id: UUID, author_id: UUID) -> str:
    """What one author told in one relationship."""
    return f"between:{relationship_id.hex}:{author_id.hex}"


def hidden_scope(person_id: UUID, *, at_work: bool = False) -> str:
    """What somebody keeps hidden from everybody: a layer with a key of its own, in each life.

    Only what is of their own life ends in whose it is, so that erasing that life finds it.
    """
    return f"hidden:{person_id.hex}" + (":working" if at_work else "")


def address_scope(person_id: UUID) -> str:
    """Where somebody lives: a strand with a key of its own."""
    return f"address:{person_id.hex}"
