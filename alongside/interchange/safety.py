"""What a file says about somebody's safety, told to those who walk with them and nobody else."""

from collections.abc import Iterable
from itertools import product
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.interchange.arriving import batches
from alongside.interchange.desk import Desk
from alongside.interchange.planning.plan import PlannedSafety
from alongside.interchange.who import new_keys
from alongside.kit.lots import write_lots
from alongside.kit.prepared import prepared
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.aliases import one_with
from alongside.shares.models import SafetyLine
from alongside.vault.fields import open_rows


def write_safety(desk: Desk) -> None:
    """One line for each who is to be safe from somebody. Nothing is written between the two."""
    there = desk.arrived(one.key for one in desk.plan.safety)
    made: dict[str, SafetyLine] = {}
    for one in desk.plan.safety:
        person, kept_from = desk.who.one(one.person), desk.who.one(one.kept_from)
        if one.key in there or person is None or kept_from is None or person == kept_from:
            continue
        says = safety_words(desk, one)
        made[one.key] = SafetyLine(person_id=person, kept_from_id=kept_from, words=says)
    with new_keys():
        write_lots(SafetyLine, made.values())
    desk.note_arrived({key: line.id for key, line in made.items()})


def safety_words(desk: Desk, one: PlannedSafety) -> str:
    """What a file says about somebody's safety, by name."""
    return _("%(from)s must not find out where %(person)s lives or is.") % {
        "from": desk.who.name(one.kept_from),
        "person": desk.who.name(one.person),
    }


def kept_apart(person_ids: Iterable[UUID]) -> set[frozenset[UUID]]:
    """Which of these must be kept from whom, whatever file said so, and whoever brought it in.

    For never joining them, never for showing: it asks nobody's leave.
    """
    pairs: set[frozenset[UUID]] = set()
    for batch in batches(person_ids):
        lines = SafetyLine.objects.filter(person_id__in=one_with(batch))
        for person, kept_from in set(lines.values_list("person_id", "kept_from_id")):
            # Whatever holds for one record of somebody holds for each.
            all_of_them = product(one_with({person}), one_with({kept_from}))
            pairs |= {frozenset(pair) for pair in all_of_them}
    return pairs


def safety_lines(viewer: Viewer, person_ids: Iterable[UUID]) -> list[SafetyLine]:
    """What files say about the safety of these people, oldest first, for whoever may read it."""
    lines = list(_lines(viewer, list(person_ids)))
    open_rows(lines)
    return lines


@prepared
def _lines(viewer: Viewer, person_ids: list[UUID]) -> "QuerySet[SafetyLine]":
    return SafetyLine.objects.ours(viewer).filter(person_id__in=person_ids).order_by("at")


def talk_through(*, by: Viewer, line_id: UUID) -> None:
    """We have talked it through. The line stays where the two of us meet. Twice is once."""
    with writing():
        line = SafetyLine.objects.get_ours(by, id=line_id)
        if line.talked_at is None:
            line.talked_by_id, line.talked_at = by.person_id, now()
            line.save(update_fields=["talked_by", "talked_at"])
