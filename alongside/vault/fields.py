import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from alongside.vault.keyring import Keyring, current_keyring
from alongside.vault.sealing import CannotOpen, seal_bytes, unseal_bytes

log = logging.getLogger(__name__)

GONE = ""
"""What is left of words whose key was destroyed."""


class StillSealed(Exception):
    """Somebody tried to read words before opening them."""


class Sealed:
    """Words as they lie in the database. Opening is explicit, so that nothing leaks by printing."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes) -> None:
        self.blob = blob

    def __bool__(self) -> bool:
        return bool(self.blob)

    def __str__(self) -> str:
        raise StillSealed


class Damaged(str):
    """What is read where words cannot be opened. Saved again, what lies there stays as it is."""

    __slots__ = ("blob",)
    blob: bytes

    def __new__(cls, blob: bytes) -> Self:
        made = super().__new__(cls, _("These words cannot be opened."))
        made.blob = blob
        return made


class DamagedBytes(bytes):
    """The same, of bytes: nothing can be made of them, and nothing overwrites them."""

    blob: bytes

    def __new__(cls, blob: bytes) -> Self:
        made = super().__new__(cls)
        made.blob = blob
        return made


class SealedModel(models.Model):
    """A record with sealed fields says which key seals it."""

    id: Any
    when_gone: ClassVar[Mapping[str, Any]] = {}
    """What a page says in place of words whose key was destroyed; nothing, if nothing is said."""

    class Meta:
        abstract = True

    def key_scope(self) -> str:
        raise NotImplementedError


if TYPE_CHECKING:
    _Bytes = models.BinaryField[Any, Any]
else:
    # Django knows what it holds only while types are checked.
    _Bytes = models.BinaryField


def place_of(table: str, row: UUID | str, field: str, scope: str) -> bytes:
    """The associated data: table, row, field and owner."""
    return f"{table}|{row if isinstance(row, str) else row.hex}|{field}|{scope}".encode()


class SealedField(_Bytes):
    """Encrypted with the record's own key. Nothing is stored as no bytes."""

    nothing: ClassVar[str | bytes]
    """What is read where nothing was written, or where the key was destroyed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def get_default(self) -> str | bytes:
        return self.nothing

    def from_db_value(self, value: bytes | None, _expression: Any, _connection: Any) -> Sealed:
        return Sealed(bytes(value) if value else b"")

    def pre_save(self, model_instance: Any, add: bool) -> bytes:  # noqa: FBT001 - Django's own shape
        value = getattr(model_instance, self.attname)
        if isinstance(value, Sealed | Damaged | DamagedBytes):
            return value.blob
        if not value:
            return b""
        scope = model_instance.key_scope()
        place = place_of(self.model._meta.db_table, model_instance.pk, self.attname, scope)
        return seal_bytes(current_keyring().to_seal(scope), self.as_bytes(value), place)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        raise StillSealed

    def as_bytes(self, value: Any) -> bytes:
        raise NotImplementedError


class SealedTextField(SealedField):
    """Words."""

    description = "words, encrypted"
    nothing = GONE

    def as_bytes(self, value: Any) -> bytes:
        return str(value).encode()


class SealedBytesField(SealedField):
    """What a machine makes of words, and nobody reads as it is."""

    description = "bytes, encrypted"
    nothing = b""

    def as_bytes(self, value: Any) -> bytes:
        return bytes(value)


@cache
def sealed_fields(model: type[models.Model]) -> list[str]:
    """Everything that the record's key seals."""
    return [*sealed_words(model), *sealed_bytes(model)]


@cache
def sealed_words(model: type[models.Model]) -> list[str]:
    """Of these, what somebody wrote and somebody reads."""
    return [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedTextField)]


@cache
def sealed_bytes(model: type[models.Model]) -> list[str]:
    """Of these, what a machine makes of words."""
    return [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedBytesField)]


def open_rows(rows: Iterable[SealedModel], ring: Keyring | None = None) -> None:
    """Open every sealed field of these rows, in place, with one look into the key store."""
    rows = list(rows)
    ring = ring or current_keyring()
    scopes = [row.key_scope() for row in rows]
    ring.fetch(scopes)
    for row, scope in zip(rows, scopes, strict=True):
        _open_row(row, scope, ring)


def is_gone(row: SealedModel) -> bool:
    """Whether its key was destroyed, so that nothing of it opens any more."""
    try:
        return current_keyring().to_open(row.key_scope()) is None
    except CannotOpen:
        return False


def _open_row(row: SealedModel, scope: str, ring: Keyring) -> None:
    table = row._meta.db_table
    for field in sealed_words(type(row)):
        value = row.__dict__.get(field)
        if isinstance(value, Sealed):
            words = open_value(ring, scope, value.blob, table, row.pk, field)
            if value and words == GONE:
                words = str(row.when_gone.get(field, GONE))
            row.__dict__[field] = words
    for field in sealed_bytes(type(row)):
        value = row.__dict__.get(field)
        if isinstance(value, Sealed):
            plain = _opened(ring, scope, value.blob, table, row.pk, field)
            row.__dict__[field] = DamagedBytes(value.blob) if plain is None else plain


def open_value(ring: Keyring, scope: str, blob: bytes, table: str, row: UUID, field: str) -> str:
    """One sealed value in words; GONE when its key was destroyed, Damaged when it is not whole."""
    plain = _opened(ring, scope, blob, table, row, field)
    return Damaged(bytes(blob)) if plain is None else plain.decode()


def _opened(
    ring: Keyring, scope: str, blob: bytes, table: str, row: UUID, field: str
) -> bytes | None:
    """What was sealed; nothing when its key was destroyed; None when it is not whole."""
    if not blob:
        return b""
    try:
        cipher = ring.to_open(scope)
        if cipher is None:
            return b""
        return unseal_bytes(cipher, blob, place_of(table, row, field, scope))
    except CannotOpen:
        # One damaged word takes no page down with it.
        log.error("Words cannot be opened", extra={"where": f"{table}.{field} {row}"})  # noqa: TRY400
        return None
