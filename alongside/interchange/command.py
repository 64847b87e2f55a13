"""`alongside bring-in FILE...`: the same as the pages, for whoever keeps a place running."""

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alongside.access.viewer import Life, Viewer
from alongside.accounts.actions import may_work
from alongside.accounts.handles import handle_of
from alongside.accounts.models import Account, MayWork
from alongside.interchange.arriving import Known
from alongside.interchange.columns_map import ColumnsMap, read_map
from alongside.interchange.counting import Summary, count, numbers_in, summary
from alongside.interchange.desk import Written
from alongside.interchange.planning import Opened, make_plan, open_files
from alongside.interchange.planning.keys import same_name
from alongside.interchange.planning.plan import Answers, Plan
from alongside.interchange.problems import CannotRead
from alongside.interchange.reading.source import source_of
from alongside.interchange.writing import bring_in
from alongside.vault.keyring import keyring


class Refused(Exception):
    """It cannot be done as asked; the text says why and what to do."""


def main(args: Sequence[str]) -> int:
    """Do what the line asks. Gives 0 when it was done, 1 when it was not, 2 for a wrong line."""
    try:
        asked = _parser().parse_args(list(args))
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with keyring():
            return _do(asked)
    except Refused as why:
        _say(str(why), sys.stderr)
    except CannotRead as why:
        _say(why.problem.says, sys.stderr)
    except DatabaseError:
        says = _("Nothing was written: the disk is full, or something else is writing. Try again.")
        _say(says, sys.stderr)
    except OSError as why:
        _say(_("Nothing was written: %(why)s") % {"why": why.strerror or why}, sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside bring-in",
        description=_("Bring in people, notes and things to do from other systems' spreadsheets."),
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("CSV or XLSX"))
    parser.add_argument("--preview", action="store_true", help=_("look, and write nothing"))
    parser.add_argument("--yes", action="store_true", help=_("you agree: write it"))
    parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
    parser.add_argument("--columns", type=Path, metavar="MAP.toml", help=_("what columns mean"))
    parser.add_argument(
        "--keep-left-out",
        action="store_true",
        help=_("keep the files too, sealed: only you can open them, on the bring-in's page"),
    )
    parser.add_argument("--answers", type=Path, metavar="ANSWERS.toml", help=_("your answers"))
    parser.add_argument("--as", dest="me", default="", metavar="NAME", help=_("you, in the files"))
    parser.add_argument(
        "--team", default="", metavar="NAME", help=_("the team the workers come into")
    )
    parser.add_argument("--by", default="", metavar="NAME", help=_("the name you come in with"))
    return parser


def _do(asked: argparse.Namespace) -> int:
    said = read_map(asked.columns) if asked.columns else ColumnsMap()
    answers = _answers(asked.answers) if asked.answers else {}
    viewer = _viewer(asked.by, preview=asked.preview)
    opened = open_files(asked.files, said)
    known = Known(viewer, opened) if viewer else None
    plan = _plan(opened, answers, known)
    told = summary(plan, count(plan, viewer.person_id if viewer else None, known))
    if not asked.json:
        _tell(plan, told)
    if asked.preview or viewer is None:
        if asked.json:
            _print_json(told)
        return 0
    me = _me(plan, asked.me)
    _agreed(asked)
    keep = [source_of(path) for path in asked.files] if asked.keep_left_out else ()
    written = bring_in(viewer, plan, me, known=known, answers=answers, keep=keep, team=asked.team)
    _tell_written(told, written, as_json=asked.json)
    return 0


def _plan(opened: Opened, answers: Answers, known: Known | None) -> Plan:
    if not opened.guesses:
        raise Refused("\n".join(one.says for one in opened.problems))
    here = timezone.get_default_timezone()
    return make_plan(opened, zone=here, answers=answers, known=known.people() if known else ())


def _answers(path: Path) -> Answers:
    """A file of lines such as ``"safety:1f3a" = "keep"``; the preview names every question."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        says = _("%(file)s is not a file of answers: %(why)s") % {"file": path.name, "why": why}
        raise Refused(says) from None
    return {key: str(answer) for key, answer in written.get("answers", written).items()}


def _viewer(name: str, *, preview: bool) -> Viewer | None:
    """Who brings it in. A preview does without anybody; nothing is written then."""
    try:
        return _account(name)
    except (Refused, DatabaseError):
        if preview and not name:
            return None
        raise


def _account(name: str) -> Viewer:
    if not _has_tables():
        raise Refused(_("There is no team here yet. Start one first: alongside run"))
    if name:
        account = Account.objects.filter(handle=handle_of(name)).first()
        if account is None or not may_work(account):
            raise Refused(_("Nobody who may work here comes in with that name."))
        return Viewer(account.person_id, Life.WORKING)
    working = list(
        MayWork.objects.filter(ended_at=None).values_list("account__person_id", flat=True)[:2]
    )
    if not working:
        raise Refused(_("There is no team here yet. Start one first: alongside run"))
    if len(working) > 1:
        raise Refused(_("Who brings this in? Say --by and the name you come in with."))
    return Viewer(working[0], Life.WORKING)


def _has_tables() -> bool:
    """Whether the place was made ready; looking must not make an empty database."""
    words = settings.DATABASES["default"]
    if "sqlite" not in words["ENGINE"]:
        return True
    file = Path(str(words["NAME"]))
    return "mode=memory" in str(file) or str(file) == ":memory:" or file.exists()


def _me(plan: Plan, name: str) -> str:
    """The ref of the worker in the files who brings this in; empty when they are not in them."""
    if not name:
        return ""
    wanted = same_name(name)
    workers = [one for one in plan.people if one.kind != "person"]
    found = [
        one.ref for one in workers if wanted in {same_name(one.full_name), same_name(one.called)}
    ]
    if len(found) != 1:
        raise Refused(_("The files name no one worker called %(name)s.") % {"name": name})
    return found[0]


def _agreed(asked: argparse.Namespace) -> None:
    """Nothing is written before somebody agreed to it."""
    if asked.yes:
        return
    if sys.stdin is None or not sys.stdin.isatty():
        raise Refused(_("Nothing was written. Look with --preview, then say --yes."))
    sys.stderr.write(_("Bring this in? Type yes: "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in {"yes", "y", _("yes")}:
        raise Refused(_("Nothing was written."))


def _tell(plan: Plan, told: Summary) -> None:
    for question in plan.questions:
        mark = "! " if question.urgent else "? "
        _say(f"{mark}{question.says}")
        choices = ", ".join(f"{one.value} ({one.label})" for one in question.choices)
        _say(f'    "{question.key}" = "{question.default}"    # {choices}')
    for one in plan.readings:
        says = ngettext(
            "%(file)s: %(kind)s, %(rows)s row, %(how)s",
            "%(file)s: %(kind)s, %(rows)s rows, %(how)s",
            one.rows,
        )
        _say(says % {"file": one.file, "kind": one.kind, "rows": one.rows, "how": one.how})
    for left in told["left_out"]:
        _say(_("Left out: %(column)s. %(why)s") % {"column": left["column"], "why": left["why"]})
    for problem in told["problems"]:
        place = ", ".join(
            text for text in (problem["file"], str(problem["row"] or ""), problem["column"]) if text
        )
        _say(f"{place}: {problem['says']}")
    _say(numbers_in(told).words)
    here = numbers_in(told["already_here"])
    if here.any:
        _say(_("Already here: %(numbers)s") % {"numbers": here.words})
    waiting = len(plan.waiting_moments) + len(plan.waiting_promises)
    if waiting:
        says = ngettext(
            "%(count)s row waits for an answer.", "%(count)s rows wait for an answer.", waiting
        )
        _say(says % {"count": waiting})


def _tell_written(told: Summary, written: Written, *, as_json: bool) -> None:
    now = {name: getattr(written, name) for name in told["already_here"]}
    if as_json:
        more = [
            {"file": one.file, "row": one.row, "column": one.column, "says": one.says}
            for one in written.problems
        ]
        _print_json({**told, **now, "problems": [*told["problems"], *more]})
        return
    for one in written.problems:
        _say(f"{one.file}, {one.row}: {one.says}")
    _say(_("Brought in:"))
    _say(numbers_in(now).words)
    _say(_("Nobody it is about sees it before a person has read it through."))


def _print_json(told: Mapping[str, object]) -> None:
    _say(json.dumps(told, ensure_ascii=False, indent=2))


def _say(text: str, where: object = None) -> None:
    stream = sys.stderr if where is sys.stderr else sys.stdout
    stream.write(f"{text}\n")
