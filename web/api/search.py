"""Passages found by meaning, as the API tells them."""

from collections.abc import Iterator

from content_store.catalogue import Catalogue
from content_store.curriculum import Passage
from retrieval.passages import Hit, Scope
from web.api.curriculum import passage_fields, sources_by_id
from web.api.description import answers_with, pages
from web.api.keys import with_key
from web.api.problems import BadInput, Fault
from web.api.shapes import Found, FoundPassage, SearchQuery, SourceShape
from web.context import current_tutor

NEAR = 0.45
"""The similarity from which a passage counts as being about what was looked for, outside one objective.

Of 21 searches for what the embedded curriculum does not hold, none came nearer than 0.39; of 24 for what it holds, none
was farther than 0.53 (docs/log.md, 2026-11-30).
"""
NEAR_WITHIN = 0.35
"""The same within one objective, where there is less to be mistaken for."""
LOOKED_THROUGH = 200
"""How many hits are looked through for those under one licence, or of one scope."""


@pages.get("/search")
@with_key
@answers_with(Found)
def search(query: SearchQuery) -> Found:
    """Find passages by meaning; where nothing is near enough to rest on, the list is empty and `covered` false."""
    tutor = current_tutor()
    catalogue = tutor.catalogue
    sources = sources_by_id(catalogue)
    if faults := list(_faults(catalogue, query, sources)):
        raise BadInput(*faults)
    scope = Scope(frozenset({query.objective} if query.objective else ()), unit=query.unit, subject=query.subject)
    narrowed = scope != Scope() or query.licence is not None
    hits = tutor.passages.search(query.q, scope, LOOKED_THROUGH if narrowed else query.limit)
    near = {hit.passage_id: hit for hit in hits if _is_near(hit, query)}
    found = [one for one in catalogue.passages(list(near)) if _is_licensed(sources[one.source_id], query.licence)]
    shown = [_shape(catalogue, one, near[one.id], sources) for one in found[: query.limit]]
    return Found(covered=bool(shown), passages=shown, content_version=catalogue.version)


def _faults(catalogue: Catalogue, query: SearchQuery, sources: dict[str, SourceShape]) -> Iterator[Fault]:
    """Yield what a search names that is not there."""
    if query.objective is not None and catalogue.objective(query.objective) is None:
        yield Fault(parameter="objective", detail="There is no such objective: /objectives lists them.")
    subjects = catalogue.subjects()
    if query.subject is not None and query.subject not in {one.id for one in subjects}:
        yield Fault(parameter="subject", detail="There is no such subject: /subjects lists them.")
    if query.unit is not None and query.unit not in {unit.id for one in subjects for unit in catalogue.units(one.id)}:
        yield Fault(parameter="unit", detail="There is no such unit: /subjects lists them.")
    if query.licence is not None and not any(_is_licensed(one, query.licence) for one in sources.values()):
        yield Fault(parameter="licence", detail="No source is under this licence: /sources lists them.")


def _is_near(hit: Hit, query: SearchQuery) -> bool:
    """Return whether a hit is in one of the scopes that a search names, and near enough."""
    named = {"studying": query.objective, "unit": query.unit, "subject": query.subject}
    if any(named.values()) and not named.get(hit.where):
        return False
    return hit.similarity >= (NEAR_WITHIN if hit.where == "studying" else NEAR)


def _is_licensed(source: SourceShape, licence: str | None) -> bool:
    return licence is None or source.licence.casefold() == licence.strip().casefold()


def _shape(catalogue: Catalogue, passage: Passage, hit: Hit, sources: dict[str, SourceShape]) -> FoundPassage:
    similarity = round(min(hit.similarity, 1.0), 4)
    return FoundPassage.model_validate(passage_fields(catalogue, passage, sources) | {"similarity": similarity})
