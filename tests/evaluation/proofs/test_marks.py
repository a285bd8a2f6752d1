"""A pack is proved with the marking that pupils meet: what its author calls right or wrong is marked so."""

import re
from pathlib import Path
from typing import get_args

import pytest

import content_store
from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    ExpressionAnswer,
    Idea,
    NumericAnswer,
    Revealed,
    ShortTextAnswer,
)
from content_store.item_spec import ItemKind
from content_store.items import DrawnItem, draw, read_spec
from content_store.problems import InvalidContent
from evaluation.content_check import check_pack
from evaluation.proofs.marks import expected_marks, marking_problems, right_text
from tutor.marking import mark

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"
MARKS = re.compile(r"is marked|does not reveal|cannot be read|rule of working")
SENTENCE = "A bag holds the same number of beads as every other bag that stands beside it. "
OBJECTIVE = f"""---
id: beads
title: Count beads in bags
year: 9
tier: both
curriculum: use multiplication
misconceptions:
  - {{id: beads-adds, statement: Adds where bags are alike., correction: Alike bags are counted by multiplying.}}
  - {{id: beads-one-bag, statement: Counts one bag only., correction: The question asks about all of the bags.}}
---

## Bags

{SENTENCE * 6}

## Beads

{SENTENCE * 6}
"""
ITEM = """
- id: beads-NUMBER
  kind: numeric
  difficulty: 1
  parameters:
    a: {from: 20, to: 60}
    b: {from: 3, to: 9}
  question: There are [[a]] beads in each of [[b]] bags. How many are there?
  answer: {value: a * b, unit: cm}
  reveals:
    - {misconception: beads-adds, value: a + b}
    - {misconception: beads-one-bag, value: a}
  hints: [Look at the bags., Multiply the two numbers., Work it out.]
  steps: [Multiply the numbers]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "maths" / "beads").mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        "{id: small, title: A small pack, version: '1', licence: CC0, attribution: Ada Example, subjects: [maths]}"
    )
    lesson = "{id: bags, title: Bags, year: 9, objectives: [beads]}"
    (folder / "maths" / "subject.yaml").write_text(
        f"{{id: maths, title: Maths, units: [{{id: counting, title: Counting, lessons: [{lesson}]}}]}}"
    )
    (folder / "maths" / "beads" / "objective.md").write_text(OBJECTIVE)
    (folder / "maths" / "beads" / "items.yaml").write_text("".join(ITEM.replace("NUMBER", n) for n in "1234"))
    return folder


def marks(pack: Path, draws: int) -> tuple[int, list[str]]:
    """Return how many draws were checked, and the problems that marking found: so small a pack has others."""
    checked = check_pack(pack, draws=draws)
    return checked.draws, [one for one in checked.problems if MARKS.search(one)]


def edit_items(pack: Path, old: str, new: str) -> None:
    path = pack / "maths" / "beads" / "items.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def item(answer: Answer) -> DrawnItem:
    return DrawnItem("beads-1", "beads", 7, "numeric", 1, "How many?", answer, (), ())


def test_a_sound_pack_has_no_problems_and_its_draws_are_counted(pack: Path) -> None:
    assert marks(pack, 5) == (20, [])


def test_an_item_without_parameters_is_drawn_once(pack: Path) -> None:
    fixed = (
        ITEM.partition("  parameters:")[0]
        + """  question: There are 6 beads in each of 4 bags. How many are there?
  answer: {value: 24}
  reveals: [{misconception: beads-adds, value: 10}]
  hints: [Look at the bags., Multiply the two numbers., Work it out.]
  steps: [Multiply the numbers]
  twin: {question: There are 7 beads in each of 3 bags., steps: [Multiply]}
"""
    )
    path = pack / "maths" / "beads" / "items.yaml"
    path.write_text(path.read_text() + fixed.replace("NUMBER", "5"))
    assert marks(pack, 5) == (21, [])


def test_progress_is_told_item_by_item(pack: Path) -> None:
    steps: list[tuple[int, int]] = []
    check_pack(pack, lambda _stage, done, total: steps.append((done, total)), draws=1)
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            "{value: a * b, unit: cm}",
            "{value: a * b, unit: cm, tolerance: 100}",
            r"beads-1 \(seed \d\): “\d+” is marked right",
        ),
        (
            "{value: a * b, unit: cm}",
            "{value: a / 7, form: decimal}",
            r"beads-1 \(seed \d\): “[\d/]+” is marked wrong",
        ),
        (
            "    - {misconception: beads-adds, value: a + b}\n    - {misconception: beads-one-bag, value: a}",
            "    - {misconception: beads-adds, value: a}\n    - {misconception: beads-one-bag, value: a}",
            r"beads-1 \(seed 0\): “\d+” does not reveal beads-one-bag",
        ),
    ],
)
def test_marking_that_disagrees_with_the_author_is_told_once_for_each_item(
    pack: Path, old: str, new: str, problem: str
) -> None:
    edit_items(pack, old, new)
    checked, problems = marks(pack, 8)
    assert checked == 32
    assert len(problems) == 1
    assert re.fullmatch(problem, problems[0])


def edit_objective(pack: Path, old: str, new: str) -> None:
    path = pack / "maths" / "beads" / "objective.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_a_rule_whose_answer_another_misconception_gives_too_is_sound(pack: Path) -> None:
    edit_objective(pack, "beads-adds, ", "beads-adds, rules: [{kind: numeric, value: a}], ")
    edit_items(pack, "    - {misconception: beads-adds, value: a + b}\n", "")
    assert marks(pack, 5) == (20, [])


def test_a_rule_of_working_that_marking_does_not_know_is_told(pack: Path) -> None:
    edit_objective(pack, "beads-adds, ", "beads-adds, working: [sign-lost-moving, sign-found], ")
    (problem,) = marks(pack, 1)[1]
    assert problem.startswith("beads-adds: there is no rule of working 'sign-found': use one of ")


def test_a_pack_that_breaks_the_format_is_refused_before_it_is_marked(pack: Path) -> None:
    edit_items(pack, "Look at the bags.", "I see bags.")
    with pytest.raises(InvalidContent, match="a hint speaks of itself"):
        check_pack(pack, draws=2)


def test_an_answer_that_cannot_be_read_is_told_with_the_reason() -> None:
    (problem,) = marking_problems(item(ExpressionAnswer(("2x + 1",), reveals=(Revealed("beads-adds", "2x +"),))))
    assert problem.startswith("beads-1 (seed 7): “2x +” cannot be read: ")


def test_every_accepted_answer_and_every_reveal_is_expected() -> None:
    answer = NumericAnswer(("1", "2"), reveals=(Revealed("beads-adds", "3"),))
    assert list(expected_marks(answer)) == [("1", True, None), ("2", True, None), ("3", False, "beads-adds")]


def test_every_choice_is_marked_as_its_author_says() -> None:
    answer = ChoiceAnswer((Choice("red", misconception_id="beads-adds"), Choice("green", True), Choice("blue")))
    assert list(expected_marks(answer)) == [
        ("choice-0", False, "beads-adds"),
        ("choice-1", True, None),
        ("choice-2", False, None),
    ]
    assert list(marking_problems(item(answer))) == []


def test_every_phrasing_of_a_short_text_is_expected_with_as_many_others_as_are_needed() -> None:
    ideas = (Idea("Red", ("It is red", "The colour is red"), ("It is blue",)), Idea("Hot", ("It is hot",)))
    assert list(expected_marks(ShortTextAnswer(ideas, 2, "It is red and hot."))) == [
        ("It is red and hot.", True, None),
        ("It is red. It is hot.", True, None),
        ("The colour is red. It is hot.", True, None),
        ("It is blue", False, None),
        ("It is hot. It is red.", True, None),
    ]


def test_a_wrong_phrasing_that_reveals_what_its_author_tied_to_another_is_found(embedder) -> None:
    """The second idea denies with the words of the first, which show a misconception there."""
    said = "The stone is blue"
    red = Idea("Red", ("The stone is red", "Its colour is red"), (said,), (Revealed("sees-blue", said),))
    warm = Idea("Warm", ("The stone is warm", "It feels hot"), (said,))
    problems = list(marking_problems(item(ShortTextAnswer((red, warm), 1, "The stone is red")), embedder))
    assert problems == [f"beads-1 (seed 7): “{said}” reveals sees-blue"]


def test_the_embedded_pack_is_marked_as_its_authors_say() -> None:
    checked, problems = marks(EMBEDDED, 2)
    assert problems == []
    assert checked > 300


def test_every_kind_of_the_embedded_pack_expects_a_right_text_and_gets_it(catalogue, embedder) -> None:
    """One draw of one item of each kind: `attain content check` takes many of all."""
    rows = [item for subject in catalogue.subjects() for one in catalogue.objectives(subject.id)
            for item in catalogue.items_of(one.id)]  # fmt: skip
    kinds = {row.kind: row for row in rows}
    assert set(kinds) == set(get_args(ItemKind))
    for row in kinds.values():
        item = draw(read_spec(row.definition), row.objective_id, 3)
        assert list(marking_problems(item, embedder)) == []
        expected = None if row.kind == "writing" else True
        assert mark(item.answer, right_text(item.answer), embedder).right is expected
