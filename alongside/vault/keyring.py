"""The keys opened for one request or one command, and not a moment longer."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections

from alongside.kit.time import now
from alongside.vault.models import Key
from alongside.vault.sealing import CannotOpen, new_key, unwrap, wrap


class KeyDestroyed(Exception):
    """What this scope held was erased; nothing can be sealed or opened with it again."""


class Keyring:
    def __init__(self) -> None:
        self._ciphers: dict[str, AESGCM] = {}
        self._damaged: set[str] = set()

    def fetch(self, scopes: Iterable[str]) -> None:
        """Open all these keys with one look into the key store."""
        missing = set(scopes) - self._ciphers.keys() - self._damaged
        if not missing:
            return
        # Said by hand: the same question on every page, with a list that differs each time.
        places = ", ".join(["%s"] * len(missing))
        asked = f"SELECT scope, wrapped FROM vault_key WHERE scope IN ({places})"  # noqa: S608 - %s only
        with connections["keys"].cursor() as cursor:
            cursor.execute(f"{asked} AND wrapped IS NOT NULL", list(missing))
            rows = cursor.fetchall()
        for scope, wrapped in rows:
            try:
                self._ciphers[scope] = unwrap(bytes(wrapped or b""), scope)
            except CannotOpen:
                self._damaged.add(scope)

    def to_open(self, scope: str) -> AESGCM | None:
        """None: the key was destroyed, so the words are gone. Raises CannotOpen if damaged."""
        if scope not in self._ciphers:
            self.fetch([scope])
        if scope in self._damaged:
            raise CannotOpen(scope)
        return self._ciphers.get(scope)

    def to_seal(self, scope: str) -> AESGCM:
        """The scope's key, made now if this is its first word. Raises KeyDestroyed."""
        cipher = self.to_open(scope)
        if cipher is None:
            cipher = self._ciphers[scope] = _made(scope)
        return cipher


def _made(scope: str) -> AESGCM:
    # The key store commits by itself, before the words it seals: a crash in between
    # leaves a key without words, which is harmless, never words without a key.
    key, _ = Key.objects.get_or_create(
        scope=scope, defaults={"wrapped": wrap(new_key(), scope), "made_at": now()}
    )
    wrapped = key.wrapped
    if wrapped is None:
        raise KeyDestroyed(scope)
    return unwrap(bytes(wrapped), scope)


_current: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


@contextmanager
def keyring() -> Iterator[Keyring]:
    """Keep opened keys until the end of this block."""
    token = _current.set(Keyring())
    try:
        yield current_keyring()
    finally:
        _current.reset(token)


def current_keyring() -> Keyring:
    """The request's keyring, or a fresh one that nobody keeps."""
    return _current.get() or Keyring()


def destroy_key(scope: str) -> None:
    """Erase everything this key sealed, at once and for good."""
    Key.objects.update_or_create(
        scope=scope,
        defaults={"wrapped": None, "destroyed_at": now()},
        create_defaults={"wrapped": None, "made_at": now(), "destroyed_at": now()},
    )
