"""Where the data is kept: two databases, the words and the keys that open them."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

WORDS, KEYS = "alongside.sqlite3", "keys.sqlite3"


def log_is_safe(version: tuple[int, ...]) -> bool:
    """Say whether SQLite's write-ahead log is whole.

    From 3.7.0 to 3.51.2, resetting it could lose what had been acknowledged.
    """
    return version >= (3, 51, 3)


LOG_IS_SAFE = log_is_safe(sqlite3.sqlite_version_info)


def sqlite_pragmas() -> str:
    """Give what makes an acknowledged write survive a power cut, and a deleted word leave."""
    journal = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
        if LOG_IS_SAFE
        else "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA"
    )
    return f"{journal}; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON"


def sqlite(file: Path) -> dict[str, Any]:
    """Describe a database in one file, held by one process."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A write that begins by reading would fail half-way if someone wrote in between.
            "transaction_mode": "IMMEDIATE",
            "timeout": 5,
            "init_command": sqlite_pragmas(),
            # With the rules in it, a question takes SQLite as long to read as to answer. Five
            # pages ask a hundred; it would keep 128.
            "cached_statements": 512,
        },
    }


def postgres(address: str) -> dict[str, Any]:
    """Describe a PostgreSQL database: `postgresql://name:password@host:port/database?sslmode=...`.

    Raises ValueError for any other kind of address.
    """
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("A database address looks like postgresql://name:password@host/database")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def databases(data: Path, env: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Describe both databases. Without an address, each is a file in the data folder."""
    words, keys = env.get("ALONGSIDE_DATABASE"), env.get("ALONGSIDE_KEYS_DATABASE")
    return {
        "default": postgres(words) if words else sqlite(data / WORDS),
        # The keys are a store of their own: to forget a key is to erase what it sealed.
        "keys": postgres(keys) if keys else sqlite(data / KEYS),
    }
