"""The shapes of a pack's own files but for its items: pack.yaml, subject.yaml and the front matter of objective.md."""

from typing import Literal

from pydantic import Field

from content_store.authored import Authored
from content_store.wrong_rules import RuleSpec


class PackSpec(Authored):
    """pack.yaml: who wrote the pack and on what terms it may be shown."""

    id: str
    title: str
    version: str
    licence: str
    attribution: str
    subjects: tuple[str, ...] = Field(min_length=1)
    url: str = ""


class LessonSpec(Authored):
    """A lesson and the ids of its objectives."""

    id: str
    title: str
    year: int = Field(ge=7, le=13)
    objectives: tuple[str, ...] = Field(min_length=1)


class UnitSpec(Authored):
    """A unit and its lessons."""

    id: str
    title: str
    lessons: tuple[LessonSpec, ...] = Field(min_length=1)


class SubjectSpec(Authored):
    """subject.yaml: a subject and its units."""

    id: str
    title: str
    units: tuple[UnitSpec, ...] = Field(min_length=1)


class MisconceptionSpec(Authored):
    """A named wrong idea and the words that put it right."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    statement: str = Field(min_length=10)
    correction: str = Field(min_length=20)
    rules: tuple[RuleSpec, ...] = ()
    working: tuple[str, ...] = ()


class KeywordSpec(Authored):
    """A word and its meaning in this objective."""

    term: str
    definition: str


class FaqSpec(Authored):
    """One of faq.yaml: a question that pupils ask, other ways in which they put it, and its answer."""

    question: str = Field(min_length=8, pattern=r"\?$")
    also: tuple[str, ...] = Field(min_length=2)
    answer: str = Field(min_length=10)
    tells: tuple[str, ...] = ()
    """Items of the objective that the answer would settle, in whole or in part."""


class ObjectiveSpec(Authored):
    """The front matter of objective.md."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    year: Literal[9, 10, 11]
    tier: Literal["foundation", "higher", "both"]
    needs: tuple[str, ...] = ()
    curriculum: str
    misconceptions: tuple[MisconceptionSpec, ...] = Field(min_length=2)
    keywords: tuple[KeywordSpec, ...] = ()
