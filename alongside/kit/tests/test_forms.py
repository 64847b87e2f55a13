"""Forms in plain words: problems named beside their field, nothing typed is lost."""

from collections.abc import Mapping
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from alongside.kit import forms as kit

PANES = [kit.Pane(name, name.title()) for name in ("holding", "alongside", "drifting", "pushing")]


class Note(kit.Form):
    who = forms.ChoiceField(label="Who with?", choices=[("d", "Dawn"), ("t", "Terry")])
    who.widget = kit.Tiles(choices=who.choices, icons={"d": "cup"})
    words = forms.CharField(label="A few words", help_text="As you would say it.")
    day = forms.DateField(required=False, widget=kit.DayInput)
    there = forms.MultipleChoiceField(choices=[("b", "Bev")], required=False, widget=kit.ManyChips)
    stance = kit.PadField(PANES, label="How was it?")
    on = forms.BooleanField(label="Sharing is on", required=False, widget=kit.Switch)
    key = forms.CharField(required=False, widget=forms.HiddenInput)


def shown(form: kit.Form, source: str) -> str:
    return Template("{% load kit %}" + source).render(Context({"form": form}))


def test_a_field_has_its_words_its_hint_and_no_colon() -> None:
    html = shown(Note(), "{% field form.words rows=2 %}")
    assert '<label for="id_words">A few words</label>' in html
    assert 'aria-describedby="id_words-hint"' in html
    assert 'id="id_words-hint">As you would say it.' in html
    assert "required" not in html
    assert 'rows="2"' in html


def test_a_problem_stands_beside_its_field_and_what_was_typed_stays() -> None:
    form = Note({"who": "d", "words": "", "day": "the 9th", "stance": ""})
    html = shown(form, "{% field form.words %}{% field form.day %}")
    assert 'aria-describedby="id_words-hint id_words-problem"' in html
    assert html.count('aria-invalid="true"') == 2
    assert "Write something here." in html
    assert "We could not read that day." in html
    assert 'value="the 9th"' in html


def test_the_first_problem_and_only_the_first_takes_the_focus() -> None:
    html = shown(Note({}), "{% field form.who %}{% field form.words %}")
    assert html.count("autofocus") == 1
    assert html.index("autofocus") < html.index("id_words")


def test_the_summary_names_each_problem_and_leads_to_it() -> None:
    html = shown(Note({}), "{% problems form %}")
    assert 'role="alert"' in html
    assert '<a href="#id_who_0">Who with?</a> Choose one.' in html
    assert '<a href="#id_words">A few words</a>: Write something here.' in html
    assert "2 things need you" in html
    assert shown(Note(), "{% problems form %}") == ""


def test_tiles_chips_switch_and_hidden() -> None:
    form = Note(initial={"who": "d", "there": ["b"], "key": "k"})
    html = shown(form, "{% field form.who %}{% field form.there %}")
    assert 'class="tiles"' in html
    assert "#i-cup" in html
    assert 'type="radio" name="who" id="id_who_0" value="d" checked' in html
    assert 'type="checkbox" name="there" id="id_there_0" value="b" checked' in html
    assert 'role="switch"' in shown(form, "{% field form.on %}")
    assert '<input type="hidden" name="key" value="k"' in shown(form, "{% field form.key %}")


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({"stance": ""}, None),
        ({}, None),
        ({"stance": "holding"}, kit.Placed(up=75, right=25)),
        ({"stance": "alongside", "stance-up": "69", "stance-right": "66"}, kit.Placed(69, 66)),
        # Script that fell behind, or a changed mind without it: the words win.
        ({"stance": "pushing", "stance-up": "69", "stance-right": "66"}, kit.Placed(25, 75)),
        ({"stance": "holding", "stance-up": "900", "stance-right": "x"}, kit.Placed(75, 25)),
    ],
)
def test_the_pad(sent: Mapping[str, str], place: kit.Placed | None) -> None:
    form = Note({"who": "d", "words": "x", **sent})
    assert form.is_valid()
    assert form.cleaned_data["stance"] == place


def test_a_pane_that_is_not_there_is_a_problem() -> None:
    form = Note({"who": "d", "words": "x", "stance": "winning"})
    assert "stance" in form.errors
    assert "not on the pad" in shown(form, "{% field form.stance %}")


def test_the_pad_shows_the_dot_where_it_was_placed() -> None:
    html = shown(Note(initial={"stance": kit.Placed(up=69, right=66)}), "{% field form.stance %}")
    assert 'cx="66%" cy="31%"' in html
    assert 'value="alongside" checked' in html
    assert 'name="stance-up" value="69"' in html
    assert "<g class=" in shown(Note(), "{% field form.stance %}")
    assert "hidden>" in shown(Note(), "{% field form.stance %}")


def test_a_kept_draft_comes_back_as_it_was_typed() -> None:
    draft: dict[str, Any] = {
        "words": "half a thou",
        "who": "t",
        "there": ["b"],
        "stance": "alongside",
        "stance-up": "69",
        "stance-right": "66",
    }
    form = Note(initial=kit.first_said(Note, draft))
    html = shown(form, "{% field form.words %}{% field form.who %}{% field form.stance %}")
    assert 'value="half a thou"' in html
    assert 'value="t" checked' in html
    assert 'cx="66%" cy="31%"' in html
    assert "day" not in kit.first_said(Note, draft)


def test_a_new_line_counts_as_one_letter_as_it_does_in_the_browser() -> None:
    class Short(kit.Form):
        words = forms.CharField(max_length=5)

    fits = Short({"words": "ab\r\ncd"})
    assert fits.is_valid()
    assert fits.cleaned_data["words"] == "ab\ncd"
    assert Short({"words": "a\r\n\r\nbcd"}).errors["words"] == [
        "That is 6 letters long. At most 5 fit here."
    ]


class Door(kit.Form):
    handle = forms.CharField(max_length=60)
    passphrase = forms.CharField(max_length=200, widget=forms.PasswordInput)


def test_what_was_written_is_said_to_be_here_only_where_all_of_it_is() -> None:
    assert "What you wrote is still here." in shown(Note({}), "{% problems form %}")
    assert "still here" not in shown(Door({}), "{% problems form %}")


def test_no_browser_cuts_what_is_pasted_without_a_word() -> None:
    html = shown(Door(), "{% field form.handle %}{% field form.passphrase %}")
    assert "maxlength" not in html
    assert Door({"handle": "x" * 61, "passphrase": "x"}).errors["handle"] == [
        "That is 61 letters long. At most 60 fit here."
    ]
