"""The class map: what it shows of whom, in which order, and how little it asks of the records."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from tests.web.invented_records import fill
from tutor.database import reading
from tutor.records import AuditEntry

MAP = "/teacher/classes/1/map"


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Yield the statements that the records are asked meanwhile."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def names_of(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/teacher/pupils/\d+">([^<]+)</a>', page)


@pytest.fixture
def teacher(sign_in_as):
    return sign_in_as("teacher")


@pytest.fixture
def objective_ids(catalogue):
    return [one.id for one in catalogue.objectives("maths")]


def test_each_cell_says_in_words_what_is_known_how_sure_that_is_and_how_fresh(at_work, teacher):
    work = at_work("ada")
    work.send("answer", "99")
    page = teacher.get(MAP).text
    assert "<h1>Class map: 10X (invented)</h1>" in page
    cells = re.findall(r'<td class="map-cell">.*?</td>', page)
    assert len(cells) == 1
    assert "needs practice" in cells[0]
    assert re.search(r"\d+–\d+%", cells[0])
    assert "today" in cells[0]
    assert page.count("not begun</td>") == 5
    assert "1 of 1" in page


def test_only_objectives_that_somebody_has_begun_are_columns_unless_all_are_asked_for(at_work, teacher, objective_ids):
    at_work("ada").send("answer", "99")
    page = teacher.get(MAP).text
    assert page.count('class="map-place"') == 1
    assert f"{len(objective_ids) - 1} objectives that nobody has begun are left out" in page
    assert teacher.get(f"{MAP}?all=yes").text.count('class="map-place"') == len(objective_ids)
    assert teacher.get(f"{MAP}?topic=maths/maths-geometry&all=yes").text.count('class="map-place"') == 8
    assert (
        "Nobody in this class has begun anything in Geometry" in teacher.get(f"{MAP}?topic=maths/maths-geometry").text
    )


def test_the_picture_is_told_in_words_as_well(at_work, teacher):
    assert "Nobody in this class has begun anything in Mathematics yet." in teacher.get(MAP).text
    at_work("ada").send("answer", "99")
    page = teacher.get(MAP).text
    label = re.search(r'<svg role="img" aria-label="([^"]+)"', page)[1]
    assert "6 pupils, 1 objective." in label
    assert "Most need practice on “Solve linear equations" in label
    assert "1 of the 1 who have begun it" in label


def test_rows_are_sorted_by_a_link_and_turned_round_by_the_same_again(records, catalogue, teacher, objective_ids):
    fill(records, catalogue, 1, 9, objective_ids[:3])
    by_name = teacher.get(MAP).text
    assert names_of(by_name) == sorted(names_of(by_name))
    assert by_name.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in by_name
    turned = teacher.get(f"{MAP}?sort=-name").text
    assert names_of(turned) == names_of(by_name)[::-1]
    assert 'aria-sort="descending"' in turned
    page = teacher.get(f"{MAP}?sort=practice").text
    needing = [int(one) for one in re.findall(r'</a></th>\s*<td class="number">(\d+)', page)]
    assert needing == sorted(needing, reverse=True)
    assert len(set(needing)) > 1
    assert "sort=-practice" in page
    by_objective = teacher.get(f"{MAP}?sort={objective_ids[1]}").text
    assert by_objective.count("aria-sort") == 1
    assert names_of(by_objective) != names_of(by_name)
    assert names_of(teacher.get(f"{MAP}?sort=nothing").text) == names_of(by_name)


def test_who_has_not_begun_an_objective_comes_last_in_either_direction(at_work, teacher):
    at_work("finn").send("answer", "99")
    for sort in ("linear-equations", "-linear-equations"):
        assert names_of(teacher.get(f"{MAP}?sort={sort}").text)[0] == "Finn Invented"


def test_thirty_pupils_by_forty_objectives_ask_no_more_of_the_records_than_a_few(
    records, catalogue, teacher, objective_ids
):
    fill(records, catalogue, 1, 6, objective_ids[:5])
    with counted(records) as few:
        teacher.get(MAP)
    fill(records, catalogue, 1, 30, objective_ids[5:])
    with counted(records) as many:
        page = teacher.get(MAP).text
    assert page.count('class="map-cell"') > 1000
    assert len(many) == len(few) <= 20


def test_a_map_of_another_class_or_of_no_topic_is_no_page(sign_in_as, teacher, records):
    assert sign_in_as("elsewhere").get(MAP).status_code == 404
    assert sign_in_as("ada").get(MAP).status_code == 403
    for wrong in ("?topic=nothing", "?subject=nothing", "?topic=maths/biology", "?topic=/biology"):
        assert teacher.get(MAP + wrong).status_code == 404, wrong
    with reading(records) as db:
        assert db.exec(select(AuditEntry)).all() == []  # nobody's words are on it


def test_the_map_is_a_link_away_from_home(teacher):
    assert f'href="{MAP}"' in teacher.get("/teacher/").text
