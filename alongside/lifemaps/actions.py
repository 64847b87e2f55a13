"""Naming patches, saying how they are, bringing in what was said elsewhere, and opening the map."""

from datetime import date
from uuid import UUID, uuid5

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.viewer import Viewer
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now, today
from alongside.kit.transactions import writing
from alongside.lifemaps.models import FromElsewhere, MapOpening, Patch, Saying, StarterSet
from alongside.relationships.queries import must_be_mine
from alongside.vault.fields import open_rows

Said = tuple[str, str, str]
"""How it is, the words, and what there should be more of."""


def _of(by: Viewer) -> dict[str, object]:
    return {"person_id": by.person_id, "life": by.life.value}


def _mine(by: Viewer, patch_id: UUID) -> Patch:
    patch = Patch.objects.visible_to(by, Ground.MINE).filter(id=patch_id).first()
    if patch is None:
        raise Http404
    return patch


# --- patches ------------------------------------------------------------------------------------


def name_patch(*, by: Viewer, called: str, id: UUID | None = None) -> Patch:
    """A patch of my life, under any name. Sent twice, it is one."""
    with writing():
        if there := already(Patch, id, **_of(by)):
            return there
        return Patch.objects.create(id=id or new_id(), **_of(by), called=called, made_at=now())


def rename(*, by: Viewer, patch_id: UUID, called: str) -> Patch:
    """It has another name now, on earlier maps too: it is the same patch."""
    with writing():
        patch = _mine(by, patch_id)
        patch.called = called
        patch.save(update_fields=["called"])
        return patch


def let_go(*, by: Viewer, patch_id: UUID) -> Patch:
    """It is on my map no more; all that was said of it is kept, for me alone. Twice is once."""
    with writing():
        patch = _mine(by, patch_id)
        patch.let_go_at, patch.picked_at = patch.let_go_at or now(), None
        patch.save(update_fields=["let_go_at", "picked_at"])
        return patch


def bring_back(*, by: Viewer, patch_id: UUID) -> Patch:
    with writing():
        patch = _mine(by, patch_id)
        patch.let_go_at = None
        patch.save(update_fields=["let_go_at"])
        return patch


def pick(*, by: Viewer, patch_id: UUID, first: bool) -> Patch:
    """I want to start with this one; or not any more."""
    with writing():
        patch = _mine(by, patch_id)
        patch.picked_at = (patch.picked_at or now()) if first else None
        patch.save(update_fields=["picked_at"])
        return patch


def take_out_patch(*, by: Viewer, patch_id: UUID) -> None:
    """The patch goes for good, with all that was said of it."""
    with writing():
        _mine(by, patch_id).delete()


# --- how it is ----------------------------------------------------------------------------------


def say(
    *,
    by: Viewer,
    patch_id: UUID,
    how: str = "",
    words: str = "",
    more: str = "",
    id: UUID | None = None,
) -> Saying | None:
    """How this patch is now. What stands already, or nothing at all, is no saying of its own."""
    with writing():
        patch = _mine(by, patch_id)
        if there := already(Saying, id, patch_id=patch.id, **_of(by)):
            return there
        standing = _standing(by, patch)
        if _said(standing) == (how, words, more):
            return standing
        if standing is not None and standing.on == today():
            standing.replaced_at = now()
            standing.save(update_fields=["replaced_at"])
        return Saying.objects.create(
            id=id or new_id(),
            patch=patch,
            **_of(by),
            on=today(),
            how=how,
            words=words,
            more=more,
            said_at=now(),
        )


def _standing(by: Viewer, patch: Patch) -> Saying | None:
    said = Saying.objects.visible_to(by, Ground.MINE).filter(patch_id=patch.id, replaced_at=None)
    newest = said.order_by("-on").first()
    if newest is not None:
        open_rows([newest])
    return newest


def _said(standing: Saying | None) -> Said:
    return (standing.how, standing.words, standing.more) if standing else ("", "", "")


def take_out_saying(*, by: Viewer, saying_id: UUID) -> UUID:
    """These words go for good. Gives of which patch they were."""
    with writing():
        mine = Saying.objects.visible_to(by, Ground.MINE).filter(id=saying_id).first()
        if mine is None:
            raise Http404
        patch_id: UUID = mine.patch_id
        mine.delete()
        return patch_id


# --- from elsewhere -----------------------------------------------------------------------------


def bring_in(
    *,
    by: Viewer,
    words: str,
    called: str = "",
    whose: str = "",
    on: date | None = None,
    patch_id: UUID | None = None,
    id: UUID | None = None,
) -> FromElsewhere:
    """What another tool came to, as somebody's words. It never says how a patch is."""
    with writing():
        if there := already(FromElsewhere, id, **_of(by)):
            return there
        return FromElsewhere.objects.create(
            id=id or new_id(),
            **_of(by),
            patch=_mine(by, patch_id) if patch_id else None,
            called=called,
            whose=whose,
            words=words,
            on=on,
            at=now(),
        )


def take_out_elsewhere(*, by: Viewer, elsewhere_id: UUID) -> None:
    with writing():
        mine = FromElsewhere.objects.visible_to(by, Ground.MINE).filter(id=elsewhere_id).first()
        if mine is None:
            raise Http404
        mine.delete()


# --- to whom it opens ---------------------------------------------------------------------------


def open_map(*, by: Viewer, relationship_id: UUID) -> MapOpening:
    """The other side may see how my life is. Open already, it is."""
    with writing():
        must_be_mine(by, relationship_id)
        return MapOpening.objects.get_or_create(
            relationship_id=relationship_id,
            person_id=by.person_id,
            taken_back_at=None,
            defaults={"life": by.life.value, "at": now()},
        )[0]


def close_map(*, by: Viewer, relationship_id: UUID) -> None:
    """From now on they see nothing of it. Twice is once."""
    with writing():
        must_be_mine(by, relationship_id)
        mine = MapOpening.objects.visible_to(by, Ground.MINE).filter(taken_back_at=None)
        mine.filter(relationship_id=relationship_id).update(taken_back_at=now())


# --- sets of this place -------------------------------------------------------------------------


def write_set(*, by: Viewer, names: str, called: str = "", id: UUID | None = None) -> StarterSet:
    """Names that anybody here may borrow. Whoever works here writes them down."""
    if not by.is_working:
        raise Http404
    with writing():
        if there := already(StarterSet, id, written_by_id=by.person_id):
            return there
        return StarterSet.objects.create(
            id=id or new_id(), written_by_id=by.person_id, called=called, names=names, at=now()
        )


def take_back_set(*, by: Viewer, set_id: UUID) -> None:
    """Nobody can borrow it from now on. What was borrowed belongs to whoever borrowed it."""
    with writing():
        mine = StarterSet.objects.filter(id=set_id, written_by_id=by.person_id).first()
        if mine is None or not by.is_working:
            raise Http404
        if mine.taken_back_at is None:
            mine.taken_back_at = now()
            mine.save(update_fields=["taken_back_at"])


def borrow_set(*, by: Viewer, set_id: UUID, id: UUID | None = None) -> list[Patch]:
    """Its names become patches of mine; those I have already stay as they are. Twice is once."""
    with writing():
        lent = StarterSet.objects.filter(id=set_id, taken_back_at=None).first()
        if lent is None:
            raise Http404
        mine = list(Patch.objects.visible_to(by, Ground.MINE).filter(let_go_at=None))
        open_rows(mine)
        had = {patch.called.casefold() for patch in mine}
        return [
            name_patch(by=by, called=name, id=uuid5(id or lent.id, f"{by.person_id} {name}"))
            for name in lent.each
            if name.casefold() not in had
        ]
