"""A form over what is kept: nobody writes over what was changed since they opened it, unseen."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.kit.forms import Form
from alongside.kit.transactions import writing

View = Callable[..., HttpResponse]


def nobody_in_between(view: View) -> View:
    """What is kept is read, looked at and replaced in one go: nobody writes in the meantime."""

    @wraps(view)
    def alone(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with writing():
            return view(request, *args, **kwargs)

    return alone


CHANGED = _(
    "This was changed since you opened it. What is kept now stands beside it. "
    "Save once more to keep yours."
)


class Change(Form):
    """Says what is kept now, where another hand, tab or phone changed it meanwhile; once.

    It carries a fingerprint of each line as it stood when the form was opened. A line that nobody
    touched here stays as it is kept now. Where both changed the same line nothing typed is lost: it
    stands in the form, and saving again puts it in place of what is kept.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands: Mapping[str, Any], **kwargs: Any) -> None:
        """`stands`: what is kept now, by field, as a form sends it."""
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.initial = {**stands, "seen": _seen(stands), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen, now = cleaned.pop("seen", "").split(), _seen(self.stands).split()
        if len(seen) != len(now):
            return cleaned
        both, untouched = list[str](), list[str]()
        for name, was, is_now in zip(self.stands, seen, now, strict=True):
            if name in self.errors:
                continue  # what was typed is not in order, and stays in the form to be mended
            said = _print(cleaned.get(name))
            if is_now in {was, said}:
                continue
            (untouched if said == was else both).append(name)
        cleaned.update((name, self.stands[name]) for name in untouched)
        if both:
            self._say_so(both)
            self._show_as_kept(untouched)
        return cleaned

    def _say_so(self, names: Sequence[str]) -> None:
        """Beside each line that both changed stands what is kept."""
        self.add_error(None, CHANGED)
        for name in names:
            self.add_error(name, _("Kept now: “%(words)s”") % {"words": self._as_read(name)})

    def _show_as_kept(self, names: Sequence[str]) -> None:
        """The form that goes back has seen all that is kept now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = _seen(self.stands)
        for name in names:
            kept = _plain(self.stands[name])
            data.setlist(self.add_prefix(name), kept if isinstance(kept, list) else [kept])
        self.data = data

    def _as_read(self, name: str) -> str:
        """What is kept in one field, in the words of the page."""
        kept = _plain(self.stands[name])
        choices = getattr(self.fields[name], "choices", ())
        said = {str(value): str(label) for value, label in choices}
        values = kept if isinstance(kept, list) else [kept]
        return ", ".join(said.get(value, value) for value in values) or str(_("nothing"))


def _seen(stands: Mapping[str, Any]) -> str:
    """What stands in each line, in few letters."""
    return " ".join(_print(value) for value in stands.values())


def _print(value: Any) -> str:
    return sha256(json.dumps(_plain(value)).encode()).hexdigest()[:8]


def _plain(value: Any) -> str | list[str]:
    """As a form sends it: a list without an order, or a text."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sorted(str(each) for each in value)
    return "" if value is None else str(value)
