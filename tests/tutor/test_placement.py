import random
from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.mastery import MASTERED, Tracing
from tutor.placement import (
    FEWEST,
    LIKELY,
    MOST,
    NeedsInCircle,
    PlacementState,
    after_answer,
    begin,
    next_objective,
    suited,
    usual_known,
)

CHAIN = {"add": [], "multiply": ["add"], "share": ["multiply"], "scale": ["share"]}
"""Each needs the one before."""


def strands(count: int, length: int = 8) -> dict[str, list[str]]:
    """Return objectives in strands, within which each needs the one before."""
    return {f"o{place:02}": [f"o{place - 1:02}"] if place % length else [] for place in range(count)}


def halves(needs: dict[str, list[str]]) -> dict[str, float]:
    return dict.fromkeys(needs, 0.5)


def where_to_start(state: PlacementState) -> str | None:
    needs = {
        name: [state.objective_ids[one] for one in needed]
        for name, needed in zip(state.objective_ids, state.needs, strict=True)
    }
    return next(iter(suited(dict(zip(state.objective_ids, state.chances(), strict=True)), needs)), None)


def asked_through(state: PlacementState, answer, asked: list[str] | None = None) -> tuple[PlacementState, list[str]]:
    """Go through a whole placement; `answer` says whether an objective is answered right."""
    asked = asked or []
    while (objective_id := next_objective(state, asked)) is not None:
        state = after_answer(state, objective_id, answer(objective_id), Tracing())
        asked.append(objective_id)
    return state, asked


@st.composite
def subjects(draw) -> dict[str, list[str]]:
    """Objectives as taught, each needing some of those before."""
    count = draw(st.integers(1, 20))
    earlier = [draw(st.sets(st.integers(0, place - 1), max_size=2)) if place else set() for place in range(count)]
    return {f"o{place}": [f"o{one}" for one in sorted(before)] for place, before in enumerate(earlier)}


# What one answer says


def test_a_right_answer_raises_what_comes_before_and_a_wrong_one_lowers_what_comes_after() -> None:
    state = begin(CHAIN, halves(CHAIN))
    before = state.known()
    right = after_answer(state, "share", True, Tracing()).known()
    wrong = after_answer(state, "share", False, Tracing()).known()
    assert all(right[name] > before[name] > wrong[name] for name in CHAIN)
    assert right["add"] - before["add"] > 0.1
    assert before["scale"] - wrong["scale"] > 0.1


def test_one_answer_about_one_objective_is_bayes_rule() -> None:
    state = begin({"add": []}, {"add": 0.5})
    share = float(state.worlds[:, 0].mean())
    found = after_answer(state, "add", True, Tracing(guess=0.2, slip=0.1)).known()["add"]
    assert found == pytest.approx(min(0.9, share * 0.9 / (share * 0.9 + (1 - share) * 0.2)))


def test_the_worlds_begin_with_what_is_usual() -> None:
    needs = strands(16)
    usual = {name: 0.6 if place < 8 else 0.2 for place, name in enumerate(needs)}
    found = begin(needs, usual).known()
    assert mean(abs(found[name] - usual[name]) for name in needs) < 0.05


def test_saying_i_dont_know_lowers_more_than_a_wrong_answer_and_no_guess_is_assumed() -> None:
    choice = Tracing(guess=0.25)
    state = begin(CHAIN, halves(CHAIN))
    said = after_answer(state, "share", False, choice, dont_know=True)
    assert said.known()["share"] < after_answer(state, "share", False, choice).known()["share"]
    assert said.known() == after_answer(state, "share", None, choice, dont_know=True).known()
    assert said.known() == after_answer(state, "share", False, Tracing(guess=0.0)).known()


def test_an_unsure_mark_changes_nothing() -> None:
    state = begin(CHAIN, halves(CHAIN))
    assert after_answer(state, "share", None, Tracing()) is state


def test_an_objective_of_another_subject_is_refused() -> None:
    with pytest.raises(KeyError, match="photosynthesis"):
        after_answer(begin(CHAIN, {}), "photosynthesis", True, Tracing())


def test_objectives_that_need_each_other_in_a_circle_are_refused() -> None:
    with pytest.raises(NeedsInCircle, match="circle"):
        begin({"one": ["other"], "other": ["one"]}, {})


def test_a_needed_objective_of_another_subject_is_passed_over() -> None:
    assert set(begin({"speed": ["ratio-share"]}, {}).known()) == {"speed"}


@pytest.mark.parametrize(
    ("objective_year", "pupil_year", "expected"), [(9, 11, 0.6), (10, 10, 0.3), (11, 9, 0.1), (None, 9, 0.3)]
)
def test_what_was_taught_earlier_is_more_likely_known(objective_year, pupil_year, expected) -> None:
    assert usual_known(objective_year, pupil_year) == expected


# What is asked next


def test_the_first_question_is_in_the_middle_of_a_chain() -> None:
    needs = strands(9, length=9)
    first = next_objective(begin(needs, halves(needs)), [])
    assert list(needs).index(first or "") in range(2, 7)


def test_the_next_question_is_further_on_after_a_right_answer_than_after_a_wrong_one() -> None:
    needs = strands(9, length=9)
    state = begin(needs, halves(needs))
    first = next_objective(state, []) or ""
    further, back = (
        list(needs).index(next_objective(after_answer(state, first, right, Tracing()), [first]) or "")
        for right in (True, False)
    )
    assert back < further


def test_only_objectives_with_items_are_asked_about() -> None:
    needs = strands(12)
    _, asked = asked_through(begin(needs, halves(needs), askable={"o01", "o03", "o05", "o07", "o09"}), lambda _: True)
    assert set(asked) == {"o01", "o03", "o05", "o07", "o09"}
    assert len(asked) >= FEWEST
    assert max(asked.count(name) for name in asked) == 2


def test_nothing_is_asked_where_there_are_no_items() -> None:
    assert next_objective(begin({}, {}), []) is None
    assert next_objective(begin(CHAIN, {}, askable=()), []) is None


def test_a_placement_ends_early_once_little_is_left_to_learn() -> None:
    needs = strands(9, length=9)
    _, asked = asked_through(begin(needs, halves(needs)), lambda _: True)
    assert len(asked) == FEWEST
    many = strands(64)
    _, asked = asked_through(begin(many, halves(many)), lambda name: int(name[1:]) % 8 < 4)
    assert len(asked) == MOST


@settings(max_examples=30, deadline=None)
@given(subjects(), st.randoms(use_true_random=False))
def test_any_placement_has_eight_to_twelve_items_and_says_no_impossible_thing(needs, chance) -> None:
    usual = {name: chance.random() for name in needs}
    state, asked = asked_through(begin(needs, usual), lambda _: chance.choice([True, False]))
    assert min(FEWEST, 2 * len(needs)) <= len(asked) <= MOST
    assert abs(max(asked.count(name) for name in needs) - min(asked.count(name) for name in needs)) <= 1
    assert np.isclose(state.weights.sum(), 1)
    assert all(0 < known < MASTERED for known in state.known().values())
    start = where_to_start(state)
    if start is not None:
        assert state.known()[start] < LIKELY
        assert all(state.known()[one] >= LIKELY for one in needs[start])


@settings(max_examples=30, deadline=None)
@given(subjects(), st.data())
def test_a_right_answer_never_says_less_of_its_objective_than_a_wrong_one(needs, data) -> None:
    state = begin(needs, {})
    name = data.draw(st.sampled_from(sorted(needs)))
    right, wrong = (after_answer(state, name, answer, Tracing()).known()[name] for answer in (True, False))
    assert right >= wrong


@settings(max_examples=10, deadline=None)
@given(subjects())
def test_the_same_answers_give_the_same_placement(needs) -> None:
    one, other = (asked_through(begin(needs, halves(needs)), lambda name: name < "o5") for _ in range(2))
    assert one[1] == other[1]
    assert one[0].known() == other[0].known()


# Where it leads


def test_a_pupil_who_knows_half_a_chain_starts_after_it() -> None:
    needs = strands(10, length=10)
    state, _ = asked_through(begin(needs, halves(needs)), lambda name: name < "o05")
    assert where_to_start(state) in {"o04", "o05", "o06"}


def test_a_pupil_who_knows_nothing_starts_at_the_beginning() -> None:
    state, _ = asked_through(begin(CHAIN, {}), lambda _: False)
    assert where_to_start(state) == "add"


def test_there_is_nowhere_to_start_where_everything_is_likely_known() -> None:
    state, _ = asked_through(begin(CHAIN, halves(CHAIN)), lambda _: True)
    assert where_to_start(state) is None


# Whether choosing helps


def invented_pupil(needs: dict[str, list[str]], chance: random.Random) -> dict[str, bool]:
    """Return what an invented pupil knows: each strand up to some place, that of all strands give or take.

    Not drawn from the placement's own worlds, which would flatter it.
    """
    reach = chance.random()
    strand = {place: reach + chance.gauss(0, 0.25) for place in range(8)}
    return {name: (int(name[1:]) % 8 + 0.5) / 8 < strand[int(name[1:]) // 8] for name in needs}


def error_after_ten(state: PlacementState, known: dict[str, bool], choose, chance: random.Random) -> float:
    """Return the mean distance of the placement from the truth after ten answers with guesses and slips."""
    asked: list[str] = []
    while len(asked) < 10 and (objective_id := choose(state, asked)) is not None:
        right = chance.random() < (0.9 if known[objective_id] else 0.1)
        state = after_answer(state, objective_id, right, Tracing())
        asked.append(objective_id)
    placed = state.known()
    return mean(abs(placed[name] - known[name]) for name in known)


def test_ten_chosen_items_place_100_invented_pupils_clearly_better_than_ten_random_ones() -> None:
    chance, needs = random.Random(20261123), strands(24)
    state = begin(needs, halves(needs))

    def any_other(_: PlacementState, asked: list[str]) -> str:
        return chance.choice([name for name in needs if name not in asked])

    pupils = [invented_pupil(needs, chance) for _ in range(100)]
    unasked = mean(abs(state.known()[name] - known[name]) for known in pupils for name in needs)
    chosen = mean(error_after_ten(state, known, next_objective, chance) for known in pupils)
    drawn = mean(error_after_ten(state, known, any_other, chance) for known in pupils)
    assert chosen < 0.5 * unasked
    assert chosen < 0.87 * drawn
