"""A moment turned back into what was typed for it: the fields of its note."""

from datetime import datetime
from uuid import UUID

from alongside.access.viewer import Viewer
from alongside.drafts.queries import Fields
from alongside.kit.ids import new_id
from alongside.kit.time import here
from alongside.moments.models import Moment
from alongside.moments.panes import pane_of
from alongside.moments.queries import Entry, entry_of
from alongside.pages.noting import APART, JUST_ME
from alongside.promises.actions import ME, THEM
from alongside.promises.models import Due, Promise
from alongside.promises.queries import made_in, standings


def typed_again(by: Viewer, moment_id: UUID) -> Fields:
    """Every field of the note this moment came from. Raises Http404 without a ground."""
    entry = entry_of(by, moment_id)
    fields: Fields = {"id": [str(new_id())], "who": [JUST_ME]}
    if entry.moment is not None:
        fields |= _moment(by, entry.moment, entry)
    for standing in standings(by, made_in(by, [moment_id])):
        fields |= _promise(by, standing.promise)
    return fields


def promised_again(promise: Promise, me: UUID) -> Fields:
    """The fields of a note with this promise in it, and with nobody yet."""
    whose = ME if promise.by_id == me else THEM
    return {"id": [str(new_id())], "words": [""], **_promise_fields(promise, whose)}


def beside(kept: Fields | None, fields: Fields) -> Fields:
    """What was already typed in the note stays as it is; what comes back stands behind it.

    A note has room for one promise: where one is typed already, the other comes back among the
    words. What either of them kept apart stays apart: together they are seen by nobody who would
    not have seen both.
    """
    kept = {name: said for name, said in (kept or {}).items() if any(map(str.strip, said))}
    together, words = {**fields, **kept}, _first(fields, "words")
    if "promise" in kept and _first(fields, "promise"):
        promise = _joined(*(_first(fields, name) for name in SAID_OF_IT), between=", ")
        words = _joined(words, promise, between="\n\n")
        together = {n: said for n, said in together.items() if n in kept or n not in PROMISED}
    if APART in fields.get("see", []) and APART not in kept.get("see", []):
        together |= {name: fields[name] for name in KEPT_APART if name in fields}
    together["words"] = [_joined(_first(kept, "words"), words, between="\n\n")]
    for name in LINES:
        lines = _joined(_first(kept, name), _first(fields, name), between=", ")
        together[name] = [lines]
    return together


LINES = ("others", "in_the_way", "learned")
KEPT_APART = ("see", "why", "reason", "review_on")
SAID_OF_IT = ("promise", "promise_place", "promise_day", "promise_at")
PROMISED = {*SAID_OF_IT, "promise_by", "whose"}


def _first(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0].strip()


def _joined(*texts: str, between: str) -> str:
    return between.join(text for text in dict.fromkeys(texts) if text)


def _moment(by: Viewer, moment: Moment, entry: Entry) -> Fields:
    mine = [
        telling.words
        for telling in entry.tellings
        if by.person_id in {telling.teller_id, telling.taken_down_by_id}
    ]
    fields = {
        "who": [str(moment.relationship_id or JUST_ME)],
        "kind": [moment.kind],
        "words": ["\n\n".join(mine)],
        "others": [moment.others],
        "in_the_way": [moment.in_the_way],
        "learned": [moment.learned],
    }
    if abs((moment.happened_at - moment.noted_at).total_seconds()) > 1:
        fields |= _when("day", "at", moment.happened_at)
    for stance in entry.stances:
        if stance.by_id == by.person_id:
            fields |= _dot(*stance.support_and_challenge())
    if apart := entry.kept_apart:
        review_on = apart.review_on.isoformat()
        fields |= {"see": [APART], "why": [apart.why], "reason": [apart.reason]}
        fields |= {"review_on": [review_on]}
    return fields


def _dot(support: int, challenge: int) -> Fields:
    pane = pane_of(support, challenge)
    return {"stance": [pane.value], "stance-up": [str(support)], "stance-right": [str(challenge)]}


def _promise(by: Viewer, promise: Promise) -> Fields:
    return _promise_fields(promise, ME if promise.by_id == by.person_id else THEM)


def _promise_fields(promise: Promise, whose: str) -> Fields:
    fields = {
        "promise": [promise.words],
        "promise_place": [promise.place],
        "whose": [whose],
    }
    if promise.due_at is not None:
        fields |= _when("promise_day", "promise_at", promise.due_at)
    if promise.due == Due.DAY:
        del fields["promise_at"]
    if promise.due == Due.BY:
        fields["promise_by"] = ["on"]
    return fields


def _when(day: str, clock: str, moment: datetime) -> Fields:
    local = here(moment)
    return {day: [local.date().isoformat()], clock: [f"{local:%H:%M}"]}
