"""Files on their way in: kept sealed in the data folder, under names that say nothing, for a day.

Each bring-in has a folder of its own. The files and what is known about them (real names, answers,
columns) are sealed with the key of the one who brought them, and open for nobody else.
"""

import json
import re
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import time
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404

from alongside.access.viewer import Viewer
from alongside.interchange.columns_map import map_from
from alongside.interchange.coming import COMING, tidy
from alongside.interchange.planning import Opened, open_files
from alongside.interchange.problems import Problem
from alongside.interchange.reading import tables_of
from alongside.kit.ids import new_id
from alongside.vault.keyring import current_keyring
from alongside.vault.parts import PART, SEALED_PART, in_parts, open_part, readable, seal_part
from alongside.vault.scopes import person_scope
from alongside.vault.sealing import CannotOpen, seal, unseal

KEPT_SECONDS = 24 * 60 * 60
ABOUT = "about"
BROKEN_OFF = re.compile(r"\w+\.upload(?:\.\w+)?")
TOKEN = re.compile(r"file-\d+(?:\.(?:csv|xlsx))?")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One sealed file on its way in, by its own name. Opened a part at a time."""

    name: str
    size: int
    id: UUID
    scope: str
    path: Path

    def open(self) -> BinaryIO:
        """Its bytes as they were sent. Nothing of them is put on the disk. Raises OSError."""
        cipher = current_keyring().to_open(self.scope)
        if cipher is None:
            raise PermissionError(self.name)

        def part(number: int) -> bytes:
            with self.path.open("rb") as sealed:
                sealed.seek(number * SEALED_PART)
                blob = sealed.read(SEALED_PART)
            try:
                return open_part(cipher, blob, self.id, number, self.scope)
            except CannotOpen:
                raise OSError(self.name) from None

        return readable(self.size, part)


@dataclass
class Incoming:
    """One bring-in that waits for agreement."""

    id: UUID
    by: UUID
    names: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    me: str = ""
    team: str = ""
    keep_left_out: bool = False

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return folder_of(self.id)

    @property
    def files(self) -> list[Waiting]:
        """Its files, in the order they were chosen."""
        scope = person_scope(self.by)
        each = enumerate(zip(self.names, self.sizes, self.ids, strict=True), start=1)
        return [
            Waiting(name, size, UUID(id), scope, self.folder / f"file-{number}")
            for number, (name, size, id) in each
        ]

    def opened(self) -> Opened:
        """Its files opened and guessed at, under the names they came with."""
        return open_files(self.files, map_from({"files": self._said()}))

    def unreadable(self) -> list[Problem]:
        """Files that are no spreadsheet, whatever they are called, and why."""
        return tables_of(self.files)[1]

    def _said(self) -> dict[str, object]:
        files = {*self.kinds, *self.columns}
        return {
            file: {"kind": self.kinds.get(file, ""), "columns": self.columns.get(file, {})}
            for file in files
        }

    def keep(self) -> None:
        """Write down what is known so far, sealed."""
        about = asdict(self)
        words = json.dumps({name: about[name] for name in about if name not in {"id", "by"}})
        scope = person_scope(self.by)
        sealed = seal(current_keyring().to_seal(scope), words, _place(self.id, scope))
        file = self.folder / ABOUT
        told = {"by": self.by.hex, "sealed": b64encode(sealed).decode()}
        aside = file.with_suffix(".new")
        aside.touch(mode=0o600)
        aside.write_text(json.dumps(told), encoding="ascii")
        aside.replace(file)

    def throw_away(self) -> None:
        """Take the files off the disk."""
        shutil.rmtree(self.folder, ignore_errors=True)


def take_in(viewer: Viewer, files: Iterable[UploadedFile]) -> Incoming:
    """Keep uploaded files until they are brought in, thrown away or a day old."""
    clear_old()
    new = Incoming(new_id(), viewer.person_id)
    new.folder.mkdir(mode=0o700, parents=True)
    try:
        for file in files:
            new.names.append(_own_name(file.name or "", new.names))
            new.sizes.append(file.size or 0)
            new.ids.append(new_id().hex)
            _seal_into(new.files[-1], file)
        new.keep()
    except BaseException:
        new.throw_away()
        raise
    return new


def _seal_into(waiting: Waiting, file: UploadedFile) -> None:
    cipher = current_keyring().to_seal(waiting.scope)
    waiting.path.touch(mode=0o600)
    with waiting.path.open("wb") as sealed:
        for number, part in enumerate(in_parts(file.chunks(PART))):
            sealed.write(seal_part(cipher, part, waiting.id, number, waiting.scope))


def incoming(viewer: Viewer, id: UUID) -> Incoming:
    """One's own bring-in. Somebody else's, an old one and none at all are the same 404."""
    clear_old()
    try:
        told = json.loads((_home() / id.hex / ABOUT).read_text(encoding="ascii"))
        if told["by"] != viewer.person_id.hex:
            raise Http404
        scope = person_scope(viewer.person_id)
        cipher = current_keyring().to_open(scope)
        if cipher is None:
            raise Http404
        words = unseal(cipher, b64decode(told["sealed"]), _place(id, scope))
    except (OSError, ValueError, KeyError, CannotOpen):
        raise Http404 from None
    try:
        return Incoming(id, viewer.person_id, **json.loads(words))
    except TypeError:
        # Left here by a version that kept less: it is sent again.
        raise Http404 from None


def clear_old() -> None:
    """Whatever nobody came back to for a day goes, and uploads that broke off half-way."""
    home = _home()
    for item in home.iterdir() if home.is_dir() else ():
        if item.is_dir() and _is_ours(item) and tidy(item):
            file = item / ABOUT
            if _is_old(file if file.exists() else item):
                shutil.rmtree(item, ignore_errors=True)
        elif BROKEN_OFF.fullmatch(item.name) and _is_old(item):
            item.unlink(missing_ok=True)


def _is_ours(folder: Path) -> bool:
    """Only what this made is ever thrown away."""
    named = re.fullmatch(r"[0-9a-f]{32}", folder.name)
    return bool(named) and all(
        item.stem in {ABOUT, COMING} or TOKEN.fullmatch(item.name) for item in folder.iterdir()
    )


def _is_old(path: Path) -> bool:
    try:
        return time() - path.stat().st_mtime > KEPT_SECONDS
    except OSError:
        return False


def folder_of(id: UUID) -> Path:
    """Where the files of one bring-in lie while it is not in."""
    return _home() / id.hex


def _home() -> Path:
    return Path(str(settings.FILE_UPLOAD_TEMP_DIR))


def _own_name(name: str, taken: list[str]) -> str:
    """The name a file came with; the second of one name says so."""
    plain = Path(name).name or "?"
    same = sum(1 for one in taken if one.endswith(plain))
    return f"({same + 1}) {plain}" if same else plain


def _place(id: UUID, scope: str) -> bytes:
    return f"incoming|{id.hex}|{ABOUT}|{scope}".encode()
