"""What people can do with a plan: each verb checks, changes and records at once."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

from django.http import Http404

from alongside.access.strands import Strand
from alongside.access.viewer import Viewer
from alongside.cowriting.actions import begin_document
from alongside.cowriting.models import Document
from alongside.cowriting.queries import open_documents, words_of
from alongside.drafts.actions import lay_ready
from alongside.kit.ids import new_id
from alongside.kit.once import already
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.plans.cards import Begun
from alongside.plans.models import Part, Spend
from alongside.plans.queries import beside, is_open
from alongside.profiles.actions import lay_ready_under
from alongside.profiles.headings import Heading
from alongside.relationships.queries import Between, the_relationship, whose_plan
from alongside.vault.fields import open_rows
from alongside.vault.scopes import between_scope

Kept = TypeVar("Kept", Part, Spend)

# --- parts --------------------------------------------------------------------------------------


def begin_part(
    *,
    by: Viewer,
    relationship_id: UUID,
    called: str,
    hint: str = "",
    only_me: bool = False,
    id: UUID | None = None,
) -> Part:
    """Begin a part under any name. With `only_me` nobody else sees it, nor that it is there.

    That is for one's own life: at work nothing is written about somebody in secret (never 13).
    """
    with writing():
        between = the_relationship(by, relationship_id)
        if only_me and by.is_working:
            raise Http404
        if not only_me and not is_open(by, relationship_id):
            raise Http404
        if there := already(Part, id, relationship_id=relationship_id, by_id=by.person_id):
            return there
        part = Part(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=by.person_id,
            only_id=by.person_id if only_me else None,
            called=called,
            hint=hint,
        )
        _seal_as(by, part, between)
        part.document = _text(by, between, part, "")
        part.place = _last_place(by, part)
        part.save(force_insert=True)
        return part


def borrow(*, by: Viewer, relationship_id: UUID, parts: Sequence[Begun], id: UUID) -> list[Part]:
    """Begin the parts of a card. Sent twice, with one id, they are begun once."""
    with writing():
        return [
            begin_part(
                by=by,
                relationship_id=relationship_id,
                called=begun.called,
                hint=begun.hint,
                id=uuid5(id, str(number)),
            )
            for number, begun in enumerate(parts)
        ]


def _seal_as(by: Viewer, part: Part, between: Between) -> None:
    """With the key of whoever alone sees it; else of the one whose plan it is."""
    owner = part.only_id or whose_plan(by, between).id
    part.scope = between_scope(between.id, owner)


def _text(by: Viewer, between: Between, part: Part, words: str) -> Document:
    return begin_document(
        by=by,
        scope=part.scope,
        about_id=part.only_id or whose_plan(by, between).id,
        strand=Strand.PLANS,
        relationship_id=between.id,
        words=words,
    )


def _last_place(by: Viewer, part: Part) -> int:
    return max((each.place for each in beside(by, part)), default=0) + 1


def name_part(*, by: Viewer, part_id: UUID, called: str) -> Part:
    """Call it something else."""
    with writing():
        part = Part.objects.get_ours(by, id=part_id)
        part.called = called
        part.save(update_fields=["called"])
        return part


def move_part(*, by: Viewer, part_id: UUID, before: UUID | None = None) -> Part:
    """Put it before another one; or, before none, at the end. Twice is once."""
    with writing():
        part = Part.objects.get_ours(by, id=part_id)
        row = [each for each in beside(by, part) if each.id != part.id]
        ids = [each.id for each in row]
        row.insert(ids.index(before) if before in ids else len(row), part)
        for place, each in enumerate(row, start=1):
            Part.objects.filter(id=each.id).update(place=place)
        return part


def show_part(*, by: Viewer, part_id: UUID) -> Part:
    """What only I saw, both see from now on: as it is, and never what it said before."""
    with writing():
        part = Part.objects.get_ours(by, id=part_id)
        if part.only_id is None:
            return part
        if not is_open(by, part.relationship_id):
            raise Http404
        open_rows([part])
        between = the_relationship(by, part.relationship_id)
        before = open_documents(by, [part.document_id])[part.document_id]
        part.only = None
        _seal_as(by, part, between)
        part.document = _text(by, between, part, words_of(before))
        part.place = _last_place(by, part)
        part.save()
        Document.objects.filter(id=before.id).delete()
        return part


def let_part_go(*, by: Viewer, part_id: UUID) -> Part:
    """It is part of the plan no more, and kept below it."""
    return _changed(by, Part, part_id, _let_go)


def bring_part_back(*, by: Viewer, part_id: UUID) -> Part:
    return _changed(by, Part, part_id, _bring_back)


def _changed(
    by: Viewer, kind: type[Kept], id: UUID, change: Callable[[Viewer, Kept], None]
) -> Kept:
    """One thing of ours, changed and written down."""
    with writing():
        row: Kept = kind.objects.get_ours(by, id=id)
        change(by, row)
        row.save(update_fields=["let_go_at", "let_go_by"])
        return row


def _let_go(by: Viewer, row: Part | Spend) -> None:
    if row.let_go_at is None:
        _write(row, now(), by.person_id)


def _bring_back(_by: Viewer, row: Part | Spend) -> None:
    _write(row, None, None)


def _write(row: Part | Spend, at: datetime | None, by_id: UUID | None) -> None:
    row.let_go_at, row.let_go_by_id = at, by_id


# --- a line becomes a promise, an ask, or goes on my page ----------------------------------------


def lay_ready_as_promise(*, by: Viewer, part_id: UUID, words: str) -> Part:
    """The promise form begins with these words; what was typed there before stays above them."""
    return _laid_ready(by, part_id, "promise", words)


def lay_ready_as_ask(*, by: Viewer, part_id: UUID, words: str) -> Part:
    """So does the form that asks somebody to open a door."""
    return _laid_ready(by, part_id, "ask", words)


def lay_ready_about_me(
    *, by: Viewer, part_id: UUID, words: str, heading: Heading, page_of: Viewer
) -> Part:
    """My page about me begins with what stands there, and then this line of my own plan.

    `page_of`: the record of mine that has the page. Raises Http404 where it is somebody else's
    plan: their words are theirs to put about them.
    """
    with writing():
        part = Part.objects.get_ours(by, id=part_id)
        between = the_relationship(by, part.relationship_id)
        if whose_plan(by, between).id != by.person_id:
            raise Http404
        lay_ready_under(by=page_of, heading=heading, line=words)
        return part


def _laid_ready(by: Viewer, part_id: UUID, form: str, words: str) -> Part:
    with writing():
        part = Part.objects.get_ours(by, id=part_id)
        lay_ready(by=by, form=f"{form}/{part.relationship_id}", line=words)
        return part


# --- money --------------------------------------------------------------------------------------


def note_spend(
    *,
    by: Viewer,
    relationship_id: UUID,
    what: str,
    how_much: str = "",
    why: str = "",
    id: UUID | None = None,
) -> Spend:
    """Write down what was spent."""
    with writing():
        the_relationship(by, relationship_id)
        if there := already(Spend, id, relationship_id=relationship_id, by_id=by.person_id):
            return there
        return Spend.objects.create(
            id=id or new_id(),
            relationship_id=relationship_id,
            by_id=by.person_id,
            what=what,
            how_much=how_much,
            why=why,
        )


def let_spend_go(*, by: Viewer, spend_id: UUID) -> Spend:
    """It was a slip, or is of no use: off the list, and kept below it."""
    return _changed(by, Spend, spend_id, _let_go)


def bring_spend_back(*, by: Viewer, spend_id: UUID) -> Spend:
    return _changed(by, Spend, spend_id, _bring_back)
