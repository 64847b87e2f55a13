"""What people can do with their way in: make one, come in, go out, change it."""

from uuid import UUID

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest

from alongside.access.viewer import Life, Viewer
from alongside.accounts.devices import device_of
from alongside.accounts.handles import handle_of
from alongside.accounts.lending import LENT, give_back, is_lent, is_lent_to, note_lending
from alongside.accounts.models import Account, Authenticator, MayWork, OwnDevice, Passkey, Session
from alongside.accounts.passkeys import NewKey
from alongside.accounts.passphrases import as_kept
from alongside.accounts.phones import remember_phone
from alongside.accounts.sessions import SessionStore, fingerprint
from alongside.accounts.ways import TWO_IN_ONE, Way
from alongside.drafts.actions import forget_old_drafts
from alongside.kit.ids import new_id
from alongside.kit.time import now, today
from alongside.kit.transactions import writing

BACKEND = "alongside.accounts.backends.ByItsId"
MOST_PASSKEYS = 20


class NameTaken(Exception):
    """Somebody comes in with that name already."""


class MayNotWork(Exception):
    """This account opens its own life only."""


class OneIsNotEnough(Exception):
    """A working session opens with two things, or one that is two."""


class LastWayIn(Exception):
    """Without this one, its owner could not come in again."""


class TooMany(Exception):
    """There are more of these than anybody needs."""


# --- the account ------------------------------------------------------------------------------


def make_account(*, person_id: UUID, handle: str = "", passphrase: str = "") -> Account:
    """A way in for a person. Without a passphrase, a passkey is to follow. Raises NameTaken."""
    account = Account(person_id=person_id)
    account.handle = handle_of(handle) if handle else _no_handle()
    account.password = hashed(passphrase)
    _save_named(account)
    return account


def hashed(passphrase: str) -> str:
    """As it is kept; with no passphrase, something no passphrase opens."""
    return make_password(as_kept(passphrase) or None)


def _no_handle() -> str:
    return f"-{new_id().hex}"


def _save_named(account: Account) -> None:
    """Save, unless somebody else comes in with this name. Raises NameTaken."""
    with writing():
        namesakes = Account.objects.filter(handle=account.handle).exclude(pk=account.pk)
        if namesakes.exists():
            raise NameTaken
        try:
            with transaction.atomic():
                account.save()
        except IntegrityError as problem:
            if namesakes.exists():
                raise NameTaken from problem
            raise


def give_work(*, account: Account, by_id: UUID | None) -> None:
    """From now on this account may open working sessions. Twice is once."""
    with writing():
        if not may_work(account):
            MayWork.objects.create(account=account, given_by_id=by_id)


def may_work(account: Account) -> bool:
    return MayWork.objects.filter(account=account, ended_at=None).exists()


def _may_work_until_written(account: Account) -> bool:
    """As above, and `end_work` waits: whoever leaves while coming in is not left inside."""
    given = MayWork.objects.select_for_update().filter(account=account, ended_at=None)
    return given.first() is not None


def end_working_sessions(*, account: Account) -> None:
    """Whoever works comes in anew; their own life stays as it is."""
    Session.objects.filter(account=account, life=Life.WORKING.value).delete()


def end_work(*, account: Account) -> None:
    """From now on this account opens its own life only.

    Its working sessions end at once, and so do the phones and computers known as its own: all
    but those where its own life is open now, as nothing else says that one is not for work.
    """
    with writing():
        MayWork.objects.filter(account=account, ended_at=None).update(ended_at=now())
        end_working_sessions(account=account)
        own = Session.objects.filter(account=account, own_device__isnull=False)
        account.own_devices.exclude(id__in=own.values("own_device_id")).delete()


# --- coming in and going out ------------------------------------------------------------------


def account_named(*, handle: str, passphrase: str) -> Account | None:
    """The account that comes in with this name and passphrase.

    An unknown name takes as much work as a wrong passphrase, so that time tells nothing.
    """
    account = Account.objects.filter(handle=handle_of(handle)).first()
    if account is None or not account.has_usable_password():
        hashed(passphrase)
        return None
    return account if is_passphrase_of(account, passphrase) else None


def is_passphrase_of(account: Account, passphrase: str) -> bool:
    return account.check_password(as_kept(passphrase))


def open_session(
    request: HttpRequest, *, account: Account, life: Life, way: Way, trusted: bool = False
) -> None:
    """Come in, in one life, with a new cookie. Raises MayNotWork or OneIsNotEnough.

    Nothing of what the browser did before comes along: the two lives never mix.
    """
    if life == Life.WORKING and way not in TWO_IN_ONE:
        raise OneIsNotEnough
    lent_by = is_lent_to(request, account)
    if lent_by and life != Life.OWN:
        raise MayNotWork
    trusted = trusted and not lent_by
    with writing():
        if life == Life.WORKING and not _may_work_until_written(account):
            raise MayNotWork
        request.session.flush()
        SessionStore.clear_expired()
        forget_old_drafts()
        phone = remember_phone(request, account) if trusted else None
        login(request, account, backend=BACKEND)
        request.session.update(
            {
                "life": life.value,
                "came_by": way.value,
                "trusted": trusted,
                "own_device": str(phone.id) if phone else None,
                "device": device_of(request),
                "made_at": now().isoformat(),
                "sure_at": now().isoformat(),
            }
        )
        if lent_by:
            request.session[LENT] = str(note_lending(account=account, by_id=lent_by).id)
        request.session.save()


def sign_out(request: HttpRequest) -> None:
    """End this session, here and in the database; on a lent phone, that is giving it back."""
    if is_lent(request):
        give_back(request)
    logout(request)


def sign_out_elsewhere(*, account: Account, keep: str | None, only: str | None = None) -> int:
    """End other sessions of this account: one by its fingerprint, or all. Gives how many.

    `keep` is the cookie in use, which stays.
    """
    sessions = Session.objects.filter(account=account)
    if keep:
        sessions = sessions.exclude(session_key=fingerprint(keep))
    if only is not None:
        sessions = sessions.filter(session_key=only)
    return sessions.delete()[0]


def end_every_session(*, account: Account) -> int:
    return sign_out_elsewhere(account=account, keep=None)


# --- ways in ----------------------------------------------------------------------------------


def add_passkey(*, by: Viewer, account: Account, key: NewKey, called: str) -> Passkey:
    """Keep the public half of a key that its phone has just made. Raises TooMany."""
    with writing():
        mine = Passkey.objects.visible_to(by).filter(account=account)
        if mine.count() >= MOST_PASSKEYS:
            raise TooMany
        if there := mine.filter(credential_id=key.credential_id).first():
            return there
        return Passkey.objects.create(
            account=account,
            credential_id=key.credential_id,
            public_key=key.public_key,
            sign_count=key.sign_count,
            called=called[:60],
        )


def name_device(*, by: Viewer, device_id: UUID, called: str) -> None:
    """Call a phone of mine something I know. Raises Http404 when it is not the viewer's own."""
    with writing():
        device = OwnDevice.objects.get_visible(by, id=device_id)
        device.called = called
        device.save(update_fields=["called"])


def forget_device(*, by: Viewer, device_id: UUID) -> None:
    """It is not mine any more: whoever is signed in on it is out, and it is unknown here."""
    with writing():
        OwnDevice.objects.get_visible(by, id=device_id).delete()


def note_used(passkey: Passkey, sign_count: int) -> None:
    passkey.sign_count, passkey.used_on = sign_count, today()
    passkey.save(update_fields=["sign_count", "used_on"])


def remove_passkey(*, by: Viewer, passkey_id: UUID) -> None:
    """Take a passkey out. Raises LastWayIn, or Http404 when it is not the viewer's own."""
    with writing():
        passkey = Passkey.objects.get_visible(by, id=passkey_id)
        others = passkey.account.passkeys.exclude(pk=passkey.pk)
        if not others.exists() and not passkey.account.has_usable_password():
            raise LastWayIn
        passkey.delete()


def change_passphrase(
    request: HttpRequest, *, account: Account, passphrase: str, handle: str = ""
) -> None:
    """Set a new passphrase, and a new name if one is given; ends all other sessions.

    Raises NameTaken. A passphrase without a name could never be used: Http404.
    """
    if not handle and not account.has_handle:
        raise Http404
    account.password = hashed(passphrase)
    if handle:
        account.handle = handle_of(handle)
    with writing():
        _save_named(account)
        sign_out_elsewhere(account=account, keep=request.session.session_key)
        update_session_auth_hash(request, account)
        request.session.save()


def begin_again(*, account: Account, handle: str = "", passphrase: str = "") -> None:
    """Whoever had a way in has none now: sessions, passkeys and the passphrase are gone.

    What is given takes their place. Raises NameTaken, and then nothing is gone.
    """
    account.handle = handle_of(handle) if handle else _no_handle()
    account.password = hashed(passphrase)
    with writing():
        _save_named(account)
        end_every_session(account=account)
        account.passkeys.all().delete()
        account.own_devices.all().delete()
        account.paper_codes.all().delete()
        Authenticator.objects.filter(account=account).delete()
