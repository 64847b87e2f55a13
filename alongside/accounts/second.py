"""The second step: six numbers from an app, or a code on paper. And paper alone, at the door."""

import logging
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password

from alongside.access.viewer import Life
from alongside.accounts import numbers
from alongside.accounts.actions import hashed
from alongside.accounts.lives import lives_open_to
from alongside.accounts.models import Account, Authenticator, PaperCode
from alongside.accounts.ways import Way
from alongside.kit.letters import as_shown, drawn
from alongside.kit.time import now
from alongside.kit.transactions import writing
from alongside.vault.fields import open_rows

HOW_MANY, LETTERS_EACH, BEGINS = 10, 12, 2
log = logging.getLogger(__name__)


class MadeAlready(Exception):
    """These were made and shown; they are never shown again."""


# --- six numbers from an app -------------------------------------------------------------------


def authenticator_of(account: Account) -> Authenticator | None:
    """The app that was tried out and works."""
    return Authenticator.objects.filter(account=account).exclude(works_since=None).first()


def begin_authenticator(*, account: Account) -> None:
    """A new secret for an app to hold. It counts once its numbers have been right."""
    with writing():
        Authenticator.objects.filter(account=account, works_since=None).delete()
        if authenticator_of(account) is None:
            Authenticator.objects.create(account=account, secret=numbers.new_secret())


def secret_being_set_up(account: Account) -> str:
    """What the app is to be shown now; no words when nothing was begun."""
    row = Authenticator.objects.filter(account=account, works_since=None).first()
    return _secret(row) if row else ""


def finish_authenticator(*, account: Account, code: str) -> bool:
    """The app's first numbers are right: from now on it counts."""
    row = Authenticator.objects.filter(account=account, works_since=None).first()
    return row is not None and _step_is_right(row, code, works_since=now())


def remove_authenticator(*, account: Account) -> None:
    Authenticator.objects.filter(account=account).delete()


def _step_is_right(row: Authenticator, code: str, *, works_since: datetime) -> bool:
    """Right, and not used before: of two who use one code in the same moment, one is first."""
    secret = _secret(row)
    if not numbers.can_be_read(secret):
        return False
    step = numbers.step_shown(secret, code, moment=now().timestamp(), after=row.last_step)
    if step is None:
        return False
    unused = Authenticator.objects.filter(pk=row.pk, last_step__lt=step)
    return bool(unused.update(last_step=step, works_since=works_since))


def _secret(row: Authenticator) -> str:
    open_rows([row])
    secret: str = row.secret
    return secret


# --- codes on paper ----------------------------------------------------------------------------


def make_paper_codes(*, account: Account, id: UUID) -> list[str]:
    """Ten new codes, to be shown once; those before them stop. Raises MadeAlready."""
    codes = [_new_code(begin) for begin in _beginnings()]
    rows = [
        PaperCode(account=account, made_together=id, begins=code[:BEGINS], code=hashed(code))
        for code in codes
    ]
    with writing():
        if account.paper_codes.filter(made_together=id).exists():
            raise MadeAlready
        account.paper_codes.all().delete()
        PaperCode.objects.bulk_create(rows)
    return [" ".join(code[at : at + 4] for at in range(0, LETTERS_EACH, 4)) for code in codes]


def _beginnings() -> list[str]:
    """How each code begins, all different: by it the one to compare with is found."""
    found: set[str] = set()
    while len(found) < HOW_MANY:
        found.add(drawn(BEGINS))
    return sorted(found)


def _new_code(begin: str) -> str:
    return begin + drawn(LETTERS_EACH - BEGINS)


def use_paper_code(*, account: Account | None, code: str) -> bool:
    """Whether this is one of theirs, not used before. It is used now."""
    letters = as_shown(code)
    unused = PaperCode.objects.filter(account=account, used_at=None)
    row = unused.filter(begins=letters[:BEGINS]).first() if account else None
    if row is None:
        # As much work as comparing, so that time tells nothing.
        hashed(letters)
        return False
    if not check_password(letters, row.code) or not unused.filter(pk=row.pk).update(used_at=now()):
        return False
    log.warning("A code on paper was used to come in.")
    return True


def opens_by_paper_alone(account: Account) -> bool:
    """Paper opens somebody's own life, unless they asked for two steps. It never opens work."""
    return Life.OWN in lives_open_to(account) and authenticator_of(account) is None


# --- either ------------------------------------------------------------------------------------


def has_second(account: Account) -> bool:
    """Whether there is anything this account could be asked for as well."""
    return account.passkeys.exists() or takes_a_code(account)


def takes_a_code(account: Account) -> bool:
    on_paper = account.paper_codes.filter(used_at=None).exists()
    return on_paper or authenticator_of(account) is not None


def way_with(account: Account, code: str) -> Way | None:
    """How somebody came in who gave their passphrase, and now this; None when it is not right."""
    given = "".join(code.split())
    row = authenticator_of(account)
    if given.isdecimal():
        right = row is not None and _step_is_right(row, given, works_since=row.works_since or now())
        return Way.PASSPHRASE_AND_NUMBERS if right else None
    return Way.PASSPHRASE_AND_PAPER if use_paper_code(account=account, code=given) else None
