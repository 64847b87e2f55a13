"""The data folder: where a place keeps its databases, its keys and the files it serves.

Nothing here needs Django, so that settings can read it and commands can make it first.
"""

import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alongside.config.databases import KEYS
from alongside.config.stop import Stop

ONLY_ME, ONLY_MINE = 0o700, 0o600
KEY_BYTES = 32
SECRET_KEY, MASTER_KEY = "secret.key", "master.key"
LOCK, INCOMING, DEMO = "running.lock", "incoming", "demo"
ERASED = "erased.list"
LAST_BACKUP, LAST_RESTORE = "last-backup.json", "last-restore.json"
OURS = {SECRET_KEY, MASTER_KEY, LOCK, INCOMING}


@dataclass(frozen=True, kw_only=True)
class Place:
    """What one place has chosen: its folder, its names on the network, whether it is made up."""

    data: Path
    demo: bool
    hosts: tuple[str, ...]
    time_zone: str

    @property
    def https(self) -> bool:
        """Say whether others reach this place by a name: then always through https."""
        return bool(self.hosts)


def place_from(env: Mapping[str, str]) -> Place:
    """Read what a place has chosen from its environment."""
    return Place(
        data=Path(env.get("ALONGSIDE_DATA", "data")).expanduser().absolute(),
        demo=env.get("ALONGSIDE_DEMO", "") not in {"", "0"},
        hosts=tuple(filter(None, map(str.strip, env.get("ALONGSIDE_HOSTS", "").split(",")))),
        time_zone=env.get("ALONGSIDE_TIME_ZONE", "Europe/London"),
    )


def key_from(env: Mapping[str, str], name: str, file: Path) -> str:
    """Read a key from `name`, from the file `name`_FILE points at, or from `file`.

    Gives "" when there is none, so that help and checks work before a place is made.
    """
    if given := env.get(name):
        return given
    path = Path(env.get(f"{name}_FILE", file))
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def master_key_from(env: Mapping[str, str], data: Path) -> bytes:
    """Give the key that opens all keys, or nothing before a place is made.

    Raises Stop for a key that is cut short or changed: nothing may ever be sealed with it.
    """
    written = key_from(env, "ALONGSIDE_MASTER_KEY", data / MASTER_KEY)
    try:
        key = b64decode(written, validate=True)
    except ValueError:
        key = b"?"
    if key and len(key) != KEY_BYTES:
        raise Stop("The master key is not 32 bytes in base64. Put the right one back.")
    return key


def erased_list(env: Mapping[str, str], data: Path) -> Path:
    """Where the list of what was erased is kept: best on another disk than the databases."""
    return Path(env.get("ALONGSIDE_ERASED_LIST", data / ERASED)).expanduser().absolute()


def make_ready(folder: Path, env: Mapping[str, str]) -> None:
    """Make the data folder and its keys, once. What is there already stays as it is."""
    make_private(folder)
    refuse_a_lost_key(folder, env)
    make_private(folder / INCOMING)
    make_key(folder / SECRET_KEY, env, "ALONGSIDE_SECRET_KEY", size=48)
    make_key(folder / MASTER_KEY, env, "ALONGSIDE_MASTER_KEY", size=KEY_BYTES)


def refuse_a_lost_key(folder: Path, env: Mapping[str, str]) -> None:
    """Raise Stop where words are sealed with a master key that is gone: never make another."""
    if (folder / KEYS).exists() and not master_key_from(env, folder):
        raise Stop(
            f"The master key is missing: {folder / MASTER_KEY}. What is here can only be read "
            "with it. Put the one you wrote down back there, and start again."
        )


def make_private(folder: Path) -> None:
    """Make a folder that only the one who runs Alongside can open.

    Raises Stop for a folder that holds something else: we never change what is not ours.
    """
    folder.mkdir(mode=ONLY_ME, parents=True, exist_ok=True)
    names = {item.name for item in folder.iterdir() if not is_demo(item)}
    if names and folder.name != INCOMING and not names & OURS:
        raise Stop(f"{folder} holds something that is not Alongside's. Choose an empty folder.")
    folder.chmod(ONLY_ME)


def is_demo(folder: Path) -> bool:
    """Say whether this is the made-up place that `run --demo` keeps beside a real one."""
    return folder.name == DEMO and (folder / LOCK).exists()


def make_key(file: Path, env: Mapping[str, str], name: str, *, size: int) -> None:
    """Write `size` random bytes to `file`, on the disk before anything is sealed with them.

    Does nothing when the key is given in another way or is there already. Raises
    Stop when a file is named but missing: a new key would open nothing.
    """
    if env.get(name) or file.exists():
        return
    if named := env.get(f"{name}_FILE"):
        if not Path(named).exists():
            raise Stop(f"{name}_FILE names {named}, which is not there.")
        return
    key = b64encode(secrets.token_bytes(size)) + b"\n"
    # Written aside, then linked into place: a half-written key can never be read as a whole one,
    # and of two who start at once the first one's key stays.
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE), "wb") as out:
        out.write(key)
        sync(out.fileno())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    sync_folder(file.parent)


def sync(descriptor: int) -> None:
    """Wait until what was written is on the disk."""
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
