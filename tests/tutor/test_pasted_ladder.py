"""A pasted question's draft ladder nudges, tells the way by steps, and tells the answer on its last rung only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.pasted_guard import leaks
from tutor.pasted_ladder import FEWEST_RUNGS, MOST_RUNGS, draft_ladder, problems, reply_plan
from tutor.pasted_plan import Pasted
from tutor.talk import Turn
from tutor.wording_rules import FIRST_PERSON, FLATTERY, MAX_WORDS

SEEDS = Pasted(
    "A tray holds 6 pots and each pot needs 3 seeds. Priya fills 5 trays, then loses 12 seeds. "
    "How many seeds are left in the pots?",
    "There are 6 x 5 = <<6*5=30>>30 pots.\nThey take 30 x 3 = 90 seeds.\nAfter the loss, 90 - 12 = 78 seeds.\n#### 78",
    "78",
)
EQUATION = Pasted("Solve 5x - 7 = 18.", "5x - 7 = 18\n5x = 25\nx = 5", "x = 5")
BRACKET = Pasted("Expand and simplify 3(x + 2) - x.", "3x + 6 - x\n= 2x + 6", "2x + 6")
GAS = Pasted(
    "Which gas do plants take in to make glucose?",
    "Plants take in carbon dioxide through their stomata.\nGlucose is made from it in the chloroplasts.",
    "carbon dioxide",
)
BARE = Pasted("What is the capital of a country of your choice?", "Paris.", "Paris")
GUESS = "There are 6 pots on a tray and 3 seeds in a pot, so that is 44 in total."
"""Working with reasons and no sums, which cannot be placed."""
ALL = [SEEDS, EQUATION, BRACKET, GAS, BARE]


def said(*texts: str) -> list[Turn]:
    return [Turn("tutor" if place % 2 else "pupil", text) for place, text in enumerate(texts)]


@pytest.mark.parametrize("pasted", ALL, ids=lambda one: one.answer)
def test_only_the_last_rung_tells_the_answer(pasted: Pasted) -> None:
    *rungs, last = draft_ladder(pasted)
    assert FEWEST_RUNGS <= len(rungs) <= MOST_RUNGS
    assert len(set(rungs)) == len(rungs)
    assert not [rung for rung in rungs if leaks(rung, pasted.answer, (pasted.question,))]
    assert leaks(last, pasted.answer, ())


@pytest.mark.parametrize("pasted", ALL, ids=lambda one: one.answer)
def test_every_rung_is_a_short_plain_message(pasted: Pasted) -> None:
    for rung in draft_ladder(pasted)[:-1]:
        assert len(rung.split()) <= MAX_WORDS
        assert rung.count("?") <= 1
        assert "!" not in rung
        assert not FIRST_PERSON.search(rung)
        assert not FLATTERY.search(rung)


@pytest.mark.parametrize(
    ("pasted", "rungs"),
    [
        (
            SEEDS,
            ["“How many seeds are left in the pots”", "multiplying 6 by 5", "“30 × 3 = 90”. What should be done with"],
        ),
        (EQUATION, ["Start from “5x - 7 = 18”", "can be “5x = 25”"]),
        (BRACKET, ["“3x + 6 - x”"]),
        (GAS, ["Complete this sentence: “Plants take in"]),
    ],
    ids=["sums", "equations", "lines", "sentences"],
)
def test_the_rungs_follow_the_kind_of_solution(pasted: Pasted, rungs: list[str]) -> None:
    ladder = draft_ladder(pasted)
    places = [next(place for place, rung in enumerate(ladder) if words in rung) for words in rungs]
    assert places == sorted(places)


def test_the_last_rung_is_the_solution_without_its_marks() -> None:
    last = draft_ladder(SEEDS)[-1]
    assert last.startswith("There are 6 x 5 = 30 pots.")
    assert last.endswith("78")
    assert "<<" not in last
    assert "#" not in last


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=300), st.text(max_size=20))
def test_no_paste_breaks_the_ladder_or_makes_it_tell(question: str, solution: str, answer: str) -> None:
    pasted = Pasted(question, solution, answer)
    problems(pasted)
    assert not [rung for rung in draft_ladder(pasted)[:-1] if leaks(rung, answer, (question,))]


@pytest.mark.parametrize(
    ("solution", "answer", "said"),
    [
        ("6 x 5 = 30 pots. 30 x 3 = 90. 90 - 12 = 78.", "87", "The answer “87” does not appear in the solution."),
        (
            "6 x 5 = 35 pots. 35 x 3 = 105. 105 - 12 = 93.",
            "93",
            "The sum “6 × 5 = 35” in the solution does not come out.",
        ),
        (
            "30 x 3 = 90 seeds, and 78 pots were bought.\n6 x 5 = 30",
            "78",
            "“6 × 5 = 30”, does not come to the answer “78”",
        ),
        ("6 x 5 = 30. " * 600, "30", "only that much of it is read"),
        ("2x + 3 = 7\n2x = 10\nx = 2", "x = 2", "“2x = 10” does not follow from “2x + 3 = 7”"),
        ("", "78", "The solution is missing."),
        ("Look.", "look", "No steps could be read"),
        ("It is green because of chlorophyll.", "copper", "The answer “copper” does not appear"),
    ],
)
def test_what_is_wrong_with_a_paste_is_said(solution: str, answer: str, said: str) -> None:
    assert said in " ".join(problems(Pasted(SEEDS.question, solution, answer)))


@pytest.mark.parametrize("pasted", [SEEDS, EQUATION, BRACKET, GAS], ids=lambda one: one.answer)
def test_a_sound_paste_has_no_problems(pasted: Pasted) -> None:
    assert problems(pasted) == ()


def test_a_result_in_another_unit_or_in_words_is_the_answer() -> None:
    assert problems(Pasted("How many hours?", "45 x 20 = 900 minutes, which is 15 hours.", "15")) == ()
    assert problems(Pasted("How many days?", "16 x 2 = 32 feet, so it took three days.", "3")) == ()


def test_a_long_question_is_said_to_be_one() -> None:
    assert "paste one question at a time" in problems(Pasted("word " * 500, "6 x 5 = 30", "30"))[0]


def test_working_that_can_be_placed_is_answered_and_no_rung_is_given() -> None:
    plan = reply_plan(SEEDS, said("6 x 5 = 30\n30 x 4 = 120\n120"), 0)
    assert "“30 × 4 = 120”" in plan.authored
    assert plan.sources == ("solution step 2",)


def test_working_that_cannot_be_placed_gets_the_next_rung_after_the_verdict() -> None:
    plans = [reply_plan(SEEDS, said(GUESS), rung) for rung in (1, 2)]
    ladder = draft_ladder(SEEDS)
    assert [plan.authored for plan in plans] == [f"44 is not the answer yet. {ladder[rung]}" for rung in (1, 2)]
    assert plans[1].sources == ("rung 3",)


def test_the_same_reply_is_not_given_twice() -> None:
    first = reply_plan(SEEDS, said("6 x 5 = 30\n30 x 4 = 120\n120"), 0)
    again = reply_plan(SEEDS, said("6 x 5 = 30\n30 x 4 = 120\n120", first.authored, "30 x 4 = 120"), 1)
    assert draft_ladder(SEEDS)[1] in again.authored


def test_the_last_rung_is_never_given() -> None:
    plan = reply_plan(SEEDS, said(GUESS), 99)
    assert plan.authored.endswith(draft_ladder(SEEDS)[-2])


def test_nothing_is_given_before_an_attempt() -> None:
    assert reply_plan(SEEDS, said("i don't know"), 3).move == "attempt_first"


def test_a_teachers_rungs_are_used_but_not_one_that_tells() -> None:
    assert "Draw the trays." in reply_plan(SEEDS, said(GUESS), 1, ("Count.", "Draw the trays.", "78")).authored
    assert "78" not in reply_plan(SEEDS, said(GUESS), 1, ("Count.", "It is 78.", "78")).authored


def test_no_rung_tells_one_of_several_solutions() -> None:
    solved = "x^2 - 5x - 14 = 0\n(x - 7)(x + 2) = 0\nx = 7\nx = -2"
    rungs = draft_ladder(Pasted("Solve x^2 - 5x - 14 = 0.", solved, "x = 7 or x = -2"))
    assert not any(told in rung for rung in rungs[:-1] for told in ("x = 7", "x = -2"))


@pytest.mark.parametrize("answer", ["7 and -2", "x = 7 or x = -2", "-2, 7", "x = 7, -2"])
def test_no_rung_tells_a_solution_however_the_answer_is_written(answer: str) -> None:
    quadratic = Pasted("Solve x^2 - 5x = 14.", "x^2 - 5x - 14 = 0\n(x - 7)(x + 2) = 0\nx = 7\nx = -2", answer)
    assert not any("x = 7" in rung or "x = -2" in rung for rung in draft_ladder(quadratic)[:-1])


def test_a_fraction_is_a_number_and_no_division_to_be_done() -> None:
    mixed = Pasted(
        "Work out 2 1/3 - 3/4. Give a mixed number.",
        "2 1/3 = 28/12 and 3/4 = 9/12\n28/12 - 9/12 = 19/12\n19/12 = 1 7/12",
        "1 7/12",
    )
    assert not any("dividing 3 by 4" in rung or "19 and 12" in rung for rung in draft_ladder(mixed)[:-1])
