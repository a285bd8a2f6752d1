"""What is taught where and when in Oak's curriculum ontology: its units, their lessons, years and tiers.

Knows Oak's classes and how they point at each other; not the rows of content.db.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.term import Node

OAK = Namespace("https://w3id.org/uk/oak/curriculum/ontology/")
UNKNOWN = 99


@dataclass
class Timing:
    """When and for whom a run of lessons is taught."""

    years: set[int] = field(default_factory=set)
    tiers: set[str] = field(default_factory=set)
    positions: set[int] = field(default_factory=set)

    def add(self, other: "Timing") -> None:
        """Take in another run of the same lessons."""
        self.years |= other.years
        self.tiers |= other.tiers
        self.positions |= other.positions

    @property
    def year(self) -> int | None:
        """The first year in which they are taught; None where no programme says."""
        return min(self.years, default=None)

    @property
    def tier(self) -> str | None:
        """Foundation, higher or both; None where there are no tiers."""
        return "both" if len(self.tiers) > 1 else next(iter(self.tiers), None)


@dataclass
class OakUnit:
    """A unit and the places of its lessons."""

    id: str
    title: str
    subjects: tuple[str, ...]
    key_stage: int | None
    timing: Timing = field(default_factory=Timing)
    places: dict[str, int] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, int, int, str]:
        """The unit's place in the order of teaching."""
        stage = self.key_stage or UNKNOWN
        return (stage, self.timing.year or UNKNOWN, min(self.timing.positions, default=UNKNOWN), self.id)


class OakGraph:
    """The graph, and what is gathered from it: lessons by slug, units in the order of teaching, timings."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.lessons: dict[str, Node] = {}
        for lesson in self.of_class("Lesson"):
            self.lessons.setdefault(self.text(lesson, OAK.slug) or local_name(lesson), lesson)
        self.timings: dict[str, Timing] = defaultdict(Timing)
        self.units = sorted(self._units().values(), key=lambda unit: unit.order)

    def _units(self) -> dict[str, OakUnit]:
        """Return the units by slug, with the lessons of all their variants."""
        programmes = self._programmes()
        units: dict[str, OakUnit] = {}
        for variant in self.of_class("UnitVariant"):
            unit = self.value(variant, OAK.isUnitVariantOf)
            schemes = self.every(unit, OAK.isUnitOf) if unit else []
            if unit is None or not schemes:
                continue
            slug = self.text(unit, OAK.slug) or local_name(unit)
            known = units.setdefault(slug, self._unit(slug, unit, schemes))
            known.timing.add(programmes[variant])
            for lesson_id, position in self._places(variant):
                known.places.setdefault(lesson_id, position)
                self.timings[lesson_id].add(programmes[variant])
        return units

    def _unit(self, slug: str, unit: Node, schemes: list[Node]) -> OakUnit:
        subjects = {local_name(subject) for scheme in schemes for subject in self.every(scheme, OAK.isSchemeOf)}
        stages = [_number(stage) for scheme in schemes for stage in self.every(scheme, OAK.coversKeyStage)]
        names = tuple(sorted(name.removeprefix("subject-") for name in subjects)) or ("other",)
        return OakUnit(
            slug, self.text(unit, RDFS.label), names, min((stage for stage in stages if stage), default=None)
        )

    def _places(self, variant: Node) -> Iterator[tuple[str, int]]:
        """Yield each lesson of a unit variant and its place."""
        for inclusion in self.every(variant, OAK.hasLessonInclusion):
            lesson = self.value(inclusion, OAK.includesLesson)
            slug = self.text(lesson, OAK.slug) if lesson else ""
            if slug in self.lessons:
                yield slug, int(self.text(inclusion, OAK.sequencePosition) or 0)

    def _programmes(self) -> dict[Node, Timing]:
        """Return when each unit variant is taught, over all programmes that include it."""
        timings: dict[Node, Timing] = defaultdict(Timing)
        for programme in self.of_class("Programme"):
            numbers = [_number(year) for year in self.every(programme, OAK.coversYearGroup)]
            years = {year for year in numbers if year}
            tiers = {local_name(tier).removeprefix("tier-") for tier in self.every(programme, OAK.hasTier)}
            for inclusion in self.every(programme, OAK.hasUnitVariantInclusion):
                position = int(self.text(inclusion, OAK.sequencePosition) or 0)
                for variant in self._variants(inclusion):
                    timings[variant].add(Timing(years, tiers, {position}))
        return timings

    def _variants(self, inclusion: Node) -> Iterator[Node]:
        """Yield the unit variants at one place of a programme: one, or those that a school chooses from."""
        yield from self.every(inclusion, OAK.includesUnitVariant)
        for choice in self.every(inclusion, OAK.includesUnitVariantChoice):
            yield from self.every(choice, OAK.hasUnitVariantOption)

    def of_class(self, name: str) -> list[Node]:
        """Return all things of one of Oak's classes."""
        return sorted(self.graph.subjects(RDF.type, OAK[name]), key=_natural)

    def every(self, node: Node, predicate: Node) -> list[Node]:
        """Return all values of a property, point 10 after point 9."""
        return sorted(self.graph.objects(node, predicate), key=_natural)

    def value(self, node: Node, predicate: Node) -> Node | None:
        """Return the first value of a property."""
        return next(iter(self.every(node, predicate)), None)

    def text(self, node: Node, predicate: Node) -> str:
        """Return a text without the line breaks of its file, with maths between single dollars."""
        value = self.value(node, predicate)
        return " ".join(str(value).split()).replace("$$", "$") if value is not None else ""


def local_name(node: Node) -> str:
    """Return the last part of an address."""
    return str(node).rsplit("/", 1)[-1]


def _number(node: Node) -> int | None:
    found = re.search(r"\d+$", str(node))
    return int(found[0]) if found else None


def _natural(node: Node) -> list[tuple[int, str]]:
    """Return a key that puts point 10 after point 9."""
    return [(int(part) if part.isdigit() else -1, part) for part in re.split(r"(\d+)", str(node))]
