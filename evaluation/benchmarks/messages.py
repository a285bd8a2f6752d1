"""How well messages are read, on labelled lines from a file.

A line is an item, `{"name": str, "kind": "numeric" | "expression" | "choice" | "short_text", "question": str}` with
`accepted` or, for a choice, `choices`; or a message about one, `{"text": str, "kind": str, "about": name, "split":
"tuned" | "held-out" | "fresh"}` with what else should be read in it (`attempt`, `question`, `guess`, `offloading`).
"""

import json
import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    ExpressionAnswer,
    Idea,
    NumericAnswer,
    ShortTextAnswer,
)
from content_store.items import DrawnItem
from evaluation.benchmarks.cases import InvalidCases, percentile
from retrieval.embedding import Embedder
from tutor.message import MessageKind, Offloading, Reading, read_message


class ItemLine(BaseModel):
    """An item that messages are about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Literal["numeric", "expression", "choice", "short_text"]
    question: str
    accepted: tuple[str, ...] = ()
    unit: str | None = None
    choices: tuple[str, ...] = ()


class Message(BaseModel):
    """A message and what should be read in it; without `about` no item is open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str
    kind: MessageKind
    about: str | None = None
    split: Literal["tuned", "held-out", "fresh"] = "held-out"
    attempt: str | None = None
    question: str | None = None
    guess: bool = False
    offloading: Offloading | None = None


LINE: TypeAdapter[ItemLine | Message] = TypeAdapter(ItemLine | Message)


@dataclass(frozen=True)
class Split:
    """Shares (0 to 1) over the messages of one half; `wrong` holds each misread line as text, label and reading."""

    messages: int
    accuracy: float
    by_kind: dict[str, dict[str, float]]
    attempts_found: float
    guesses: float
    offloading: float
    questions: float
    wrong: list[tuple[str, str, str]]


@dataclass(frozen=True)
class MessagesReport:
    """Each half's figures, and the milliseconds of a reading."""

    splits: dict[str, Split]
    milliseconds_p50: float
    milliseconds_p95: float


def run(path: Path, embedder: Embedder | None = None) -> MessagesReport:
    """Return the report of every message of a file, read with an embedder or by the patterns alone.

    Raises:
        InvalidCases: a line is neither an item nor a message, or a message is about no item of the file.
    """
    items, messages = _read(path)
    read_message("what does this mean", None, embedder)  # the first reading also embeds the examples
    read, times = [], []
    for message in messages:
        started = time.perf_counter()
        reading = read_message(message.text, items[message.about] if message.about else None, embedder)
        times.append((time.perf_counter() - started) * 1000)
        read.append((message, reading))
    splits = {split: [pair for pair in read if pair[0].split == split] for split in ("fresh", "held-out", "tuned")}
    return MessagesReport(
        {split: _figures(pairs) for split, pairs in splits.items() if pairs},
        round(percentile(times, 50), 2),
        round(percentile(times, 95), 2),
    )


def _read(path: Path) -> tuple[dict[str, DrawnItem], list[Message]]:
    items: dict[str, DrawnItem] = {}
    messages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            read = LINE.validate_json(line)
        except ValidationError as error:
            raise InvalidCases(f"{path}, line {number}: {error.errors()[-1]['msg']}") from error
        if isinstance(read, ItemLine):
            items[read.name] = _item(read)
            continue
        if read.about is not None and read.about not in items:
            raise InvalidCases(f"{path}, line {number}: about: no item {read.about} comes before it")
        messages.append(read)
    if not messages:
        raise InvalidCases(f"{path} has no messages")
    return items, messages


def _item(line: ItemLine) -> DrawnItem:
    answers: dict[str, Answer] = {
        "numeric": NumericAnswer(line.accepted, unit=line.unit),
        "expression": ExpressionAnswer(line.accepted),
        "choice": ChoiceAnswer(tuple(Choice(text, right=not place) for place, text in enumerate(line.choices))),
        "short_text": ShortTextAnswer((Idea("idea", line.accepted),), 1, next(iter(line.accepted), "")),
    }
    return DrawnItem(line.name, "", 0, line.kind, 1, line.question, answers[line.kind], (), ())


def _figures(pairs: Sequence[tuple[Message, Reading]]) -> Split:
    labelled, given = Counter(m.kind for m, _ in pairs), Counter(r.kind for _, r in pairs)
    both = Counter(m.kind for m, r in pairs if m.kind == r.kind)
    by_kind: dict[str, dict[str, float]] = {
        kind: {
            "messages": count,
            "recall": round(both[kind] / count, 3),
            "precision": round(both[kind] / given[kind], 3) if given[kind] else 0.0,
        }
        for kind, count in labelled.most_common()
    }
    to_mark = [(m, r) for m, r in pairs if m.attempt]
    return Split(
        messages=len(pairs),
        accuracy=_share([m.kind == r.kind for m, r in pairs]),
        by_kind=by_kind,
        attempts_found=_share([_bare(m.attempt) == _bare(r.attempt) for m, r in to_mark]),
        guesses=_share([m.guess == r.guess for m, r in to_mark]),
        offloading=_share([m.offloading == r.offloading for m, r in pairs if m.kind == "answer request"]),
        questions=_share([_bare(m.question) in _bare(r.question) for m, r in pairs if m.question]),
        wrong=[(m.text, _told(m), _told(r)) for m, r in pairs if _told(m) != _told(r)],
    )


def _told(read: Message | Reading) -> str:
    """Return a label or a reading in short, without the wording of its question."""
    parts = (read.kind, _bare(read.attempt), "guess" if read.guess else "", read.offloading or "")
    return ", ".join(part for part in parts if part)


def _bare(text: str | None) -> str:
    """Return a part of a message as parts are compared: without spaces, and without the unknown before the number."""
    squashed = re.sub(r"[\s?.]", "", (text or "").casefold())
    return re.sub(r"^[a-z]=(?=[-−+]?[\d.]+$)", "", squashed)


def _share(outcomes: Sequence[bool]) -> float:
    return round(sum(outcomes) / len(outcomes), 3) if outcomes else 1.0


def as_json(report: MessagesReport) -> str:
    """Return the report as one JSON object."""
    return json.dumps(asdict(report), ensure_ascii=False)


def as_text(report: MessagesReport) -> str:
    """Return the report to read in a terminal."""
    lines = []
    for name, split in report.splits.items():
        lines.append(f"{name}: {split.messages} messages, {split.accuracy:.1%} read as labelled")
        lines += [
            f"  {kind}: {of['messages']:.0f}, recall {of['recall']:.1%}, precision {of['precision']:.1%}"
            for kind, of in split.by_kind.items()
        ]
        lines.append(
            f"  part to mark found {split.attempts_found:.1%}, guesses {split.guesses:.1%}, offloading "
            f"{split.offloading:.1%}, question beside an answer {split.questions:.1%}"
        )
        lines += [f"    {text!r}: {label} (read as {reading})" for text, label, reading in split.wrong]
    lines.append(f"Milliseconds: p50 {report.milliseconds_p50}, p95 {report.milliseconds_p95}")
    return "\n".join(lines)
