"""Sheets of A4 as PDF: headings that make an outline, paragraphs, lists and tables, in one plain face.

The face is Helvetica, which every reader has and no file has to carry. It knows the signs of western Europe only; a
text with any other sign, such as a name with an Ł, is set whole in OpenDyslexic, which the service has for its pages
and which knows Latin, Greek and Cyrillic letters and the signs of maths.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from fontTools.ttLib import TTFont
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace, TextStyle

import web

PLAIN, WIDE = "Helvetica", "OpenDyslexic"
FONTS = Path(web.__file__).parent / "static" / "vendor"
FONT_FILES = {"": FONTS / "opendyslexic-latin-400-normal.woff2", "B": FONTS / "opendyslexic-latin-700-normal.woff2"}
ENCODING = "cp1252"
MARGIN = 18
"""Millimetres."""
BODY, SMALL, TITLE, HEADING = 11, 9, 18, 13
"""Points."""


class Paper(FPDF):
    """A document of A4 sheets in British English, with a title and an outline."""

    def __init__(self, title: str, made_at: datetime) -> None:
        super().__init__(format="A4")
        self.core_fonts_encoding = ENCODING
        self.foot = ""
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 6)
        self.set_title(title)
        self.set_lang("en-GB")
        self.set_creator("Attain")
        self.set_creation_date(made_at)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.set_section_title_styles(TextStyle(PLAIN, "B", TITLE, b_margin=1), TextStyle(PLAIN, "B", HEADING))

    def footer(self) -> None:
        """Set the line at the foot of every page; fpdf2 calls this."""
        self.set_y(-MARGIN)
        self.face(self.foot, size=SMALL)
        self.cell(0, 5, self.foot, align="C")

    def face(self, text: str, style: str = "", size: int = BODY) -> None:
        """Choose the face in which a text can be set."""
        if is_plain(text):
            self.set_font(PLAIN, style, size)
            return
        if f"{WIDE.lower()}{style}" not in self.fonts:
            self.add_font(WIDE, style, str(FONT_FILES[style]))
        self.set_font(WIDE, style, size)

    def title_line(self, text: str) -> None:
        """Set the title of a sheet; it stands in the outline."""
        self._section(text, 0, TITLE)

    def heading(self, text: str) -> None:
        """Set a heading within a sheet."""
        self.ln(3)
        self._section(text, 1, HEADING)

    def paragraph(self, text: str, size: int = BODY) -> None:
        """Set a paragraph."""
        self.face(text, size=size)
        self.multi_cell(0, size * 0.5, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(1)

    def bullets(self, texts: Sequence[str]) -> None:
        """Set a list."""
        for text in texts:
            self.set_font(PLAIN, "", BODY)
            self.cell(5, BODY * 0.5, "•")
            self.face(text)
            self.multi_cell(0, BODY * 0.5, text, new_x="LMARGIN", new_y="NEXT")
            self.ln(0.8)

    def rows(self, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """Set a table whose head comes again on every page; the first column is text, the others are numbers."""
        self.set_font(PLAIN, "", SMALL)
        align = ("LEFT", *("RIGHT" for _ in widths[1:]))
        with self.table(
            col_widths=tuple(widths),
            text_align=align,
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="BOLD"),
            line_height=5.5,
        ) as table:
            for cells in (head, *rows):
                row = table.row()
                for cell in cells:
                    row.cell(cell, style=None if is_plain(cell) else self._wide())

    def _wide(self) -> FontFace:
        if WIDE.lower() not in self.fonts:
            self.add_font(WIDE, "", str(FONT_FILES[""]))
        return FontFace(family=WIDE)

    def _section(self, text: str, depth: int, size: int) -> None:
        self.face(text, "B", size)
        own = TextStyle(self.font_family, "B", size, b_margin=1)
        self.set_section_title_styles(*(own if at == depth else TextStyle(PLAIN, "B", size) for at in range(2)))
        self.start_section(text, depth)


def is_plain(text: str) -> bool:
    """Return whether Helvetica has all signs of a text."""
    try:
        text.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def can_write(text: str) -> bool:
    """Return whether a text can be set at all; of a name in Arabic or Bengali no face here has the letters."""
    if is_plain(text):
        return True
    if not all(path.is_file() for path in FONT_FILES.values()):
        return False
    with TTFont(FONT_FILES["B"], lazy=True) as font:
        known = font.getBestCmap()
    return all(ord(sign) in known for sign in text)
