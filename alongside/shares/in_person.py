"""Sharing with somebody who stands there: they show six letters, and the person types them.

No list of people to choose from: who works in a refuge is nobody's to browse.
"""

from datetime import timedelta
from uuid import UUID

from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.accounts.handles import keyed
from alongside.accounts.tries import Limit, note_try
from alongside.kit.letters import as_shown, drawn
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.partners.models import PartnerPerson
from alongside.partners.queries import my_partner_ids
from alongside.shares.letters import WORK_FOR, Letters

HOW_MANY = 6
TYPING = Limit("six letters to share with somebody", 10, timedelta(hours=1))
TYPING_HERE = Limit("six letters to share, in this place", 200, timedelta(hours=1))


class LettersEnded(Exception):
    """They were typed before, or are too old, or new ones were shown."""


def may_show_letters(viewer: Viewer) -> bool:
    """Whoever works in a partner, at work."""
    return my_partner_ids(viewer).exists()


def show_letters(*, by: Viewer) -> str:
    """Letters that work once, for a quarter of an hour; the ones before them end."""
    with writing():
        if not may_show_letters(by):
            raise Http404
        letters = drawn(HOW_MANY)
        while Letters.objects.filter(letters=_fingerprint(letters)).exists():
            letters = drawn(HOW_MANY)
        said = {"letters": _fingerprint(letters), "ends_at": now() + WORK_FOR}
        Letters.objects.update_or_create(person_id=by.person_id, defaults=said)
    return letters


def count_letters_typed(by: Viewer) -> None:
    """They can be guessed: counted before they are tried. Raises TooManyTries."""
    note_try((TYPING, by.person_id.hex), (TYPING_HERE, "here"))


def who_showed(letters: str, *, by: Viewer) -> UUID:
    """Somebody else who shows these letters, used up by it. Raises LettersEnded."""
    shown = _shown(letters, by)
    shown.delete()
    return shown.person_id


def who_shows(letters: str, *, by: Viewer) -> UUID:
    """The same, before anything is shared: they can still be used. Raises LettersEnded."""
    return _shown(letters, by).person_id


def _shown(letters: str, by: Viewer) -> Letters:
    shown = Letters.objects.filter(letters=_fingerprint(letters), ends_at__gt=now()).first()
    still = PartnerPerson.objects.filter(left_at=None)
    if shown is None or shown.person_id == by.person_id:
        raise LettersEnded
    if not still.filter(person_id=shown.person_id).exists():
        raise LettersEnded
    return shown


def _fingerprint(letters: str) -> str:
    return keyed("letters to share with somebody", as_shown(letters))
