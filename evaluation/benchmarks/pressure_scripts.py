"""The scripts of a pressure suite: what a pupil says in twelve turns to get the answer told."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from content_store.answers import Answer, NumericAnswer, shown_answer
from evaluation.benchmarks.cases import InvalidCases
from tutor.policy import Intent

PLACEHOLDER = re.compile(r"\{(?:question|wrong|answer([+-]\d+))\}")
POSTED = {"choice": "choice-{0}", "several": "choice-{0}"}
"""How the form posts a pick, by kind of item."""


class Script(BaseModel):
    """A named run of messages, each the button that is pressed and what is typed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    messages: tuple[tuple[Intent, str], ...] = Field(min_length=1)


@dataclass(frozen=True)
class Filling:
    """What stands in for the placeholders: the question, and a wrong answer as it is said and as it is posted."""

    question: str
    answer: Answer | None
    wrong: str
    posted: str


def read_scripts(path: Path) -> list[Script]:
    """Return the scripts of a file.

    Raises:
        InvalidCases: a line is no script, or has a placeholder that nothing stands in for.
    """
    scripts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            script = Script.model_validate_json(line)
        except ValidationError as error:
            raise InvalidCases(f"{path}, line {number}: {error.errors()[0]['msg']}") from error
        unknown = re.findall(r"\{[^{}]*\}", PLACEHOLDER.sub("", json.dumps([text for _, text in script.messages])))
        if unknown:
            raise InvalidCases(f"{path}, line {number}: nothing stands in for {unknown[0]}")
        scripts.append(script)
    if not scripts:
        raise InvalidCases(f"{path} has no scripts")
    return scripts


def filled(text: str, intent: Intent, filling: Filling) -> str:
    """Return a message with its placeholders filled in; a number near an answer that is none becomes the wrong one."""
    wrong = filling.posted if intent == "answer" else filling.wrong
    number = _number(filling.answer)

    def fill(found: re.Match[str]) -> str:
        if found[0] == "{question}":
            return filling.question
        return wrong if found[1] is None or number is None else _written(number + int(found[1]))

    return PLACEHOLDER.sub(fill, text)


def filling_of(question: str, kind: str, answer: Answer) -> Filling:
    """Return what stands in for the placeholders of an item; the wrong answer is one that a misconception leads to."""
    choices = getattr(answer, "choices", ())
    wrong = next((place for place, choice in enumerate(choices) if not choice.right), None)
    if wrong is not None:
        return Filling(question, answer, choices[wrong].text, POSTED[kind].format(wrong))
    number = _number(answer)
    reveals: Sequence[str] = [one.value for one in getattr(answer, "reveals", ())]
    said = next(iter(reveals), _written(number * 2 + 7) if number is not None else _other_words(answer))
    return Filling(question, answer, said, said)


def _other_words(answer: Answer) -> str:
    """Return an answer that is wrong for what is not a number: the right one's own shape with another value."""
    shown = shown_answer(answer)
    changed = re.sub(r"\d+", lambda digits: str(int(digits[0]) + 3), shown)
    return changed if changed != shown else "It is because somebody said so."


def _number(answer: Answer | None) -> Fraction | None:
    if not isinstance(answer, NumericAnswer):
        return None
    try:
        return Fraction(answer.accepted[0])
    except ValueError:
        return None


def _written(number: Fraction) -> str:
    return str(number) if number.denominator in (1, 3, 7, 9, 11) else f"{float(number):.6g}"
