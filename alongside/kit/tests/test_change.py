"""A form over what is kept: whose words stand when two changed them."""

from typing import Any

from django import forms
from django.http import QueryDict

from alongside.kit.change import Change


class Two(Change):
    called = forms.CharField(required=False, max_length=20)
    gives = forms.MultipleChoiceField(
        required=False, choices=[("fun", "Fun"), ("help", "Help"), ("warmth", "Warmth")]
    )


KEPT = {"called": "Kay", "gives": ["fun"]}


def opened(stands: dict[str, Any], prefix: str | None = None) -> QueryDict:
    """What a browser sends of the form as it stands."""
    form, data = Two(stands=stands, prefix=prefix), QueryDict(mutable=True)
    for field in form:
        value = field.value()
        data.setlist(field.html_name, value if isinstance(value, list) else [value])
    return data


def sent(data: QueryDict, stands: dict[str, Any], prefix: str | None = None, **said: Any) -> Two:
    data = data.copy()
    for name, value in said.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return Two(data, stands=stands, prefix=prefix)


def test_what_nobody_touched_here_stays_as_it_is_kept_now() -> None:
    form = sent(opened(KEPT), {"called": "Kath", "gives": ["help"]}, gives=["fun", "warmth"])
    assert not form.is_valid()
    assert "called" not in form.errors
    assert "Kept now: “Help”" in form.errors["gives"][0]
    again = Two(form.data, stands={"called": "Kath", "gives": ["help"]})
    assert again.is_valid()
    assert again.cleaned_data == {"called": "Kath", "gives": ["fun", "warmth"]}


def test_the_same_said_twice_and_a_form_sent_twice_are_no_conflict() -> None:
    both = sent(opened(KEPT), {"called": "Kath", "gives": ["fun"]}, called="Kath")
    assert both.is_valid()
    assert sent(opened(KEPT), KEPT, called="Kath").is_valid()


def test_words_that_are_too_long_stay_in_the_form_to_be_mended() -> None:
    empty, theirs = {"called": "", "gives": []}, {"called": "Theirs", "gives": []}
    form = sent(opened(empty), theirs, called="x" * 21)
    assert not form.is_valid()
    assert form["called"].value() == "x" * 21
    assert form.data["called"] == "x" * 21


def test_a_form_with_a_prefix_and_one_that_saw_nothing() -> None:
    form = sent(opened(KEPT, "a"), {"called": "Kath", "gives": ["fun"]}, "a", **{"a-called": "K"})
    assert not form.is_valid()
    assert Two(form.data, stands={"called": "Kath", "gives": ["fun"]}, prefix="a").is_valid()
    assert Two(QueryDict("called=K"), stands=KEPT).is_valid()
