"""Reads a clone of Oak National Academy's curriculum ontology into the rows of content.db.

Knows the defects of Oak's data; not the database, the index or marking. Each lesson becomes one objective.
The points of a lesson are one passage: alone they have 14 words and lean on each other ("This distance is also
multiplied..."), together some 60, which can be read alone. The outcome ("I can...") says nothing that a reply
could rest on, and a misconception says what is false: neither is a passage.
"""

import re
from collections import defaultdict
from pathlib import Path

from rdflib import OWL, RDFS, Namespace
from rdflib.term import Node

from content_store.curriculum import (
    Keyword,
    Lesson,
    LessonInUnit,
    Misconception,
    Objective,
    Passage,
    PassageKind,
    Rows,
    Source,
    Subject,
    Unit,
)
from content_store.glossary import Definition, Setting, trusted
from content_store.oak_graph import OAK, OakGraph, OakUnit, local_name
from content_store.problems import InvalidContent, Problem
from content_store.progress import Report, silent
from content_store.turtle import read_turtle

SCHEMA = Namespace("http://schema.org/")
SOURCE = "oak"
ATTRIBUTION = "Contains public sector information licensed under the Open Government Licence v3.0."
REPOSITORY = "https://github.com/oaknational/oak-curriculum-ontology"
GIVE_A_CLONE = f"give the folder of a whole clone of {REPOSITORY}"
OF_A_PICTURE = re.compile(
    r"\b(this|these) (image|picture|photo|photograph|diagram|video|animation|slide)s?\b"
    r"|\b(image|picture|photo|photograph|diagram|video|animation|slide)s? (above|below|opposite)\b"
    r"|\b(shown|seen|see) (above|below|opposite)\b",
    re.IGNORECASE,
)


def read_oak(clone: Path, report: Report = silent) -> Rows:
    """Return the rows of every subject in a clone of Oak's curriculum ontology.

    Raises:
        InvalidContent: the folder is no such clone, or a file of it is broken.
    """
    files = sorted((clone / "data").rglob("*.ttl"))
    if not files:
        raise InvalidContent((Problem(str(clone), 0, "there are no Turtle files under data/", GIVE_A_CLONE),))
    oak = OakGraph(read_turtle(files, clone, report))
    if not oak.units:
        raise InvalidContent((Problem(str(clone), 0, "the files describe no units of lessons", GIVE_A_CLONE),))
    return _rows(oak)


def _rows(oak: OakGraph) -> Rows:
    """Return everything, ready to be written."""
    found = Rows(sources=[_source(oak)])
    _add_units(found, oak)
    first_units: dict[str, OakUnit] = {}
    for unit in oak.units:
        for lesson_id in sorted(unit.places, key=lambda lesson: (unit.places[lesson], lesson)):
            first_units.setdefault(lesson_id, unit)
    for lesson_id, unit in first_units.items():
        _add_lesson(found, oak, lesson_id, unit)
    _add_keywords(found, oak)
    return found


def _source(oak: OakGraph) -> Source:
    versions = sorted(str(version) for version in oak.graph.objects(None, OWL.versionInfo))
    return Source(
        id=SOURCE,
        title="Oak National Academy",
        licence="Open Government Licence v3.0",
        attribution=ATTRIBUTION,
        url=REPOSITORY,
        version=versions[-1] if versions else "",
    )


def _add_units(found: Rows, oak: OakGraph) -> None:
    """Add the subjects, their units, and the place of each lesson in them."""
    titles = {local_name(node): oak.text(node, RDFS.label) for node in oak.of_class("Subject")}
    for position, name in enumerate(sorted({unit.subjects[0] for unit in oak.units})):
        title = titles.get(f"subject-{name}") or name.replace("-", " ").capitalize()
        found.subjects.append(Subject(id=name, title=title, source_id=SOURCE, position=position))
    for position, unit in enumerate(oak.units):
        found.units.append(Unit(id=unit.id, subject_id=unit.subjects[0], title=unit.title, position=position))
        found.lessons_in_units.extend(
            LessonInUnit(unit_id=unit.id, lesson_id=lesson_id, position=place)
            for lesson_id, place in unit.places.items()
        )


def _add_lesson(found: Rows, oak: OakGraph, lesson_id: str, unit: OakUnit) -> None:
    """Add a lesson, its objective, its misconceptions and the passage of its points."""
    title, outcome = _titles(oak, lesson_id)
    timing, points = oak.timings[lesson_id], _points(oak, lesson_id)
    found.lessons.append(
        Lesson(
            id=lesson_id,
            unit_id=unit.id,
            title=title,
            year=timing.year,
            key_stage=unit.key_stage,
            position=unit.places[lesson_id],
            outcome=outcome,
        )
    )
    found.objectives.append(
        Objective(
            id=lesson_id,
            lesson_id=lesson_id,
            title=outcome or title,
            year=timing.year,
            tier=timing.tier,
            notes="\n".join(f"- {point}" for point in points) or None,
        )
    )
    for node in oak.every(oak.lessons[lesson_id], OAK.hasMisconception):
        found.misconceptions.append(_misconception(oak, lesson_id, node))
    if points:
        found.passages.append(_passage(lesson_id, "point", title, " ".join(points)))


def _misconception(oak: OakGraph, lesson_id: str, node: Node) -> Misconception:
    """Return one misconception; each lesson that shares it has a row of its own."""
    return Misconception(
        id=f"{lesson_id}/{local_name(node)}",
        objective_id=lesson_id,
        statement=oak.text(node, OAK.statement),
        correction=oak.text(node, OAK.correction),
    )


def _add_keywords(found: Rows, oak: OakGraph) -> None:
    """Add the definitions that can be trusted, and one passage of them for each lesson."""
    users: dict[Node, list[str]] = defaultdict(list)
    for lesson in found.lessons:
        for keyword in oak.every(oak.lessons[lesson.id], OAK.hasKeyword):
            users[keyword].append(lesson.id)
    definitions = [
        Definition(local_name(node), oak.text(node, SCHEMA.name), oak.text(node, SCHEMA.description), tuple(used))
        for node, used in users.items()
    ]
    by_lesson: dict[str, list[Definition]] = defaultdict(list)
    for definition in trusted(definitions, _settings(oak)):
        for lesson_id in definition.lessons:
            by_lesson[lesson_id].append(definition)
    for lesson_id, known in by_lesson.items():
        found.keywords.extend(_keyword(lesson_id, definition) for definition in known)
        text = " ".join(_sentence(f"{definition.term}: {definition.text}") for definition in known)
        found.passages.append(_passage(lesson_id, "keyword", _titles(oak, lesson_id)[0], text))


def _settings(oak: OakGraph) -> dict[str, Setting]:
    """Return what each lesson says and the subjects in which it stands."""
    subjects: dict[str, set[str]] = defaultdict(set)
    for unit in oak.units:
        for lesson_id in unit.places:
            subjects[lesson_id] |= set(unit.subjects)
    return {
        lesson_id: Setting(frozenset(among), " ".join([*_titles(oak, lesson_id), *_points(oak, lesson_id)]))
        for lesson_id, among in subjects.items()
    }


def _titles(oak: OakGraph, lesson_id: str) -> tuple[str, str]:
    """Return a lesson's title and its outcome."""
    lesson = oak.lessons[lesson_id]
    outcome = oak.value(lesson, OAK.hasPupilLessonOutcome)
    return oak.text(lesson, RDFS.label) or lesson_id, oak.text(outcome, RDFS.label) if outcome else ""


def _points(oak: OakGraph, lesson_id: str) -> list[str]:
    """Return a lesson's key learning points as sentences, without those about a picture that is not here."""
    points = oak.every(oak.lessons[lesson_id], OAK.hasKeyLearningPoint)
    texts = (oak.text(point, RDFS.label) for point in points)
    return [_sentence(text) for text in texts if text and not OF_A_PICTURE.search(text)]


def _passage(lesson_id: str, kind: PassageKind, heading: str, text: str) -> Passage:
    return Passage(
        id=f"{lesson_id}/{kind}s",
        lesson_id=lesson_id,
        objective_id=lesson_id,
        source_id=SOURCE,
        kind=kind,
        heading=heading,
        text=text,
        position=0 if kind == "point" else 1,
    )


def _keyword(lesson_id: str, definition: Definition) -> Keyword:
    return Keyword(
        id=f"{lesson_id}/{definition.id}",
        lesson_id=lesson_id,
        objective_id=lesson_id,
        term=definition.term,
        definition=definition.text,
    )


def _sentence(text: str) -> str:
    """Return the text with a capital at its start and a stop at its end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "”", ":")) else ".")
