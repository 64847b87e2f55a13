"""Joining, and coming back: somebody shows a code in person, and the other takes up their side.

It lives here because it is a relationship that lets a person in, and lets them back in.
"""

import logging
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from alongside.access import trail
from alongside.access.grounds import Ground
from alongside.access.strands import Strand
from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import (
    begin_again,
    give_work,
    make_account,
    may_work,
)
from alongside.accounts.halfway import come_in
from alongside.accounts.handles import keyed
from alongside.accounts.lives import lives_known_by
from alongside.accounts.models import Account
from alongside.accounts.tries import Limit
from alongside.accounts.ways import Way
from alongside.kit.letters import as_shown, drawn
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.people.actions import add_person, rename_myself
from alongside.people.aliases import one_with
from alongside.people.models import Person
from alongside.relationships.actions import begin_relationship
from alongside.relationships.colleagues import let_in_to_work
from alongside.relationships.models import ComingBack, Invitation, Relationship, Side
from alongside.relationships.waiting import has_somebody_at_work, is_open, waits_until
from alongside.vault.fields import open_rows

HOW_MANY = 6
WORKS_FOR = timedelta(minutes=15)
KEPT_FOR = timedelta(days=1)
JOINING_FROM = Limit("joining from an address", 20, timedelta(hours=1))
JOINING_HERE = Limit("joining this place", 200, timedelta(hours=1))
log = logging.getLogger(__name__)
_OPENED_BY_CODE = "invitation opened by its letters"


class CodeEnded(Exception):
    """The code was used, or is too old, or a newer one took its place."""


class IsHereAlready(Exception):
    """This person has a way in: they can be helped back, not invited."""


class NotHereYet(Exception):
    """This person has no way in yet: they can be invited, not helped back."""


class TeamHasBegun(Exception):
    """Somebody has started here already."""


class Shown(NamedTuple):
    """What is shown in person, once, and kept nowhere."""

    code: str
    link: str
    waits_until: datetime | None = None


# --- showing a code ---------------------------------------------------------------------------


def invite(*, by: Viewer, relationship_id: UUID, comes_back: bool = False) -> Shown:
    """A code for the other side, valid once and for 15 minutes; the one before it ends.

    Where somebody who comes back is still in, they are asked there first.
    Raises IsHereAlready or NotHereYet, and Http404 when it is not the viewer's to give.
    """
    with writing():
        other = _other_side(by, relationship_id)
        account = Account.objects.filter(person_id=other.person_id).first()
        if not may_help(by, other, account) or (not account and has_a_way_in(other.person_id)):
            raise Http404
        if account and not comes_back:
            raise IsHereAlready
        if comes_back and not account:
            raise NotHereYet
        shown = Shown(_new_code(), secrets.token_urlsafe(32))
        works = waits_until(account, shown_for=WORKS_FOR)
        end_codes_for(other.person_id)
        made = Invitation.objects.create(
            relationship_id=relationship_id,
            person_id=other.person_id,
            shown_by_id=by.person_id,
            code=_code_fingerprint(shown.code),
            link=keyed("link to join", shown.link),
            comes_back=comes_back,
            made_at=now(),
            **works,
        )
    return shown._replace(waits_until=made.waits_until)


def can_help(*, by: Viewer, relationship_id: UUID) -> bool:
    """Whether the viewer may show the other side a way in. Raises Http404 for a stranger."""
    other = _other_side(by, relationship_id)
    account = Account.objects.filter(person_id=other.person_id).first()
    # Whose way in belongs to another record of theirs is helped where that one is known.
    return may_help(by, other, account) and (bool(account) or not has_a_way_in(other.person_id))


def is_here(*, by: Viewer, relationship_id: UUID) -> bool:
    """Whether the other side has a way in. Raises Http404 when the viewer is no side."""
    other = _other_side(by, relationship_id)
    return has_a_way_in(other.person_id)


def has_a_way_in(person_id: UUID) -> bool:
    """Whether any record of this person has one: it opens what every record of theirs holds."""
    return Account.objects.filter(person_id__in=one_with({person_id})).exists()


def may_help(by: Viewer, other: Side, account: Account | None) -> bool:
    """Whoever may work sees other people's lives: only colleagues at work let them (back) in.

    And only somebody at work lets anybody back in, while they have anybody at work here.
    """
    if account and not by.is_working and has_somebody_at_work(other.person_id):
        return False
    opens_work = other.life == Life.WORKING.value or (account is not None and may_work(account))
    return not opens_work or (by.is_working and other.life == Life.WORKING.value)


def _other_side(by: Viewer, relationship_id: UUID) -> Side:
    Relationship.objects.get_visible(by, id=relationship_id)
    other = Side.objects.filter(relationship_id=relationship_id).exclude(person_id=by.person_id)
    return other.get()


def _new_code() -> str:
    while True:
        code = drawn(HOW_MANY)
        if not Invitation.objects.filter(code=_code_fingerprint(code)).exists():
            return code


def _code_fingerprint(code: str) -> str:
    return keyed("letters to join", as_shown(code))


def end_codes_for(person_id: UUID) -> None:
    Invitation.objects.filter(ends_at__lt=now() - KEPT_FOR).delete()
    Invitation.objects.filter(person_id=person_id, used_at=None, ends_at__gt=now()).update(
        ends_at=now()
    )


# --- reading a code ---------------------------------------------------------------------------


def find_by_code(code: str) -> Invitation | None:
    """By the six letters. They can be guessed: whoever calls this counts the try first."""
    return _works().filter(code=_code_fingerprint(code)).first()


def have_ended(code: str) -> bool:
    """Whether these letters worked within the last day: used since, too old, or replaced."""
    lately = Invitation.objects.filter(ends_at__gte=now() - KEPT_FOR)
    return lately.filter(code=_code_fingerprint(code)).exists()


def find_by_link(link: str) -> Invitation | None:
    """By a link, which cannot be guessed; never by the letters, whatever they look like."""
    if opened := _opened_by_code(link):
        return _works().filter(pk=opened).first()
    return _works().filter(link=keyed("link to join", link)).first()


def _works() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, ends_at__gt=now()).select_related(
        "shown_by", "person"
    )


def link_of(invitation: Invitation) -> str:
    """A link for somebody who has just given the right letters; it ends with them."""
    return signing.dumps(str(invitation.id), salt=_OPENED_BY_CODE)


def _opened_by_code(link: str) -> UUID | None:
    try:
        return UUID(signing.loads(link, salt=_OPENED_BY_CODE, max_age=WORKS_FOR))
    except (signing.BadSignature, ValueError):
        return None


def shown_by_name(invitation: Invitation) -> str:
    """The first name of whoever shows the code: all that the page before joining says."""
    open_rows([invitation.shown_by])
    words: list[str] = invitation.shown_by.called.split()
    return words[0] if words else ""


def called_so_far(invitation: Invitation) -> str:
    open_rows([invitation.person])
    called: str = invitation.person.called
    return called


# --- taking it up -----------------------------------------------------------------------------


def join(
    request: HttpRequest,
    *,
    invitation: Invitation,
    called: str = "",
    handle: str = "",
    passphrase: str = "",
    own_phone: bool = False,
) -> Account:
    """Take up my side: a way in is made, the code is used up, and the session is open.

    A colleague invited at work may work from now on, once they have shown a second thing; where
    the team has others at work, from the yes of one of them. Without
    a passphrase, a passkey is to follow. Raises CodeEnded, or NameTaken; then nothing has changed.
    """
    with writing():
        use_up(invitation)
        if Account.objects.filter(person_id=invitation.person_id).exists():
            raise CodeEnded
        account = make_account(person_id=invitation.person_id, handle=handle, passphrase=passphrase)
        life = life_of(invitation)
        if life == Life.WORKING:
            works = let_in_to_work(account=account, by_id=invitation.shown_by_id)
            life = Life.WORKING if works else Life.OWN
        if called and called != called_so_far(invitation):
            rename_myself(by=Viewer(invitation.person_id, life), called=called)
        way = Way.PASSPHRASE if passphrase else Way.IN_PERSON
        come_in(request, account=account, way=way, life=life, own=own_phone)
    log.warning(
        "Somebody joined.",
        extra={"where": f"{invitation.person_id.hex} {invitation.shown_by_id.hex}"},
    )
    return account


def come_back(
    request: HttpRequest,
    *,
    invitation: Invitation,
    handle: str = "",
    passphrase: str = "",
    own_phone: bool = False,
) -> Account:
    """Begin again with a new way in: every old one is gone, and who helped stays in sight.

    Raises CodeEnded, or NameTaken; then nothing has changed.
    """
    with writing():
        use_up(invitation)
        account = Account.objects.filter(person_id=invitation.person_id).first()
        if account is None:
            raise CodeEnded
        begin_again(account=account, handle=handle, passphrase=passphrase)
        log.warning("Somebody was helped back in; every older way of theirs has ended.")
        _tell(invitation)
        life = life_of(invitation)
        if life == Life.WORKING and not may_work(account):
            life = Life.OWN
        way = Way.PASSPHRASE if passphrase else Way.IN_PERSON
        come_in(request, account=account, way=way, life=life, own=own_phone)
    return account


def use_up(invitation: Invitation) -> None:
    """Of two who use one code at the same moment, one is first."""
    works = _works().filter(pk=invitation.pk, stopped_at=None)
    if not works.filter(is_open()).update(used_at=now()):
        raise CodeEnded
    sides = Side.objects.filter(relationship_id=invitation.relationship_id)
    both = {invitation.person_id, invitation.shown_by_id}
    if set(sides.values_list("person_id", flat=True)) != both:
        raise CodeEnded


def life_of(invitation: Invitation) -> Life:
    side = Side.objects.get(
        relationship_id=invitation.relationship_id, person_id=invitation.person_id
    )
    return Life(side.life)


def _tell(invitation: Invitation) -> None:
    """The person always sees that somebody was let in by their name, and who helped."""
    ComingBack.objects.create(
        relationship_id=invitation.relationship_id,
        person_id=invitation.person_id,
        helped_by_id=invitation.shown_by_id,
    )
    helper = Side.objects.get(
        relationship_id=invitation.relationship_id, person_id=invitation.shown_by_id
    )
    trail.record(
        Viewer(invitation.shown_by_id, Life(helper.life)),
        {
            trail.Sight(
                invitation.person_id,
                Strand.ABOUT_ME,
                Ground.SIDE,
                invitation.relationship_id,
            )
        },
    )


# --- colleagues, and the first of all ---------------------------------------------------------


def invite_colleague(*, by: Viewer, called: str, id: UUID | None = None) -> Relationship:
    """Begin with a new colleague; `invite` then shows the code. Raises Http404 in own life."""
    return begin_relationship(by=by, called=called, their_life=Life.WORKING, id=id)


def start_team(
    request: HttpRequest, *, called: str, handle: str, passphrase: str, own_phone: bool = False
) -> Account:
    """The very first person, who may work and is at work. Raises TeamHasBegun."""
    with writing():
        _one_at_a_time()
        if Account.objects.exists():
            raise TeamHasBegun
        person: Person = add_person(by=None, called=called)
        account = make_account(person_id=person.id, handle=handle, passphrase=passphrase)
        give_work(account=account, by_id=None)
        come_in(request, account=account, way=Way.PASSPHRASE, life=Life.WORKING, own=own_phone)
    return account


def _one_at_a_time() -> None:
    # SQLite has the write lock from the start of the transaction; PostgreSQL has to be asked.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE accounts_account IN EXCLUSIVE MODE")


@lives_known_by
def lives_of(account: Account) -> list[Life]:
    """Working, if they may work; own life, if they have a side in it."""
    own = Side.objects.filter(person_id=account.person_id, life=Life.OWN.value).exists()
    lives = [Life.WORKING] if may_work(account) else []
    return [*lives, Life.OWN] if own or not lives else lives
