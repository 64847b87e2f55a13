"""What can be asked of plans: the parts in order, with their texts, and what was spent."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from alongside.access.grounds import OURS, Ground
from alongside.access.viewer import Viewer
from alongside.cowriting.models import Document
from alongside.cowriting.queries import open_documents, words_of
from alongside.kit.prepared import prepared
from alongside.plans.models import Part, Spend
from alongside.relationships.queries import my_open_relationship_ids
from alongside.vault.fields import SealedModel, open_rows


@dataclass(frozen=True, slots=True)
class Written:
    """One part, opened, with its text."""

    part: Part
    document: Document

    @property
    def called(self) -> str:
        return self.part.called or _("A part of our plan")

    @property
    def words(self) -> str:
        return words_of(self.document)

    @property
    def lines(self) -> list[str]:
        """Each line that says something."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    @property
    def rows(self) -> int:
        """How high its field begins."""
        wide = 40
        return max(3, sum(1 + len(line) // wide for line in self.words.split("\n")))


@dataclass(slots=True)
class Plan:
    """What two people are doing together, as one of them sees it."""

    parts: list[Written] = field(default_factory=list)
    mine: list[Written] = field(default_factory=list)
    """What only I see."""
    let_go: list[Written] = field(default_factory=list)
    spent: list[Spend] = field(default_factory=list)
    spent_before: list[Spend] = field(default_factory=list)

    @property
    def documents(self) -> list[Document]:
        """Every text of it."""
        return [each.document for each in (*self.parts, *self.mine, *self.let_go)]

    @property
    def shows_the_other(self) -> bool:
        """Whether anything is here that is not mine alone."""
        ours = [each for each in (*self.parts, *self.let_go) if each.part.only_id is None]
        return bool(ours or self.spent or self.spent_before)


def plan_of(viewer: Viewer, relationship_id: UUID) -> Plan:
    """All of it that the viewer may see, opened."""
    parts, spent = _parts(viewer, relationship_id), _spent(viewer, relationship_id)
    sealed: list[SealedModel] = [*parts, *spent]
    open_rows(sealed)
    plan = Plan(
        spent=[each for each in spent if each.let_go_at is None],
        spent_before=[each for each in spent if each.let_go_at],
    )
    for each in _with_texts(viewer, parts):
        among = plan.parts if each.part.only_id is None else plan.mine
        (plan.let_go if each.part.let_go_at else among).append(each)
    return plan


@prepared
def _parts(viewer: Viewer, relationship_id: UUID) -> QuerySet[Part]:
    mine = Part.objects.ours(viewer).filter(relationship_id=relationship_id)
    return mine.order_by("place", "id")


@prepared
def _spent(viewer: Viewer, relationship_id: UUID) -> QuerySet[Spend]:
    return Spend.objects.ours(viewer).filter(relationship_id=relationship_id).order_by("at", "id")


def _with_texts(viewer: Viewer, parts: Iterable[Part]) -> list[Written]:
    parts = list(parts)
    texts = open_documents(viewer, [part.document_id for part in parts])
    return [Written(part, texts[part.document_id]) for part in parts if part.document_id in texts]


def one_part(viewer: Viewer, part_id: UUID) -> Written:
    """One part of mine or ours; a stranger's 404 otherwise."""
    part = Part.objects.get_ours(viewer, id=part_id)
    open_rows([part])
    (found,) = _with_texts(viewer, [part])
    return found


def is_open(viewer: Viewer, relationship_id: UUID) -> bool:
    """Whether a plan can be written here now: neither did the other side pause it."""
    return my_open_relationship_ids(viewer).filter(relationship_id=relationship_id).exists()


def beside(viewer: Viewer, part: Part) -> list[Part]:
    """The parts that stand in one row with this one, in their order, and it among them."""
    row = Part.objects.ours(viewer).filter(relationship_id=part.relationship_id, let_go_at=None)
    return list(row.filter(only_id=part.only_id).order_by("place", "id"))


def shared_plan(viewer: Viewer, relationship_id: UUID, ground: Ground | None) -> list[Written]:
    """What a share of plans shows: on its ground; or, before it, to the two sides (None)."""
    grounds = OURS if ground is None else (ground,)
    parts = Part.objects.visible_to(viewer, *grounds).filter(
        relationship_id=relationship_id, only_id=None, let_go_at=None
    )
    found = list(parts.order_by("place", "id"))
    open_rows(found)
    return [each for each in _with_texts(viewer, found) if each.words]
