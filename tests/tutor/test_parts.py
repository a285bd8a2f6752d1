import pytest

from content_store.answers import Choice, ClozeAnswer, Gap, MatchingAnswer, OrderingAnswer, SeveralAnswer
from content_store.items import DrawnItem, draw, read_spec
from content_store.pack import read_pack
from tests.conftest import EMBEDDED
from tutor.checker import gives_away
from tutor.parts import named_part, next_hint, right_parts

GAPS = ClozeAnswer(
    "A {1} holds {2} and is {3}.",
    (Gap(("cell",)), Gap(("DNA",), ("DNA", "starch", "fat")), Gap(("alive",), ("alive", "dead"))),
)
PAIRS = MatchingAnswer(("one", "two", "three"), ("I", "II", "III", "IV"), (0, 1, 2))
ORDER = OrderingAnswer(("third", "first", "second"), (1, 2, 0))
OPTIONS = SeveralAnswer((Choice("oak", True), Choice("iron"), Choice("ash", True), Choice("lead")))


def item(answer: object, about: tuple[tuple[int, ...], ...] = ()) -> DrawnItem:
    hints = ("one", "two", "three", "it tells")
    return DrawnItem("i", "o", 0, "cloze", 1, "A question?", answer, hints, (), hints_about=about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "typed", "right"),
    [
        (GAPS, "1: cell\n2: starch\n3: alive", (True, False, True)),
        (PAIRS, "0=0 1=3 2=2", (True, False, True)),
        (ORDER, "part-1 part-0 part-2", (True, False, False)),
        (OPTIONS, "choice-0 choice-1", (True, False, False, True)),
        (ClozeAnswer("The salt is {1}.", (Gap(("calcium sulfate",)),)), "1: calcium nitrite", (True, False)),
        (GAPS, "1: cell", ()),
    ],
)
def test_each_part_is_known_to_be_right_or_not(answer: object, typed: str, right: tuple[bool, ...]) -> None:
    assert right_parts(item(answer), typed) == right


def test_a_hint_about_a_part_that_is_right_is_passed_over() -> None:
    gaps = item(GAPS, ((0,), (), (1,)))
    assert next_hint(gaps, (True, False, True), 0) == 2
    assert next_hint(gaps, (False, True, True), 0) == 0
    assert next_hint(gaps, (True, True, False), 0) == 1
    assert next_hint(gaps, (True, True, False), 2) is None


def test_an_answer_with_nothing_right_begins_at_the_beginning() -> None:
    assert next_hint(item(GAPS, ((0,), (), (1,))), (False, False, False), 0) == 0
    assert next_hint(item(GAPS), (True, False, True), 1) == 1


def test_where_no_hint_is_left_the_part_is_named_and_not_what_belongs_there() -> None:
    assert "gap 2" in named_part(item(GAPS), (True, False, True))
    assert "“two”" in named_part(item(PAIRS), (True, False, True))
    assert "as far as “first”" in named_part(item(ORDER), (True, False, False))


def test_a_gap_with_two_options_is_not_named_and_no_option_of_a_list_is() -> None:
    assert named_part(item(GAPS), (True, True, False)) == ""
    assert named_part(item(OPTIONS), (True, False, True, True)) == ""
    assert named_part(item(ORDER), (False, False, True)) == ""


@pytest.fixture(scope="module")
def parted() -> list[DrawnItem]:
    rows = read_pack(EMBEDDED, seeds=0).items
    return [draw(read_spec(row.definition), row.objective_id, 2) for row in rows if row.kind in ("cloze", "matching")]


def test_every_part_of_the_packs_items_has_a_hint_or_can_be_named(parted: list[DrawnItem]) -> None:
    silent = []
    for one in parted:
        parts = len(one.answer.gaps) if isinstance(one.answer, ClozeAnswer) else len(one.answer.left)
        for wrong in range(parts if parts > 1 else 0):
            right = tuple(place != wrong for place in range(parts))
            named = named_part(one, right)
            assert not named or not gives_away(named, one.answer, (one.question, named))
            if next_hint(one, right, 0) is None and not named:
                silent.append((one.id, wrong))
    assert silent == []
