import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.benchmarks import mastery
from evaluation.benchmarks.cases import InvalidCases
from evaluation.sequences import read_assistments, write_sequences
from tests.evaluation.test_fitting import invented
from tutor.mastery import Tracing

PART = 400
"""Pupils of the published data that a test takes: the whole is for `attain benchmark mastery`."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> Path:
    """Answers of 250 invented pupils to an easy objective, a hard one, and one that few met."""
    path = tmp_path_factory.mktemp("answers") / "answers.csv"
    sequences = [
        *invented(250, Tracing(0.7, 0.3, 0.2, 0.05), "easy", seed=1),
        *invented(250, Tracing(0.1, 0.05, 0.1, 0.05), "hard", seed=2),
        *invented(10, Tracing(), "rare", seed=3),
    ]
    write_sequences(path, sequences)
    return path


@pytest.fixture(scope="module")
def report(answers: Path) -> mastery.MasteryReport:
    return mastery.run(answers)


def test_a_fifth_of_the_pupils_is_held_out(report: mastery.MasteryReport) -> None:
    assert (report.pupils_fitted, report.pupils_held_out) == (200, 50)
    assert (report.objectives_fitted, report.objectives_kept) == (2, 1)
    assert 50 * 16 <= report.answers_held_out <= 50 * 16 + 80


def test_a_fit_foretells_answers_of_pupils_who_learn_that_way_better_than_the_defaults(report) -> None:
    found = {one.method: one for one in report.figures}
    assert found["knowledge tracing, fitted"].auc > found["one fit for all objectives"].auc
    assert found["knowledge tracing, fitted"].log_loss < found["defaults"].log_loss
    assert found["knowledge tracing, fitted"].brier < found["defaults"].brier
    assert found["knowledge tracing, fitted"].log_loss < found["performance factors"].log_loss
    assert found["performance factors"].auc > 0.6


def test_a_fit_to_such_pupils_is_calibrated(report: mastery.MasteryReport) -> None:
    assert report.calibration_error < 0.05
    assert sum(one.answers for one in report.calibration) == report.answers_held_out
    foretold = [one.foretold for one in report.calibration]
    assert foretold == sorted(foretold)


def test_another_seed_holds_out_other_pupils_and_the_same_seed_the_same(answers: Path, report) -> None:
    assert mastery.run(answers, seed=1) == report
    assert mastery.run(answers, seed=2).figures != report.figures


def test_the_report_can_be_read_by_people_and_programs(report: mastery.MasteryReport) -> None:
    text = mastery.as_text(report)
    assert all(one.method in text for one in report.figures)
    assert f"{report.figures[2].auc:.3f}" in text
    assert json.loads(mastery.as_json(report))["figures"][2]["auc"] == report.figures[2].auc


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([0.1, 0.3, 0.5, 0.9])), min_size=2, max_size=30))
def test_auc_is_the_share_of_pairs_put_the_right_way_round(pairs) -> None:
    right = np.array([one for one, _ in pairs])
    chance = np.array([one for _, one in pairs])
    ranked = [(a > b) + (a == b) / 2 for a in chance[right] for b in chance[~right]]
    if ranked:
        assert mastery.auc(right, chance) == pytest.approx(np.mean(ranked))
    else:
        assert np.isnan(mastery.auc(right, chance))


def test_too_few_pupils_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    write_sequences(path, invented(20, Tracing()))
    with pytest.raises(InvalidCases, match="16 pupils are too few"):
        mastery.run(path)


def test_answers_that_are_all_right_measure_nothing(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    write_sequences(path, [one for one in invented(400, Tracing(0.9, 0.5, 0.3, 0.01), length=2) if all(one.right)])
    with pytest.raises(InvalidCases, match="alike"):
        mastery.run(path)


def test_published_answers_of_held_out_pupils_are_foretold_with_an_auc_of_at_least_73_percent(
    shared_data: Path, tmp_path: Path
) -> None:
    sequences = read_assistments(shared_data / "assistments" / "builder_train.csv")
    part = {one.pupil for one in sequences if int(one.pupil.removeprefix("pupil-")) <= PART}
    path = tmp_path / "answers.csv"
    write_sequences(path, [one for one in sequences if one.pupil in part])
    found = {one.method: one for one in mastery.run(path).figures}
    assert found["knowledge tracing, fitted"].auc >= 0.73
    assert found["knowledge tracing, fitted"].log_loss < found["defaults"].log_loss
