"""How well knowledge tracing foretells the next unaided answer of pupils that it was not fitted to.

Reads the CSV of `evaluation.sequences`: pupil, objective, right, in time order. Pupils are split by a seed into those
that are fitted to and those held out; every answer of a held-out pupil is foretold from that pupil's earlier ones.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from evaluation.benchmarks.cases import InvalidCases, percentile
from evaluation.factors import answered, fit_weights, predict_factors
from evaluation.fitting import LONGEST, Fit, Packed, TooFewAnswers, fit, pack, predict
from evaluation.sequences import AnswerSequence, read_sequences
from tutor.mastery import Tracing

HELD_OUT = 0.2
EARLY = 10
"""Answers to an objective within which nearly all teaching decisions fall."""
USUAL_PERCENT = 95
"""The pupils with more answers than this percentile are left out of one column: a few can have most of a log."""
BINS = 10

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Figures:
    """How well one method foretells: AUC over all answers and two parts of them, log-loss (nats) and Brier score."""

    method: str
    auc: float
    auc_early: float
    auc_usual_pupils: float
    log_loss: float
    brier: float


@dataclass(frozen=True)
class Bin:
    """Answers foretold alike: how many, the mean chance foretold, and the share that were right."""

    answers: int
    foretold: float
    right: float


@dataclass(frozen=True)
class MasteryReport:
    """What was measured, on how much, and how the served method's chances compare with what happened."""

    pupils_fitted: int
    pupils_held_out: int
    answers_held_out: int
    objectives_fitted: int
    objectives_kept: int
    seed: int
    figures: tuple[Figures, ...]
    calibration: tuple[Bin, ...]
    calibration_error: float


@dataclass(frozen=True)
class Foretold:
    """Held-out answers, one entry each: what happened, the chance foretold, the place in its sequence, the pupil."""

    right: NDArray[np.bool_]
    chance: Numbers
    place: NDArray[np.int64]
    usual: NDArray[np.bool_]


def run(path: Path, seed: int = 1) -> MasteryReport:
    """Return the report.

    Raises:
        InvalidCases: the file is not one, or has too few pupils to fit to and hold out.
    """
    sequences = read_sequences(path)
    pupils = sorted({one.pupil for one in sequences})
    held_out = set(random.Random(seed).sample(pupils, round(len(pupils) * HELD_OUT)))
    fitted_to = [one for one in sequences if one.pupil not in held_out]
    tested = [one for one in sequences if one.pupil in held_out]
    try:
        found = fit(fitted_to)
    except TooFewAnswers as error:
        raise InvalidCases(f"{path}: {error}, after a fifth were held out") from error
    served = _foretold(tested, _tracing_method(found))
    if served.right.all() or not served.right.any():
        raise InvalidCases(f"{path}: all answers held out are alike, so nothing can be told apart")
    methods = {
        "defaults": _foretold(tested, lambda packed, _: predict(packed, Tracing())[0]),
        "one fit for all objectives": _foretold(tested, lambda packed, _: predict(packed, _of(found.overall))[0]),
        "knowledge tracing, fitted": served,
        "performance factors": _foretold(tested, _factors_method(fitted_to)),
    }
    bins = _bins(served)
    return MasteryReport(
        pupils_fitted=len(pupils) - len(held_out),
        pupils_held_out=len(held_out),
        answers_held_out=len(served.right),
        objectives_fitted=len(found.objectives),
        objectives_kept=len(found.kept),
        seed=seed,
        figures=tuple(_figures(name, foretold) for name, foretold in methods.items()),
        calibration=bins,
        calibration_error=sum(one.answers * abs(one.foretold - one.right) for one in bins) / len(served.right),
    )


def auc(right: NDArray[np.bool_], chance: Numbers) -> float:
    """Return the probability that a right answer was given a higher chance than a wrong one; ties count half.

    The Mann-Whitney statistic over its largest value; NaN where all answers are alike.
    """
    first, second = int(right.sum()), int((~right).sum())
    if not first or not second:
        return float("nan")
    return (float(rankdata(chance)[right].sum()) - first * (first + 1) / 2) / (first * second)


def as_text(report: MasteryReport) -> str:
    """Return the report to read in a terminal."""
    lines = [
        f"Fitted to {report.pupils_fitted} pupils: {report.objectives_fitted} objectives, {report.objectives_kept} "
        f"with too few pupils. Held out: {report.pupils_held_out} pupils, {report.answers_held_out} answers "
        f"(seed {report.seed}).",
        f"{'':28}{'AUC':>8}{f'first {EARLY}':>10}{'usual':>8}{'log-loss':>10}{'Brier':>8}",
        *(
            f"{one.method:28}{one.auc:8.3f}{one.auc_early:10.3f}{one.auc_usual_pupils:8.3f}{one.log_loss:10.3f}"
            f"{one.brier:8.3f}"
            for one in report.figures
        ),
        f"first {EARLY}: answers up to a pupil's number {EARLY} to an objective. usual: without the pupils with the "
        f"most answers (beyond the {USUAL_PERCENT}th percentile).",
        f"Calibration of knowledge tracing, fitted (mean difference {report.calibration_error:.3f}):",
        f"{'answers':>10}{'foretold':>10}{'right':>8}",
        *(f"{one.answers:10}{one.foretold:10.3f}{one.right:8.3f}" for one in report.calibration),
    ]
    return "\n".join(lines)


def as_json(report: MasteryReport) -> str:
    """Return the report as JSON, the same every time."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _of(fitted: object) -> Tracing:
    return Tracing(*(getattr(fitted, name) for name in ("known", "learn", "guess", "slip")))


def _tracing_method(found: Fit) -> Callable[[Packed, str], Numbers]:
    def foretell(packed: Packed, objective_id: str) -> Numbers:
        fitted = found.objectives.get(objective_id)
        return predict(packed, _of(fitted) if fitted else Tracing())[0]

    return foretell


def _factors_method(fitted_to: Sequence[AnswerSequence]) -> Callable[[Packed, str], Numbers]:
    overall = fit_weights(pack([one.right for one in fitted_to], LONGEST))
    weights = {
        name: fit_weights(pack([one.right for one in found], LONGEST), overall)
        for name, found in _by_objective(fitted_to).items()
    }
    return lambda packed, objective_id: predict_factors(packed, weights.get(objective_id, overall))


def _by_objective(sequences: Sequence[AnswerSequence]) -> dict[str, list[AnswerSequence]]:
    found: dict[str, list[AnswerSequence]] = {}
    for one in sequences:
        found.setdefault(one.objective_id, []).append(one)
    return found


def _foretold(tested: Sequence[AnswerSequence], method: Callable[[Packed, str], Numbers]) -> Foretold:
    answers = Counter[str]()
    for one in tested:
        answers[one.pupil] += len(one.right)
    most = percentile(answers.values(), USUAL_PERCENT)
    parts = []
    for objective_id, found in _by_objective(tested).items():
        packed = pack([one.right for one in found])
        inside = answered(packed)
        usual = np.array([answers[found[number].pupil] <= most for number in packed.order])
        places = np.broadcast_to(np.arange(len(packed.right))[:, None], inside.shape)
        chances = method(packed, objective_id)
        parts.append(
            (packed.right[inside], chances[inside], places[inside], np.broadcast_to(usual, inside.shape)[inside])
        )
    return Foretold(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _figures(name: str, foretold: Foretold) -> Figures:
    likely = np.where(foretold.right, foretold.chance, 1 - foretold.chance)
    early = foretold.place < EARLY
    return Figures(
        name,
        auc(foretold.right, foretold.chance),
        auc(foretold.right[early], foretold.chance[early]),
        auc(foretold.right[foretold.usual], foretold.chance[foretold.usual]),
        float(-np.log(np.maximum(likely, 1e-12)).mean()),
        float(((foretold.right - foretold.chance) ** 2).mean()),
    )


def _bins(foretold: Foretold) -> tuple[Bin, ...]:
    numbers = np.minimum((foretold.chance * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(int(inside.sum()), float(foretold.chance[inside].mean()), float(foretold.right[inside].mean()))
        for number in range(BINS)
        if (inside := numbers == number).any()
    )
