"""What the API is asked and what it answers, as the description says it. Knows no rows and no requests."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_SEED = 2**31 - 1
MOST_ID = 200

Tier = Literal["foundation", "higher", "both"]


class Query(BaseModel):
    """The parameters of a request: an unknown one is refused, so that a slip is seen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shape(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoQuery(Query):
    """No parameters."""


class SearchQuery(Query):
    """What to look for, and where. What is named narrows the search; without any, all of the curriculum is searched."""

    q: str = Field(min_length=1, max_length=400, pattern=r"\S", description="What to look for, in any words.")
    objective: str | None = Field(default=None, max_length=MOST_ID, description="Only passages of this objective.")
    unit: str | None = Field(default=None, max_length=MOST_ID, description="Only passages of this unit.")
    subject: str | None = Field(default=None, max_length=MOST_ID, description="Only passages of this subject.")
    licence: str | None = Field(
        default=None, max_length=MOST_ID, description="Only passages under this licence, written as in /sources."
    )
    limit: int = Field(default=5, ge=1, le=20, description="How many passages at most.")


class ObjectivesQuery(Query):
    """Which objectives to list. A tier lists what is taught in it, so also what both have."""

    subject: str | None = Field(default=None, max_length=MOST_ID, description="Only objectives of this subject.")
    year: int | None = Field(default=None, ge=1, le=13, description="Only objectives of this year group.")
    tier: Tier | None = Field(default=None, description="foundation or higher with those of both; both: only those.")
    offset: int = Field(default=0, ge=0, le=1_000_000, description="How many to pass over.")
    limit: int = Field(default=50, ge=1, le=200, description="How many at most.")


class AnswersQuery(Query):
    """Whether what tells the answers is wanted."""

    answers: bool | None = Field(
        default=None,
        description="true: refuse the request if the key may not see answers. false: leave them out. "
        "Without it they are there if the key may see them.",
    )


class ItemQuery(AnswersQuery):
    """With which numbers an item is drawn."""

    seed: int = Field(
        default=0, ge=0, le=MOST_SEED, description="The same seed and content version give the same question."
    )


class Link(Shape):
    """Something named: its id and its title."""

    id: str
    title: str


class SourceShape(Shape):
    """Who wrote something, and on what terms it may be shown: name the attribution wherever you show it."""

    id: str
    title: str
    licence: str
    attribution: str
    url: str
    version: str


class PassageShape(Shape):
    """A passage: true, and clear when read alone. Markdown, with LaTeX between dollar signs."""

    id: str
    kind: str
    heading: str
    text: str
    lesson: Link
    objective: Link | None
    source: SourceShape


class FoundPassage(PassageShape):
    """A passage with how near it is to what was looked for: 1 is the same."""

    similarity: float


class Found(Shape):
    """What was found, the nearest first. `covered` is false where nothing is near enough to rest on."""

    covered: bool
    passages: list[FoundPassage]
    content_version: str


class SubjectShape(Link):
    """A subject with its units, in the order in which they are taught."""

    units: list[Link]
    source: SourceShape


class Subjects(Shape):
    """All subjects."""

    subjects: list[SubjectShape]
    content_version: str


class ObjectiveLine(Link):
    """An objective in a list. `statement` is the national curriculum's, where the source gives one."""

    statement: str | None
    year: int | None
    tier: str | None
    subject: Link
    unit: Link


class Objectives(Shape):
    """One page of the objectives, and how many there are on all pages."""

    objectives: list[ObjectiveLine]
    total: int
    offset: int
    content_version: str


class KeywordShape(Shape):
    """A word and what it means here."""

    term: str
    definition: str


class MisconceptionShape(Shape):
    """A wrong idea that pupils have. **The statement is false**: never show it as something to learn."""

    id: str
    statement: str
    correction: str


class ObjectiveShape(ObjectiveLine):
    """An objective with what comes before and after it; `misconceptions` is null unless the key may see answers."""

    lesson: Link
    needs: list[Link]
    needed_by: list[Link]
    keywords: list[KeywordShape]
    misconceptions: list[MisconceptionShape] | None
    content_version: str


class PassagesShape(Shape):
    """An objective's passages in the order in which they are read."""

    passages: list[PassageShape]
    content_version: str


class AskedShape(Shape):
    """A question that pupils ask about an objective, other ways to put it, and its answer."""

    question: str
    also: list[str]
    answer: str
    source: SourceShape


class AskedQuestions(Shape):
    """What pupils ask about an objective."""

    questions: list[AskedShape]
    content_version: str


class WrongAnswer(Shape):
    """A wrong answer as it would be written, and the misconception that it reveals, if one is known."""

    answer: str
    misconception: str | None


class Telling(Shape):
    """What tells the answer. `answer` is empty for a piece of writing; `accepted` are texts that count as right."""

    answer: str
    accepted: list[str]
    hints: list[str]
    steps: list[str]
    wrong_answers: list[WrongAnswer]


class ItemShape(Shape):
    """An item with its numbers, as a pupil sees it; `telling` is null unless the key may see answers.

    `options` are chosen from, put in order, or matched with `partners`; `gap_text` has gaps {1}, {2}, ...;
    `diagram` is the text alternative of the diagram, if the item has one.
    """

    id: str
    objective: str
    kind: str
    difficulty: int
    seed: int
    question: str
    diagram: str | None
    unit: str
    options: list[str]
    partners: list[str]
    gap_text: str
    gap_options: list[list[str]]
    source_text: str
    criteria: list[str]
    source: SourceShape
    telling: Telling | None
    content_version: str


class Items(Shape):
    """An objective's items, the easier first, each drawn with the same seed."""

    items: list[ItemShape]
    content_version: str


class Sources(Shape):
    """Everybody whose words the curriculum holds."""

    sources: list[SourceShape]
    content_version: str
