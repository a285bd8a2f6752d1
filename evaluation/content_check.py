"""Checks a pack by every proof there is, over many draws of each template.

Stands here because the content store may not know marking.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from content_store.curriculum import Item, Keyword, Rows
from content_store.items import ItemSpec, draw, read_spec
from content_store.pack import read_pack
from content_store.progress import Report, silent
from evaluation.proofs.breadth import breadth_problems
from evaluation.proofs.duplicates import duplicate_problems
from evaluation.proofs.language import item_problems, notes_problems, wrong_idea_problems
from evaluation.proofs.marks import marking_problems, unknown_rules
from evaluation.proofs.quotations import quotation_problems, read_texts
from evaluation.proofs.second_route import lacks_a_route, route_problems
from evaluation.proofs.sums import choices_worth_the_same, false_sums
from retrieval.embedding import MiniLM
from tutor.marking import Meaning
from tutor.reading_level import words_of

DRAWS = 200
PROCESSES = 2
AT_ONCE = 8
"""Items that a process takes at a time: few enough that progress shows."""


@dataclass(frozen=True)
class Checked:
    """How much was checked, and what is wrong with it."""

    draws: int
    problems: list[str]
    templates: int = 0
    with_route: int = 0
    notes: list[str] = field(default_factory=list)
    """What was left out of the check, and why."""


@dataclass(frozen=True)
class _Work:
    """One item to check, with what its objective says of it."""

    row: Item
    year: int | None
    terms: frozenset[str]


def check_pack(folder: Path, report: Report = silent, draws: int = DRAWS, texts: Path | None = None) -> Checked:
    """Return what was checked and the problems: of each item those of its first draw that has any.

    `texts` is a folder with the works that are quoted; without it quotations are not held against them.

    Raises:
        InvalidContent: the pack's files break a rule of the format.
    """
    read = read_pack(folder, seeds=min(draws, 25))
    specs = [(row.objective_id, read_spec(row.definition)) for row in read.items]
    notes: list[str] = []
    problems = [
        *unknown_rules(read.misconceptions),
        *_objective_problems(read, specs),
        *duplicate_problems(specs),
        *_quotation_problems([spec for _, spec in specs], texts, notes),
        *(f"{spec.id}: give a second route to the answer under `check`" for _, spec in specs if lacks_a_route(spec)),
    ]
    checked = 0
    for count, found in _drawn(list(_work(read)), draws, report):
        checked += count
        problems.extend(found)
    templates = [spec for _, spec in specs if spec.parameters]
    return Checked(checked, problems, len(templates), sum(bool(spec.check) for spec in templates), notes)


def _objective_problems(read: Rows, specs: Sequence[tuple[str, ItemSpec]]) -> Iterator[str]:
    """Yield what is wrong with objectives and their notes."""
    for objective in read.objectives:
        misconceptions = [one for one in read.misconceptions if one.objective_id == objective.id]
        own = [spec for objective_id, spec in specs if objective_id == objective.id]
        yield from breadth_problems(objective, own, misconceptions)
        yield from notes_problems(objective, _keywords(read, objective.id))
        yield from wrong_idea_problems(misconceptions)


def _keywords(read: Rows, objective_id: str) -> list[Keyword]:
    return [one for one in read.keywords if one.objective_id == objective_id]


def _quotation_problems(specs: Sequence[ItemSpec], folder: Path | None, notes: list[str]) -> Iterator[str]:
    """Yield quotations that are not in their works; say so where there are no texts to look in."""
    works = frozenset(work for spec in specs if (work := getattr(spec.answer, "work", None)))
    if folder is None:
        if works:
            notes.append(f"Quotations from {len(works)} works were not held against their texts: give --texts FOLDER.")
        return
    texts = read_texts(folder, works)
    for spec in specs:
        yield from quotation_problems(spec, texts)


def _work(read: Rows) -> Iterator[_Work]:
    years = {one.id: one.year for one in read.objectives}
    terms = {
        one.id: words_of(one.title, *(keyword.term for keyword in _keywords(read, one.id))) for one in read.objectives
    }
    for row in read.items:
        yield _Work(row, years[row.objective_id], terms[row.objective_id])


def _drawn(work: Sequence[_Work], draws: int, report: Report) -> Iterator[tuple[int, list[str]]]:
    """Yield how many draws of each item were checked and what is wrong with the first that has any problem."""
    if len(work) <= AT_ONCE:
        meaning = MiniLM()
        for number, one in enumerate(work, 1):
            yield _item_problems(draws, meaning, one)
            report("Checking every item", number, len(work))
        return
    with ProcessPoolExecutor(PROCESSES, initializer=_start) as pool:
        for number, found in enumerate(pool.map(partial(_in_process, draws), work, chunksize=AT_ONCE), 1):
            report("Checking every item", number, len(work))
            yield found


_MEANING: list[Meaning] = []
"""The embedder of a worker process, which is read once."""


def _start() -> None:
    _MEANING.append(MiniLM())


def _in_process(draws: int, one: _Work) -> tuple[int, list[str]]:
    return _item_problems(draws, _MEANING[0], one)


def _item_problems(draws: int, meaning: Meaning, one: _Work) -> tuple[int, list[str]]:
    """Return how many draws of an item there are, and the problems of the first that has any."""
    spec = read_spec(one.row.definition)
    seeds = range(draws if spec.parameters else 1)
    found = (list(_problems_of_draw(spec, one, seed, meaning)) for seed in seeds)
    return len(seeds), next(filter(None, found), [])


def _problems_of_draw(spec: ItemSpec, one: _Work, seed: int, meaning: Meaning) -> Iterable[str]:
    item = draw(spec, one.row.objective_id, seed)
    yield from marking_problems(item, meaning)
    yield from route_problems(spec, item)
    yield from false_sums(item)
    yield from choices_worth_the_same(item)
    yield from item_problems(item, one.year, one.terms)
