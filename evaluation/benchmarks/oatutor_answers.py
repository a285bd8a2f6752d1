"""Accepted answers, and answers known to be wrong, from files in the layout of OATutor content.

One JSON object a line, with `steps`, each with its `answer`, `problem_type`, `choices` and `hints`; a scaffold has a
`hintAnswer`. An intermediate answer that differs from the step's is wrong as its answer, and so is a wrong choice.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.formula_reading import strict
from evaluation.benchmarks.plain_algebra import Unreckoned, equal
from evaluation.benchmarks.rewriting import Accepted
from evaluation.benchmarks.rewriting_numbers import number_of

ONE_LETTER = re.compile(r"\s*[A-Za-z]\s*=\s*([^=,]+)")
POINTS = re.compile(r"\s*\([^()]+,[^()]+\)(\s*,\s*\([^()]+,[^()]+\))*\s*")


def answers(path: Path) -> Iterator[Accepted]:
    """Yield the accepted answers of every step of a file, with what is known to be wrong for it.

    Raises:
        InvalidCases: a line is not in the layout.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            for step in json.loads(line)["steps"]:
                yield _step(step)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InvalidCases(f"{path}, line {number}: not in the layout of OATutor content ({error})") from error


def _step(step: dict[str, Any]) -> Accepted:
    texts = tuple(step["answer"])
    if step["problem_type"] != "TextBox":
        others = tuple(text for text in step["choices"] or () if not any(_same(text, right) for right in texts))
        return Accepted("choice", texts, wrong=others)
    kind, plain = kind_of(tuple(map(_plain, texts)))
    return Accepted(kind, plain, wrong=tuple(_intermediate(step, plain)))


def _plain(text: str) -> str:
    """Return a text without dollars, and without the braces round the 10 of standard form."""
    return re.sub(r"\{(\d+)\}(?=\^)", r"\1", text.replace("$", "")).strip()


def kind_of(texts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the kind of answer that these texts are, and the texts as that kind accepts them."""
    text = texts[0]
    if len(texts) == 1 and POINTS.fullmatch(text):
        return "coordinates", tuple(re.findall(r"\([^()]+\)", text))
    if len(texts) == 1 and text.count("=") > 1 and all(map(ONE_LETTER.fullmatch, text.split(","))):
        return "solutions", tuple(part.strip() for part in text.split(","))
    if re.search(r"[<>≤≥]", text):
        return "inequality", texts
    values = tuple(match[1].strip() if (match := ONE_LETTER.fullmatch(one)) else one for one in texts)
    if all(map(_is_number, values)):
        return "numeric", values
    if text.count("=") == 1 and "," not in text:
        return "equation", texts
    return "expression", texts


def _is_number(text: str) -> bool:
    try:
        number_of(text)
    except Unreckoned:
        return False
    return True


def _intermediate(step: dict[str, Any], accepted: tuple[str, ...]) -> Iterator[str]:
    """Yield the answers of scaffolds that are surely none of the accepted."""
    for hint in step["hints"]:
        if hint.get("problemType") != "TextBox":
            continue
        for text in hint["hintAnswer"]:
            plain = _plain(text)
            try:
                if not any(_worth_the_same(plain, one) for one in accepted):
                    yield plain
            except (Unreckoned, ValueError):
                continue


def _worth_the_same(one: str, other: str) -> bool:
    sides = [text.split("=")[-1] if ONE_LETTER.fullmatch(text) else text for text in (one, other)]
    return equal(strict(sides[0]), strict(sides[1]))


def _same(one: str, other: str) -> bool:
    """Whether two choices say the same but for the size of letters, full stops, noughts and currency signs."""
    if len({re.sub(r"[\s$.\\%]+(?!\d)", "", text.casefold()) for text in (one, other)}) == 1:
        return True
    try:
        return equal(*(strict(re.sub(r"\\?[$%]", "", text)) for text in (one, other)))
    except Unreckoned:
        return False
