"""Whatever was typed more than two seconds ago survives: forms for many words keep a draft."""

import re
from functools import cache

from tests import house

INCLUDE = re.compile(r'{%\s*include\s+"([^"]+)"[^%]*%}')
KEEPS = re.compile(r"{% keep_words .*?{% end_keep_words %}", re.DOTALL)
FORM = re.compile(r"<form.*?</form>", re.DOTALL)
MANY_WORDS = re.compile(
    r"^    (\w+) = forms\.CharField\((?:[^()]|\([^()]*\))*Textarea", re.MULTILINE
)

WRITTEN_TOGETHER = "each letter goes to the text that both write"
ONE_LINE = "a line, in a box of one line"
IN_TWO_WAYS = "somebody new in it keeps a draft; what stands there already is kept by its own words"
NOBODY_KNOWN = "whoever holds a link is nobody here: a draft would have no key"
AN_ADDRESS = "where somebody lives lies in one place only, under a key of its own"
OTHERWISE = {
    "agreements/turning.html": ONE_LINE,
    "asks/link.html": NOBODY_KNOWN,
    "circles/tie.html": IN_TWO_WAYS,
    "cowriting/plainly.html": WRITTEN_TOGETHER,
    "cowriting/taking_out.html": WRITTEN_TOGETHER,
    "cowriting/words.html": WRITTEN_TOGETHER,
    "shares/mine.html": AN_ADDRESS,
}
"""Forms for many words that keep them otherwise, and why."""


@cache
def sources() -> dict[str, str]:
    """Each template by the name it is asked for by."""
    named = {}
    for file in house.templates():
        after = file.parts.index("templates") + 1
        named["/".join(file.parts[after:])] = file.read_text(encoding="utf-8")
    return named


def whole(name: str, within: tuple[str, ...] = ()) -> str:
    """A template with what it includes put into it."""

    def put_in(found: re.Match[str]) -> str:
        seen = (*within, name)
        return whole(found[1], seen) if found[1] in sources() and found[1] not in seen else ""

    return INCLUDE.sub(put_in, sources()[name])


def names_of_many_words() -> set[str]:
    files = [file for file in house.working_files() if file.name == "forms.py"]
    return {name for file in files for name in MANY_WORDS.findall(file.read_text("utf-8"))}


def forms_that_keep_nothing() -> set[str]:
    area = re.compile(r"<textarea|{% field [\w.]+\.(?:" + "|".join(names_of_many_words()) + r")\b")
    parts = {part for source in sources().values() for part in INCLUDE.findall(source)}
    return {
        name
        for name in sources()
        if name not in parts
        and any(area.search(form) for form in FORM.findall(KEEPS.sub("", whole(name))))
    }


def test_every_form_for_many_words_keeps_a_draft_or_says_why_not() -> None:
    assert {"words", "reason", "missing"} <= names_of_many_words()
    assert forms_that_keep_nothing() == set(OTHERWISE)


def test_every_page_with_such_a_form_loads_what_keeps_it() -> None:
    parts = {part for source in sources().values() for part in INCLUDE.findall(source)}
    pages = [name for name in sources() if name not in parts and "{% keep_words" in whole(name)]
    assert len(pages) > len(OTHERWISE) / 2
    assert [name for name in pages if '{% script "keep" %}' not in sources()[name]] == []
