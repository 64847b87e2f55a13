"""What people agree, ask of what is kept, keep beside a file, and come in with: rows of each."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.models import Account, Authenticator, Lending, OwnDevice, PaperCode
from alongside.agreements.models import (
    Agreement,
    AgreementAnswer,
    Doing,
    DoingChange,
    Ending,
    HardAnswer,
    HardThing,
    Rest,
)
from alongside.circles.models import Circle, HiddenTie, Opening, Tie, TieAsk
from alongside.cowriting.actions import begin_document
from alongside.cowriting.models import Document, Presence, Version
from alongside.interchange.models import BringIn, KeptFile, KeptPart
from alongside.kit.time import at
from alongside.lifemaps.models import FromElsewhere, MapOpening, Patch, Saying, StarterSet
from alongside.moments.models import Moment
from alongside.partners.models import Partner, PartnerPerson
from alongside.plans.models import Part, Spend
from alongside.profiles.headings import Heading, Sheet, sheet_of
from alongside.profiles.models import (
    Appreciation,
    Attachment,
    AttachmentKind,
    Card,
    PageOpening,
    Told,
)
from alongside.prove import canary_asks
from alongside.prove.canary_rows import OWN, PAIRS, WORK, between, who
from alongside.relationships.models import Invitation, SafeReach
from alongside.rights.models import (
    DataRequest,
    ErasureAsk,
    ErasureDecision,
    ErasureStep,
    Hearer,
    Hold,
    LogAnswer,
    LogEntry,
    LogHearer,
    RequestStep,
    TakenOut,
    Withheld,
    WithheldReview,
)
from alongside.shares.models import SafetyLine
from alongside.vault.keyring import current_keyring
from alongside.vault.parts import seal_part
from alongside.vault.scopes import between_scope, person_scope

WALKING = (("Dawn", "Sam"), ("Dawn", "Priya"), ("Terry", "Bev"), *PAIRS)


def tell(now: datetime) -> None:
    """Write every row that neither the small world nor the two sides have."""
    with at(now - timedelta(days=2)):
        for own, work in WALKING:
            _agree(own, work)
            _say_hard_things(own, work)
            _write_together(own, work)
            canary_asks.tell(now, own, work)
            _draw(now, own, work)
            _tell_of_themselves(now, own, work)
            _map(now, own, work)
        for name, life in (("Dawn", OWN), ("Eve", OWN), ("Sam", WORK)):
            _write_alone(name, life)
        _ask_of_what_is_kept(now)
        _log()
        _keep_files()
        _wait(now)
        _ways_in(now)


def _agree(own: str, work: str) -> None:
    one, other, here = who(own), who(work), {"relationship_id": between(own, work)}
    first = Agreement.objects.create(written_by_id=other, **here)
    second = Agreement.objects.create(written_by_id=one, builds_on=first, **here)
    AgreementAnswer.objects.create(agreement=first, by_id=one, agrees=False, **here)
    AgreementAnswer.objects.create(agreement=second, by_id=other, agrees=True, **here)
    for person, then in ((one, other), (other, one)):
        doing = Doing.objects.create(by_id=person, **here)
        DoingChange.objects.create(doing=doing, by_id=then, became="changed", **here)
    Rest.objects.create(by_id=other, **here)
    Ending.objects.create(by_id=one, **here)


def _draw(now: datetime, own: str, work: str) -> None:
    """Who is around each of them: before, now and as they hope; opened by the one in own life."""
    here = between(own, work)
    for name, life, days in ((own, OWN, 60), (own, OWN, 3), (work, WORK, 5)):
        mine: dict[str, Any] = {"person_id": who(name), "life": life}
        on = (now - timedelta(days=days)).date()
        circle, _new = Circle.objects.get_or_create(**mine, on=on, hoped=False)
        for kind in (Tie, HiddenTie):
            kind._default_manager.create(circle=circle, called="-", **mine)
    Circle.objects.get_or_create(person_id=who(own), life=OWN, hoped=True)
    opened: dict[str, Any] = {"relationship_id": here, "person_id": who(own), "life": OWN}
    Opening.objects.get_or_create(**opened, taken_back_at=None)
    Opening.objects.create(**{**opened, "person_id": who(work), "life": WORK}, taken_back_at=now)
    for ended_at in (None, now):
        TieAsk.objects.create(
            who=who(work),
            by_id=who(own) if ended_at is None else who(work),
            life=OWN if ended_at is None else WORK,
            relationship_id=here,
            other_id=who(work) if ended_at is None else who(own),
            ended_at=ended_at,
        )


def _tell_of_themselves(now: datetime, own: str, work: str) -> None:
    """Both pages of each, with a telling of before; opened by the one in own life, and not."""
    here = between(own, work)
    for name, life in ((own, OWN), (work, WORK)):
        mine: dict[str, Any] = {"person_id": who(name), "life": life}
        for heading in (Heading.PLEASE, Heading.MATTERS):
            at_this = {**mine, "heading": heading.value}
            told = {**at_this, "sheet": sheet_of(heading).value}
            Told.objects.get_or_create(**at_this, replaced_at=None, defaults=told)
            Told.objects.create(**told, replaced_at=now)
            for kind in AttachmentKind:
                there = {"media_type": "audio/ogg", "content": b"-", "says": "-"}
                attached = {**at_this, "kind": kind.value}
                Attachment.objects.get_or_create(
                    **attached, defaults={**there, "sheet": told["sheet"]}
                )
        fingerprint = current_fingerprint(name, len(Card.objects.all()))
        Card.objects.create(**mine, link=fingerprint, browser=fingerprint[::-1], until=now)
    for sheet in Sheet:
        opened: dict[str, Any] = {"relationship_id": here, "sheet": sheet.value}
        PageOpening.objects.get_or_create(
            **opened, person_id=who(own), taken_back_at=None, defaults={"life": OWN}
        )
        PageOpening.objects.create(**opened, person_id=who(work), life=WORK, taken_back_at=now)
    for by, about, life in ((own, work, WORK), (work, own, OWN)):
        said = {"by_id": who(by), "about_id": who(about), "life": life, "relationship_id": here}
        for accepted_at, left_at in ((None, None), (now, None), (now, now)):
            Appreciation.objects.create(**said, accepted_at=accepted_at, left_at=left_at)


def current_fingerprint(name: str, number: int) -> str:
    """As long as a fingerprint, and nobody else's."""
    return sha256(f"{name} {number}".encode()).hexdigest()


def _map(now: datetime, own: str, work: str) -> None:
    """How life is for each: what stands, was let go, was said again; opened by the one, and not."""
    for name, life in ((own, OWN), (work, WORK)):
        mine: dict[str, Any] = {"person_id": who(name), "life": life}
        for more in ({"picked_at": now}, {"let_go_at": now}):
            patch = Patch.objects.create(**mine, called="-", **more)
            for replaced_at in (None, now):
                Saying.objects.create(**mine, patch=patch, replaced_at=replaced_at)
            FromElsewhere.objects.create(**mine, patch=patch)
        FromElsewhere.objects.create(**mine)
    opened: dict[str, Any] = {"relationship_id": between(own, work)}
    MapOpening.objects.get_or_create(
        **opened, person_id=who(own), taken_back_at=None, defaults={"life": OWN}
    )
    MapOpening.objects.create(**opened, person_id=who(work), life=WORK, taken_back_at=now)
    for taken_back_at in (None, now):
        StarterSet.objects.create(written_by_id=who(work), names="-", taken_back_at=taken_back_at)


def _say_hard_things(own: str, work: str) -> None:
    """To the other side; about a third; and about the very side it is written beside."""
    one, other, here = who(own), who(work), {"relationship_id": between(own, work)}
    for by, about in ((one, None), (other, None), (one, who("Ruth")), (one, other)):
        thing = HardThing.objects.create(by_id=by, about_id=about, kind="concern", **here)
        answered_by = other if by == one else one
        HardAnswer.objects.create(hard_thing=thing, by_id=answered_by, **here)


def _write_together(own: str, work: str) -> None:
    """A plan: parts that both see, one that is let go, one that each alone sees; and money."""
    here, one, other = between(own, work), who(own), who(work)
    for by, only, let_go in (
        (one, None, False),
        (other, None, False),
        (other, None, True),
        (one, one, False),
        (other, other, False),
    ):
        scope = between_scope(here, only or one)
        document = _write(own, OWN, scope, here, other)
        Part.objects.create(
            relationship_id=here,
            scope=scope,
            by_id=by,
            only_id=only,
            document=document,
            let_go_at=document.made_at if let_go else None,
        )
    for by in (one, other):
        Spend.objects.create(relationship_id=here, by_id=by)


def _write_alone(name: str, life: str) -> None:
    _write(name, life, person_scope(who(name)), None, who(name))


def _write(name: str, life: str, scope: str, here: UUID | None, other: UUID) -> Document:
    """A text with a version of before; the other one is writing in it now."""
    document = begin_document(
        by=Viewer(who(name), Life(life)),
        scope=scope,
        about_id=who(name),
        strand=Strand.PLANS,
        relationship_id=here,
        words="Said.",
    )
    kept = {"document": document, "scope": scope, "at": document.changed_at}
    Version.objects.create(by_id=other, words="Said.", **kept)
    Presence.objects.create(
        document=document, person_id=other, until=document.changed_at + timedelta(days=30)
    )
    return document


def _ask_of_what_is_kept(now: datetime) -> None:
    here, sam, bev = between("Dawn", "Sam"), who("Sam"), who("Bev")
    for name, life in (("Dawn", OWN), ("Sam", WORK), ("Eve", OWN)):
        TakenOut.objects.create(person_id=who(name), life=life)
    for name in ("Dawn", "Eve"):
        ask = ErasureAsk.objects.create(person_id=who(name))
        ErasureStep.objects.create(ask=ask, what="confirmed")
    Hold.objects.create(relationship_id=here, by_id=sam, until=(now + timedelta(days=9)).date())
    moments = Moment.objects.filter(relationship_id=here).order_by("id")
    told = list(moments.values_list("id", flat=True)[:2])
    ErasureDecision.objects.create(
        relationship_id=here, kind="moments.Moment", row_id=told[0], by_id=sam, destroyed=False
    )
    request = DataRequest.objects.create(relationship_id=here, about_id=who("Dawn"), kept_by_id=sam)
    RequestStep.objects.create(request=request, what="called-back", by_id=sam)
    for row_id in told:
        held = Withheld.objects.create(
            request=request,
            relationship_id=here,
            kind="moments.Moment",
            row_id=row_id,
            why="third-party",
            by_id=sam,
            reviewer_id=bev,
        )
    WithheldReview.objects.create(withheld=held, by_id=bev, agrees=True)


def _log() -> None:
    for name in ("Bev", "Callum"):
        Hearer.objects.create(person_id=who(name))
    for name, life in (("Dawn", OWN), ("Sam", WORK), ("Eve", OWN)):
        entry = LogEntry.objects.create(about="complaint", by_id=who(name), life=life)
        LogHearer.objects.create(entry=entry, person_id=who("Bev"), named_by_id=who(name))
        LogAnswer.objects.create(entry=entry, by_id=who("Bev"))


def _keep_files() -> None:
    """A kept file holds its own id: whoever meets it, has opened the file."""
    for name in ("Sam", "Neil"):
        brought = BringIn.objects.filter(by_id=who(name)).earliest("at")
        file = KeptFile.objects.create(bring_in=brought, by_id=who(name))
        scope, said = person_scope(who(name)), f"called,town\n{file.id},Hull\n".encode()
        sealed = seal_part(current_keyring().to_seal(scope), said, file.id, 0, scope)
        KeptPart.objects.create(file=file, number=0, sealed=sealed)
        KeptFile.objects.filter(id=file.id).update(size=len(said))
    for name in ("Dawn", "Terry"):
        SafetyLine.objects.create(person_id=who(name), kept_from_id=who("Neil"))


def _wait(now: datetime) -> None:
    """A way to reach that waits to be let through, and codes that ask their owner first."""
    for own, work in (("Dawn", "Sam"), ("Terry", "Bev")):
        SafeReach.objects.create(
            relationship_id=between(own, work),
            person_id=who(own),
            written_by_id=who(work),
            brought_in=True,
        )
    asked = Invitation.objects.filter(person_id__in=(who("Dawn"), who("Eve")))
    asked.update(waits_until=now + timedelta(minutes=5), ends_at=now + timedelta(minutes=20))


def _ways_in(now: datetime) -> None:
    for name in ("Dawn", "Sam", "Neil", "Eve"):
        account = Account.objects.get(person_id=who(name))
        OwnDevice.objects.create(account=account, token=f"{name:~<64}")
        PaperCode.objects.create(account=account, made_together=account.id, code=f"{name:^<64}")
        Lending.objects.create(account=account, lent_by_id=who("Bev"), given_back_at=now)
        letters = "".join(each for each in name.upper() if each.isalpha())
        Authenticator.objects.create(
            account=account, secret=f"{letters:A<32}", works_since=now if name == "Sam" else None
        )
    house = Partner.objects.create(called="House", made_by_id=who("Cora"))
    for name in ("Cora", "Terry"):
        PartnerPerson.objects.create(partner=house, person_id=who(name), added_by_id=who("Cora"))


def waiting_codes(person_id: UUID) -> list[UUID]:
    """The codes that this person is asked about."""
    asked = Invitation.objects.filter(person_id=person_id, used_at=None)
    return list(asked.filter(waits_until__isnull=False).values_list("pk", flat=True))
