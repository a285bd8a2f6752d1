import json
from pathlib import Path

import numpy as np
import pytest

import evaluation.benchmarks
from evaluation.benchmarks.covered import Case, read_cases
from evaluation.covering_fit import fit, write_weights
from retrieval.covering import Evidence, Weights, log_odds

FOLDER = Path(evaluation.benchmarks.__file__).parent


@pytest.fixture(scope="module")
def made():
    """Questions whose evidence says by one number whether they are covered, and by another nothing."""
    chance = np.random.default_rng(0)
    covered = chance.random(400) < 0.5
    cases = [
        Case(question=f"q{number}", objective=f"o{number % 40}", covered=one) for number, one in enumerate(covered)
    ]
    evidence = [
        Evidence(
            {"telling": chance.normal(2.0 if one else 0.0, 0.5), "noise": chance.normal()},
            chance.normal(size=4).astype(np.float32),
        )
        for one in covered
    ]
    return cases, evidence


def test_what_tells_gets_the_weight(made):
    found = fit(*made)
    assert found.weights.named["telling"] > 10 * abs(found.weights.named["noise"])
    assert found.found == pytest.approx(0.95, abs=0.01)
    assert found.refused > 0.9


def test_more_covered_questions_are_kept_where_that_is_wanted(made):
    assert fit(*made, kept=0.01).found > fit(*made, kept=0.2).found


def test_an_objective_is_judged_by_weights_of_others(made):
    cases, evidence = made
    turned = [
        case.model_copy(update={"covered": not case.covered}) if case.objective == "o1" else case for case in cases
    ]
    own, others = fit(turned, evidence).odds, fit(cases, evidence).odds
    judged = [place for place, case in enumerate(cases) if case.objective == "o1"]
    assert [own[place] for place in judged] == [others[place] for place in judged]


def test_weights_are_written_as_they_are_read(made, tmp_path):
    cases, evidence = made
    weights = fit(cases, evidence).weights
    write_weights(tmp_path / "weights.json", weights)
    read = Weights(**json.loads((tmp_path / "weights.json").read_text(encoding="utf-8")))
    assert read == weights
    assert log_odds(evidence[0], read) == log_odds(evidence[0], weights)


def test_no_question_is_fitted_to_and_measured_by():
    fitted, measured = (
        {case.question.casefold() for case in read_cases(FOLDER / name)}
        for name in ("covered_fit.jsonl", "covered.jsonl")
    )
    assert not fitted & measured
