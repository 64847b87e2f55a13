"""What was asked of others, as it stands in a copy: to whom, what, what they said, and after."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.kit.time import here
from alongside.kit.words import date_words

if TYPE_CHECKING:
    from alongside.rights.copies.telling import Reader


def _ask(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": reader.name(row.by_id), "who": row.called, "day": _day(row.made_at)}
    yield _("%(name)s asked %(who)s, on %(day)s.") % said
    yield from filter(None, [row.place, row.words, row.why, row.may_know])
    if row.agreed_at:
        yield _("There was a yes to this on %(day)s.") % {"day": _day(row.agreed_at)}
    if row.taken_back_at:
        yield _("Taken back on %(day)s.") % {"day": _day(row.taken_back_at)}


def _answer(row: Any, _reader: "Reader") -> Iterator[str]:
    yield f"{row.get_says_display()} ({_day(row.at)})"
    yield from filter(None, [row.words])


def _after(row: Any, reader: "Reader") -> Iterator[str]:
    if not row.words:
        return
    yield row.words
    said = {"name": reader.name(row.by_id), "day": _day(row.at)}
    yield _("Said by %(name)s on %(day)s.") % said


def _door(row: Any, _reader: "Reader") -> Iterator[str]:
    yield from filter(None, [row.words, _day(row.at)])


def _day(at: Any) -> str:
    return date_words(here(at))


SAID: dict[str, Callable[[Any, "Reader"], Iterator[str]]] = {
    "asks.Ask": _ask,
    "asks.AskAnswer": _answer,
    "asks.AskAfter": _after,
    "asks.Door": _door,
}
