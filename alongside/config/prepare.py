"""Make a place ready to serve: tables, files of the look and, for a demo, the made-up team.

It runs in a process of its own, so that what serves stays small.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

from alongside.config.inside import keys_open
from alongside.config.stop import Stop


def prepare() -> int:
    """Make both databases and the served files ready; print sign-in paths by name as JSON."""
    import django
    from django.conf import settings

    django.setup()
    from alongside.config.tables import lay_tables

    for database in ("keys", "default"):
        lay_tables(database)
    for _name, says, _unsafe in keys_open():
        raise Stop(says)
    clear_old_uploads()
    take_stock()
    collect(Path(settings.STATIC_ROOT))
    print(json.dumps(make_up_a_team() if settings.ALONGSIDE.demo else {}))
    return 0


def clear_old_uploads() -> None:
    """Throw away spreadsheets that nobody agreed to within a day."""
    from alongside.interchange.incoming import clear_old

    clear_old()


def take_stock() -> None:
    """Let SQLite count its rows, from samples: without counts it looks for words by their teller.

    A worker has told thousands of them; the moments on one page are twenty-five.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=400")
            cursor.execute("ANALYZE")


def collect(folder: Path) -> None:
    """Gather the files of the look, each named by its contents, when any of them changed."""
    from django.core.management import call_command

    made_from = folder / ".made-from"
    print_now = fingerprint()
    if made_from.exists() and made_from.read_text(encoding="ascii") == print_now:
        return
    print("Gathering the files of the look ...", file=sys.stderr)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    # Written last: what was interrupted starts again.
    made_from.write_text(print_now, encoding="ascii")


def fingerprint() -> str:
    """Give a short name for the present contents of every file of the look."""
    from django.contrib.staticfiles.finders import get_finders

    found = sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda item: item[0]):
            found.update(f"{name}\0".encode())
            found.update(sha256(Path(storage.path(name)).read_bytes()).digest())
    return found.hexdigest()


def make_up_a_team() -> dict[str, str]:
    """Make the small world, or find it again, and give each person's sign-in path."""
    # The one place in working code that may name the made-up world: a demo serves nothing else.
    from alongside.world import demo

    return demo.build()
