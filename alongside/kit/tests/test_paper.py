"""Pages on paper: tagged for who listens, and every word as it was written."""

import hashlib
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from alongside.kit.paper import making
from alongside.kit.paper.answers import answer
from alongside.kit.paper.letters import FONTS, MISSING, by_direction, cleaned, settable
from alongside.kit.paper.making import NotMade, made
from alongside.kit.paper.sheets import (
    Block,
    Drawing,
    Heading,
    Kind,
    Listed,
    NoWordsForIt,
    PageBreak,
    Pairs,
    Photograph,
    Quote,
    Rule,
    Sheet,
    Table,
    Words,
)

MARKUP = "#let x = 1; $a^2$ *b* _c_ @d <e> `f` \\g [h] \"i\" -- 'j' // k /* l */ = m {{ n }} </w:t>"
CIRCLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" '
    'r="40" fill="#dcebe2"/><text x="30" y="50">Kay</text></svg>'
)


def sheet(*blocks: Block | None, **more: Any) -> Sheet:
    return Sheet(title="Our page", blocks=blocks, **more)


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#dcebe2").save(out, "JPEG")
    return out.getvalue()


def everything(**more: Any) -> Sheet:
    """One of each block."""
    return sheet(
        Heading("Who is around me"),
        Drawing(CIRCLE, says="A circle with Kay in it."),
        Photograph(photograph(), says="A green field."),
        Heading("Far down", level=3),
        Quote(MARKUP, name="Dawn", kind="self", big=True),
        Listed(["Tea", "A walk"]),
        Listed(["One", "Two"], steps=True),
        Table(["What happens", "We should"], [["A letter comes", "Open it together"]]),
        Pairs([("By Friday", "Ring Ruth")]),
        Rule(),
        PageBreak(),
        Words("The end."),
        **more,
    )


def read(page: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(page))


def root_of(reader: PdfReader) -> Any:
    return reader.root_object


def words_of(page: bytes) -> str:
    """What a reader finds on the pages, without the places where a line may break."""
    said = "\n".join(each.extract_text() for each in read(page).pages)
    return said.replace("\u200b", "").replace("\u00a0", " ")


def tags_of(reader: PdfReader) -> list[str]:
    """Every tag, in the order it is read aloud; a figure with what it says."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(f"{node['/S'][1:]} {node.get('/Alt', '')}".strip())
            walk(node.get("/K", []))

    walk(reader.root_object["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.LARGE])
def test_a_page_is_tagged_for_who_listens(kind: Kind) -> None:
    reader = read(made(everything(language="en-gb", whose="Dawn"), kind))
    root = root_of(reader)
    about = root["/Metadata"].get_data().decode()
    assert root["/Lang"] == "en-GB"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "Our page" in about
    assert "Dawn" not in about
    tags = tags_of(reader)
    headings = [tag for tag in tags if tag[0] == "H" and tag[1:].isdigit()]
    assert headings == ["H1", "H2", "H3"]
    assert {"Figure A circle with Kay in it.", "Figure A green field."} <= set(tags)
    assert {"BlockQuote", "L", "LI", "Table", "THead", "TH", "TD"} <= set(tags)


def test_what_people_write_is_never_markup() -> None:
    page = words_of(made(sheet(Words(MARKUP), Heading(MARKUP), Words("Below.")), Kind.PDF))
    assert " ".join(page.split()).count(MARKUP) == 2


def test_lines_and_spaces_stay_as_they_were_written() -> None:
    page = words_of(made(sheet(Quote("Tea.\n   Two  sugars.\r\nNo milk.")), Kind.PDF))
    assert "Tea.\n   Two  sugars.\nNo milk." in page


def test_no_letter_vanishes_unseen() -> None:
    said = "Zażółć, привіт, مرحبا, שלום, ሰላም, ਸਤ, 👩‍👧 1️⃣ 👍🏽 🇬🇧 → ☐ ½ é"
    assert MISSING not in settable(said, 40)
    assert settable("中a", 40) == f"{MISSING}a"
    plain = words_of(made(sheet(Words(said)), Kind.PDF))
    assert "no letter for print" not in plain
    assert "👍" in plain
    missed = words_of(made(sheet(Words("Li 中")), Kind.PDF))
    assert f"Li {MISSING}" in missed
    assert "no letter for print" in missed


def test_marks_that_no_font_draws_together_lose_no_page() -> None:
    odd = "\u05c5\u0310\U000e011e\u030c\U0001f9b1 💯\u031e e\u0301 हिं"
    page = words_of(made(sheet(Words(odd), Heading("हिन्दी"), Words("Said.")), Kind.PDF))
    assert "Said." in page
    assert MISSING in page


def test_what_no_page_can_hold_is_taken_out() -> None:
    said = "a\x00b\x07c\ufeffd\ud83de\ufffff\ufdd0g\U0001ffffh\x0ci"
    assert cleaned(said) == "abcdefgh\ni"
    for kind in Kind:
        assert made(sheet(Words(said)), kind)


def test_a_line_without_a_space_stays_on_the_paper() -> None:
    # Wider than the paper, it would run off its edge and be gone.
    reader = read(made(sheet(Words("w" * 3000)), Kind.LARGE))
    lines = [line for page in reader.pages for line in page.extract_text().splitlines()]
    assert max(len(line.replace("\u200b", "")) for line in lines if "w" in line) <= 30


def sizes_on(page: bytes) -> set[int]:
    """The sizes of the words on it, in points."""
    sizes: set[int] = set()

    def met(text: str, _cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes.add(round(size * abs(tm[3])))

    for each in read(page).pages:
        each.extract_text(visitor_text=met)
    return sizes


@pytest.mark.parametrize(("lines", "pages", "size"), [(10, 1, 12), (40, 1, 10), (120, 4, 12)])
def test_what_is_meant_for_one_page_is_set_smaller_where_that_brings_it_there(
    lines: int, pages: int, size: int
) -> None:
    words = [Words("She rings on Sundays, and I ring back when I can.") for _ in range(lines)]
    page = made(sheet(*words, on_one_page=True), Kind.PDF)
    assert (len(read(page).pages), size in sizes_on(page)) == (pages, True)
    assert len(read(made(sheet(*words), Kind.PDF)).pages) >= pages


def test_large_print_is_eighteen_points_or_more() -> None:
    sizes: set[float] = set()

    def note(words: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if words.strip():
            sizes.add(round(size * abs(matrix[3])))

    # All but a drawing, whose words are as large as they are drawn.
    blocks = [block for block in everything().blocks if not isinstance(block, Drawing)]
    page = sheet(*blocks, date="17 November", whose="Dawn")
    for each in read(made(page, Kind.LARGE)).pages:
        each.extract_text(visitor_text=note)
    assert sizes
    assert min(sizes) >= 18


@pytest.mark.parametrize("picture", [partial(Drawing, CIRCLE), partial(Photograph, b"")])
def test_a_picture_that_says_nothing_is_refused(picture: Any) -> None:
    with pytest.raises(NoWordsForIt):
        made(sheet(picture(says=" ")), Kind.PDF)


def test_what_is_empty_is_left_out_with_its_heading() -> None:
    data = sheet(
        *(Heading("A"), Words(" \n"), Quote("", name="Dawn"), Listed([" "]), Table(["x"], [[" "]])),
        *(Pairs([("By Friday", "")]), None, Heading("B"), Heading("C", level=2), Words("Said.")),
        Heading("D"),
    ).data()
    assert [block["words"] for block in data["blocks"]] == ["B", "C", "Said."]


def test_each_line_goes_its_own_way_and_an_empty_one_as_the_line_before() -> None:
    runs = by_direction("\nתה\n\n(2026)\nHello.\n🙂", rtl=False)
    assert runs == [(True, ["", "תה", "", "(2026)"]), (False, ["Hello.", "🙂"])]
    assert by_direction("2026", rtl=True) == [(True, ["2026"])]


def test_right_to_left_is_set_from_the_right() -> None:
    reader = read(made(everything(language="ar"), Kind.PDF))
    assert root_of(reader)["/Lang"] == "ar"
    assert root_of(reader)["/ViewerPreferences"]["/Direction"] == "/R2L"


def test_a_word_file_has_real_headings_lists_tables_and_says_its_pictures() -> None:
    page = made(everything(language="en-gb", whose="Dawn"), Kind.WORD)
    file = Document(io.BytesIO(page))
    styles = {paragraph.style.name for paragraph in file.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Quote"} & styles
    assert MARKUP in {paragraph.text for paragraph in file.paragraphs}
    xml = zipfile.ZipFile(io.BytesIO(page)).read("word/document.xml").decode()
    assert "<w:tblHeader" in xml
    assert 'descr="A circle with Kay in it."' in xml
    styles_xml = zipfile.ZipFile(io.BytesIO(page)).read("word/styles.xml").decode()
    assert 'w:lang w:val="en-gb"' in styles_xml.lower().replace("<w:lang", "w:lang")
    assert (file.core_properties.title, file.core_properties.author) == ("Our page", "Alongside")


def test_the_same_page_twice_is_the_same_file() -> None:
    assert made(everything(), Kind.PDF) == made(everything(), Kind.PDF)


def test_pages_made_at_the_same_time_do_not_mix() -> None:
    names = [f"Person {number}." for number in range(4)]
    with ThreadPoolExecutor(4) as hands:
        pages = list(hands.map(lambda name: made(sheet(Words(name)), Kind.PDF), names))
    assert [[name for name in names if name in words_of(page)] for page in pages] == [
        [name] for name in names
    ]


def test_the_file_is_kept_nowhere_and_named_after_nobody() -> None:
    got = answer(sheet(Words("Said."), whose="Dawn"), Kind.PDF)
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"] == 'attachment; filename="page.pdf"'
    assert got.headers["Cache-Control"] == "no-store"


def test_a_page_that_cannot_be_made_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "SECONDS", 0.01)
    with pytest.raises(NotMade) as refused:
        made(sheet(Words("Canary.")), Kind.PDF)
    assert refused.value.__cause__ is None
    assert answer(sheet(Words("Said.")), Kind.PDF).status_code == 503


def test_the_fonts_are_the_ones_we_chose() -> None:
    sums = dict(line.split("  ")[::-1] for line in (FONTS / "SHA256SUMS").read_text().splitlines())
    found = {
        font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in FONTS.glob("*.ttf")
    }
    assert found == sums
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
