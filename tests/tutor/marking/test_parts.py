"""Answers made of parts: posted by a form or typed, marked whole, and told how many parts are right but never which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.answers import (
    Choice,
    ClozeAnswer,
    Gap,
    MatchingAnswer,
    OrderingAnswer,
    Revealed,
    SeveralAnswer,
)
from tutor.marking import Mark, Unreadable, mark

SEVERAL = SeveralAnswer(
    (
        Choice("carbon dioxide", True),
        Choice("light", misconception_id="light-is-matter"),
        Choice("water, from the soil", True),
        Choice(r"$\frac{1}{2}$"),
    )
)
ORDERING = OrderingAnswer(("wash", "wake up", r"$x^2$"), (1, 0, 2), (Revealed("backwards", "2 0 1"),))
MATCHING = MatchingAnswer(
    ("cat", "dog", "cow"), ("barks", "moos", "mews", "sings"), (2, 0, 1), (Revealed("cat-dog", "0=0"),)
)
CLOZE = ClozeAnswer(
    "{1} is made in the {2}. There are {3} of them.",
    (
        Gap(("glucose",), reveals=(Revealed("oxygen", "oxygen"),)),
        Gap(("leaf", "the leaves")),
        Gap(("12",), reveals=(Revealed("doubled", "24"),)),
    ),
)
CHOSEN = ClozeAnswer("It {1}.", (Gap(("rises",), ("rises", "falls"), (Revealed("falls", "falls"),)),))


def marked(answer, text) -> Mark:
    result = mark(answer, text)
    assert isinstance(result, Mark), result
    return result


@pytest.mark.parametrize(
    "text",
    [
        "choice-0 choice-2",
        "choice-2 choice-0",
        "A, C",
        "a and c",
        "AC",
        "C;A",
        "carbon dioxide; water, from the soil",
        "Carbon dioxide\nwater, from the soil",
        "carbon dioxide and water, from the soil",
        "A) and C)",
        "choice-0 choice-0 choice-2",
    ],
)
def test_the_right_set_is_right_however_it_is_named(text: str) -> None:
    assert marked(SEVERAL, text) == Mark(True, None, None, "carbon dioxide; water, from the soil")


@pytest.mark.parametrize(
    ("text", "form", "misconception"),
    [
        ("choice-0", "What is chosen belongs, but one is missing.", None),
        ("choice-0 choice-1", "1 of the 2 chosen belongs.", "light-is-matter"),
        ("A, B, C", "2 of the 3 chosen belong.", "light-is-matter"),
        ("choice-1 choice-3", "None of those chosen belongs.", "light-is-matter"),
        (r"\frac12", "None of those chosen belongs.", None),
        ("0.5", "None of those chosen belongs.", None),
    ],
)
def test_a_set_that_is_not_right_is_counted(text: str, form: str, misconception: str | None) -> None:
    result = marked(SEVERAL, text)
    assert (result.right, result.form, result.misconception_id) == (False, form, misconception)


@pytest.mark.parametrize(
    "text",
    [
        "part-1 part-0 part-2",
        "BAC",
        "b a c",
        "B, A, C",
        "B > A > C",
        "wake up, wash, x^2",
        "wake up\nwash\n$x^2$",
        "1. wake up\n2. wash\n3. x²",
        "wake up then wash then x^2",
        "B -> A -> C",
    ],
)
def test_the_right_order_is_right_however_it_is_given(text: str) -> None:
    assert marked(ORDERING, text) == Mark(True, None, None, r"1. wake up; 2. wash; 3. $x^2$")


@pytest.mark.parametrize(
    ("text", "form", "misconception"),
    [
        ("part-0 part-1 part-2", "1 of the 3 parts is in its right place.", None),
        ("C A B", "1 of the 3 parts is in its right place.", "backwards"),
        ("A C B", "No part is in its right place yet.", None),
    ],
)
def test_a_wrong_order_is_counted(text: str, form: str, misconception: str | None) -> None:
    result = marked(ORDERING, text)
    assert (result.right, result.form, result.misconception_id) == (False, form, misconception)


@pytest.mark.parametrize(
    "text",
    [
        "0=2 1=0 2=1",
        "2=1 0=2 1=0",
        "1 = C, 2 = A, 3 = B",
        "1C 2A 3B",
        "1-C; 2-A; 3-B",
        "cat: mews\ndog: barks\ncow: moos",
        "cat = mews, dog = barks, cow = moos",
        "cat -> mews; dog -> barks; cow -> moos",
    ],
)
def test_the_right_pairs_are_right_however_they_are_given(text: str) -> None:
    assert marked(MATCHING, text) == Mark(True, None, None, "cat: mews; dog: barks; cow: moos")


@pytest.mark.parametrize(
    ("text", "form", "misconception"),
    [
        ("0=2 1=1 2=0", "1 of the 3 pairs is right.", None),
        ("0=0 1=2 2=1", "1 of the 3 pairs is right.", "cat-dog"),
        ("0=3 1=3 2=3", "None of the pairs is right yet.", None),
    ],
)
def test_wrong_pairs_are_counted(text: str, form: str, misconception: str | None) -> None:
    result = marked(MATCHING, text)
    assert (result.right, result.form, result.misconception_id) == (False, form, misconception)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1: glucose\n2: leaf\n3: 12", None),
        ("1: Glucose.\n2: the leaf\n3: 12.0", None),
        ("glucose, leaf, 12", None),
        ("glucose\nleaves\ntwelve", None),
        ("1. glucose\n2. leaf\n3. 24/2", None),
        ("1: glucoes\n2: leaf\n3: 12", "Check the spelling of “glucoes”."),
        ("1: glukose\n2: leaves\n3: 12", "Check the spelling of “glukose”."),
    ],
)
def test_gaps_are_read_leniently_and_a_slip_in_spelling_is_told(text: str, form: str | None) -> None:
    result = marked(CLOZE, text)
    assert (result.right, result.form) == (True, form)


@pytest.mark.parametrize(
    ("text", "form", "misconception"),
    [
        ("1: oxygen\n2: leaf\n3: 12", "2 of the 3 gaps are right.", "oxygen"),
        ("1: glucose\n2: loaf\n3: 24", "1 of the 3 gaps is right.", "doubled"),
        ("1: oxigen\n2: root\n3: 13", "None of the gaps is right yet.", "oxygen"),
    ],
)
def test_wrong_gaps_are_counted(text: str, form: str, misconception: str | None) -> None:
    result = marked(CLOZE, text)
    assert (result.right, result.form, result.misconception_id) == (False, form, misconception)


@pytest.mark.parametrize(
    ("wanted", "typed"),
    [
        ("ethane", "ethene"),
        ("chlorine", "chloride"),
        ("absorbed", "adsorbed"),
        ("typical", "atypical"),
        ("nitrate", "nitrite"),
        ("affect", "effect"),
        ("mitosis", "meiosis"),
        ("leaf", "loaf"),
        ("fission", "fusion"),
    ],
)
def test_another_word_of_the_subject_is_no_slip_in_spelling(wanted: str, typed: str) -> None:
    assert marked(ClozeAnswer("{1}", (Gap((wanted,)),)), typed).right is False


def test_a_gap_with_options_takes_no_slip() -> None:
    assert marked(CHOSEN, "1: rises").right
    assert marked(CHOSEN, "rise").right is False
    assert marked(CHOSEN, "1: falls").misconception_id == "falls"


@pytest.mark.parametrize(
    ("answer", "text", "reason"),
    [
        (SEVERAL, " ", "Nothing is chosen yet"),
        (SEVERAL, "A, Z", "not an option"),
        (SEVERAL, "choice-9", "not an option"),
        (ORDERING, "", "Nothing is in order yet"),
        (ORDERING, "part-0=1 part-1=1 part-2=3", "Two parts have the number 1."),
        (ORDERING, "part-0=1 part-1= part-2=3", "Some parts have no number yet."),
        (ORDERING, "part-0=1 part-1=2 part-2=7", "Number the parts from 1 to 3."),
        (ORDERING, "A B", "There are 3 parts, and 2 in that order."),
        (ORDERING, "A B B", "One part stands there twice."),
        (ORDERING, "I am not sure", "not an order of the parts"),
        (MATCHING, "", "Nothing is matched yet"),
        (MATCHING, "0=2", "2 of the 3 are not matched yet."),
        (MATCHING, "0=2 0=1 1=0 2=1", "One of them is matched twice."),
        (MATCHING, "0=9 1=0 2=1", "not a set of pairs"),
        (MATCHING, "0 = B", "not a set of pairs"),
        (MATCHING, "no idea", "not a set of pairs"),
        (CLOZE, "", "The gaps are empty"),
        (CLOZE, "1: glucose\n3: 12", "Gap 2 is empty"),
        (CLOZE, "glucose", "There are 3 gaps."),
    ],
)
def test_what_makes_no_whole_answer_is_asked_for_again(answer, text: str, reason: str) -> None:
    result = mark(answer, text)
    assert isinstance(result, Unreadable)
    assert reason in result.reason


@given(st.text(max_size=300) | st.text(alphabet="ABCabc0123=:,;- \npart-choice.>", max_size=80))
def test_any_text_at_all_is_marked_or_asked_for_again(text: str) -> None:
    for answer in (SEVERAL, ORDERING, MATCHING, CLOZE, CHOSEN):
        assert isinstance(mark(answer, text), Mark | Unreadable)


@given(st.permutations(range(3)))
def test_only_one_order_is_right(order: list[int]) -> None:
    posted = " ".join(f"part-{place}" for place in order)
    assert marked(ORDERING, posted).right == (tuple(order) == ORDERING.order)
