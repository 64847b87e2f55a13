"""`alongside bench NAME`: one JSON object of milliseconds, questions and bytes."""

import argparse
import os
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

NAMES = ("pages", "together")


def main() -> int:
    """Measure what the command line asks for, in a place made for it and thrown away."""
    ask = argparse.ArgumentParser(prog="alongside bench")
    ask.add_argument("name", choices=NAMES)
    ask.add_argument("--rounds", type=int, default=15, metavar="N", help="how often (15)")
    ask.add_argument("--small", action="store_true", help="a small place: shapes, not figures")
    ask.add_argument("--profile", metavar="ACT", help="say where the time of one act goes")
    asked = ask.parse_args()
    rounds = max(1, asked.rounds)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        with redirect_stdout(sys.stderr):
            make_place(Path(folder))
        from django.core.wsgi import get_wsgi_application

        from alongside.bench import pages, together

        sizes = pages.SMALL if asked.small else pages.FULL
        application = get_wsgi_application()
        if asked.name == "together":
            told = {
                "rounds": rounds,
                "acts": together.bench(application, rounds, is_small=asked.small),
            }
        elif asked.profile:
            told = pages.profile(application, sizes, asked.profile, rounds)
        else:
            told = {"rounds": rounds, "acts": pages.bench(application, sizes, rounds)}
    print(pages.said({"bench": asked.name, **told}))
    # A small place and a profile show shapes; only figures can be missed.
    slow = [] if asked.small or asked.profile else _missed(asked.name, told["acts"])
    for line in slow:
        print(f"Missed: {line}", file=sys.stderr)
    return 1 if slow else 0


def _missed(name: str, acts: dict[str, Any]) -> list[str]:
    from alongside.bench import pages, together

    return pages.missed(acts) if name == "pages" else together.missed(acts, pages.MS_LUCK)


def make_place(folder: Path) -> None:
    """Make a place of the bench's own: a folder, fresh keys, empty tables, the served files."""
    for given in [given for given in os.environ if given.startswith("ALONGSIDE_")]:
        del os.environ[given]
    os.environ |= {
        "ALONGSIDE_DATA": str(folder / "data"),
        "DJANGO_SETTINGS_MODULE": "alongside.bench.settings",
    }
    from alongside.config.data import make_ready

    make_ready(folder / "data", os.environ)
    import django
    from django.core.management import call_command

    django.setup()
    for database in ("keys", "default"):
        call_command("migrate", database=database, run_syncdb=True, verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    sys.exit(main())
