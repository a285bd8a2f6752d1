import numpy as np
import pytest

from evaluation.factors import answered, factors, fit_weights, predict_factors
from evaluation.fitting import pack


def test_the_factors_are_the_counts_before_each_answer() -> None:
    seen = factors(pack([[True, True, False, True]]))[:, 0]
    assert seen == pytest.approx(np.array([[1, 0, 0], [1, np.log(2), 0], [1, np.log(3), 0], [1, np.log(3), np.log(2)]]))


def test_only_what_was_answered_counts() -> None:
    assert answered(pack([[True], [True, False]])).tolist() == [[True, True], [True, False]]


def test_the_weights_that_made_the_answers_are_found_again() -> None:
    chance, truth = np.random.default_rng(5), (-0.5, 0.8, -0.3)
    sequences = []
    for _ in range(3000):
        right: list[bool] = []
        for place in range(6):
            odds = truth[0] + truth[1] * np.log1p(sum(right)) + truth[2] * np.log1p(place - sum(right))
            right.append(bool(chance.random() < 1 / (1 + np.exp(-odds))))
        sequences.append(right)
    assert fit_weights(pack(sequences)) == pytest.approx(truth, abs=0.1)


def test_a_chance_follows_from_the_weights_as_worked_by_hand() -> None:
    chances = predict_factors(pack([[True, False]]), (0.0, 1.0, 0.0))
    # 1 / (1 + e^0), then log-odds of log 2, which is 2 to 1
    assert chances[:, 0] == pytest.approx([1 / 2, 2 / 3])


def test_few_answers_are_pulled_to_the_centre() -> None:
    few = pack([[True, True]])
    centre = (-1.0, 0.5, -0.5)
    pulled = fit_weights(few, centre)
    assert centre[0] < pulled[0] < 0.5
    assert pulled[2] == pytest.approx(centre[2], abs=1e-3)
