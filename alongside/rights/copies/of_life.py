"""How life was, as it stands in a copy: each patch by its name, each saying with its day."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from alongside.kit.time import here
from alongside.kit.words import date_words

if TYPE_CHECKING:
    from alongside.rights.copies.telling import Reader


def _patch_name(patch_id: object, reader: "Reader") -> str:
    names: dict[object, str] = {patch.id: patch.called for patch in reader.all.of("lifemaps.Patch")}
    return names.get(patch_id, "")


def _patch(row: Any, _reader: "Reader") -> Iterator[str]:
    if not row.called:
        return
    yield row.called
    yield _("Named on %(day)s.") % {"day": date_words(here(row.made_at))}
    if row.picked_at:
        yield _("I wanted to start with it.")
    if row.let_go_at:
        yield _("Let go on %(day)s.") % {"day": date_words(here(row.let_go_at))}


def _saying(row: Any, reader: "Reader") -> Iterator[str]:
    said = {"name": _patch_name(row.patch_id, reader), "day": date_words(row.on)}
    yield _("%(name)s, on %(day)s.") % said
    if row.sign:
        yield str(row.sign.label)
    yield from filter(None, [row.words])
    if row.more:
        yield _("I want more now: %(words)s") % {"words": row.more}
    if row.replaced_at:
        yield _("I said it again that day.")


def _elsewhere(row: Any, reader: "Reader") -> Iterator[str]:
    if not row.words:
        return
    yield row.words
    said = (_patch_name(row.patch_id, reader), row.whose, row.called, date_words(row.on))
    yield ", ".join(filter(None, said))


def _opening(row: Any, reader: "Reader") -> Iterator[str]:
    others = {
        side.relationship_id: side.person_id
        for side in reader.all.of("relationships.Side")
        if side.person_id != reader.all.viewer.person_id
    }
    said = {
        "name": reader.name(others.get(row.relationship_id)),
        "day": date_words(here(row.at)),
    }
    if row.person_id == reader.all.viewer.person_id:
        yield _("To %(name)s, from %(day)s.") % said
    else:
        yield _("%(name)s opened theirs to me, from %(day)s.") % said
    if row.taken_back_at:
        yield _("Until %(day)s.") % {"day": date_words(here(row.taken_back_at))}


SAID: dict[str, Callable[[Any, "Reader"], Iterator[str]]] = {
    "lifemaps.Patch": _patch,
    "lifemaps.Saying": _saying,
    "lifemaps.FromElsewhere": _elsewhere,
    "lifemaps.MapOpening": _opening,
}
