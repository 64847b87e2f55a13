"""A page as a Word file: real headings, lists and tables, to write on in any word processor."""

from base64 import b64decode
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from alongside.kit.paper.letters import is_right_to_left

if TYPE_CHECKING:
    from docx.document import Document as DocumentFile
    from docx.styles.style import BaseStyle
    from docx.text.paragraph import Paragraph

FONT = "Arial"
"""Everybody has it, or something that stands in for it; ours is on few computers."""
INK, INK_2 = RGBColor(0x1C, 0x2A, 0x2A), RGBColor(0x50, 0x60, 0x5D)
THREADS = {
    "self": "A96F08",
    "worker": "0B5D57",
    "family": "8F3A5C",
    "community": "5B691D",
    "partner": "34598B",
}
QUOTE, BIG_QUOTE, SMALL, NAME = "Quote", "Intense Quote", "Small", "Name"
SIZES = {"Title": 26, "Heading 1": 17, "Heading 2": 14, "Heading 3": 12}
DEEPEST = 9


def word_file(job: dict[str, Any]) -> bytes:
    """The whole file."""
    sheet = job["sheet"]
    page = _Page(sheet)
    page.put(sheet["title"], "Title")
    page.put(sheet["whose"], SMALL)
    for block in sheet["blocks"]:
        page.block(block)
    page.foot(sheet["date"])
    page.describe(sheet["title"], datetime.fromtimestamp(job["day"], UTC))
    out = BytesIO()
    page.file.save(out)
    return out.getvalue()


class _Page:
    """One Word file while it is being written."""

    def __init__(self, sheet: dict[str, Any]) -> None:
        self.file: DocumentFile = Document()
        self.rtl: bool = sheet["rtl"]
        self.language: str = sheet["language"]
        self._paper()
        self._styles()

    def put(self, words: str, style: str = "Normal") -> "Paragraph | None":
        """Words in a paragraph of their own, in their own direction; line breaks stay."""
        return self._say(self.file.add_paragraph(style=style), words) if words else None

    def block(self, block: dict[str, Any]) -> None:
        """One block of the sheet."""
        write: dict[str, Any] = {
            "heading": self._heading,
            "words": self._words,
            "quote": self._quote,
            "list": self._list,
            "table": self._table,
            "pairs": self._pairs,
            "picture": self._picture,
            "rule": self._rule,
            "page": self._page_break,
        }
        write[block["block"]](block)

    def foot(self, date: str) -> None:
        """The day, at the foot of each page."""
        if date:
            self._say(self.file.sections[0].footer.paragraphs[0], date)

    def describe(self, title: str, day: datetime) -> None:
        """What the file says about itself: what kind of page, in which language. Nobody's name."""
        told = self.file.core_properties
        told.title, told.language = title, self.language
        told.author, told.last_modified_by, told.comments = "Alongside", "", ""
        told.created = told.modified = day.replace(tzinfo=None)

    # --- blocks ---------------------------------------------------------------------------------

    def _heading(self, block: dict[str, Any]) -> None:
        # The title is the first level of the sheet, and a level of its own in Word.
        self.put(block["words"], f"Heading {min(block['level'] - 1, DEEPEST)}")

    def _words(self, block: dict[str, Any]) -> None:
        paragraph = self.put(block["words"], SMALL if block["small"] else "Normal")
        if paragraph and block["strong"]:
            for run in paragraph.runs:
                run.bold = True

    def _quote(self, block: dict[str, Any]) -> None:
        said = BIG_QUOTE if block["big"] else QUOTE
        for words, style in ((block["name"], NAME), (block["words"], said)):
            if paragraph := self.put(words, style):
                _thread_beside(paragraph, THREADS.get(block["kind"], "50605D"), rtl=self.rtl)

    def _list(self, block: dict[str, Any]) -> None:
        for item in block["items"]:
            self.put(item, "List Number" if block["steps"] else "List Bullet")

    def _table(self, block: dict[str, Any]) -> None:
        rows = [block["head"], *block["rows"]]
        table = self.file.add_table(rows=len(rows), cols=len(block["head"]), style="Table Grid")
        if self.rtl:
            table._tbl.tblPr.insert(1, OxmlElement("w:bidiVisual"))  # noqa: SLF001
        for row, said in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, said, strict=True):
                paragraph = self._say(cell.paragraphs[0], words)
                for run in paragraph.runs if said is block["head"] else []:
                    run.bold = True
        head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
        head.append(OxmlElement("w:tblHeader"))
        self.file.add_paragraph(style=SMALL)

    def _pairs(self, block: dict[str, Any]) -> None:
        for label, words in block["lines"]:
            self.put(label, NAME)
            self.put(words)

    def _picture(self, block: dict[str, Any]) -> None:
        picture = b64decode(block["jpeg"]) if "jpeg" in block else _drawn(block["svg"])
        section = self.file.sections[0]
        column = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
        shape = self.file.add_picture(BytesIO(picture), width=Emu(column * block["width"] // 100))
        shape._inline.docPr.set("descr", block["says"])  # noqa: SLF001

    def _rule(self, _block: dict[str, Any]) -> None:
        _line_below(self.file.add_paragraph(style=SMALL))

    def _page_break(self, _block: dict[str, Any]) -> None:
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    # --- how it looks ---------------------------------------------------------------------------

    def _say(self, paragraph: "Paragraph", words: str) -> "Paragraph":
        rtl = is_right_to_left(words)
        run = paragraph.add_run(words)
        if self.rtl if rtl is None else rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))  # noqa: SLF001
        return paragraph

    def _paper(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(24)
        section.top_margin, section.bottom_margin = Mm(22), Mm(24)

    def _styles(self) -> None:
        styles = self.file.styles
        for name in (SMALL, NAME):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _letters(styles["Normal"], 12, INK, self.language)
        _letters(styles[SMALL], 10.5, INK_2)
        _letters(styles[NAME], 10.5, INK, bold=True)
        _letters(styles[QUOTE], 12, INK)
        _letters(styles[BIG_QUOTE], 16, INK, bold=True)
        for name, size in SIZES.items():
            _letters(styles[name], size, INK, bold=True)
        for name in ("Title", BIG_QUOTE):
            _without_lines(styles[name])
        styles[NAME].paragraph_format.keep_with_next = True
        styles["Normal"].paragraph_format.line_spacing = 1.3


def _letters(
    style: "BaseStyle", size: float, ink: RGBColor, language: str = "", *, bold: bool = False
) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.color.rgb = FONT, Pt(size), ink
    font.bold, font.italic = bold, False
    about = style.element.get_or_add_rPr()
    about.rFonts.set(qn("w:cs"), FONT)
    _for_other_scripts(about, size, bold=bold)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        about.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    if language:
        spoken = OxmlElement("w:lang")
        for script in ("val", "eastAsia", "bidi"):
            spoken.set(qn(f"w:{script}"), language)
        about.append(spoken)


def _for_other_scripts(about: Any, size: float, *, bold: bool) -> None:
    """Arabic and Hebrew have a size and a weight of their own in Word."""
    for name, value in (("szCs", str(round(size * 2))), ("bCs", "1" if bold else "0")):
        for old in about.xpath(f"./w:{name}"):
            about.remove(old)
        told = OxmlElement(f"w:{name}")
        told.set(qn("w:val"), value)
        (before,) = about.xpath("./w:sz" if name == "szCs" else "./w:b")
        before.addnext(told)


def _without_lines(style: "BaseStyle") -> None:
    for line in style.element.xpath("./w:pPr/w:pBdr"):
        line.getparent().remove(line)


def _border(paragraph: "Paragraph", side: str, colour: str, width: int, space: int) -> None:
    about = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    told = {"val": "single", "sz": str(width), "space": str(space), "color": colour}
    for name, value in told.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    about.insert_element_before(borders, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc")


def _thread_beside(paragraph: "Paragraph", colour: str, *, rtl: bool) -> None:
    _border(paragraph, "right" if rtl else "left", colour, 24, 10)


def _line_below(paragraph: "Paragraph") -> None:
    _border(paragraph, "bottom", "857B69", 6, 1)


def _drawn(svg: str) -> bytes:
    """The drawing as a picture that every word processor shows."""
    from alongside.kit.paper.typesetting import png

    return png(svg)
