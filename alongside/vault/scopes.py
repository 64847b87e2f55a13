"""Whose key seals a word."""

from uuid import UUID


def person_scope(person_id: UUID) -> str:
    """What is one person's own: their name, their drafts, their reflections."""
    return f"person:{person_id.hex}"


def between_scope(relationship_id: UUID, author_id: UUID) -> str:
    """What one author told in one relationship."""
    return f"between:{relationship_id.hex}:{author_id.hex}"


def address_scope(person_id: UUID) -> str:
    """Where somebody lives: a strand with a key of its own."""
    return f"address:{person_id.hex}"
