import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from alongside.vault.keyring import Keyring, current_keyring
from alongside.vault.sealing import CannotOpen, seal, unseal

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


class SealedTextField(_Bytes):
    """Words, encrypted with the record's own key. No words are stored as no bytes."""

    description = "words, encrypted"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def get_default(self) -> str:
        return ""

    def from_db_value(self, value: bytes | None, _expression: Any, _connection: Any) -> Sealed:
        return Sealed(bytes(value) if value else b"")

    def pre_save(self, model_instance: Any, add: bool) -> bytes:  # noqa: FBT001 - Django's own shape
        value = getattr(model_instance, self.attname)
        if isinstance(value, Sealed | Damaged):
            return value.blob
        if not value:
            return b""
        scope = model_instance.key_scope()
        place = place_of(self.model._meta.db_table, model_instance.pk, self.attname, scope)
        return seal(current_keyring().to_seal(scope), value, place)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: Any) -> str:
        raise StillSealed


@cache
def sealed_fields(model: type[models.Model]) -> list[str]:
    return [f.attname for f in model._meta.concrete_fields if isinstance(f, SealedTextField)]


def open_rows(rows: Iterable[SealedModel], ring: Keyring | None = None) -> None:
    """Open every sealed field of these rows, in place, with one look into the key store."""
    rows = list(rows)
    ring = ring or current_keyring()
    scopes = [row.key_scope() for row in rows]
    ring.fetch(scopes)
    for row, scope in zip(rows, scopes, strict=True):
        _open_row(row, scope, ring)


def _open_row(row: SealedModel, scope: str, ring: Keyring) -> None:
    table = row._meta.db_table
    for field in sealed_fields(type(row)):
        value = row.__dict__.get(field)
        if isinstance(value, Sealed):
            words = open_value(ring, scope, value.blob, table, row.pk, field)
            if value and words == GONE:
                words = str(row.when_gone.get(field, GONE))
            row.__dict__[field] = words


def open_value(ring: Keyring, scope: str, blob: bytes, table: str, row: UUID, field: str) -> str:
    """One sealed value in words; GONE when its key was destroyed, Damaged when it is not whole."""
    if not blob:
        return ""
    try:
        cipher = ring.to_open(scope)
        return GONE if cipher is None else unseal(cipher, blob, place_of(table, row, field, scope))
    except CannotOpen:
        # One damaged word takes no page down with it.
        log.error("Words cannot be opened", extra={"where": f"{table}.{field} {row}"})  # noqa: TRY400
        return Damaged(bytes(blob))
