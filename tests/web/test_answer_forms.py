"""What a form posts becomes one text, and comes back into the same boxes when it was not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from content_store.answers import ClozeAnswer, Gap, OrderingAnswer, RatioAnswer, SolutionsAnswer
from content_store.items import DrawnItem
from web.answer_forms import answer_input, answer_text, fields_of, pieces


def item(kind, answer) -> DrawnItem:
    return DrawnItem("one", "", 0, kind, 1, "What?", answer, ("a", "b", "c"), ("d",))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ([("text", "x = 2")], "x = 2"),
        ([("text", "choice-0"), ("text", "choice-2")], "choice-0 choice-2"),
        ([("place-0", "2"), ("place-1", "3"), ("place-2", "1")], "part-2 part-0 part-1"),
        ([("place-0", "1"), ("place-1", "1"), ("place-2", "")], "part-0=1 part-1=1 part-2="),
        ([("place-0", ""), ("place-1", "")], ""),
        ([("partner-1", "0"), ("partner-0", "2"), ("partner-2", "")], "0=2 1=0"),
        ([("gap-2", " sugar "), ("gap-1", "water")], "1: water\n2: sugar"),
        ([("gap-1", ""), ("gap-2", "sugar")], "2: sugar"),
        ([("position", "3"), ("working", "2x")], ""),
    ],
)
def test_a_form_becomes_one_text(form, text) -> None:
    assert answer_text(MultiDict(form)) == text


@given(st.lists(st.sampled_from(["", "1", "2", "3", "4"]), min_size=2, max_size=4))
def test_numbers_come_back_as_they_were_given(numbers: list[str]) -> None:
    form = {f"place-{place}": number for place, number in enumerate(numbers)}
    if any(numbers):
        assert fields_of(answer_text(MultiDict(form))) == form


def test_pairs_and_gaps_come_back_as_they_were_given() -> None:
    for form in ({"partner-0": "2", "partner-1": "0"}, {"gap-1": "water", "gap-2": "5: 3"}):
        assert fields_of(answer_text(MultiDict(form))) == form


def test_an_error_leads_to_the_field_that_is_at_fault() -> None:
    ordering = item("ordering", OrderingAnswer(("a", "b", "c"), (2, 0, 1)))
    assert answer_input(ordering, {"text": "part-0=1 part-1=2 part-2=2"}).first == "place-1"
    assert answer_input(ordering, {"text": "part-0=1 part-1=2 part-2="}).first == "place-2"
    assert answer_input(ordering, {}).first == "place-0"
    cloze = item("cloze", ClozeAnswer("{1} {2}", (Gap(("a",)), Gap(("b",)))))
    assert answer_input(cloze, {"text": "1: x"}).first == "gap-2"


def test_what_was_typed_as_a_question_is_not_put_into_the_answer() -> None:
    asked = answer_input(item("solutions", SolutionsAnswer(("x = 1",))), {"text": "why?", "intent": "question"})
    assert asked.text == ""


@pytest.mark.parametrize(
    ("kind", "answer", "example"),
    [
        ("solutions", SolutionsAnswer(("x = 1",)), "x = 2 or x = -3"),
        ("solutions", SolutionsAnswer(("x = 1, y = 2",)), "x = 2, y = 3"),
        ("ratio", RatioAnswer(("2:5",)), "3:4"),
        ("ratio", RatioAnswer(("3:4",)), ""),
    ],
)
def test_an_example_shows_how_to_type_and_is_never_the_answer(kind, answer, example) -> None:
    assert answer_input(item(kind, answer), {}).example == example


def test_a_text_with_gaps_is_cut_at_its_gaps() -> None:
    assert pieces(ClozeAnswer("One {1} two {2}.", (Gap(("a",)), Gap(("b",))))) == ("One ", 1, " two ", 2, ".")
