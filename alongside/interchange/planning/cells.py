"""Notes and things to do that stand in cells of a people sheet, with no author and no day."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.interchange.planning.keys import key_of, same_name, same_words
from alongside.interchange.planning.ledger import Ledger
from alongside.interchange.planning.listed import Listed
from alongside.interchange.planning.people import Roster
from alongside.interchange.planning.plan import Choice, PlannedPromise, Question, UndatedWords
from alongside.interchange.planning.world import WAIT

BARE_SLASH = re.compile(r"(?<=\S)/(?=\S)")
SPACED_SLASH = re.compile(r"\s+/\s+")
OWNER, LEAVE = "owner", "leave"


def undated_words(roster: Roster, ledger: Ledger) -> tuple[UndatedWords, ...]:
    """Each memo cell whole: it may hold several notes, and nothing shows where one ends."""
    kept: dict[str, UndatedWords] = {}
    for ref, entry in _entries(roster):
        for row, heading, text in entry.memos:
            key = key_of("undated", ref, same_name(heading), same_words(text))
            if key in kept:
                continue
            kept[key] = UndatedWords(key, ref, heading, text, entry.file, row)
            says = _(
                "These words have no author and no day. They are kept whole, as undated words:"
                " they are not split, and not given today's date."
            )
            ledger.problem(entry.file, row, heading, says)
    return tuple(kept.values())


def titles(roster: Roster, ledger: Ledger, seen: set[str]) -> Iterator[PlannedPromise]:
    """Titles of things to do: no day, and nobody named as having promised, until a human says."""
    for ref, entry in _entries(roster):
        for row, heading, text in entry.todos:
            for title in _cut(entry, row, text, ledger):
                promise = _promise(roster, ledger, ref, entry, (row, heading, title))
                if promise and promise.key not in seen:
                    seen.add(promise.key)
                    yield promise


def _entries(roster: Roster) -> Iterator[tuple[str, Listed]]:
    for ref, entries in roster.entries.items():
        for entry in entries:
            yield roster.directory.one(ref), entry


def _cut(entry: Listed, row: int, text: str, ledger: Ledger) -> list[str]:
    """Titles parted by a stroke; a stroke with spaces round it may be inside one title: ask."""
    parts = [part.strip() for part in BARE_SLASH.split(text)]
    if not SPACED_SLASH.search(text):
        return parts
    says = _('"%(text)s" for %(name)s (row %(row)s): is that one thing to do, or more?') % {
        "text": text,
        "name": entry.full_name,
        "row": row,
    }
    choices = (Choice("one", _("One")), Choice("more", _("More than one")))
    key = "split:" + key_of("cell", same_name(entry.full_name), text)
    if ledger.ask(Question(key, says, choices, "one")) == "more":
        return [piece for part in parts for piece in SPACED_SLASH.split(part) if piece]
    return parts


def _promise(
    roster: Roster, ledger: Ledger, ref: str, entry: Listed, cell: tuple[int, str, str]
) -> PlannedPromise | None:
    row, heading, title = cell
    answer = _by_whom(entry, heading, ledger)
    if answer == LEAVE:
        return None
    owners = roster.directory.initialled(entry.owner) if answer == OWNER else ()
    by = owners[0] if len(owners) == 1 else ""
    waits = ""
    if not by:
        waits = _(
            "This thing to do has no day, and nobody is named as having promised it. It waits."
        )
        ledger.problem(entry.file, row, heading, waits)
    return PlannedPromise(
        key=key_of("promise", "title", ref, same_name(title)),
        by=by,
        to=ref,
        words=title,
        standing="open",
        file=entry.file,
        row=row,
        to_as_given=entry.full_name,
        noted_by_as_given=entry.owner,
        waits=waits,
    )


def _by_whom(entry: Listed, heading: str, ledger: Ledger) -> str:
    says = _(
        '"%(column)s" in %(file)s holds titles of things to do, with no day and no name.'
        " Are they promises of the worker whose row it is?"
    ) % {"column": heading, "file": entry.file}
    choices = (
        Choice(OWNER, _("Yes, they promised it")),
        Choice(WAIT, _("Leave them waiting")),
        Choice(LEAVE, _("Leave them out")),
    )
    return ledger.ask(Question(f"titles:{entry.file}:{heading}", says, choices, WAIT))
