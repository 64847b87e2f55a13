"""Which records are one person, decided a second time in plain Python."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from alongside.prove import plain
from alongside.prove.plain import View, World

SELVES, ONE_PERSON = "whoever looks", "one person"
"""Beside the kinds of rows: as whom a look sees, and whom safety holds to be one."""


def selves(world: World, view: View) -> set[UUID]:
    """Every record that looks here: at work one alone, in own life all that said yes."""
    if view.life != "own":
        return {view.person_id}
    standing = [row for row in world.of(plain.Alias) if row.undone_at is None]
    return _all_round(view.person_id, (row for row in standing if row.agreed_at is not None))


def one_person(world: World, person: UUID) -> set[UUID]:
    """Every record of whoever this is, whether or not they said so themselves."""
    standing = (row for row in world.of(plain.Alias) if row.undone_at is None)
    return _all_round(person, standing)


def views_of_one(world: World, view: View) -> list[View]:
    """The same look, as each of the records that look."""
    return [replace(view, person_id=each) for each in selves(world, view)]


def _all_round(person: UUID, aliases: Iterable[plain.Alias]) -> set[UUID]:
    pairs = [{row.kept_as_id, row.other_id} for row in aliases]
    found, before = {person}, set[UUID]()
    while found != before:
        before = set(found)
        for pair in pairs:
            if pair & found:
                found |= pair
    return found
