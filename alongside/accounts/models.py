"""Signing in: accounts, the leave to work, passkeys, sessions with names, and tries counted."""

from typing import ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from alongside.access.guarded import GuardedQuerySet
from alongside.kit.ids import new_id
from alongside.kit.kept import Kept
from alongside.kit.time import now, today
from alongside.people.aliases import also_me
from alongside.vault.fields import SealedModel, SealedTextField
from alongside.vault.scopes import person_scope

WITH_THE_PERSON = "deleted with the person's account"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(handle=username)


class Account(AbstractBaseUser):
    """A person's way in. No e-mail, no telephone number."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="none: the name to come in with is a keyed fingerprint",
        export="that there is one, and since when",
        erase=WITH_THE_PERSON,
        merge="both ways in stay until the person takes one out",
        retention="until the person leaves",
        fields={
            "id": "its name",
            "person": "whose",
            "handle": "keyed fingerprint of the name they come in with, if they chose one",
            "password": "their passphrase, hashed with Argon2id; unusable if they have none",
            "made_at": "when it was made",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="account")
    handle = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    last_login = None

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def has_handle(self) -> bool:
        """Without a chosen name, what stands there begins with a dash: no fingerprint does."""
        return not self.handle.startswith("-")

    @property
    def person_ids(self) -> list[UUID]:
        """Every record of this person, the one this account was made for first."""
        # Asked in the same question by which a session finds its account.
        is_several = getattr(self, "is_several", False)
        also = also_me(self.person_id) if is_several else set()
        return [self.person_id, *sorted(also)]


class MayWork(models.Model):
    """Somebody may open working sessions. Without one, every session is their own life."""

    kept = Kept(
        owner="the place",
        strand=None,
        key="none: ids and times only",
        export="with the account",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="six years after it ended",
        fields={
            "id": "its name",
            "account": "whose account",
            "since": "since when",
            "given_by_id": "who gave it; none for the first of a team",
            "ended_at": "until when",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="may_work")
    since = models.DateTimeField(default=now)
    given_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.account_id)


class Passkey(models.Model):
    """A key that lives in somebody's phone or computer; here is only its public half."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="none: a public key",
        export="its name and days",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="until the person takes it out",
        fields={
            "id": "its name here",
            "account": "whose",
            "credential_id": "its name in the phone",
            "public_key": "its public half",
            "sign_count": "how often it was used, as the phone counts",
            "called": "what the person calls it",
            "made_at": "when it was made",
            "used_on": "the day it was last used",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    called = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=now)
    used_on = models.DateField(null=True)

    objects = GuardedQuerySet["Passkey"].as_manager()

    def __str__(self) -> str:
        return self.called


class Authenticator(SealedModel):
    """An app that shows six numbers. Its secret is sealed with the person's own key."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="of the person",
        export="that there is one, and since when",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="until the person takes it out",
        fields={
            "id": "its name here",
            "account": "whose",
            "secret": "what the app holds too",
            "last_step": "the last step whose numbers were used: none is used twice",
            "made_at": "when it was begun",
            "works_since": "since when it counts; none while it is being set up",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="authenticator")
    secret = SealedTextField()
    last_step = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    works_since = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Authenticator"].as_manager()

    def __str__(self) -> str:
        return str(self.id)

    def key_scope(self) -> str:
        return person_scope(self.account.person_id)


class PaperCode(models.Model):
    """One of ten codes somebody has on paper. It works once; here is only a hash."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="none: hashed with Argon2id",
        export="how many are left",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="until the person makes new ones",
        fields={
            "id": "its name here",
            "account": "whose",
            "made_together": "with which others it was made and shown",
            "begins": "its first two letters, by which it is found",
            "code": "all of it, hashed",
            "made_at": "when it was made",
            "used_at": "when it was used",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="paper_codes")
    made_together = models.UUIDField()
    begins = models.CharField(max_length=2)
    code = models.CharField(max_length=128)
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class OwnDevice(models.Model):
    """A phone or computer of which somebody said: this is my own. Its cookie is a fingerprint."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="none: a keyed fingerprint of a cookie",
        export="its name and days",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="until the person forgets it, 400 days without use, or their work here ends",
        fields={
            "id": "its name here",
            "account": "whose",
            "token": "keyed fingerprint of its cookie, different for each account",
            "called": "what the person calls it",
            "made_at": "when it was first used to come in",
            "seen_on": "the day it was last used to come in",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="own_devices")
    token = models.CharField(max_length=64, unique=True)
    called = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=now)
    seen_on = models.DateField(default=today)

    objects = GuardedQuerySet["OwnDevice"].as_manager()

    def __str__(self) -> str:
        return self.called


class Session(AbstractBaseSession):
    """A signed-in phone or computer, by a name its owner knows; its key as a fingerprint."""

    kept = Kept(
        owner="the person",
        strand=None,
        key="none: a fingerprint",
        export="its name and days",
        erase=WITH_THE_PERSON,
        merge="ended",
        retention="until it ends",
        fields={
            "session_key": "fingerprint of the cookie",
            "session_data": "which account, which life; signed",
            "expire_date": "until when",
            "account": "whose",
            "life": "working or own life",
            "came_by": "the way they came in",
            "device": "a name for the phone or computer, in plain words",
            "trusted": "whether its owner said: this is my own",
            "own_device": "which of their own phones or computers it is",
            "made_at": "when they signed in",
            "seen_on": "the day it was last used",
        },
    )

    # Longer than Django's own: a fingerprint has 64 letters, a cookie 32.
    session_key = models.CharField(max_length=64, primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    life = models.CharField(max_length=10, blank=True, default="")
    came_by = models.CharField(max_length=20, blank=True, default="")
    device = models.CharField(max_length=60, blank=True, default="")
    trusted = models.BooleanField(default=False)
    own_device = models.ForeignKey(
        OwnDevice, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    made_at = models.DateTimeField(default=now)
    seen_on = models.DateField(null=True)

    class Meta(AbstractBaseSession.Meta):  # type: ignore[name-defined,misc]  # the stubs have none
        abstract = False
        default_related_name = "sessions"

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def]  # noqa: ANN206 - Django's own shape
        from alongside.accounts.sessions import SessionStore  # it imports us

        return SessionStore


class Lending(models.Model):
    """Somebody came in on a phone that was handed to them. They always see that it was so."""

    kept = Kept(
        owner="the person who came in",
        strand=None,
        key="none: ids and times only",
        export="with the account",
        erase=WITH_THE_PERSON,
        merge="stays with its account",
        retention="a year",
        fields={
            "id": "its name",
            "account": "who came in",
            "lent_by": "whose working session was set aside for it",
            "at": "when",
            "given_back_at": "when they said they were done; none if it ended by itself",
        },
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="lendings")
    lent_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    given_back_at = models.DateTimeField(null=True)

    objects = GuardedQuerySet["Lending"].as_manager()

    def __str__(self) -> str:
        return str(self.id)


class Try(models.Model):
    """One try at a code or a passphrase, so that guessing is slow."""

    kept = Kept(
        owner="nobody",
        strand=None,
        key="none: a keyed fingerprint of what was tried from where",
        export="never",
        erase="a day later",
        merge="none",
        retention="one day",
        fields={"id": "its number", "what": "a keyed fingerprint", "at": "when"},
    )

    what = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = (models.Index(fields=("what", "at"), name="tries_lately"),)

    def __str__(self) -> str:
        return str(self.at)
