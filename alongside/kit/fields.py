"""How one field of a form becomes markup."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from alongside.kit.inputs import Chips, Pad, PadField, Switch, Tiles

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class Problem(NamedTuple):
    """One problem: which control to go to ("" for the whole form), whose, and what it says."""

    id: str
    label: str
    says: str

    @property
    def then(self) -> str:
        """Give what stands between the label and the words: nothing after a question."""
        return "" if self.label.endswith(("?", ".")) else ":"


class Choice(NamedTuple):
    """One chip or tile."""

    id: str
    name: str
    value: str
    label: str
    icon: str
    checked: bool
    focus: bool


def rendered(bound: BoundField, extra: Mapping[str, Any]) -> SafeString:
    """Give the markup of one field in the way its widget asks for."""
    widget = bound.field.widget
    if widget.is_hidden:
        return bound.as_hidden()
    about = _about(bound, extra)
    if isinstance(widget, Pad):
        return render_to_string("kit/pad.html", about | _pad(bound, extra))
    if isinstance(widget, _GROUPS):
        return render_to_string("kit/choices.html", about | _choices(bound, about))
    if isinstance(widget, forms.CheckboxInput):
        about["switch"] = isinstance(widget, Switch)
        return render_to_string("kit/tick.html", about | {"control": _control(bound, about)})
    about["secret"] = isinstance(widget, forms.PasswordInput)
    return render_to_string("kit/field.html", about | {"control": _control(bound, about)})


def problems(form: forms.BaseForm) -> list[Problem]:
    """List a form's problems: first those of the whole, then field by field as they stand."""
    whole = [Problem("", "", str(says)) for says in form.non_field_errors()]
    return whole + [
        Problem(control_id(bound), str(bound.label), str(says))
        for bound in form
        for says in bound.errors
    ]


def emptied(form: forms.BaseForm) -> bool:
    """Say whether something has to be given again: a passphrase or a file never comes back."""
    return any(_never_comes_back(bound) for bound in form)


def _never_comes_back(bound: BoundField) -> bool:
    if isinstance(bound.field.widget, forms.FileInput):
        return bound.field.required or bound.html_name in bound.form.files
    return isinstance(bound.field.widget, forms.PasswordInput)


def control_id(bound: BoundField) -> str:
    """Give the id of the control to go to: the first choice of a group."""
    group = isinstance(bound.field.widget, (*_GROUPS, Pad))
    return f"{bound.auto_id}_0" if group else str(bound.auto_id)


def _about(bound: BoundField, extra: Mapping[str, Any]) -> dict[str, Any]:
    """Say what every kind of field needs to say."""
    hint = extra.get("hint", bound.help_text)
    ids = [f"{bound.auto_id}-hint"] if hint else []
    ids += [f"{bound.auto_id}-problem"] if bound.errors else []
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": extra.get("label", bound.label),
        "lead_icon": extra.get("lead_icon", ""),
        "hint": hint,
        "problems": list(bound.errors),
        "described_by": " ".join(ids),
        "focus": _is_first_problem(bound),
        "attrs": {
            name.replace("_", "-"): value
            for name, value in extra.items()
            if name not in {"label", "hint", "lead_icon", "letter", "kind"}
        },
    }


def _is_first_problem(bound: BoundField) -> bool:
    """Say whether this is where the person should go first."""
    form = bound.form
    return bool(bound.errors) and bound.name == next(n for n in form.fields if n in form.errors)


def _control(bound: BoundField, about: Mapping[str, Any]) -> SafeString:
    """Render the control itself, tied to its hint and its problem."""
    tick = isinstance(bound.field.widget, forms.CheckboxInput)
    attrs: dict[str, Any] = {} if tick else {"class": "input"}
    if isinstance(bound.field.widget, Switch):
        attrs["role"] = "switch"
    if about["described_by"]:
        attrs["aria-describedby"] = about["described_by"]
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if about["focus"]:
        attrs["autofocus"] = True
    own = str(bound.field.widget.attrs.get("class", ""))
    own = f"{own} {about['attrs'].get('class', '')}".strip()
    if own:
        attrs["class"] = f"{attrs.get('class', '')} {own}".strip()
    return bound.as_widget(attrs=attrs | {k: v for k, v in about["attrs"].items() if k != "class"})


def _choices(bound: BoundField, about: Mapping[str, Any]) -> dict[str, Any]:
    """List the chips or tiles of a group."""
    widget = bound.field.widget
    return {
        "choices": list(_each_choice(bound, focus=about["focus"])),
        "tiles": isinstance(widget, Tiles),
        "many": isinstance(widget, forms.CheckboxSelectMultiple),
    }


def _each_choice(bound: BoundField, *, focus: bool) -> Iterator[Choice]:
    icons = bound.field.widget.icons if isinstance(bound.field.widget, Chips) else {}
    for at, option in enumerate(bound.subwidgets):
        data = option.data
        value = str(data["value"])
        yield Choice(
            id=f"{bound.auto_id}_{at}",
            name=data["name"],
            value=value,
            label=str(data["label"]),
            icon=icons.get(value, ""),
            checked=bool(data["selected"]),
            focus=focus and at == 0,
        )


def _pad(bound: BoundField, extra: Mapping[str, Any]) -> dict[str, Any]:
    """Say where the dot is, whose it is, and what each pane is called."""
    pad = bound.field
    if not isinstance(pad, PadField):
        message = "A pad stands only on a PadField."
        raise TypeError(message)
    try:
        place = pad.placed(bound.value())
    except forms.ValidationError:
        place = None
    chosen = pad.pane_at(place) if place else None
    return {
        "panes": [
            {"value": pane.value, "name": pane.name, "words": pane.words, "checked": at == chosen}
            for at, pane in enumerate(pad.panes)
        ],
        "place": place,
        "left": _percent(place.right if place else None),
        "top": _percent(100 - place.up if place else None),
        "left_out": bound.field.widget.left_out,
        "letter": extra.get("letter", ""),
        "kind": extra.get("kind", "worker"),
    }


def _percent(value: int | None) -> str:
    """Keep the whole dot inside the pad."""
    return f"{min(93, max(7, 50 if value is None else value))}%"
