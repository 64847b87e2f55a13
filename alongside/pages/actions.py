"""The only place where verbs of several slices join in one act, in one transaction."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from alongside.access.viewer import Viewer
from alongside.drafts.actions import keep_draft, let_draft_go
from alongside.drafts.queries import Fields, draft_of
from alongside.kit.ids import new_id
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.moments.actions import note_moment, take_from_wrong_person, undo_moment
from alongside.moments.models import Moment, WrongPerson
from alongside.pages.noting import Noted
from alongside.pages.taking_back import beside, promised_again, typed_again
from alongside.promises.actions import make_promise, mine_alone, take_away_made_in
from alongside.promises.actions import take_from_wrong_person as take_promise_away
from alongside.promises.models import Promise
from alongside.rights.actions.logs import note_incident
from alongside.rights.queries import who_hears_now
from alongside.shares.models import Duty
from alongside.shares.safety import look_at_again, name_duty, tell_later_of_mine
from alongside.vault.fields import open_rows

NOTE = "note"
"""The draft of noting a moment."""


def note(*, by: Viewer, noted: Noted, draft: str = NOTE) -> Moment:
    """Note a moment together with the promise made in it; its draft is no longer needed."""
    with writing():
        moment = note_moment(
            by=by,
            relationship_id=noted.relationship_id,
            id=noted.id,
            kind=noted.kind,
            words=noted.words,
            happened_at=noted.happened_at,
            others=noted.others,
            in_the_way=noted.in_the_way,
            learned=noted.learned,
            stance=noted.stance,
            apart=noted.apart,
        )
        already = Promise.objects.filter(moment=moment).exists()
        if noted.promise and noted.promiser_id and noted.relationship_id and not already:
            make_promise(
                by=by,
                relationship_id=noted.relationship_id,
                promiser_id=noted.promiser_id,
                what=noted.promise,
                moment_id=moment.id,
                opens_at=moment.opens_at,
            )
        let_draft_go(by=by, form=draft)
    return moment


def undo(*, by: Viewer, moment_id: UUID) -> UUID | None:
    """Take back a moment nobody has seen; all of it goes back into the note, so none is lost.

    Gives with whom, if with anybody: words about one person never come up about another.
    """
    with writing():
        fields = typed_again(by, moment_id)
        take_away_made_in(by=by, moment_id=moment_id)
        undo_moment(by=by, moment_id=moment_id)
        about = _about(fields)
        _lay_back(by, fields, about)
    return about


def _about(fields: Fields) -> UUID | None:
    """With whom a note is, if that was said."""
    try:
        return UUID(fields.get("who", [""])[0])
    except ValueError:
        return None


def _lay_back(by: Viewer, fields: Fields, about: UUID | None) -> None:
    """Behind what is typed already: about the same person, or about nobody yet."""
    if about is None:
        _make_room(by)
    form = f"{NOTE}/{about}" if about else NOTE
    keep_draft(by=by, form=form, fields=beside(draft_of(by, form), fields))


def _make_room(by: Viewer) -> None:
    """A note begun about somebody is kept as theirs, where Today leads back to it."""
    typed = draft_of(by, NOTE) or {}
    if about := _about(typed):
        form = f"{NOTE}/{about}"
        keep_draft(by=by, form=form, fields=beside(draft_of(by, form), typed))
        let_draft_go(by=by, form=NOTE)


def take_off_wrong_person(*, by: Viewer, moment_id: UUID) -> None:
    """Remove it for everybody at once; the words wait in the note. Twice is once."""
    with writing():
        if WrongPerson.objects.ours(by).filter(moment_id=moment_id).exists():
            return
        fields = typed_again(by, moment_id)
        take_away_made_in(by=by, moment_id=moment_id)
        wrong = take_from_wrong_person(by=by, moment_id=moment_id)
        if by.is_working:
            _write_down_that_it_went_wrong(by, wrong)
        del fields["who"]
        _lay_back(by, fields, None)


def take_promise_off_wrong_person(*, by: Viewer, promise_id: UUID) -> None:
    """Remove it for everybody at once; its words wait in the note."""
    with writing():
        promise = mine_alone(by, promise_id)
        open_rows([promise])
        take_promise_away(by=by, promise_id=promise_id)
        if by.is_working:
            words = _("A promise was written down with the wrong person.")
            _note_breach(by, id=new_id(), known_at=now(), words=words)
        _lay_back(by, promised_again(promise, by.person_id), None)


def _write_down_that_it_went_wrong(by: Viewer, wrong: WrongPerson) -> None:
    """Ids and times alone: whoever took it away adds words, if any are needed."""
    _note_breach(by, id=wrong.id, known_at=wrong.at, wrong_person_id=wrong.id, words="")


def _note_breach(by: Viewer, **more: Any) -> None:
    hearers = _all_who_hear_but(by.person_id)
    note_incident(by=by, hearers=hearers, breach=True, **more)


def _all_who_hear_but(person_id: UUID) -> list[UUID]:
    others = who_hears_now().exclude(person_id=person_id)
    return list(others.values_list("id", flat=True))


class Later(NamedTuple):
    """Why somebody is to be told later, and when."""

    reason: str
    until: datetime
    id: UUID


def name_duty_and_tell(*, by: Viewer, later: Later | None, **named: Any) -> Duty:
    """Name what the law asks for; and ask, with it, to tell the person later."""
    with writing():
        duty = name_duty(by=by, **named)
        if later is not None:
            tell_later_of_mine(
                by=by, thing_id=duty.id, reason=later.reason, until=later.until, id=later.id
            )
    return duty


def say_what_i_think_of_it(*, by: Viewer, access_id: UUID, was_right: bool, words: str) -> None:
    """A second look at safety access. What was not right goes to whoever hears what went wrong."""
    with writing():
        review = look_at_again(by=by, access_id=access_id, was_right=was_right, words=words)
        if not review.was_right:
            hearers = _all_who_hear_but(review.access.by_id)
            note_incident(by=by, words=review.words, hearers=hearers, id=review.id, breach=True)
