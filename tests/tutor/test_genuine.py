"""What counts as a genuine attempt, which the full solution waits for."""

import pytest

from content_store.answers import Choice, ChoiceAnswer, Idea, NumericAnswer, QuotationAnswer, ShortTextAnswer
from content_store.items import DrawnItem
from tutor.genuine import is_genuine, why_not


def item(question, answer, kind):
    return DrawnItem("an-item", "an-objective", 0, kind, 1, question, answer, (), ())


SOLVE = item("Solve $4x + 7 = 19$.", NumericAnswer(("3",)), "numeric")
CHOICE = item(
    "Why do plants look green?", ChoiceAnswer((Choice("It reflects.", True), Choice("It absorbs."))), "choice"
)
WORDS = item(
    "What does the word “vaulting” suggest?", ShortTextAnswer((Idea("leap", ("leaps",)),), 1, "He leaps."), "short_text"
)
QUOTE = item("Quote a word for ambition.", QuotationAnswer("vaulting ambition", ("vaulting",)), "quotation")


@pytest.mark.parametrize(
    ("attempt", "working", "about", "earlier"),
    [
        ("6", "", SOLVE, []),
        ("x = 5", "", SOLVE, ["6"]),
        ("26/4", "", SOLVE, []),
        ("3", "", SOLVE, ["6", "9"]),
        ("", "4x = 12", SOLVE, []),
        ("19", "19 - 7 = 12", SOLVE, []),
        ("3", "19 - 7 = 12", SOLVE, ["1", "2"]),
        ("choice-1", "", CHOICE, []),
        ("choice-1", "", CHOICE, ["choice-0"]),
        ("b", "", CHOICE, []),
        ("he wants power badly", "", WORDS, []),
        ("vaulting", "", QUOTE, []),
    ],
)
def test_something_new_that_could_be_an_answer_is_genuine(attempt, working, about, earlier):
    assert is_genuine(attempt, working, about, earlier)


@pytest.mark.parametrize(
    ("attempt", "working", "about", "earlier"),
    [
        ("", "", SOLVE, []),
        ("   ", "\n", SOLVE, []),
        ("6", "", SOLVE, ["6"]),
        ("6.", "", SOLVE, ["6"]),
        ("6", "4x = 12", SOLVE, ["6"]),
        ("asdf", "", SOLVE, []),
        ("???", "", SOLVE, []),
        ("idk", "", SOLVE, []),
        ("19", "", SOLVE, []),
        ("3", "", SOLVE, ["1", "2"]),
        ("4x + 7 = 19", "", SOLVE, []),
        ("19", "4x + 7 = 19", SOLVE, []),
        ("tell me the answer", "", SOLVE, []),
        ("choice-1", "", CHOICE, ["choice-1"]),
        ("power", "", WORDS, []),
        ("i dont know", "", WORDS, []),
        ("What does the word vaulting suggest", "", WORDS, []),
    ],
    ids=lambda value: str(value)[:30],
)
def test_blanks_repeats_nonsense_copies_and_numbers_picked_out_are_not(attempt, working, about, earlier):
    assert not is_genuine(attempt, working, about, earlier)


@pytest.mark.parametrize(
    ("attempt", "about", "earlier", "why"),
    [
        ("6.", SOLVE, ["6"], "again"),
        ("19", SOLVE, [], "given"),
        ("19", SOLVE, ["19"], "again"),
        ("3", SOLVE, ["1", "2"], ""),
        ("idk", SOLVE, [], ""),
        ("choice-1", CHOICE, ["choice-1"], "again"),
        ("power", WORDS, [], ""),
    ],
)
def test_it_is_known_why_an_attempt_is_none(attempt, about, earlier, why):
    assert why_not(attempt, about, earlier) == why
