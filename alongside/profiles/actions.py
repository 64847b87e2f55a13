"""Telling, opening a page to the other side, and offering what one appreciates."""

from uuid import UUID

from django.http import Http404

from alongside.access.grounds import Ground
from alongside.access.guarded import GuardedQuerySet
from alongside.access.viewer import Viewer
from alongside.drafts.actions import lay_ready
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.profiles.headings import Heading, Sheet, sheet_of
from alongside.profiles.models import (
    Appreciation,
    Attachment,
    AttachmentKind,
    PageOpening,
    Told,
)
from alongside.relationships.queries import must_be_mine, the_relationship
from alongside.vault.fields import open_rows


def tell(
    *, by: Viewer, heading: Heading, words: str, written_with: str = "", id: UUID | None = None
) -> Told | None:
    """Tell it, or tell it anew: what stood there before stays, for me alone. Twice is once.

    Without words nothing stands there any more, or only what is attached.
    """
    mine = {"person_id": by.person_id, "life": by.life.value, "heading": heading.value}
    with writing():
        if there := already(Told, id, **mine):
            return there
        standing = Told.objects.visible_to(by, Ground.MINE).filter(**mine, replaced_at=None)
        standing.update(replaced_at=now())
        if not words:
            return None
        return Told.objects.create(
            id=id or new_id(),
            **mine,
            sheet=sheet_of(heading).value,
            words=words,
            written_with=written_with,
            told_at=now(),
        )


def writing_form(heading: Heading) -> str:
    """What a draft of this heading is known by."""
    return f"about-me/{heading.value}"


def lay_ready_under(*, by: Viewer, heading: Heading, line: str) -> None:
    """The form for this heading begins with what stands there, and then this line.

    Nothing is told by it: its owner reads it through, and saves it or lets it be.
    """
    mine = Told.objects.visible_to(by, Ground.MINE).filter(heading=heading.value)
    standing = list(mine.filter(replaced_at=None))
    open_rows(standing)
    begins = standing[0].words if standing else ""
    lay_ready(by=by, form=writing_form(heading), line=line, begins=begins)


def take_out(*, by: Viewer, told_id: UUID) -> Heading:
    """These words go for good. What I told before stays what it was: told before."""
    with writing():
        part = Told.objects.visible_to(by, Ground.MINE).filter(id=told_id).first()
        if part is None:
            raise Http404
        heading = Heading(part.heading)
        part.delete()
        return heading


def attach(
    *,
    by: Viewer,
    heading: Heading,
    kind: AttachmentKind,
    content: bytes,
    media_type: str,
    seconds: int = 0,
    says: str = "",
) -> Attachment:
    """Put a photo or a voice note under a heading. The one that was there goes for good."""
    with writing():
        _attached(by, heading, kind).delete()
        return Attachment.objects.create(
            person_id=by.person_id,
            life=by.life.value,
            sheet=sheet_of(heading).value,
            heading=heading.value,
            kind=kind.value,
            media_type=media_type,
            seconds=seconds,
            content=content,
            says=says,
            added_at=now(),
        )


def say_what_is_on_it(*, by: Viewer, heading: Heading, kind: AttachmentKind, says: str) -> None:
    """In words, for whoever cannot see or hear it."""
    with writing():
        for there in _attached(by, heading, kind).defer("content"):
            there.says = says
            there.save(update_fields=["says"])


def _attached(by: Viewer, heading: Heading, kind: AttachmentKind) -> GuardedQuerySet[Attachment]:
    mine = Attachment.objects.visible_to(by, Ground.MINE)
    return mine.filter(heading=heading.value, kind=kind.value)


def take_off(*, by: Viewer, attachment_id: UUID) -> Heading:
    """This photo or voice note goes for good."""
    with writing():
        mine = Attachment.objects.visible_to(by, Ground.MINE).filter(id=attachment_id)
        there = mine.defer("content").first()
        if there is None:
            raise Http404
        heading = Heading(there.heading)
        there.delete()
        return heading


# --- to whom it opens ---------------------------------------------------------------------------


def open_page(*, by: Viewer, relationship_id: UUID, sheet: Sheet) -> PageOpening:
    """The other side may read this page of mine. Open already, it is."""
    with writing():
        must_be_mine(by, relationship_id)
        return PageOpening.objects.get_or_create(
            relationship_id=relationship_id,
            person_id=by.person_id,
            sheet=sheet.value,
            taken_back_at=None,
            defaults={"life": by.life.value, "at": now()},
        )[0]


def close_page(*, by: Viewer, relationship_id: UUID, sheet: Sheet) -> None:
    """From now on they read nothing of it. Twice is once."""
    with writing():
        must_be_mine(by, relationship_id)
        mine = PageOpening.objects.visible_to(by, Ground.MINE).filter(taken_back_at=None)
        mine.filter(relationship_id=relationship_id, sheet=sheet).update(taken_back_at=now())


# --- what others appreciate ---------------------------------------------------------------------


def offer(*, by: Viewer, relationship_id: UUID, words: str, id: UUID | None = None) -> Appreciation:
    """Say to the other side what I appreciate about them. Nobody else sees it before their yes."""
    with writing():
        between = the_relationship(by, relationship_id)
        said = {"relationship_id": between.id, "by_id": by.person_id}
        if there := already(Appreciation, id, **said):
            return there
        return Appreciation.objects.create(
            id=id or new_id(),
            **said,
            about_id=between.other.id,
            life=between.other_life.value,
            words=words,
            at=now(),
        )


def accept(*, by: Viewer, appreciation_id: UUID) -> None:
    """It may be on my page. Twice is once."""
    with writing():
        said = _about_me(by, appreciation_id)
        said.accepted_at, said.left_at = said.accepted_at or now(), None
        said.save(update_fields=["accepted_at", "left_at"])


def leave_off(*, by: Viewer, appreciation_id: UUID) -> None:
    """It is not on my page. Whoever offered it is not told, and I can put it on any day."""
    with writing():
        said = _about_me(by, appreciation_id)
        said.accepted_at, said.left_at = None, said.left_at or now()
        said.save(update_fields=["accepted_at", "left_at"])


def _about_me(by: Viewer, appreciation_id: UUID) -> Appreciation:
    said = Appreciation.objects.visible_to(by, Ground.MINE).filter(
        id=appreciation_id, about_id=by.person_id, life=by.life
    )
    found = said.first()
    if found is None:
        raise Http404
    return found


def take_back_offer(*, by: Viewer, appreciation_id: UUID) -> UUID:
    """My words go for good, from their page too. Gives in which relationship it was."""
    with writing():
        mine = Appreciation.objects.visible_to(by, Ground.MINE).filter(by_id=by.person_id)
        said = mine.filter(id=appreciation_id).first()
        if said is None:
            raise Http404
        relationship_id: UUID = said.relationship_id
        said.delete()
        return relationship_id
