r"""How often the first wrong line of a pupil's working is found and its wrong rule named, and how long it takes.

Each line of a case file is `{"question": "Solve 3x + 4 = 10", "working": "3x + 4 = 10\n3x = 14", "wrong_line": 2,
"rule": "sign-lost-moving"}`; both are null where the working is right. `rules`, where it is there, lists all rules
that explain the line. Uses the same function that pupils meet.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evaluation.benchmarks.cases import InvalidCases, percentile
from tutor.marking.lines import first_wrong_line

FIELDS: dict[str, type | tuple[type, ...]] = {
    "question": str,
    "working": str,
    "wrong_line": (int, type(None)),
    "rule": (str, type(None)),
}
FOUND_BAR = 0.98
NAMED_BAR = 0.9
LONG = 10
"""Lines of working that the limit on time is set for."""
P95_BAR_MS = 100
"""With the two shares above, the project's own aims."""


@dataclass(frozen=True)
class Case:
    """Working with the number of its wrong line and the rules that explain it, if a line is wrong."""

    question: str
    working: str
    wrong_line: int | None
    rules: tuple[str, ...]

    @property
    def lines(self) -> int:
        """How many lines the working has."""
        return len(self.working.splitlines())


@dataclass(frozen=True)
class Found:
    """What was said of a case: the line and the rule, and the milliseconds it took."""

    case: Case
    line: int | None
    rule: str | None
    milliseconds: float

    @property
    def located(self) -> bool:
        """Whether the wrong line was found, or none where none is wrong."""
        return self.line == self.case.wrong_line

    @property
    def named(self) -> bool:
        """Whether the wrong line was found and a rule that explains it named."""
        return self.located and self.rule in self.case.rules


@dataclass(frozen=True)
class RuleShare:
    """How many cases had one rule planted, and of how many the line was found and the rule named."""

    planted: int
    located: int
    named: int


@dataclass(frozen=True)
class WorkingReport:
    """The shares over all planted errors and by rule, the accusations of right working, and the times."""

    planted: int
    located: int
    named: int
    right: int
    rules: dict[str, RuleShare]
    accused: tuple[Found, ...]
    missed: tuple[Found, ...]
    unnamed: tuple[Found, ...]
    p50_ms: float
    p95_ms: float
    max_ms: float
    long_p95_ms: float | None


def run(path: Path) -> WorkingReport:
    """Return the report of looking for the wrong line in every case of a file.

    Raises:
        InvalidCases: the file has no cases, or a line is not one.
    """
    found = [_found(case) for case in _cases(path)]
    if not found:
        raise InvalidCases(f"{path} has no cases")
    planted = [one for one in found if one.case.wrong_line is not None]
    times = [one.milliseconds for one in found]
    long = [one.milliseconds for one in found if one.case.lines >= LONG]
    return WorkingReport(
        planted=len(planted),
        located=sum(one.located for one in planted),
        named=sum(one.named for one in planted),
        right=len(found) - len(planted),
        rules=_by_rule(planted),
        accused=tuple(one for one in found if one.case.wrong_line is None and not one.located),
        missed=tuple(one for one in planted if not one.located),
        unnamed=tuple(one for one in planted if one.located and not one.named),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
        max_ms=max(times),
        long_p95_ms=percentile(long, 95) if long else None,
    )


def as_text(report: WorkingReport) -> str:
    """Return the report to read in a terminal."""
    long = "" if report.long_p95_ms is None else f"; {LONG} lines and more: p95 {report.long_p95_ms:.1f} ms"
    lines = [
        f"Planted errors: {report.planted}",
        f"Found at the right line: {_share(report.located, report.planted)} (aim: {FOUND_BAR:.0%})",
        f"Named rightly: {_share(report.named, report.planted)} (aim: {NAMED_BAR:.0%})",
        f"Right working accused: {len(report.accused)} of {report.right} (aim: none)",
        *map(_line, report.accused),
        f"Time: p50 {report.p50_ms:.1f} ms, p95 {report.p95_ms:.1f} ms, at most {report.max_ms:.1f} ms{long}"
        f" (aim: p95 {P95_BAR_MS} ms)",
        "",
        "rule                       planted  found  named",
        *(f"{rule:<26} {one.planted:>7} {one.located:>6} {one.named:>6}" for rule, one in report.rules.items()),
        "",
        "Not found at the right line:",
        *map(_line, report.missed),
        "Found and not named rightly:",
        *map(_line, report.unnamed),
    ]
    return "\n".join(lines)


def as_json(report: WorkingReport) -> str:
    """Return the report as JSON, the same every time but for the times."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none planted"


def _line(found: Found) -> str:
    working = found.case.working.replace("\n", " ⏎ ")
    expected = f"line {found.case.wrong_line}, {' or '.join(found.case.rules)}" if found.case.rules else "right"
    said = f"line {found.line}, {found.rule}" if found.line else "nothing wrong"
    return f"  {found.case.question} | {working} | {expected} | said: {said}"


def _by_rule(planted: list[Found]) -> dict[str, RuleShare]:
    rules = sorted({found.case.rules[0] for found in planted})
    grouped = {rule: [found for found in planted if found.case.rules[0] == rule] for rule in rules}
    return {
        rule: RuleShare(len(group), sum(one.located for one in group), sum(one.named for one in group))
        for rule, group in grouped.items()
    }


def _found(case: Case) -> Found:
    start = time.perf_counter()
    wrong = first_wrong_line(case.working, case.question)
    milliseconds = (time.perf_counter() - start) * 1000
    return Found(case, wrong.number if wrong else None, wrong.rule if wrong else None, milliseconds)


def _cases(path: Path) -> Iterator[Case]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise InvalidCases(f"{path}, line {number}: not JSON ({error.msg})") from error
        if problem := _problem(fields):
            raise InvalidCases(f"{path}, line {number}: {problem}")
        rules = dict.fromkeys([fields["rule"], *fields.get("rules", [])]) if fields["rule"] else ()
        yield Case(fields["question"], fields["working"], fields["wrong_line"], tuple(rules))


def _problem(fields: Any) -> str | None:
    """Return what is wrong with a line, if anything is."""
    if not isinstance(fields, dict) or not FIELDS.keys() <= fields.keys() <= {*FIELDS, "rules"}:
        return f"the fields must be {', '.join(FIELDS)}, perhaps rules"
    wrong = next((name for name, kind in FIELDS.items() if not isinstance(fields[name], kind)), None)
    if wrong:
        return f"{wrong} is of the wrong type"
    if (fields["wrong_line"] is None) != (fields["rule"] is None):
        return "wrong_line and rule must both be there or both be null"
    if fields["wrong_line"] is not None and not 1 <= fields["wrong_line"] <= len(fields["working"].splitlines()):
        return "wrong_line must be the number of a line of the working"
    return None
