from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.benchmarks.mastery import auc
from evaluation.fitting import BOUNDS, FEWEST_PUPILS, TooFewAnswers, fit, fit_one, pack, predict
from evaluation.sequences import AnswerSequence
from tutor.mastery import Tracing, chance_right, update

SEQUENCES = st.lists(st.lists(st.booleans(), min_size=1, max_size=12), min_size=1, max_size=6)

COUNTS = (97, 45, 17, 59, 29, 14, 6, 80, 20, 12, 3, 17, 4, 5, 9, 120)
COUNTS += (10, 10, 5, 9, 5, 6, 0, 38, 3, 2, 1, 19, 3, 18, 16, 318)
"""How often each of the 32 patterns of five answers (00000, 00001, ...) occurs among 1000 invented pupils."""


def patterns() -> list[tuple[bool, ...]]:
    kinds = product((False, True), repeat=5)
    return [pattern for pattern, count in zip(kinds, COUNTS, strict=True) for _ in range(count)]


def invented(pupils: int, tracing: Tracing, objective_id: str = "ratio", length: int = 8, seed: int = 3):
    """Return sequences of invented pupils who learn exactly as the model says."""
    chance = np.random.default_rng(seed)
    found = []
    for pupil in range(pupils):
        known, right = chance.random() < tracing.known, []
        for _ in range(length):
            right.append(bool(chance.random() < (1 - tracing.slip if known else tracing.guess)))
            known = known or chance.random() < tracing.learn
        found.append(AnswerSequence(f"pupil-{pupil}", objective_id, tuple(right)))
    return found


@given(SEQUENCES)
def test_answers_side_by_side_are_foretold_as_one_after_another(sequences) -> None:
    tracing = Tracing(0.4, 0.2, 0.2, 0.05)
    packed = pack(sequences)
    chances, _ = predict(packed, tracing)
    for column, number in enumerate(packed.order):
        known = tracing.known
        for place, right in enumerate(sequences[number]):
            assert chances[place, column] == pytest.approx(chance_right(known, tracing))
            known = update(known, right, tracing)


@given(SEQUENCES)
def test_the_log_likelihood_is_that_of_every_answer(sequences) -> None:
    packed = pack(sequences)
    chances, total = predict(packed, Tracing())
    each = [
        np.log(chances[place, column] if packed.right[place, column] else 1 - chances[place, column])
        for column, number in enumerate(packed.order)
        for place in range(len(sequences[number]))
    ]
    assert total == pytest.approx(sum(each))


def test_no_run_of_right_answers_leads_to_a_chance_that_is_none() -> None:
    chances, total = predict(pack([[True] * 300 + [False] * 300]), Tracing())
    assert np.isfinite(total)
    assert 0 < chances.min() < chances.max() < 1


def test_a_fit_is_that_of_pybkt() -> None:
    """The same answers in pyBKT 1.4.3 (ten starts, on numpy 2.2), which fits by expectation maximisation.

    It gave prior .38933, learn .21947, guess .16318 and slip .05084, with AUC .79377 and RMSE .41371.
    """
    fitted = fit_one(patterns(), 1000)
    assert (fitted.known, fitted.learn, fitted.guess, fitted.slip) == pytest.approx(
        (0.38933, 0.21947, 0.16318, 0.05084), abs=0.002
    )
    packed = pack(patterns())
    chances, total = predict(packed, Tracing(fitted.known, fitted.learn, fitted.guess, fitted.slip))
    assert auc(packed.right.ravel(), chances.ravel()) == pytest.approx(0.79377, abs=0.0002)
    assert np.sqrt(((packed.right - chances) ** 2).mean()) == pytest.approx(0.41371, abs=0.0002)
    assert (fitted.pupils, fitted.attempts, fitted.log_likelihood) == (1000, 5000, pytest.approx(total))


@pytest.mark.parametrize(
    "tracing", [Tracing(0.2, 0.1, 0.1, 0.05), Tracing(0.6, 0.3, 0.25, 0.03), Tracing(0.4, 0.05, 0.05, 0.08)]
)
def test_the_probabilities_that_made_the_answers_are_found_again(tracing: Tracing) -> None:
    fitted = fit_one([one.right for one in invented(2000, tracing)], 2000)
    assert fitted.known == pytest.approx(tracing.known, abs=0.06)
    assert fitted.learn == pytest.approx(tracing.learn, abs=0.06)
    assert fitted.guess == pytest.approx(tracing.guess, abs=0.05)
    assert fitted.slip == pytest.approx(tracing.slip, abs=0.02)


@settings(max_examples=15, deadline=None)
@given(SEQUENCES)
def test_whatever_the_answers_a_fit_stays_within_its_bounds(sequences) -> None:
    fitted = fit_one(sequences, 1)
    found = (fitted.known, fitted.learn, fitted.guess, fitted.slip)
    assert all(low <= value <= high for value, (low, high) in zip(found, BOUNDS, strict=True))


def test_few_answers_are_pulled_to_the_fit_of_all() -> None:
    centre = Tracing(0.3, 0.15, 0.1, 0.05)
    few = [(True, True, True)] * 3
    pulled, free = fit_one(few, 3, centre), fit_one(few, 3)
    assert centre.known < pulled.known < free.known
    many = fit_one(few * 300, 900, centre)
    assert many.known > pulled.known


def test_objectives_with_too_few_pupils_keep_the_defaults_and_are_named() -> None:
    enough = invented(FEWEST_PUPILS, Tracing(), "ratio")
    few = invented(FEWEST_PUPILS - 1, Tracing(), "speed")
    found = fit([*enough, *few])
    assert list(found.objectives) == ["ratio"]
    assert found.kept == {"speed": FEWEST_PUPILS - 1}
    assert found.objectives["ratio"].pupils == FEWEST_PUPILS


def test_a_log_of_too_few_pupils_is_refused() -> None:
    with pytest.raises(TooFewAnswers, match=f"{FEWEST_PUPILS} are needed"):
        fit(invented(FEWEST_PUPILS - 1, Tracing()))
    with pytest.raises(TooFewAnswers, match="0 pupils"):
        fit([])


def test_objectives_that_differ_get_probabilities_that_differ() -> None:
    easy = invented(200, Tracing(0.8, 0.3, 0.2, 0.05), "easy")
    hard = invented(200, Tracing(0.1, 0.05, 0.1, 0.05), "hard")
    found = fit([*easy, *hard]).objectives
    assert found["easy"].known > found["hard"].known + 0.4
    assert found["easy"].learn > found["hard"].learn
