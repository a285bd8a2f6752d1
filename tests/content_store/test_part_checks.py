"""The parts of an answer fit together, and no hint tells one that is to be found."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from content_store.items import ItemSpec
from content_store.pack_checks import check_item
from content_store.part_checks import named_misconceptions, says

ITEM = TypeAdapter(ItemSpec)
SOURCE = "The lamp went out. Nobody in the house moved until it was light."
SEVERAL = {
    "choices": [
        {"text": "red shells", "right": True},
        {"text": "blue shells", "right": True},
        {"text": "no shells", "misconception": "none"},
        {"text": "stones"},
    ]
}
ORDER = {"order": ["wake", "wash", "dress"]}
PAIRS = {"pairs": [["cat", "mews"], ["dog", "barks"], ["cow", "moos"]], "spare": ["sings"]}
CLOZE = {
    "text": "Water is {1} and ice is {2}.",
    "gaps": [{"accept": ["liquid"], "reveals": [{"misconception": "gas", "value": "gas"}]}, {"accept": ["solid"]}],
}
WORDS = {
    "ideas": [
        {
            "idea": "It grows",
            "accept": ["the plant grows", "it gets taller"],
            "denied": ["it shrinks"],
            "misconception": "shrinks",
        }
    ],
    "example": "The plant grows.",
}
QUOTE = {"source": SOURCE, "quotable": ["Nobody in the house moved"]}


def item(kind: str, answer: dict[str, Any], *hints: str) -> ItemSpec:
    given = {
        "id": "shells-one",
        "kind": kind,
        "difficulty": 1,
        "question": "What is to be said of these things?",
        "answer": answer,
        "hints": [*hints, "Look again.", "Go on.", "The last one."][: max(3, len(hints))],
        "steps": ["That is so."],
        "twin": {"question": "Another one?", "steps": ["So it is."]},
    }
    return ITEM.validate_python(given)


def rules(spec: ItemSpec) -> str:
    return "\n".join(rule for rule, _ in check_item(spec))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("several", SEVERAL),
        ("ordering", ORDER),
        ("matching", PAIRS),
        ("cloze", CLOZE),
        ("short_text", WORDS),
        ("quotation", QUOTE),
        ("writing", {"criteria": ["One point."], "source": SOURCE, "quotations": 1}),
    ],
)
def test_a_sound_item_of_each_kind_has_no_findings(kind: str, answer: dict[str, Any]) -> None:
    assert rules(item(kind, answer, "What comes to mind?")) == ""


@pytest.mark.parametrize(
    ("kind", "answer", "hints", "told"),
    [
        ("several", SEVERAL, ["Count the Red  shells."], "red shells"),
        ("ordering", ORDER, ["First wake, then wash, then dress."], "dress"),
        ("matching", PAIRS, ["A dog barks."], "dog: barks"),
        ("cloze", CLOZE, ["Water is a liquid."], "liquid"),
        ("short_text", WORDS, ["Look.", "Think.", "Say that the plant grows."], "the plant grows"),
        ("quotation", QUOTE, ["Look.", "Think.", "It is “nobody in the house moved”."], "Nobody in the house moved"),
    ],
)
def test_a_hint_that_tells_a_part_is_found(kind: str, answer: dict[str, Any], hints: list[str], told: str) -> None:
    assert f"hint {len(hints)} holds the answer “{told}”" in rules(item(kind, answer, *hints))


@pytest.mark.parametrize(
    ("kind", "answer", "hint"),
    [
        ("several", SEVERAL, "Count the red ones and the shells."),
        ("ordering", ORDER, "To dress comes after something: wake or wash?"),
        ("matching", PAIRS, "One barks. Is it the dog?"),
        (
            "cloze",
            {**CLOZE, "gaps": [{"accept": ["liquid"], "options": ["liquid", "gas"]}, {"accept": ["solid"]}]},
            "Could it be a liquid?",
        ),
    ],
)
def test_a_hint_that_names_parts_without_telling_is_left(kind: str, answer: dict[str, Any], hint: str) -> None:
    assert "holds the answer" not in rules(item(kind, answer, hint))


@pytest.mark.parametrize(
    ("kind", "answer", "rule"),
    [
        ("several", {"choices": [*SEVERAL["choices"][:3], {"text": "Red shells"}]}, "two choices are the same"),
        ("matching", {"pairs": [["cat", "mews"], ["cat", "barks"], ["cow", "moos"]]}, "to be matched are the same"),
        ("matching", {"pairs": [["cat", "runs"], ["dog", "runs"], ["cow", "runs"]]}, "the same partner"),
        ("cloze", {**CLOZE, "text": "$x = {1}$ and {2}."}, "a gap stands inside maths"),
        ("cloze", {"text": "{1}", "gaps": [{"accept": ["a"], "options": ["b"]}]}, "not among its options"),
        ("cloze", {"text": "{1}", "gaps": [{"accept": ["$x$"], "options": ["$x$"]}]}, "holds maths"),
        (
            "cloze",
            {"text": "{1}", "gaps": [{"accept": ["a"], "reveals": [{"misconception": "m", "value": "a"}]}]},
            "is accepted too",
        ),
        ("quotation", {"source": SOURCE, "quotable": ["the lamp went off"]}, "not word for word"),
        ("quotation", {"source": SOURCE, "quotable": ["The lamp went out"], "most_words": 2}, "more words than"),
        ("quotation", {**QUOTE, "enough": ["the lamp"]}, "holds nothing of `enough`"),
        ("quotation", {**QUOTE, "enough": ["Nobody", "the lamp"]}, "is in no stretch of `quotable`"),
        ("writing", {"criteria": ["One point."], "quotations": 1}, "there is no `source`"),
    ],
)
def test_parts_that_do_not_fit_are_told(kind: str, answer: dict[str, Any], rule: str) -> None:
    assert rule in rules(item(kind, answer))


@pytest.mark.parametrize(
    ("kind", "answer", "named"),
    [
        ("several", SEVERAL, {"none"}),
        ("cloze", CLOZE, {"gas"}),
        ("short_text", WORDS, {"shrinks"}),
        ("ordering", ORDER, set()),
    ],
)
def test_the_misconceptions_of_an_item_are_found_wherever_they_stand(kind, answer, named) -> None:
    assert named_misconceptions(item(kind, answer)) == named


def test_whole_words_are_compared() -> None:
    assert says("Under the  WATER line", "water line")
    assert not says("Underwater", "water")
