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

from alongside.kit.paper.letters import by_direction

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
        # Looking a style up by its name takes longer than writing the words.
        self._style_ids = {str(style.name): style.style_id for style in self.file.styles}

    def put(self, words: str, style: str = "Normal") -> "list[Paragraph]":
        """Words in a paragraph for each of their directions; line breaks stay."""
        runs = by_direction(words, rtl=self.rtl) if words else []
        return [self._say(self._paragraph(style), "\n".join(lines)) for _rtl, lines in runs]

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

    def _paragraph(self, style: str) -> "Paragraph":
        paragraph = self.file.add_paragraph()
        _xml(paragraph).style = self._style_ids[style]
        return paragraph

    # --- blocks ---------------------------------------------------------------------------------

    def _heading(self, block: dict[str, Any]) -> None:
        # The title is the first level of the sheet, and a level of its own in Word.
        self.put(block["words"], f"Heading {min(block['level'] - 1, DEEPEST)}")

    def _words(self, block: dict[str, Any]) -> None:
        for paragraph in self.put(block["words"], SMALL if block["small"] else "Normal"):
            for run in paragraph.runs if block["strong"] else []:
                run.bold = True

    def _quote(self, block: dict[str, Any]) -> None:
        said = BIG_QUOTE if block["big"] else QUOTE
        for words, style in ((block["name"], NAME), (block["words"], said)):
            for paragraph in self.put(words, style):
                _thread_beside(paragraph, THREADS.get(block["kind"], "50605D"), rtl=self.rtl)

    def _list(self, block: dict[str, Any]) -> None:
        for item in block["items"]:
            self.put(item, "List Number" if block["steps"] else "List Bullet")

    def _table(self, block: dict[str, Any]) -> None:
        rows = [block["head"], *block["rows"]]
        table = self.file.add_table(rows=len(rows), cols=len(block["head"]), style="Table Grid")
        if self.rtl:
            _xml(table).tblPr.insert(1, OxmlElement("w:bidiVisual"))
        for row, said in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, said, strict=True):
                paragraph = self._say(cell.paragraphs[0], words)
                for run in paragraph.runs if said is block["head"] else []:
                    run.bold = True
        _xml(table).tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self._paragraph(SMALL)

    def _pairs(self, block: dict[str, Any]) -> None:
        for label, words in block["lines"]:
            self.put(label, NAME)
            self.put(words)

    def _picture(self, block: dict[str, Any]) -> None:
        picture = b64decode(block["jpeg"]) if "jpeg" in block else _drawn(block["svg"])
        section = self.file.sections[0]
        column = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
        shape = self.file.add_picture(BytesIO(picture), width=Emu(column * block["width"] // 100))
        _xml(shape).docPr.set("descr", block["says"])

    def _rule(self, _block: dict[str, Any]) -> None:
        _line_below(self._paragraph(SMALL))

    def _page_break(self, _block: dict[str, Any]) -> None:
        self._paragraph("Normal").add_run().add_break(WD_BREAK.PAGE)

    # --- how it looks ---------------------------------------------------------------------------

    def _say(self, paragraph: "Paragraph", words: str) -> "Paragraph":
        run = paragraph.add_run(words)
        if by_direction(words, rtl=self.rtl)[0][0]:
            _xml(paragraph).get_or_add_pPr().append(OxmlElement("w:bidi"))
            _xml(run).get_or_add_rPr().append(OxmlElement("w:rtl"))
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
        for name in (NAME, SMALL):
            below = styles[name].paragraph_format
            below.keep_with_next, below.space_after = True, Pt(3)
        styles["Normal"].paragraph_format.line_spacing = 1.3


def _xml(part: Any) -> Any:
    """What Word itself reads of this part: python-docx has no other door to it."""
    return part._inline if hasattr(part, "_inline") else part._element  # noqa: SLF001 - see above


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
    """Arabic and Hebrew have a size, a weight and a slant of their own in Word."""
    own = {"sz": str(round(size * 2)), "b": str(int(bold)), "i": "0"}
    for name, value in own.items():
        for old in about.xpath(f"./w:{name}Cs"):
            about.remove(old)
        told = OxmlElement(f"w:{name}Cs")
        told.set(qn("w:val"), value)
        (before,) = about.xpath(f"./w:{name}")
        before.addnext(told)


def _without_lines(style: "BaseStyle") -> None:
    """Nor drawn in from the sides."""
    for line in style.element.xpath("./w:pPr/w:pBdr | ./w:pPr/w:ind"):
        line.getparent().remove(line)


def _border(paragraph: "Paragraph", side: str, colour: str, width: int, space: int) -> None:
    about = _xml(paragraph).get_or_add_pPr()
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
