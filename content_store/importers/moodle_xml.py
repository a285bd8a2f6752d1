"""Reads question banks in Moodle's XML format.

Knows Moodle's question types; each category becomes an objective. What marking could not mark alone is left out.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from content_store.importers.categories import place_of
from content_store.importers.found import Imported, Unfit, refused
from content_store.importers.graded import Graded, choice, number_answer, short_answer, told
from content_store.importers.html_text import text_of_html
from content_store.importers.limits import files_in, name_in, read_bytes
from content_store.importers.questions import Question, matching, number, ordering
from content_store.importers.safe_xml import Element, child, children, local, parse_xml, text_at
from content_store.importers.shelf import Shelf
from content_store.importers.terms import Terms, source_of
from content_store.importers.wording import short_hash, with_maths
from content_store.item_spec import ItemKind
from content_store.progress import Report, silent

Made = tuple[ItemKind, dict[str, Any]]
LEFT_OUT = {
    "cloze": "gaps within a text are not imported",
    "multianswer": "gaps within a text are not imported",
    "essay": "an essay cannot be marked",
    "calculated": "calculated questions are not imported",
    "calculatedsimple": "calculated questions are not imported",
    "calculatedmulti": "calculated questions are not imported",
    "description": "it asks nothing",
    "random": "it stands for a random question",
    "randomsamatch": "it stands for a random question",
}


def read_moodle_xml(place: Path, terms: Terms, report: Report = silent) -> Imported:
    """Return what can be used of a Moodle XML file, or of every one in a folder.

    Raises:
        InvalidContent: a file is broken, no licence is known or it forbids importing, or nothing can be used.
    """
    files = files_in(place, (".xml",))
    contents = [(name_in(file, place), read_bytes(file, name_in(file, place))) for file in files]
    shelf = Shelf(source_of(Terms(title=place.stem), terms, place.name, (content for _, content in contents)))
    for done, (name, content) in enumerate(contents):
        report("Reading files", done, len(contents))
        root = parse_xml(content, name)
        if local(root) != "quiz":
            raise refused(name, "this is no Moodle XML file", "export the questions in the format Moodle XML")
        _add_questions(shelf, root, name)
    return shelf.imported(place.name)


def _add_questions(shelf: Shelf, root: Element, file: str) -> None:
    """Add the questions of a file, each to the category that stands before it."""
    unit = lesson = ""
    for position, element in enumerate(children(root, "question"), 1):
        kind = element.get("type", "")
        if kind == "category":
            unit, lesson = place_of(text_at(element, "category", "text"))
            continue
        name = text_at(element, "name", "text")
        where = f"{file}, question {position}{f' “{name[:60]}”' if name else ''}"
        try:
            question = _question(element, kind, (unit, lesson, name))
        except Unfit as reason:
            shelf.skip("question", where, str(reason))
            continue
        shelf.add_question(shelf.objective(unit, lesson), question, where)


def _question(element: Element, kind: str, place: tuple[str, ...]) -> Question:
    """Return a question.

    Raises:
        Unfit: it cannot be marked, or cannot be shown.
    """
    if kind in LEFT_OUT or kind not in KINDS:
        raise Unfit(LEFT_OUT.get(kind, f"questions of the type {kind[:30] or 'unknown'} are not imported"))
    item_kind, answer = KINDS[kind](element)
    number_of_its_own = text_at(element, "idnumber")
    raw = "".join(child_text.itertext()) if (child_text := child(element, "questiontext", "text")) is not None else ""
    name = f"{place[-1]}-{short_hash(*place, raw)}"[-60:]
    return Question(
        name=number_of_its_own or name,
        text=_text(child(element, "questiontext")),
        kind=item_kind,
        answer=answer,
        rungs=tuple(text for hint in children(element, "hint") if (text := _or_nothing(hint))),
        solution=_or_nothing(child(element, "generalfeedback")) or told(_answers(element)),
    )


def _text(element: Element | None) -> str:
    """Return the text of an element that says in which format it is written.

    Raises:
        Unfit: it holds more than text.
    """
    found = child(element, "text")
    if element is None or found is None:
        return ""
    raw = "".join(found.itertext())
    if "@@PLUGINFILE@@" in raw:
        raise Unfit("it holds an image or a file")
    if element.get("format") in ("plain_text", "markdown"):
        return with_maths(raw)
    return text_of_html(raw)


def _or_nothing(element: Element | None) -> str:
    """Return the text of a hint or feedback; empty where it cannot be shown, for the question can do without."""
    try:
        return _text(element)
    except Unfit:
        return ""


def _answers(element: Element) -> list[Graded]:
    """Return the answers with their shares of the marks, their texts as a pack writes them."""
    return [
        Graded(
            _text(answer),
            number(answer.get("fraction", "0")),
            number(text_at(answer, "tolerance") or "0"),
            _or_nothing(child(answer, "feedback")),
        )
        for answer in children(element, "answer")
    ]


def _plain(element: Element) -> list[Graded]:
    """Return the answers as they are typed."""
    return [
        Graded(
            text_at(answer, "text"), number(answer.get("fraction", "0")), number(text_at(answer, "tolerance") or "0")
        )
        for answer in children(element, "answer")
    ]


def _multichoice(element: Element) -> Made:
    return choice(_answers(element), text_at(element, "single").casefold() not in ("false", "0"))


def _truefalse(element: Element) -> Made:
    answers = [Graded(one.text.strip().capitalize(), one.share) for one in _plain(element)]
    return choice(answers, single=True)


def _numerical(element: Element) -> Made:
    units = child(element, "units")
    listed = list(children(units, "unit")) if units is not None else []
    if len(listed) > 1:
        raise Unfit("its answer may have several units")
    if listed and number(text_at(listed[0], "multiplier") or "1") != 1:
        raise Unfit("its unit is turned into another")
    unit = text_at(listed[0], "unit_name") if listed else ""
    return number_answer([one for one in _plain(element) if one.text != "*" or one.share > 0], unit)


def _shortanswer(element: Element) -> Made:
    if text_at(element, "usecase") == "1":
        raise Unfit("capital letters count in its answer")
    return short_answer([one for one in _plain(element) if one.text != "*" or one.share > 0])


def _matching(element: Element) -> Made:
    pairs, spare = [], []
    for part in children(element, "subquestion"):
        left, right = _text(part), with_maths(text_at(part, "answer", "text"))
        if left:
            pairs.append((left, right))
        else:
            spare.append(right)
    return matching(pairs, spare)


def _ordering(element: Element) -> Made:
    parts = _answers(element)
    places = [one.share for one in parts]
    if len(set(places)) < len(places):
        return ordering([one.text for one in parts])
    return ordering([one.text for one in sorted(parts, key=lambda one: one.share)])


KINDS: dict[str, Callable[[Element], Made]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "numerical": _numerical,
    "shortanswer": _shortanswer,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
}
"""How the answer of each type is read."""
