"""The table of what a pack covers, as the Markdown of docs/curriculum.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from content_store.curriculum import Objective, Rows
from content_store.items import ItemSpec, read_spec

HEAD = """# What the embedded curriculum covers

Made by `attain content coverage --out docs/curriculum.md` from the pack; do not edit it by hand.
"""


def coverage(read: Rows) -> str:
    """Return the coverage of a pack: totals, then a table of objectives for each unit."""
    specs: dict[str, list[ItemSpec]] = defaultdict(list)
    for row in read.items:
        specs[row.objective_id].append(read_spec(row.definition))
    lines = [HEAD, *_totals(read, specs)]
    lesson_units = {one.id: one.unit_id for one in read.lessons}
    for subject in read.subjects:
        lines.append(f"\n## {subject.title}")
        for unit in (one for one in read.units if one.subject_id == subject.id):
            own = [one for one in read.objectives if lesson_units[one.lesson_id] == unit.id]
            lines += [f"\n### {unit.title}\n", *_table(read, own, specs)]
    return "\n".join(lines) + "\n"


def _totals(read: Rows, specs: dict[str, list[ItemSpec]]) -> Iterator[str]:
    every = [spec for some in specs.values() for spec in some]
    lesson_units = {one.id: one.unit_id for one in read.lessons}
    unit_subjects = {one.id: one.subject_id for one in read.units}
    of_subject = Counter(unit_subjects[lesson_units[one.lesson_id]] for one in read.objectives)
    named = ", ".join(f"{of_subject[one.id]} in {one.title.casefold()}" for one in read.subjects)
    templates = [spec for spec in every if spec.parameters]
    counted = Counter(spec.kind.replace("_", " ") for spec in every).most_common()
    kinds = ", ".join(f"{count} {kind}" for kind, count in counted)
    yield f"- **{len(read.objectives)} objectives**: {named}."
    yield f"- **{len(every)} items**, {len(templates)} of them templates whose numbers differ each time: {kinds}."
    yield f"- {sum(one.diagram is not None for one in every)} items have a diagram."
    yield f"- {len(read.misconceptions)} misconceptions, each revealed by at least one item."
    yield f"- {len(read.passages)} passages that an explanation can quote, {len(read.keywords)} words explained."


def _table(read: Rows, objectives: list[Objective], specs: dict[str, list[ItemSpec]]) -> Iterator[str]:
    """Yield the rows of one unit's objectives."""
    titles = {one.id: one.title for one in read.objectives}
    wrong = Counter(one.objective_id for one in read.misconceptions)
    yield "| Objective | Year | Tier | Statement of the curriculum | Comes after | Items | Templates | Misconceptions |"
    yield "|---|---|---|---|---|---|---|---|"
    for one in objectives:
        needs = "; ".join(titles[need.needs_id] for need in read.needs if need.objective_id == one.id) or "–"
        own = specs[one.id]
        counts = f"{len(own)} | {sum(bool(spec.parameters) for spec in own)} | {wrong[one.id]}"
        yield f"| {one.title} | {one.year} | {one.tier} | {one.statement} | {needs} | {counts} |"
