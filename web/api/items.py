"""Items as the API tells them: the drawn question, and what tells its answer only to keys that may see it."""

from dataclasses import dataclass

from flask import abort

from content_store.asked import asked, told
from content_store.catalogue import Catalogue
from content_store.curriculum import Item
from content_store.items import DrawnItem, draw, read_spec
from web.api.curriculum import objective_named, sources_by_id
from web.api.description import answers_with, pages
from web.api.keys import sees_answers, with_key
from web.api.shapes import ItemQuery, Items, ItemShape, SourceShape, Telling, WrongAnswer
from web.context import current_tutor

SCHOOL = SourceShape(
    id="school",
    title="This school's own questions",
    licence="as the school decides",
    attribution="Written at the school, or changed there from another question of the same objective",
    url="",
    version="",
)
"""Whose words an item is that the school has laid over the built content."""


@dataclass(frozen=True)
class Showing:
    """How items are shown: with which numbers, whether with answers, and whose words the built ones are."""

    seed: int
    answers: bool
    source: SourceShape
    content_version: str


@pages.get("/objectives/<path:objective_id>/items")
@with_key
@answers_with(Items, 403, 404)
def list_items(objective_id: str, query: ItemQuery) -> Items:
    """List an objective's items, each drawn with the same seed."""
    catalogue = current_tutor().catalogue
    objective_named(catalogue, objective_id)
    showing = _showing(catalogue, objective_id, query)
    rows = sorted(catalogue.items_of(objective_id), key=lambda row: row.difficulty)
    return Items(items=[_shape(catalogue, row, showing) for row in rows], content_version=catalogue.version)


@pages.get("/items/<path:item_id>")
@with_key
@answers_with(ItemShape, 403, 404)
def show_item(item_id: str, query: ItemQuery) -> ItemShape:
    """Tell one item, drawn with a seed."""
    catalogue = current_tutor().catalogue
    row = catalogue.item(item_id)
    if row is None or row.id not in {one.id for one in catalogue.items_of(row.objective_id)}:
        abort(404, "There is no such item: /objectives/{id}/items lists those of an objective.")
    return _shape(catalogue, row, _showing(catalogue, row.objective_id, query))


def _showing(catalogue: Catalogue, objective_id: str, query: ItemQuery) -> Showing:
    answers = sees_answers(query.answers)
    subject = catalogue.subject_of(objective_id)
    if subject is None:
        raise LookupError(f"objective {objective_id} stands in no subject")
    return Showing(query.seed, answers, sources_by_id(catalogue)[subject.source_id], catalogue.version)


def _shape(catalogue: Catalogue, row: Item, showing: Showing) -> ItemShape:
    item = draw(read_spec(row.definition), row.objective_id, showing.seed)
    seen = asked(item.answer)
    return ItemShape(
        id=item.id,
        objective=item.objective_id,
        kind=item.kind,
        difficulty=item.difficulty,
        seed=item.seed,
        question=item.question,
        diagram=item.diagram.alt if item.diagram else None,
        unit=seen.unit,
        options=list(seen.options),
        partners=list(seen.partners),
        gap_text=seen.gap_text,
        gap_options=[list(options) for options in seen.gap_options],
        source_text=seen.source,
        criteria=list(seen.criteria),
        source=SCHOOL if catalogue.is_of_school(row.id) else showing.source,
        telling=_telling(item) if showing.answers else None,
        content_version=showing.content_version,
    )


def _telling(item: DrawnItem) -> Telling:
    """Return what tells the answer of an item."""
    telling = told(item.answer)
    return Telling(
        answer=telling.answer,
        accepted=list(telling.accepted),
        hints=list(item.hints),
        steps=list(item.steps),
        wrong_answers=[WrongAnswer(answer=text, misconception=why) for text, why in telling.wrong],
    )
