"""A table is a real one: its header cells say what they head, and an empty corner heads nothing."""

from xml.etree import ElementTree as ET

from content_store.diagrams.biology import Punnett
from content_store.diagrams.charts import Table
from web.diagrams.tables import is_wide, punnett_markup, table_markup

TABLE = Table(
    kind="table", alt="A table of colours.", head=("", "Red", "Blue"), rows=(("Boys", "-4", ""), ("Girls", "7", "?"))
)
SQUARE = Punnett(
    kind="punnett", alt="A square of B and b.", across=("B", "b"), down=("B", "b"), cells=(("BB", "?"), ("", "bb"))
)


def cells(markup: str) -> list[list[tuple[str, str | None, str | None]]]:
    return [[(cell.tag, cell.get("scope"), cell.text) for cell in row] for row in ET.fromstring(markup).iter("tr")]


def test_the_first_row_and_the_first_column_head_a_table():
    assert cells(table_markup(TABLE)) == [
        [("td", None, None), ("th", "col", "Red"), ("th", "col", "Blue")],
        [("th", "row", "Boys"), ("td", None, "−4"), ("td", None, None)],
        [("th", "row", "Girls"), ("td", None, "7"), ("td", None, "?")],
    ]


def test_a_punnett_square_has_the_parents_as_its_headers():
    assert cells(punnett_markup(SQUARE)) == [
        [("td", None, None), ("th", "col", "B"), ("th", "col", "b")],
        [("th", "row", "B"), ("td", None, "BB"), ("td", None, "?")],
        [("th", "row", "b"), ("td", None, None), ("td", None, "bb")],
    ]


def test_a_table_is_wide_where_its_longest_words_are():
    assert not is_wide(TABLE)
    assert not is_wide(SQUARE)
    assert is_wide(TABLE.model_copy(update={"head": ("Substance", "Conductivity", "Temperature")}))
