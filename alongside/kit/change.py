"""A form over what is kept: nobody writes over what was changed since they opened it, unseen."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alongside.kit.forms import Form

CHANGED = _(
    "This was changed since you opened it. What is kept now stands beside it. "
    "Save once more to keep yours."
)


class Change(Form):
    """Says what is kept now, where another hand, tab or phone changed it meanwhile; once.

    It carries a fingerprint of what stood there when it was opened. Nothing typed is lost: it
    stands in the form, and saving again puts it in place of what is kept.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stands: Mapping[str, Any], **kwargs: Any) -> None:
        """`stands`: what is kept now, by field."""
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.initial = {**stands, "seen": _fingerprint(stands), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen, now = cleaned.pop("seen", ""), _fingerprint(self.stands)
        other = [name for name in self.stands if self._said(name) != _plain(self.stands[name])]
        if seen and seen != now and other:
            self.add_error(None, CHANGED)
            for name in other:
                words = self._as_read(name)
                self.add_error(name, _("Kept now: “%(words)s”") % {"words": words})
            self._have_seen(now)
        return cleaned

    def _have_seen(self, now: str) -> None:
        """The form that goes back has seen what is kept now."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("seen")] = now
        self.data = data

    def _said(self, name: str) -> Any:
        return _plain(self.cleaned_data.get(name))

    def _as_read(self, name: str) -> str:
        """What is kept in one field, in the words of the page."""
        kept = _plain(self.stands[name])
        choices = getattr(self.fields[name], "choices", ())
        said = {str(value): str(label) for value, label in choices}
        values = kept if isinstance(kept, list) else [kept]
        return ", ".join(said.get(value, value) for value in values) or str(_("nothing"))


def _fingerprint(stands: Mapping[str, Any]) -> str:
    plain = {name: _plain(value) for name, value in stands.items()}
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: Any) -> str | list[str]:
    """As a form sends it: a list without an order, or a text."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return sorted(str(each) for each in value)
    return "" if value is None else str(value)
