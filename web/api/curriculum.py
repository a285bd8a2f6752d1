"""Subjects, objectives, passages and sources, as the API tells them."""

from flask import abort

from content_store.catalogue import Catalogue
from content_store.curriculum import Lesson, Objective, Passage, Source, Subject, Unit
from web.api.description import answers_with, pages
from web.api.keys import sees_answers, with_key
from web.api.problems import BadInput, Fault
from web.api.shapes import (
    AnswersQuery,
    AskedQuestions,
    AskedShape,
    KeywordShape,
    Link,
    MisconceptionShape,
    NoQuery,
    ObjectiveLine,
    Objectives,
    ObjectiveShape,
    ObjectivesQuery,
    PassageShape,
    PassagesShape,
    Sources,
    SourceShape,
    Subjects,
    SubjectShape,
)
from web.context import current_tutor


@pages.get("/subjects")
@with_key
@answers_with(Subjects)
def list_subjects(query: NoQuery) -> Subjects:
    """List the subjects with their units."""
    catalogue = _catalogue()
    sources = sources_by_id(catalogue)
    return Subjects(
        subjects=[
            SubjectShape(
                id=one.id,
                title=one.title,
                units=[link(unit) for unit in catalogue.units(one.id)],
                source=sources[one.source_id],
            )
            for one in catalogue.subjects()
        ],
        content_version=catalogue.version,
    )


@pages.get("/objectives")
@with_key
@answers_with(Objectives)
def list_objectives(query: ObjectivesQuery) -> Objectives:
    """List objectives in the order in which they are taught, a page at a time."""
    catalogue = _catalogue()
    if query.subject is not None and catalogue.subject(query.subject) is None:
        raise BadInput(Fault(parameter="subject", detail="There is no such subject: /subjects lists them."))
    subjects = [one for one in catalogue.subjects() if query.subject in (None, one.id)]
    each = {objective.id: objective for subject in subjects for objective in catalogue.objectives(subject.id)}
    wanted = [one for one in each.values() if _is_wanted(one, query)]
    page = wanted[query.offset : query.offset + query.limit]
    return Objectives(
        objectives=[ObjectiveLine.model_validate(_line(catalogue, one)) for one in page],
        total=len(wanted),
        offset=query.offset,
        content_version=catalogue.version,
    )


def _is_wanted(objective: Objective, query: ObjectivesQuery) -> bool:
    taught = query.tier is None or objective.tier in {query.tier, "both"}
    return taught and query.year in (None, objective.year)


@pages.get("/objectives/<path:objective_id>")
@with_key
@answers_with(ObjectiveShape, 403, 404)
def show_objective(objective_id: str, query: AnswersQuery) -> ObjectiveShape:
    """Tell one objective: what it needs, what needs it, its words, and misconceptions if the key may see answers."""
    catalogue = _catalogue()
    objective = objective_named(catalogue, objective_id)
    answers = sees_answers(query.answers)
    lesson = catalogue.lesson(objective.lesson_id)
    words = [one for one in catalogue.keywords_of(objective.lesson_id) if one.objective_id in (None, objective_id)]
    more = {
        "lesson": link(lesson) if lesson else Link(id=objective.lesson_id, title=""),
        "needs": [link(one) for one in catalogue.needs_of(objective_id)],
        "needed_by": [link(one) for one in catalogue.needed_by(objective_id)],
        "keywords": [KeywordShape(term=one.term, definition=one.definition) for one in words],
        "misconceptions": _misconceptions(catalogue, objective_id) if answers else None,
        "content_version": catalogue.version,
    }
    return ObjectiveShape.model_validate(_line(catalogue, objective) | more)


def _misconceptions(catalogue: Catalogue, objective_id: str) -> list[MisconceptionShape]:
    found = catalogue.misconceptions_of(objective_id)
    return [MisconceptionShape(id=one.id, statement=one.statement, correction=one.correction) for one in found]


@pages.get("/objectives/<path:objective_id>/passages")
@with_key
@answers_with(PassagesShape, 404)
def list_passages(objective_id: str, query: NoQuery) -> PassagesShape:
    """List an objective's passages in the order in which they are read."""
    catalogue = _catalogue()
    objective_named(catalogue, objective_id)
    sources = sources_by_id(catalogue)
    found = catalogue.passages_of(objective_id)
    return PassagesShape(
        passages=[PassageShape.model_validate(passage_fields(catalogue, one, sources)) for one in found],
        content_version=catalogue.version,
    )


@pages.get("/objectives/<path:objective_id>/questions")
@with_key
@answers_with(AskedQuestions, 404)
def list_asked(objective_id: str, query: NoQuery) -> AskedQuestions:
    """List the questions that pupils ask about an objective, with their answers."""
    catalogue = _catalogue()
    objective_named(catalogue, objective_id)
    sources = sources_by_id(catalogue)
    found = [
        AskedShape(question=one.question, also=one.also, answer=one.answer, source=sources[one.source_id])
        for one in catalogue.faqs_of(objective_id)
    ]
    return AskedQuestions(questions=found, content_version=catalogue.version)


@pages.get("/sources")
@with_key
@answers_with(Sources)
def list_sources(query: NoQuery) -> Sources:
    """List whose words the curriculum holds, each with its licence."""
    catalogue = _catalogue()
    return Sources(sources=list(sources_by_id(catalogue).values()), content_version=catalogue.version)


def _catalogue() -> Catalogue:
    return current_tutor().catalogue


def objective_named(catalogue: Catalogue, objective_id: str) -> Objective:
    """Return an objective, or tell that there is none."""
    objective = catalogue.objective(objective_id)
    if objective is None:
        abort(404, "There is no such objective: /objectives lists them.")
    return objective


def link(row: Subject | Unit | Lesson | Objective) -> Link:
    """Return a row's id and title."""
    return Link(id=row.id, title=row.title)


def sources_by_id(catalogue: Catalogue) -> dict[str, SourceShape]:
    """Return every source as the API tells it."""
    return {one.id: _source(one) for one in catalogue.sources()}


def _source(source: Source) -> SourceShape:
    return SourceShape(**source.model_dump())


def passage_fields(catalogue: Catalogue, passage: Passage, sources: dict[str, SourceShape]) -> dict[str, object]:
    """Return what the API tells of a passage."""
    lesson = catalogue.lesson(passage.lesson_id)
    objective = catalogue.objective(passage.objective_id) if passage.objective_id else None
    return {
        "id": passage.id,
        "kind": passage.kind,
        "heading": passage.heading,
        "text": passage.text,
        "lesson": link(lesson) if lesson else Link(id=passage.lesson_id, title=""),
        "objective": link(objective) if objective else None,
        "source": sources[passage.source_id],
    }


def _line(catalogue: Catalogue, objective: Objective) -> dict[str, object]:
    """Return what the API tells of an objective in a list."""
    subject, unit = catalogue.subject_of(objective.id), catalogue.unit_of(objective.id)
    if subject is None or unit is None:
        raise LookupError(f"objective {objective.id} stands in no unit of a subject")
    return {
        "id": objective.id,
        "title": objective.title,
        "statement": objective.statement,
        "year": objective.year,
        "tier": objective.tier,
        "subject": link(subject),
        "unit": link(unit),
    }
