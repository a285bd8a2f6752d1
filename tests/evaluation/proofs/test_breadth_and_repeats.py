"""What an objective lacks is told; so are items that are nearly the same, and quotations that are in no text."""

import json
from pathlib import Path

import pytest

import content_store
from content_store.curriculum import Misconception, Objective
from content_store.items import SPEC
from content_store.pack import read_pack
from evaluation.proofs.breadth import breadth_problems
from evaluation.proofs.coverage import coverage
from evaluation.proofs.duplicates import duplicate_problems
from evaluation.proofs.quotations import quotation_problems, read_texts

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"
LONG = "## Example: beads\n\n" + "There are some beads in a bag, and all of them are red. " * 16


def spec(number, **changed):
    given = {
        "id": f"beads-{number}",
        "kind": "numeric",
        "difficulty": number % 3 + 1,
        "question": f"Question of kind {'abcdefgh'[number] * 20}, how many are there?",
        "answer": {"value": 4},
        "reveals": [
            {"misconception": "beads-adds", "value": 5},
            {"misconception": "beads-one-bag", "value": 6},
        ],
        "hints": ["Look at it.", "Think of it.", "Work it out."],
        "steps": ["Work it out."],
        "twin": {"question": "How many?", "steps": ["Count."]},
    }
    return SPEC.validate_python({**given, **changed})


@pytest.fixture
def objective():
    statement = "use multiplication in context"
    return Objective(id="beads", lesson_id="bags", title="Count", year=9, notes=LONG, statement=statement)


@pytest.fixture
def specs():
    ratio = spec(5, kind="ratio", answer={"value": "1:2"}, reveals=[])
    return [*(spec(number) for number in range(5)), ratio]


MISCONCEPTIONS = [
    Misconception(id=one, objective_id="beads", statement="Adds.", correction="You multiply.")
    for one in ("beads-adds", "beads-one-bag")
]


def test_an_objective_with_enough_has_no_problem(objective, specs) -> None:
    assert list(breadth_problems(objective, specs, MISCONCEPTIONS)) == []


def test_everything_that_is_lacking_is_told(objective) -> None:
    bare = objective.model_copy(update={"notes": "Short.", "statement": ""})
    told = " ".join(breadth_problems(bare, [spec(0, reveals=[])], MISCONCEPTIONS))
    for words in ("1 items", "no item of difficulty 2, 3", "one kind", "reveal 0", "1 words", "no worked", "statement"):
        assert words in told


def test_two_items_that_differ_in_their_fixed_numbers_alone_are_told() -> None:
    one = spec(1)
    other = one.model_copy(update={"id": "beads-other"})
    (told,) = duplicate_problems([("beads", one), ("beads", other), ("beads", spec(2))])
    assert told.startswith("beads-1 and beads-other are nearly the same")


@pytest.fixture
def texts(tmp_path):
    lines = [{"text": "The owl sat’s still;\nand the night,"}, {"text": "was long."}]
    (tmp_path / "the-owl.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return read_texts(tmp_path, frozenset({"owl", "other"}))


def quoting(source, work="owl"):
    answer = {"source": source, "quotable": [source], "work": work}
    return spec(1, kind="quotation", answer=answer, reveals=[])


@pytest.mark.parametrize("source", ["the night was long", "The owl sats still … was long", "AND THE NIGHT, was"])
def test_words_that_stand_in_the_text_are_passed_whatever_the_edition(texts, source) -> None:
    assert list(quotation_problems(quoting(source), texts)) == []


def test_words_that_do_not_stand_there_and_unknown_works_are_told(texts) -> None:
    (told,) = quotation_problems(quoting("the night was short"), texts)
    assert "is not in owl" in told
    (told,) = quotation_problems(quoting("the night", "other"), texts)
    assert "there is no text of “other”" in told


def test_the_table_of_coverage_names_every_objective() -> None:
    rows = read_pack(EMBEDDED, seeds=1)
    table = coverage(rows)
    assert f"**{len(rows.objectives)} objectives**" in table
    assert all(one.title in table for one in rows.objectives)
