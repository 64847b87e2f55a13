"""One stylesheet, up to date and small; drawings that exist; scripts that stay short."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.exceptions import TemplateSyntaxError

from alongside.kit import assets
from alongside.kit.look import build

ISLANDS = ("earlier", "keep", "leave", "pad", "passkey", "show")


def rendered(source: str, **said: object) -> str:
    return Template("{% load kit %}" + source).render(Context(said))


def static_text(name: str) -> str:
    found = finders.find(f"kit/{name}")
    assert isinstance(found, str), f"{name} is not there"
    with open(found, encoding="utf-8") as file:  # noqa: PTH123  finders give text
        return file.read()


def test_the_stylesheet_is_up_to_date() -> None:
    says = "run: python -m alongside.kit.look.build"
    assert build.BUILT.read_text(encoding="utf-8") == build.stylesheet(), says
    for file, text in build.of_slices().items():
        assert file.read_text(encoding="utf-8") == text, says


def test_the_look_is_small_on_a_slow_phone() -> None:
    assert len(gzip.compress(build.stylesheet().encode())) <= 8 * 1024
    assert len(gzip.compress(static_text("icons.svg").encode())) <= 4 * 1024


def test_making_smaller_changes_no_meaning() -> None:
    css = '/* why */ a > b , [dir="x  y"] c { width: calc(1px + 2px) ; content: " / " ; }'
    assert build.smaller(css) == 'a>b,[dir="x  y"] c{width:calc(1px + 2px);content:" / "}'


def test_every_night_colour_is_also_a_day_colour() -> None:
    def names(part: str) -> set[str]:
        return set(re.findall(r"(--[\w-]+):", (build.HERE / f"{part}.css").read_text("utf-8")))

    assert names("dark") <= names("tokens")


def test_islands_are_short_and_bring_no_words_of_their_own() -> None:
    for name in ISLANDS:
        assert len(static_text(f"{name}.js").splitlines()) < 150
        assert "localStorage" not in static_text(f"{name}.js")


def test_an_icon_is_drawn_from_the_one_sprite() -> None:
    drawn = rendered('{% icon "pen" "s" %}')
    assert drawn == (
        '<svg class="i i--s" aria-hidden="true"><use href="/static/kit/icons.svg#i-pen"/></svg>'
    )
    assert rendered("{% icon name %}", name="pen") == rendered('{% icon "pen" %}')
    assert "i--turn" in rendered('{% icon "back" %}')
    assert "#pm-kept" in rendered('{% promise_mark "kept" %}')


@pytest.mark.parametrize("source", ['{% icon "dragon" %}', '{% promise_mark "forgotten" %}'])
def test_a_drawing_nobody_drew_is_an_error(source: str) -> None:
    with pytest.raises(assets.NotDrawnError):
        rendered(source)


def test_an_avatar_shows_one_letter_and_escapes_it() -> None:
    assert rendered('{% avatar "dawn" "self" "l" %}') == (
        '<span class="av self av--l" aria-hidden="true">D</span>'
    )
    assert "<b>" not in rendered('{% avatar "<b>" %}')
    assert "></span>" in rendered("{% avatar name %}", name="  ")
    with pytest.raises(TemplateSyntaxError):
        rendered('{% avatar "Dawn" "boss" %}')
