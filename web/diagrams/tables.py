"""Diagrams that are tables: real ones, with header cells, so that they are read out cell by cell."""

from collections.abc import Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement, tostring

from content_store.diagrams.biology import Punnett
from content_store.diagrams.charts import Table
from web.diagrams.picture import FITS
from web.diagrams.places import width_of, with_minus

LEAST, PADDING = 16.0, 24.0
"""How wide a cell's text is at least, and what is left free beside it."""


def is_wide(diagram: Table | Punnett) -> bool:
    """Return whether a table may have to be scrolled on a telephone: where its longest words need more room."""
    rows = [diagram.head, *diagram.rows] if isinstance(diagram, Table) else [("", *diagram.across), *diagram.cells]
    columns = zip_longest(*rows, fillvalue="")
    longest = (max(width_of(word) for text in column for word in (text.split() or [""])) for column in columns)
    return sum(max(width, LEAST) + PADDING for width in longest) > FITS


def table_markup(table: Table) -> str:
    """Return a table as HTML; the first cell of each row heads it."""
    return _markup("d-table", table.head, [(row[0], row[1:]) for row in table.rows])


def punnett_markup(square: Punnett) -> str:
    """Return a Punnett square as HTML."""
    rows = list(zip(square.down, square.cells, strict=True))
    return _markup("d-table d-punnett", ("", *square.across), rows)


def _markup(kind: str, head: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    root = Element("table", {"class": kind})
    top = SubElement(SubElement(root, "thead"), "tr")
    for text in head:
        # An empty corner heads nothing: as a header cell it would be announced before every row.
        SubElement(top, "th", {"scope": "col"}).text = with_minus(text) or None
        if not text:
            top[-1].tag, top[-1].attrib = "td", {}
    body = SubElement(root, "tbody")
    for name, cells in rows:
        line = SubElement(body, "tr")
        SubElement(line, "th", {"scope": "row"}).text = with_minus(name)
        for cell in cells:
            SubElement(line, "td").text = with_minus(cell)
    return tostring(root, encoding="unicode", method="html")
