"""Reads a pack folder (docs/pack-format.md) into the rows of content.db, or says everything that is wrong with it.

Knows files and their rules; not the database, the index or marking.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from content_store import curriculum as rows
from content_store.curriculum import Rows
from content_store.documents import NOTES, Document, parse_yaml, read_front_matter, read_text, shaped
from content_store.faq import read_faqs
from content_store.item_spec import ItemSpec
from content_store.pack_checks import SEEDS, check_item, check_notes, sections
from content_store.pack_specs import LessonSpec, ObjectiveSpec, PackSpec, SubjectSpec, UnitSpec
from content_store.part_checks import named_misconceptions
from content_store.problems import InvalidContent, Problem
from content_store.wrong_rules import idle_rules, with_rules

ITEMS = TypeAdapter(tuple[ItemSpec, ...])
MIN_ITEMS = 4


@dataclass(frozen=True)
class Draws:
    """How many draws of a template are checked, and the definitions of the items that passed before."""

    seeds: int = SEEDS
    passed: frozenset[str] = frozenset()


def read_pack(folder: Path, seeds: int = SEEDS, passed: frozenset[str] = frozenset()) -> Rows:
    """Return the rows of a whole pack, each template checked over so many draws unless its definition has passed.

    Raises:
        InvalidContent: with every problem found in any file of the pack.
    """
    document = parse_yaml(read_text(folder / "pack.yaml", "pack.yaml"), "pack.yaml")
    pack = shaped(document, TypeAdapter(PackSpec))
    built = Rows()
    built.sources.append(
        rows.Source(**pack.model_dump(include={"id", "title", "licence", "attribution", "url", "version"}))
    )
    problems: list[Problem] = []
    for position, subject in enumerate(pack.subjects):
        try:
            subject_file = folder / subject / "subject.yaml"
            problems.extend(_read_subject(built, folder, subject_file, (position, Draws(seeds, passed))))
        except InvalidContent as error:
            problems.extend(error.problems)
    problems.extend(_across(built))
    if problems:
        raise InvalidContent(tuple(problems))
    return built


def _read_subject(built: Rows, folder: Path, subject_file: Path, given: tuple[int, Draws]) -> Iterator[Problem]:
    """Add one subject's rows and yield the problems of its objectives."""
    name = str(subject_file.relative_to(folder))
    spec = shaped(parse_yaml(read_text(subject_file, name), name), TypeAdapter(SubjectSpec))
    source_id, (position, draws) = built.sources[0].id, given
    built.subjects.append(rows.Subject(id=spec.id, title=spec.title, source_id=source_id, position=position))
    for unit_position, unit in enumerate(spec.units):
        built.units.append(rows.Unit(id=unit.id, subject_id=spec.id, title=unit.title, position=unit_position))
        for lesson_position, lesson in enumerate(unit.lessons):
            _add_lesson(built, unit, lesson, lesson_position)
            for objective_position, objective_id in enumerate(lesson.objectives):
                place = subject_file.parent / objective_id
                yield from read_objective(built, (folder, place), (lesson.id, objective_position), draws)


def _add_lesson(built: Rows, unit: UnitSpec, lesson: LessonSpec, position: int) -> None:
    built.lessons.append(
        rows.Lesson(id=lesson.id, unit_id=unit.id, title=lesson.title, year=lesson.year, position=position)
    )
    built.lessons_in_units.append(rows.LessonInUnit(unit_id=unit.id, lesson_id=lesson.id, position=position))


def read_objective(
    built: Rows, folders: tuple[Path, Path], lesson: tuple[str, int], draws: Draws = Draws()
) -> list[Problem]:
    """Add the rows of one objective's folder and return its problems; `folders` are the pack's and the objective's."""
    folder, place = folders
    try:
        document, notes = read_front_matter(place / "objective.md", str((place / "objective.md").relative_to(folder)))
        spec = shaped(document, TypeAdapter(ObjectiveSpec))
        name = str((place / "items.yaml").relative_to(folder))
        items_document = parse_yaml(read_text(place / "items.yaml", name), name)
        written = shaped(items_document, ITEMS)
        where = (spec.id, lesson[0], built.sources[0].id)
        faqs, faq_problems = read_faqs(folders, where, {one.id for one in written})
    except InvalidContent as error:
        return list(error.problems)
    items = with_rules(written, {one.id: one.rules for one in spec.misconceptions})
    _add_objective(built, spec, notes, lesson)
    _add_items(built, spec, items)
    built.faqs.extend(faqs)
    return [
        *faq_problems,
        *_objective_problems(document, spec, place.name, notes),
        *_rule_problems(document, spec, written),
        *_items_problems(items_document, spec, items, draws),
    ]


def _add_objective(built: Rows, spec: ObjectiveSpec, notes: str, lesson: tuple[str, int]) -> None:
    lesson_id, position = lesson
    built.objectives.append(
        rows.Objective(
            id=spec.id,
            lesson_id=lesson_id,
            title=spec.title,
            year=spec.year,
            tier=spec.tier,
            statement=spec.curriculum,
            position=position,
            notes=notes,
        )
    )
    built.needs.extend(rows.Need(objective_id=spec.id, needs_id=needed) for needed in spec.needs)
    built.misconceptions.extend(
        rows.Misconception(objective_id=spec.id, **misconception.model_dump(mode="json", exclude={"rules"}))
        for misconception in spec.misconceptions
    )
    built.keywords.extend(
        rows.Keyword(id=f"{spec.id}/{keyword.term}", objective_id=spec.id, lesson_id=lesson_id, **keyword.model_dump())
        for keyword in spec.keywords
    )
    built.passages.extend(_passages(spec, notes, lesson_id, built.sources[0].id))


def _passages(spec: ObjectiveSpec, notes: str, lesson_id: str, source_id: str) -> Iterator[rows.Passage]:
    """Yield one passage for each section of the notes and each keyword."""
    texts = [("notes", heading, text) for heading, text in sections(notes)]
    texts += [("keyword", keyword.term, keyword.definition) for keyword in spec.keywords]
    for position, (kind, heading, text) in enumerate(texts):
        yield rows.Passage(
            id=f"{spec.id}/{re.sub(r'[^a-z0-9]+', '-', heading.casefold()).strip('-')}",
            lesson_id=lesson_id,
            objective_id=spec.id,
            source_id=source_id,
            kind=kind,
            heading=heading,
            text=text,
            position=position,
        )


def _add_items(built: Rows, spec: ObjectiveSpec, items: tuple[ItemSpec, ...]) -> None:
    built.items.extend(
        rows.Item(
            id=item.id,
            objective_id=spec.id,
            kind=item.kind,
            difficulty=item.difficulty,
            definition=definition_of(item),
            position=position,
        )
        for position, item in enumerate(items)
    )


def definition_of(item: ItemSpec) -> str:
    """Return an item as the database keeps it: the whole of what its draws are made from."""
    return item.model_dump_json(by_alias=True, exclude_defaults=True)


def _objective_problems(document: Document, spec: ObjectiveSpec, folder: str, notes: str) -> Iterator[Problem]:
    if spec.id != folder:
        yield document.problem(("id",), f"the id '{spec.id}' is not the folder's name", f"use '{folder}'")
    for rule, suggestion in check_notes(notes):
        yield Problem(document.file, document.line(NOTES), rule, suggestion)


def _rule_problems(document: Document, spec: ObjectiveSpec, written: tuple[ItemSpec, ...]) -> Iterator[Problem]:
    """Yield the misconceptions' rules that serve no item, or not every one that they name."""
    for position, misconception in enumerate(spec.misconceptions):
        for rule in idle_rules(written, misconception.rules):
            told = f"the rule '{rule.value}' of {misconception.id} fits no item, or not each under `only`"
            where = ("misconceptions", position, "rules")
            yield document.problem(where, told, "correct its kind, its names or `only`, or remove it")


def _items_problems(
    document: Document, spec: ObjectiveSpec, items: tuple[ItemSpec, ...], draws: Draws
) -> Iterator[Problem]:
    """Yield the problems of an objective's items, each at the item's own line."""
    known = {misconception.id for misconception in spec.misconceptions}
    used: set[str] = set()
    if len(items) < MIN_ITEMS:
        yield document.problem((), f"there are {len(items)} items", f"write at least {MIN_ITEMS}")
    for position, item in enumerate(items):
        named = named_misconceptions(item)
        used |= named
        if not item.id.startswith(spec.id):
            yield document.problem((position, "id"), f"the id '{item.id}' does not start with '{spec.id}'", "rename it")
        if item.imported:
            yield document.problem((position, "imported"), "`imported` is for importers", "remove it")
        for unknown in sorted(named - known):
            rule = f"there is no misconception '{unknown}' in objective.md"
            yield document.problem((position,), rule, f"use one of {', '.join(sorted(known))}")
        for rule, suggestion in () if definition_of(item) in draws.passed else check_item(item, draws.seeds):
            yield document.problem((position,), f"{item.id}: {rule}", suggestion)
    for unused in sorted(known - used):
        yield document.problem((), f"no item reveals '{unused}'", "add a `reveals` or a wrong choice that does")


def _across(built: Rows) -> Iterator[Problem]:
    """Yield what is wrong between files: ids used twice, objectives that are needed and missing, circles."""
    for kind, ids in (
        ("item", [item.id for item in built.items]),
        ("objective", [objective.id for objective in built.objectives]),
        ("misconception", [misconception.id for misconception in built.misconceptions]),
        ("passage", [passage.id for passage in built.passages]),
        ("lesson", [lesson.id for lesson in built.lessons]),
        ("question", [faq.id for faq in built.faqs]),
    ):
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            yield Problem("pack.yaml", 0, f"the {kind} id '{twice}' is used twice", "rename one of them")
    objectives = {objective.id for objective in built.objectives}
    for need in built.needs:
        if need.needs_id not in objectives:
            rule = f"'{need.objective_id}' needs '{need.needs_id}', which is not in the pack"
            yield Problem("pack.yaml", 0, rule, "correct the id under `needs`, or add the objective")
    if circle := _circle({o: [n.needs_id for n in built.needs if n.objective_id == o] for o in objectives}):
        yield Problem(
            "pack.yaml", 0, f"objectives need each other in a circle: {' → '.join(circle)}", "remove one need"
        )


def _circle(needs: dict[str, list[str]]) -> list[str] | None:
    """Return the objectives of one circle of prerequisites, or None."""
    done: set[str] = set()

    def visit(objective: str, path: list[str]) -> list[str] | None:
        if objective in path:
            return [*path[path.index(objective) :], objective]
        if objective in done:
            return None
        for needed in needs.get(objective, []):
            if found := visit(needed, [*path, objective]):
                return found
        done.add(objective)
        return None

    return next((found for objective in sorted(needs) if (found := visit(objective, []))), None)
