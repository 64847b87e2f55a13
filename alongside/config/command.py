"""The `alongside` command. Its words are for whoever keeps a place running."""

import argparse
import os
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from alongside.config.stop import Stop

ABOUT = """Alongside: a shared record for people who walk alongside one another.

Everything is kept in one data folder: ./data, or the one ALONGSIDE_DATA names.
"""
PASSED_ON = {
    "bench": "measure how quick it is: alongside bench NAME",
    "prove": "prove that a promise holds: alongside prove NAME --size N",
    "bring-in": "bring in a spreadsheet: alongside bring-in FILE... --preview",
    "manage": "anything Django's own command understands",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks. Gives 0 when it was done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # Whatever is written from here on, only the one who runs Alongside can read.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        # What has its own words for its own choices reads them itself, `--help` too.
        if given and given[0] in PASSED_ON:
            return pass_on(given[0], given[1:])
        return do(parser().parse_args(given))
    except KeyboardInterrupt:
        return 130
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Describe what the command understands."""
    top = argparse.ArgumentParser(
        prog="alongside",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="WHAT")
    for name, says in {"run": "serve", "demo": "serve a made-up team: run --demo"}.items():
        serving = verbs.add_parser(name, help=says, description="Make what is missing, and serve.")
        serving.set_defaults(demo=name == "demo")
        describe_serving(serving, with_demo=name == "run")
    copy = verbs.add_parser("backup", help="copy words and keys into two files")
    copy.add_argument("file", type=Path, metavar="FILE.tar", help="the keys go to FILE.keys.tar")
    back = verbs.add_parser("restore", help="put a copy back")
    back.add_argument("file", type=Path, metavar="FILE.tar")
    back.add_argument("--keys", type=Path, help="the copy of the keys, if not FILE.keys.tar")
    back.add_argument("--replace", action="store_true", help="even where there is data already")
    verbs.add_parser("erase-due", help="do every erasure whose week to think is over")
    verbs.add_parser("records", help="say what is kept here, why, and for how long")
    verbs.add_parser("screens", help="say of every screen where its parts are in the code")
    look = verbs.add_parser("check", help="say what is unsafe in this place, worst first")
    look.add_argument("--json", action="store_true", help="the same, for another program")
    look.add_argument("--against", type=Path, metavar="FILE.tar", help="a copy made before")
    verbs.add_parser("prepare", description="Make databases and files ready. `run` does this.")
    for name, says in PASSED_ON.items():
        verbs.add_parser(name, help=says, add_help=False)
    return top


def describe_serving(serving: argparse.ArgumentParser, *, with_demo: bool) -> None:
    """Add the choices of `run`."""
    if with_demo:
        serving.add_argument("--demo", action="store_true", help="serve a made-up team")
    serving.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    serving.add_argument("--keep", action="store_true", help="keep the made-up team of last time")
    serving.add_argument("--no-browser", action="store_true", help="open no page by itself")
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    serving.add_argument("--port", type=int, default=8000, help="0 takes any free one")
    serving.add_argument("--data", type=Path, help="the data folder")
    serving.add_argument(
        "--once-ready", type=Path, metavar="FILE", help="write the address here when it answers"
    )


def do(asked: argparse.Namespace) -> int:
    """Do one of our own verbs."""
    if asked.verb in {"run", "demo"}:
        from alongside.config.serve import serve

        return serve(asked)
    if asked.verb == "prepare":
        from alongside.config.prepare import prepare

        return prepare()
    if asked.verb in {"erase-due", "records", "screens"}:
        return with_the_slices(asked.verb)
    if asked.verb == "check":
        from alongside.config.checkup import checkup

        return checkup(as_json=asked.json, against=asked.against)
    from alongside.config import backup

    if asked.verb == "backup":
        return backup.backup(asked.file)
    return backup.restore(asked.file, keys=asked.keys, replace=asked.replace)


def with_the_slices(verb: str) -> int:
    """Do what needs the slices: erase what is due (once a day, before the backup), or a list."""
    from alongside.config.data import make_ready, place_from

    make_ready(place_from(os.environ).data, os.environ)
    import django

    django.setup()
    if verb == "records":
        from alongside.rights.records import record

        print(record(), end="")
        return 0
    if verb == "screens":
        from alongside.config.screens import page

        print(page(), end="")
        return 0
    from alongside.config import again
    from alongside.cowriting.actions import let_go_of_what_is_over
    from alongside.rights.actions.erasures import finish_what_is_due

    done = finish_what_is_due()
    let_go_of_what_is_over()
    again.keep_beside_the_last_copy(place_from(os.environ))
    print(f"Erasures done: {done}.")
    return 0


def pass_on(verb: str, rest: list[str]) -> int:
    """Hand the rest of the line to the part that understands it."""
    if verb in {"bench", "prove"}:
        # Run as programs of their own: they make their own place and never touch this one.
        sys.argv = [f"alongside {verb}", *rest]
        runpy.run_module(f"alongside.{verb}", run_name="__main__", alter_sys=False)
        return 0
    if verb == "bring-in":
        from alongside.config.data import make_ready, place_from

        make_ready(place_from(os.environ).data, os.environ)
        import django

        django.setup()
        from alongside.interchange.command import main as bring_in

        return bring_in(rest)
    return manage(rest)


def manage(rest: list[str]) -> int:
    """Run one of Django's own commands on this place."""
    from django.core.management import execute_from_command_line

    from alongside.config.data import make_ready, place_from

    make_ready(place_from(os.environ).data, os.environ)
    execute_from_command_line(["alongside manage", *rest])
    return 0
