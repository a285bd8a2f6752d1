"""The fields of the form in which a teacher writes an item: which each kind has, and how each is typed."""

from dataclasses import dataclass
from typing import Literal

from flask_babel import lazy_gettext as _l

from content_store.item_spec import FORMS, PARTS, REVEALING

Shape = Literal["line", "lines", "text", "yaml", "tick", "pick"]

KINDS = {
    "numeric": _l("A number"),
    "expression": _l("An expression"),
    "solutions": _l("Solutions of an equation"),
    "equation": _l("An equation"),
    "inequality": _l("An inequality"),
    "coordinates": _l("Coordinates"),
    "ratio": _l("A ratio"),
    "choice": _l("One choice of several"),
    "several": _l("Every choice that fits"),
    "ordering": _l("Parts to put in order"),
    "matching": _l("Pairs to match"),
    "cloze": _l("A text with gaps"),
    "short_text": _l("A sentence, compared with ideas"),
    "quotation": _l("A quotation from a text"),
    "writing": _l("A piece of writing, never marked"),
}
"""What a teacher is told of each kind."""
DIFFICULTIES = {"1": _l("1, to begin with"), "2": _l("2, usual"), "3": _l("3, to stretch")}


@dataclass(frozen=True)
class Entry:
    """One field: its name in the form and the definition, what is said of it, and how it is typed."""

    name: str
    label: str
    shape: Shape = "line"
    note: str = ""
    options: tuple[str, ...] = ()
    rows: int = 3

    @property
    def id(self) -> str:
        """The field's name in the form, which an error leads to."""
        return f"field-{self.name}"


VALUE_NOTE = _l("A number or a sum of the names below, for example 12 or (a + b) / 2.")
TEXT_NOTE = _l("As a pupil would type it; names from below stand in double brackets, for example [[a]]x + [[b]].")
IDEAS_NOTE = _l(
    "One for each idea, in YAML: “- idea: what it must say”, below it “  accept: [one phrasing, another phrasing]” and "
    "perhaps “  denied: [what denies it]” and “  misconception: its id”, if all of that shows it."
)
GAPS_NOTE = _l("One for each gap, in YAML: “- accept: [word, other word]” and perhaps “  options: [word, wrong word]”.")
ENTRIES: dict[str, Entry] = {
    "accept": Entry("accept", _l("Other right answers"), "lines", _l("One on each line.")),
    "unit": Entry("unit", _l("Unit"), note=_l("For example cm or m/s. Leave it empty where there is none.")),
    "unit_required": Entry("unit_required", _l("The answer is only right with its unit"), "tick"),
    "no_unit": Entry(
        "no_unit", _l("What has no unit"), note=_l("For example a relative mass. Leave it empty for none.")
    ),
    "tolerance": Entry("tolerance", _l("How far off still counts as right")),
    "decimal_places": Entry("decimal_places", _l("Decimal places asked for")),
    "significant_figures": Entry("significant_figures", _l("Significant figures asked for")),
    "solutions": Entry(
        "solutions",
        _l("Solutions"),
        "lines",
        _l("One on each line, for example x = [[p]]; names from below stand in double brackets."),
    ),
    "subject": Entry("subject", _l("The letter that stands alone on one side")),
    "points": Entry("points", _l("Points"), "lines", _l("One on each line, for example ([[a]], [[b]]).")),
    "order": Entry("order", _l("Parts in the right order"), "lines", _l("One on each line, 3 to 7.")),
    "spare": Entry("spare", _l("Partners that go with nothing"), "lines", _l("One on each line.")),
    "text": Entry("text", _l("Text with gaps"), "text", _l("Each gap stands as {1}, {2}, and so on.")),
    "gaps": Entry("gaps", _l("Gaps"), "yaml", GAPS_NOTE, rows=5),
    "ideas": Entry("ideas", _l("Ideas"), "yaml", IDEAS_NOTE, rows=8),
    "needed": Entry("needed", _l("How many of the ideas are needed")),
    "example": Entry("example", _l("An answer that is right"), "text"),
    "source": Entry("source", _l("The text"), "text", rows=8),
    "work": Entry("work", _l("Where the text comes from")),
    "quotable": Entry("quotable", _l("Stretches that may be quoted"), "lines", _l("One on each line, word for word.")),
    "enough": Entry(
        "enough", _l("The fewest words that show it"), "lines", _l("One on each line; empty for any of them.")
    ),
    "most_words": Entry("most_words", _l("The most words of a quotation")),
    "criteria": Entry("criteria", _l("Criteria"), "lines", _l("One on each line.")),
    "quotations": Entry("quotations", _l("Quotations asked for")),
    "words": Entry(
        "words", _l("The fewest words asked for"), note=_l("Far fewer are not taken. Leave it empty for none.")
    ),
    "sentences": Entry("sentences", _l("The fewest sentences asked for")),
}
QUESTION = Entry(
    "question",
    _l("Question"),
    "text",
    _l("Maths stands between dollar signs; a name of a number in double brackets: [[a]]."),
)
HINTS = Entry(
    "hints",
    _l("Hints"),
    "lines",
    _l("3 to 5, one on each line. Only the last may tell the answer or how to get it."),
    rows=5,
)
STEPS = Entry("steps", _l("Worked solution"), "lines", _l("One step on each line."), rows=4)
NUMBERS_NOTE = _l(
    "In YAML: parameters are drawn for each pupil, let is worked out from them, where must hold of a draw, check is a "
    "second way to the answer. Leave it empty for a question that is always the same. halfway names wrong numbers that "
    "belong to the question, hints_about the parts that each hint is about, as the pack format says."
)
NUMBERS = Entry("numbers", _l("Numbers that change"), "yaml", NUMBERS_NOTE, rows=8)
DIAGRAM = Entry(
    "diagram", _l("Diagram"), "yaml", _l("In YAML, as the pack format says. Leave it empty for none."), rows=4
)
TWIN_QUESTION = Entry(
    "twin_question",
    _l("A question like it"),
    "text",
    _l("Only for a question that is always the same: a worked example."),
)
TWIN_STEPS = Entry("twin_steps", _l("Its worked solution"), "lines", _l("One step on each line."))
YAML_AT_THE_TOP = ("parameters", "let", "where", "check", "halfway", "hints_about")
"""The keys of the definition that stand together in the field for the numbers."""
ROWS = {"choices": "option", "pairs": "pair"}
"""Parts that are typed in rows, and what the names of their fields begin with."""


def answer_entries(kind: str) -> list[Entry]:
    """Return the fields of the answer of a kind, those that it must have first; parts in rows are not among them."""
    needed, allowed = PARTS[kind]
    return [_entry(name, kind) for name in (*needed, *allowed) if name not in ROWS]


def has_reveals(kind: str) -> bool:
    """Return whether the wrong answers of a kind are named beside its answer."""
    return kind in REVEALING


def _entry(name: str, kind: str) -> Entry:
    if name == "value":
        return Entry("value", _l("Right answer"), note=VALUE_NOTE if kind == "numeric" else TEXT_NOTE)
    if name == "form":
        return Entry("form", _l("How it must be written"), "pick", options=FORMS[kind])
    return ENTRIES[name]
