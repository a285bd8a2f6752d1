import json

import numpy as np
import pytest

from evaluation.faq_fit import LeftOut, fit, write_weights
from retrieval.asking import Candidate, Weights, in_order, log_odds


@pytest.fixture(scope="module")
def made() -> list[LeftOut]:
    """Ways of asking whose own question is the nearer one by one number, while another number says nothing."""
    chance = np.random.default_rng(0)

    def candidate(name: str, near: float) -> Candidate:
        return Candidate(name, {"near": float(chance.normal(near, 0.3)), "noise": float(chance.normal())})

    cases = []
    for number in range(400):
        others = tuple(candidate(f"other {number} {place}", 0.0) for place in range(4))
        cases.append(LeftOut(f"own {number}", f"o{number % 40}", (candidate(f"own {number}", 1.5), *others), others))
    return cases


def test_what_tells_gets_the_weight(made: list[LeftOut]) -> None:
    found = fit(made)
    assert found.weights.order["near"] > 10 * abs(found.weights.order["noise"])
    assert found.first > 0.95
    assert found.unasked == pytest.approx(0.1, abs=0.01)
    assert found.taken > 0.9


def test_fewer_are_taken_where_fewer_may_be_wrong(made: list[LeftOut]) -> None:
    assert fit(made, wrong=0.01).weights.enough > fit(made, wrong=0.3).weights.enough


def test_weights_are_written_as_they_are_read(made: list[LeftOut], tmp_path) -> None:
    weights = fit(made).weights
    write_weights(tmp_path / "weights.json", weights)
    read = Weights(**json.loads((tmp_path / "weights.json").read_text(encoding="utf-8")))
    assert read == weights
    (first, *_) = in_order(made[0].others, read.order)
    assert log_odds(first, read) == log_odds(first, weights)
