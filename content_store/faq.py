"""Reads the questions that pupils ask about an objective (faq.yaml), or says what is wrong with them."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pydantic import TypeAdapter

from content_store.curriculum import Faq
from content_store.documents import Document, parse_yaml, read_text, shaped
from content_store.pack_checks import Finding, dollar_findings
from content_store.pack_specs import FaqSpec
from content_store.problems import Problem

FILE = "faq.yaml"
FAQS = TypeAdapter(tuple[FaqSpec, ...])
MOST_WORDS = 60
"""Words of an answer, as of any reply that a pupil is shown."""
QUOTED = re.compile(r"\$[^$]*\$|“[^”]*”|‘[^’]*’")
"""What is not said by the answer itself: maths and quotations."""
OF_ITSELF = re.compile(r"\bI(?:'\w+| (?:am|can|do|have|hope|think|will)\b)|\b(?:[Mm]e|[Mm]y|[Mm]ine)\b")
"""Speaks of whoever answers; a bare I may be a current, an image or the first of two kings."""
SIGNS_KEPT = re.compile(r"[\w^+*/=<>≤≥∪∩∅∈°′−-]+")


def read_faqs(
    folders: tuple[Path, Path], where: tuple[str, str, str], items: Collection[str]
) -> tuple[list[Faq], list[Problem]]:
    """Return the rows of an objective's questions, none where it has no such file, and what is wrong with them.

    `folders` are the pack's and the objective's, `where` the ids of objective, lesson and source, `items` those of the
    objective's items.

    Raises:
        InvalidContent: the file cannot be read as a list of questions.
    """
    pack, place = folders
    objective_id, lesson_id, source_id = where
    if not (place / FILE).exists():
        return [], []
    name = str((place / FILE).relative_to(pack))
    document = parse_yaml(read_text(place / FILE, name), name)
    written = shaped(document, FAQS)
    made = [
        Faq(
            id=f"{objective_id}/faq/{re.sub(r'[^a-z0-9]+', '-', one.question.casefold()).strip('-')}",
            lesson_id=lesson_id,
            objective_id=objective_id,
            source_id=source_id,
            question=one.question,
            also=list(one.also),
            answer=one.answer,
            tells=list(one.tells),
            position=position,
        )
        for position, one in enumerate(written)
    ]
    return made, list(_problems(document, written, items))


def _problems(document: Document, written: tuple[FaqSpec, ...], items: Collection[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for position, one in enumerate(written):
        for rule, suggestion in _findings(one, items):
            yield document.problem((position,), f"“{one.question}”: {rule}", suggestion)
        for phrasing in (one.question, *one.also):
            if seen.setdefault(_squeezed(phrasing), position) != position:
                told = f"“{phrasing}” stands under two questions"
                yield document.problem((position,), told, "let each way of asking lead to one answer")


def _findings(one: FaqSpec, items: Collection[str]) -> Iterator[Finding]:
    """Yield what is wrong with one question and its answer."""
    for item in one.tells:
        if item not in items:
            yield f"it tells {item}, which is no item of the objective", "name items of its items.yaml"
    words = len(QUOTED.sub("x", one.answer).split())
    if words > MOST_WORDS:
        yield f"the answer has {words} words", f"write at most {MOST_WORDS}"
    if OF_ITSELF.search(QUOTED.sub("", one.answer)):
        yield "the answer speaks of itself", "write without I, me or my"
    for text in (one.question, one.answer):
        yield from dollar_findings(text)


def _squeezed(phrasing: str) -> str:
    """Return a way of asking without what nobody types the same twice."""
    return " ".join(SIGNS_KEPT.findall(phrasing.casefold().replace("'", "").replace("’", "")))
