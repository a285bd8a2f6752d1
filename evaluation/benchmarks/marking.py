"""How often marking agrees with cases whose verdict is known, and how long it takes.

Each line of a case file is `{"kind": "numeric", "accepted": ["12 cm"], "answer": "12", "right": true}`
(or kind "expression" or "choice"). Marks with the same function that pupils meet.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from content_store.answers import Answer, Choice, ChoiceAnswer, ExpressionAnswer, NumericAnswer
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark

FIELDS = {"kind": str, "accepted": list, "answer": str, "right": bool}


@dataclass(frozen=True)
class Case:
    """One answer whose verdict is known."""

    kind: str
    accepted: tuple[str, ...]
    answer: str
    right: bool


@dataclass(frozen=True)
class MarkingReport:
    """What marking made of the cases: how many of each kind, where it was wrong, and how long it took.

    An unreadable answer counts as not right, so a right one that was not read is also marked wrong.
    """

    counts: dict[str, int]
    right_marked_wrong: tuple[Case, ...]
    wrong_marked_right: tuple[Case, ...]
    unreadable: int
    p50_ms: float
    p95_ms: float


def run(path: Path) -> MarkingReport:
    """Return the report of marking every case of a file.

    Raises:
        InvalidCases: the file has no cases, or a line is not one.
    """
    marked = [_marked(path, number, case) for number, case in _cases(path)]
    if not marked:
        raise InvalidCases(f"{path} has no cases")
    times = sorted(milliseconds for _, _, milliseconds in marked)
    verdicts = [(case, isinstance(result, Mark) and result.right) for case, result, _ in marked]
    return MarkingReport(
        counts=dict(sorted(Counter(case.kind for case, _ in verdicts).items())),
        right_marked_wrong=tuple(case for case, right in verdicts if case.right and not right),
        wrong_marked_right=tuple(case for case, right in verdicts if right and not case.right),
        unreadable=sum(isinstance(result, Unreadable) for _, result, _ in marked),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def as_text(report: MarkingReport) -> str:
    """Return the report to read in a terminal."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
    lines = [
        f"Cases: {sum(report.counts.values())} ({kinds})",
        f"Right answers marked wrong: {len(report.right_marked_wrong)}",
        *map(_line, report.right_marked_wrong),
        f"Wrong answers marked right: {len(report.wrong_marked_right)}",
        *map(_line, report.wrong_marked_right),
        f"Unreadable: {report.unreadable}",
        f"Time: p50 {report.p50_ms:.2f} ms, p95 {report.p95_ms:.2f} ms",
    ]
    return "\n".join(lines)


def as_json(report: MarkingReport) -> str:
    """Return the report as JSON, the same every time but for the times."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _cases(path: Path) -> Iterator[tuple[int, Case]]:
    """Yield each case with the number of its line; blank lines are passed over."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield number, _case(path, number, line)


def _case(path: Path, number: int, line: str) -> Case:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidCases(f"{path}, line {number}: not JSON ({error.msg})") from error
    if not isinstance(fields, dict) or fields.keys() != FIELDS.keys():
        raise InvalidCases(f"{path}, line {number}: the fields must be {', '.join(FIELDS)}")
    for name, kind in FIELDS.items():
        if not isinstance(fields[name], kind):
            raise InvalidCases(f"{path}, line {number}: {name} must be a {kind.__name__}")
    accepted = fields["accepted"]
    if fields["kind"] not in KINDS:
        raise InvalidCases(f"{path}, line {number}: kind must be one of {', '.join(KINDS)}")
    if not accepted or not all(isinstance(text, str) for text in accepted):
        raise InvalidCases(f"{path}, line {number}: accepted must be a list of texts")
    return Case(fields["kind"], tuple(accepted), fields["answer"], fields["right"])


def _choices(case: Case) -> tuple[Choice, ...]:
    """Return the right options, which are all that a case knows.

    A letter would name an option by its place among those, so it stands as a wrong option of its own.
    """
    right = tuple(Choice(text, right=True) for text in case.accepted)
    return (*right, Choice(case.answer)) if len(case.answer.strip()) == 1 else right


def _marked(path: Path, number: int, case: Case) -> tuple[Case, Mark | Unreadable, float]:
    """Return the case with its mark and the milliseconds that marking took."""
    answer = KINDS[case.kind](case)
    start = time.perf_counter()
    try:
        result = mark(answer, case.answer)
    except InvalidAnswer as error:
        raise InvalidCases(f"{path}, line {number}: {error}") from error
    return case, result, (time.perf_counter() - start) * 1000


def _line(case: Case) -> str:
    return f"  {case.kind}: {case.answer!r} against {', '.join(map(repr, case.accepted))}"


KINDS: dict[str, Callable[[Case], Answer]] = {
    "numeric": lambda case: NumericAnswer(accepted=case.accepted),
    "expression": lambda case: ExpressionAnswer(accepted=case.accepted),
    "choice": lambda case: ChoiceAnswer(_choices(case)),
}
