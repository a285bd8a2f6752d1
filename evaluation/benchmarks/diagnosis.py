"""Whether wrong answers that published studies report of pupils are marked wrong, and the right ones right.

Each line of a file is one question with "Question", "Correct Answer" and "Incorrect Answer", as in the MaE data set
of misconceptions (Otero, Druga and Lan, arXiv:2412.03765). Both answers often come with
working, so the final answer is taken from each; where either has none that can be typed, the case is not supported.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from evaluation.benchmarks import marking
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import POINTS, Unreckoned, equal, letters_of, value
from evaluation.benchmarks.rewriting_numbers import number_of

FIELDS = ("Question", "Correct Answer", "Incorrect Answer")
CHOICE = re.compile(r"(true|false|yes|no|always|sometimes|never)\b", re.IGNORECASE)
COMPARISON = re.compile(r"\s*[\d.]+\s*([<>=])\s*[\d.]+\s*")
SOLVED = re.compile(r"\s*([A-Za-z])\s*=\s*(-?[\d./ ]*\d)\s*")
LABELLED = re.compile(r"^\s*(?:solving|checking|check|equation)\s*:?", re.IGNORECASE)
COUNTED = re.compile(r"\$?\s*(-?[\d,]*\.?\d+(?:\s*/\s*\d+)?)\s*(?:%|[a-z]{2,})?")
"""A number, perhaps with what it counts."""
BAR = 1.0
"""Share of the supported cases that must be marked as they should be."""


@dataclass(frozen=True)
class Question:
    """The final answers of one question, and the kind of answer that both are."""

    line: int
    kind: str
    right: str
    wrong: str


@dataclass(frozen=True)
class DiagnosisReport:
    """How many questions marking supports, and what it made of their answers.

    `unsupported` counts the reasons; `missed` lists what was marked other than it should be.
    """

    questions: int
    kinds: dict[str, int]
    unsupported: dict[str, int]
    wrong_marked_wrong: int
    right_marked_right: int
    missed: tuple[tuple[Question, str], ...]

    @property
    def supported(self) -> int:
        """How many questions have answers of a kind that marking knows."""
        return sum(self.kinds.values())


def run(path: Path) -> DiagnosisReport:
    """Return the report of marking both answers of every question of a file.

    Raises:
        InvalidCases: the file has no questions, or a line is not one.
    """
    converted = list(questions(path))
    if not converted:
        raise InvalidCases(f"{path} has no cases")
    supported = [one for one in converted if isinstance(one, Question)]
    wrong = [one for one in supported if not _marked_right(path, one, one.wrong)]
    right = [one for one in supported if _marked_right(path, one, one.right)]
    missed = [(one, "the wrong answer was marked right") for one in supported if one not in wrong]
    missed += [(one, "the right answer was marked wrong") for one in supported if one not in right]
    return DiagnosisReport(
        questions=len(converted),
        kinds=dict(sorted(Counter(one.kind for one in supported).items())),
        unsupported=dict(sorted(Counter(one for one in converted if isinstance(one, str)).items())),
        wrong_marked_wrong=len(wrong),
        right_marked_right=len(right),
        missed=tuple(missed),
    )


def as_text(report: DiagnosisReport) -> str:
    """Return the report to read in a terminal."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in report.kinds.items())
    lines = [
        f"Questions: {report.questions}",
        f"Supported: {report.supported} ({report.supported / report.questions:.0%}; {kinds})",
        *(f"  not supported, {reason}: {count}" for reason, count in report.unsupported.items()),
        f"Wrong answers marked wrong: {report.wrong_marked_wrong} of {report.supported} (aim: {BAR:.0%})",
        f"Right answers marked right: {report.right_marked_right} of {report.supported} (aim: {BAR:.0%})",
        *(f"  line {one.line}: {one.kind}, {one.right!r}, {one.wrong!r}: {said}" for one, said in report.missed),
    ]
    return "\n".join(lines)


def as_json(report: DiagnosisReport) -> str:
    """Return the report as JSON."""
    return json.dumps({**asdict(report), "supported": report.supported}, ensure_ascii=False, indent=2)


def questions(path: Path) -> Iterator[Question | str]:
    """Yield each question as marking can take it, or why it cannot.

    Raises:
        InvalidCases: a line is not a question with two answers.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            right, wrong = fields["Correct Answer"], fields["Incorrect Answer"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InvalidCases(f"{path}, line {number}: the fields must include {', '.join(FIELDS)}") from error
        yield _question(number, right, wrong)


def _question(number: int, right: str, wrong: str) -> Question | str:
    right_final, wrong_final = _final(right), _final(wrong)
    if right_final is None:
        return "the right answer is a drawing, prose or several answers"
    if wrong_final is None:
        return "the wrong answer is a drawing, prose or several answers"
    (kind, expected), (wrong_kind, given) = right_final, wrong_final
    if "choice" in {kind, wrong_kind} and kind != wrong_kind:
        return "the two answers are of different kinds"
    if kind == "numeric" and wrong_kind in {"expression", "equation"}:
        kind = wrong_kind
    if _same(expected, given):
        return "both answers are the same, and the misconception is in the working"
    return Question(number, kind, expected, given)


def _final(text: str) -> tuple[str, str] | None:
    """Return the kind of the final answer and its text; none for what is not one typed answer."""
    if first := CHOICE.match(text.strip()):
        return "choice", first[1].lower()
    text = re.sub(r"\[[^\]]*\]", "", text)
    lines = [LABELLED.sub("", line) for part in text.splitlines() for line in part.split(", ")]
    lines = [line.strip().rstrip(".") for line in lines if line.strip()]
    if not lines:
        return None
    solved = [match for line in lines if (match := SOLVED.fullmatch(line))]
    if solved and len({match[1] for match in solved}) == 1:
        return "numeric", solved[0][2].strip()
    if comparison := COMPARISON.fullmatch(lines[-1]):
        return ("numeric", lines[-1].split("=")[1].strip()) if comparison[1] == "=" else ("choice", comparison[1])
    return _formula(lines[-1])


def _formula(line: str) -> tuple[str, str] | None:
    """Return the kind and text of what the last line ends in: an equation, a number or an expression."""
    sides = [side.strip() for side in line.split("=")]
    if len(sides) == 2 and len(letters_of(line)) > 1 and letters_of(sides[0]) and all(map(_readable, sides)):
        return "equation", line
    last = sides[-1]
    if counted := COUNTED.fullmatch(last):
        last = counted[1].replace(",", "")
    try:
        number_of(last)
    except Unreckoned:
        return ("expression", last) if _readable(last) else None
    return "numeric", last


def _readable(text: str) -> bool:
    try:
        value(strict(text), POINTS[0])
    except Unreckoned:
        return False
    return True


def _same(one: str, other: str) -> bool:
    try:
        return equal(strict(one), strict(other))
    except Unreckoned:
        return one == other


def _marked_right(path: Path, question: Question, answer: str) -> bool:
    case = marking.Case(question.kind, (question.right,), answer, right=True)
    return marking.is_marked_right(path, question.line, case)
