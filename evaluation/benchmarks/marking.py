"""How often marking agrees with cases whose verdict is known, and how long it takes.

Each line of a case file is `{"kind": "numeric", "accepted": ["12 cm"], "answer": "12", "right": true}`, perhaps
with the "form" that is asked for and with how the answer was "made". Marks with the same function that pupils meet.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast, get_args

from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    ExpressionForm,
    InequalityAnswer,
    NumericAnswer,
    NumericForm,
    RatioAnswer,
    RatioForm,
    SolutionsAnswer,
)
from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor.marking import InvalidAnswer, Mark, Unreadable, mark

FIELDS = {"kind": str, "accepted": list, "answer": str, "right": bool}
OPTIONAL = {"form": str, "made": str}
FORMS = {
    "numeric": get_args(NumericForm),
    "expression": get_args(ExpressionForm),
    "ratio": get_args(RatioForm),
}
RIGHT_MARKED_WRONG_BAR = 0.002
WRONG_MARKED_RIGHT_BAR = 0.001
"""Of the right and of the wrong cases; the project's own aims, not published ones."""


@dataclass(frozen=True)
class Case:
    """One answer whose verdict is known, the form asked for, and how the answer was made."""

    kind: str
    accepted: tuple[str, ...]
    answer: str
    right: bool
    form: str = "any"
    made: str = ""


@dataclass(frozen=True)
class MarkingReport:
    """What marking made of the cases: how many of each kind, where it was wrong, and how long it took.

    An unreadable answer counts as not right, so a right one that was not read is also marked wrong.
    """

    counts: dict[str, int]
    right_marked_wrong: tuple[Case, ...]
    wrong_marked_right: tuple[Case, ...]
    unreadable: int
    right_cases: int
    p50_ms: float
    p95_ms: float
    max_ms: float

    @property
    def right_marked_wrong_share(self) -> float:
        """Share of the right cases that were marked wrong or not read, 0 where there are none."""
        return len(self.right_marked_wrong) / self.right_cases if self.right_cases else 0.0

    @property
    def wrong_marked_right_share(self) -> float:
        """Share of the wrong cases that were marked right, 0 where there are none."""
        wrong_cases = sum(self.counts.values()) - self.right_cases
        return len(self.wrong_marked_right) / wrong_cases if wrong_cases else 0.0


def run(path: Path) -> MarkingReport:
    """Return the report of marking every case of a file.

    Raises:
        InvalidCases: the file has no cases, or a line is not one.
    """
    marked = [_marked(path, number, case) for number, case in _cases(path)]
    if not marked:
        raise InvalidCases(f"{path} has no cases")
    times = sorted(milliseconds for _, _, milliseconds in marked)
    verdicts = [(case, isinstance(result, Mark) and result.right is True) for case, result, _ in marked]
    return MarkingReport(
        counts=dict(sorted(Counter(case.kind for case, _ in verdicts).items())),
        right_marked_wrong=tuple(case for case, right in verdicts if case.right and not right),
        wrong_marked_right=tuple(case for case, right in verdicts if right and not case.right),
        unreadable=sum(isinstance(result, Unreadable) for _, result, _ in marked),
        right_cases=sum(case.right for case, _ in verdicts),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        max_ms=times[-1],
    )


def is_marked_right(path: Path, number: int, case: Case) -> bool:
    """Whether the answer of a case is marked right; one that cannot be read is not.

    Raises:
        InvalidCases: the accepted answers cannot be read; the message names the line.
    """
    result = _marked(path, number, case)[1]
    return isinstance(result, Mark) and result.right is True


def as_text(report: MarkingReport) -> str:
    """Return the report to read in a terminal."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.counts.items())
    lines = [
        f"Cases: {sum(report.counts.values())} ({kinds})",
        f"Right answers marked wrong: {len(report.right_marked_wrong)} of {report.right_cases}"
        f" (aim: at most {RIGHT_MARKED_WRONG_BAR:.1%})",
        *map(_line, report.right_marked_wrong),
        f"Wrong answers marked right: {len(report.wrong_marked_right)}"
        f" of {sum(report.counts.values()) - report.right_cases} (aim: at most {WRONG_MARKED_RIGHT_BAR:.1%})",
        *map(_line, report.wrong_marked_right),
        f"Unreadable: {report.unreadable}",
        f"Time: p50 {report.p50_ms:.2f} ms, p95 {report.p95_ms:.2f} ms, at most {report.max_ms:.2f} ms",
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
    if not isinstance(fields, dict) or not FIELDS.keys() <= fields.keys() <= FIELDS.keys() | OPTIONAL.keys():
        raise InvalidCases(f"{path}, line {number}: the fields must be {', '.join(FIELDS)}, perhaps form and made")
    for name, kind in (FIELDS | OPTIONAL).items():
        if name in fields and not isinstance(fields[name], kind):
            raise InvalidCases(f"{path}, line {number}: {name} must be a {kind.__name__}")
    if problem := _problem(fields):
        raise InvalidCases(f"{path}, line {number}: {problem}")
    return Case(**{**fields, "accepted": tuple(fields["accepted"])})


def _problem(fields: dict[str, Any]) -> str | None:
    """Return what is wrong with fields of the right types, if anything is."""
    kind, accepted = fields["kind"], fields["accepted"]
    if kind not in KINDS:
        return f"kind must be one of {', '.join(KINDS)}"
    if not accepted or not all(isinstance(text, str) for text in accepted):
        return "accepted must be a list of texts"
    if fields.get("form", "any") not in FORMS.get(kind, ("any",)):
        return f"form must be one of {', '.join(FORMS.get(kind, ('any',)))}"
    return None


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
    made = f" ({case.made})" if case.made else ""
    return f"  {case.kind}: {case.answer!r} against {', '.join(map(repr, case.accepted))}{made}"


KINDS: dict[str, Callable[[Case], Answer]] = {
    "numeric": lambda case: NumericAnswer(accepted=case.accepted, form=cast(NumericForm, case.form)),
    "expression": lambda case: ExpressionAnswer(accepted=case.accepted, form=cast(ExpressionForm, case.form)),
    "choice": lambda case: ChoiceAnswer(_choices(case)),
    "solutions": lambda case: SolutionsAnswer(accepted=case.accepted),
    "equation": lambda case: EquationAnswer(accepted=case.accepted),
    "inequality": lambda case: InequalityAnswer(accepted=case.accepted),
    "coordinates": lambda case: CoordinatesAnswer(accepted=case.accepted),
    "ratio": lambda case: RatioAnswer(accepted=case.accepted, form=cast(RatioForm, case.form)),
}
