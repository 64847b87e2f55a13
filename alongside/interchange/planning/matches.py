"""People of two lists who may be one person: offered, never joined by the software."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from alongside.interchange.planning.keys import loose_name, same_way
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.people import Roster
from alongside.interchange.planning.plan import Choice, KnownPerson, PlannedPerson, Question


def offer_matches(roster: Roster, known: Sequence[KnownPerson], ledger: Ledger) -> None:
    """Ask about people whose names agree between lists, and join those a human says are one."""
    _offer_known(roster, known, ledger)
    alike: dict[str, list[PlannedPerson]] = {}
    for person in roster.people.values():
        alike.setdefault(loose_name(person.full_name), []).append(person)
    for group in alike.values():
        for place, first in enumerate(group):
            for second in group[place + 1 :]:
                if first.file != second.file:
                    _offer(roster, first, second, ledger)


def _offer(roster: Roster, first: PlannedPerson, second: PlannedPerson, ledger: Ledger) -> None:
    low, high = sorted((first.ref, second.ref))
    says = _("%(name)s is in %(one)s and in %(two)s. %(agree)s Is this the same person?") % {
        "name": first.full_name,
        "one": first.file,
        "two": second.file,
        "agree": _agreement(_ways(first), _ways(second), first.born, second.born),
    }
    if ledger.ask(_question(f"perhaps:{low}:{high}", says)) == "same":
        _join(roster, first.ref, second.ref)


def _offer_known(roster: Roster, known: Sequence[KnownPerson], ledger: Ledger) -> None:
    here: dict[str, list[KnownPerson]] = {}
    for person in known:
        for name in {loose_name(name) for name in person.names}:
            here.setdefault(name, []).append(person)
    for planned in tuple(roster.people.values()):
        for person in here.get(loose_name(planned.full_name), ()):
            if person.ref == planned.ref:
                continue
            ways = {same_way(way) for way in person.ways}
            agree = _agreement(_ways(planned), ways, planned.born, person.born)
            says = _("%(name)s is already here. %(agree)s Is this the same person?") % {
                "name": planned.full_name,
                "agree": agree,
            }
            key = f"perhaps:{person.ref}:{planned.ref}"
            if ledger.ask(_question(key, says)) == "same":
                roster.directory.aliases[planned.ref] = person.ref
                roster.here[planned.ref] = planned
                roster.people.pop(planned.ref, None)


def _question(key: str, says: str) -> Question:
    choices = (Choice("same", _("The same person")), Choice("two", _("Two people")))
    return Question(key, says, choices, "two")


def _ways(person: PlannedPerson) -> set[str]:
    return {same_way(way.value) for way in person.ways}


def _agreement(one: set[str], two: set[str], born: object, also_born: object) -> str:
    if one & two and born and born == also_born:
        return _("They agree in a number or address for messages, and in birthday.")
    if one & two:
        return _("They agree in a number or address for messages.")
    if born and born == also_born:
        return _("They agree in birthday.")
    return _("Only the name agrees.")


def _join(roster: Roster, kept: str, other: str) -> None:
    """Let one ref stand for both; nothing either list said is lost."""
    kept, other = roster.directory.one(kept), roster.directory.one(other)
    if kept == other:
        return
    first, second = roster.people[kept], roster.people.pop(other)
    for ref, one in tuple(roster.directory.aliases.items()):
        if one == other:
            roster.directory.aliases[ref] = kept
    roster.directory.aliases[other] = kept
    addresses = dict.fromkeys(text for text in (first.address, second.address) if text)
    roster.people[kept] = replace(
        first,
        organisation=first.organisation or second.organisation,
        ways=tuple(dict.fromkeys((*first.ways, *second.ways))),
        safe_contact=tuple(dict.fromkeys((*first.safe_contact, *second.safe_contact))),
        address="\n\n".join(addresses),
        born=first.born or second.born,
        words=tuple(dict.fromkeys((*first.words, *second.words))),
        also=(*first.also, other, *second.also),
    )
