"""What is asked of somebody who brings in files, and what they say about them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from alongside.interchange.incoming import Incoming
from alongside.interchange.showing import Shown
from alongside.kit.forms import Form

MOST_BYTES = 50 * 1024 * 1024
MOST_FILES = 20
LONGEST_NAME = 120
KNOWN_ENDS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")


class Files(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more, each small enough and named like a spreadsheet."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Give the files. Raises ValidationError in plain words."""
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in given or [None]]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(say("Choose at most 20 files at once."), code="many")
        for file in files:
            _look_at(file)
        return files


def _look_at(file: UploadedFile) -> None:
    told = {"name": file.name}
    if (file.size or 0) > MOST_BYTES:
        says = say("%(name)s is larger than 50 MB. Bring it in in parts.")
        raise forms.ValidationError(says % told, code="large")
    if not (file.name or "").lower().endswith(KNOWN_ENDS):
        says = say("%(name)s is not a spreadsheet. Save it as .xlsx or .csv first.")
        raise forms.ValidationError(says % told, code="kind")


class FilesForm(Form):
    """Which files to look at. Nothing is brought in yet."""

    sheets = FilesField(
        label=_("Your files"),
        help_text=_(
            "CSV or Excel (.xlsx), as the other system saved them. You can choose several."
        ),
        widget=Files(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm", "class": "input"}),
    )


def say_so(kept: Incoming, shown: Shown, said: Mapping[str, str]) -> bool:
    """Take over what somebody chose on the page. True when it changes anything.

    Only what the page asked is heard: a made-up question or person changes nothing.
    """
    before = (dict(kept.answers), dict(kept.kinds), _copy(kept.columns), kept.me)
    kept.team = _team(kept, shown, said)
    kept.keep_left_out = bool(said.get("keep_left_out"))
    _hear_answers(kept, shown, said)
    _hear_columns(kept, shown, said)
    workers = {one.value for one in shown.workers}
    me = said.get("me", kept.me)
    kept.me = me if me in workers else ""
    return before != (kept.answers, kept.kinds, kept.columns, kept.me)


def _team(kept: Incoming, shown: Shown, said: Mapping[str, str]) -> str:
    """One of my teams; where I have none, a name for a new one."""
    given = said.get("team", kept.team).strip()[:LONGEST_NAME]
    if shown.teams and given not in {one.value for one in shown.teams}:
        return kept.team
    return given


def _copy(columns: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {file: dict(meant) for file, meant in columns.items()}


def _hear_answers(kept: Incoming, shown: Shown, said: Mapping[str, str]) -> None:
    for asked in shown.questions:
        given = said.get(f"{asked.name}-person") or said.get(asked.name, "")
        known = {one.value for one in (*asked.choices, *asked.people)}
        if given not in known:
            continue
        if given == asked.question.default:
            kept.answers.pop(asked.question.key, None)
        else:
            kept.answers[asked.question.key] = given


def _hear_columns(kept: Incoming, shown: Shown, said: Mapping[str, str]) -> None:
    for file in shown.files:
        name = file.reading.file
        kind = said.get(file.name, file.reading.kind)
        if kind != file.reading.kind and kind in {one.value for one in file.kinds}:
            kept.kinds[name] = kind
        for column in file.columns:
            now = next(one.value for one in column.options if one.chosen)
            meant = said.get(column.name, now)
            if meant != now and meant in {one.value for one in column.options}:
                kept.columns.setdefault(name, {})[column.heading] = meant
