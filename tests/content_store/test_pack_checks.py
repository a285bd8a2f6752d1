"""What no draw of an item, and no objective's notes, may do."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from content_store.items import ItemSpec
from content_store.pack_checks import MOST_FINDINGS, check_item, check_notes, sections

ITEM = TypeAdapter(ItemSpec)
SENTENCE = "A ratio compares the sizes of two or more parts that belong to one whole thing. "
SECTION = f"## A heading\n\n{SENTENCE * 5}\n"
CHOICES = [{"text": "[[a]] red", "right": True}, {"text": "[[a]] blue"}, {"text": "none"}]


def item(**changes: Any) -> ItemSpec:
    plain = {
        "id": "beads-one",
        "kind": "numeric",
        "difficulty": 1,
        "parameters": {"a": {"from": 20, "to": 90}, "b": {"from": 2, "to": 9}},
        "question": "There are [[a]] beads in each of [[b]] bags. How many are there?",
        "answer": {"value": "a * b"},
        "reveals": [{"misconception": "adds", "value": "a + b"}],
        "hints": ["What do the bags share?", "Multiply [[a]] by [[b]].", "It is [[a * b]]."],
        "steps": ["$[[a]] \\times [[b]] = [[a * b]]$"],
    }
    return ITEM.validate_python({**plain, **changes})


def numeric(value: str, hint: str, **answer: Any) -> dict[str, Any]:
    """Return the changes that make a numeric item with one answer and one early hint."""
    return {"answer": {"value": value, **answer}, "reveals": [], "hints": [hint, "Go on.", "The last hint tells it."]}


def expression(value: str, hint: str) -> dict[str, Any]:
    return {"kind": "expression", **numeric(value, hint)}


def choices(*texts: str, hint: str = "Which colour was counted?") -> dict[str, Any]:
    listed = [{"text": text, "right": place == 0} for place, text in enumerate(texts)]
    return {"kind": "choice", "answer": {"choices": listed}, "reveals": [], "hints": [hint, "Go on.", "Count them."]}


def rules(spec: ItemSpec, seeds: int = 12) -> str:
    return "\n".join(rule for rule, _ in check_item(spec, seeds))


def test_a_sound_item_has_no_findings() -> None:
    assert list(check_item(item(), 40)) == []


@pytest.mark.parametrize(
    "changes",
    [
        numeric("a * b", "It is [[a * b]]."),
        numeric("a * b", "It is [[a * b]].0 beads."),
        numeric("a * b * 100", "It is [[a * b * 100|thousands]]."),
        numeric("-a", "Its size is [[a * 1]].", accept=["a + 1000"]),
        numeric("a + 0.5", "It is [[a + 0.5|2dp]]."),
        numeric("7/8", "Try 0.875 first."),
        numeric("3/8", r"Try $\frac{3}{8}$ first.", form="fraction"),
        numeric("3/8", "Try 3/8 first.", form="fraction"),
        numeric("3/8", "Try 0.375 first.", form="fraction"),
        numeric("11/8", r"Try $1\frac{3}{8}$ first.", form="mixed"),
        numeric("b * 10**30", r"Try $[[b]] \times 10^{30}$ first.", form="standard"),
        numeric("pi * 100", "It is [[pi * 100|1dp]] to one place.", decimal_places=1),
        numeric("2/3 + a", "It is [[2/3 + a|3sf]].", significant_figures=3),
        expression("[[b]]x + [[a]]", "It is $[[b]]x+[[a]]$."),
        expression("[[b]]x^2", "It is $[[b]] x^{2}$."),
        choices("[[a]] Red", "[[a]] blue", "none", hint="The beads were [[a]] red, it seems."),
    ],
)
def test_an_early_hint_that_holds_the_answer_is_found(changes: dict[str, Any]) -> None:
    assert "hint 1 holds the answer" in rules(item(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        numeric("a * b", "It is not [[a * b]]5, nor 1[[a * b]], nor [[a * b]].25."),
        numeric("a * b", "Multiply."),
        numeric("a", "There are [[a]] in one bag."),
        expression("[[b]]x + [[a]]", "Begin with $[[b]]x$."),
        choices("[[a]] red", "[[a]] blue", "none", hint="The beads were red, it seems."),
    ],
)
def test_a_hint_without_the_answer_or_with_a_number_of_the_question_is_none(changes: dict[str, Any]) -> None:
    assert rules(item(**changes)) == ""


def test_the_last_hint_may_tell_the_answer_and_others_are_named_by_their_rung() -> None:
    spec = item(hints=["Multiply.", "It is [[a * b]].", "It is [[a * b]]."])
    assert "hint 2 holds the answer" in rules(spec)
    assert "hint 3" not in rules(spec)


@pytest.mark.parametrize(
    ("answer", "reveal"),
    [
        ({"value": "a * b"}, "b * a"),
        ({"value": "a", "accept": ["a + b"]}, "a + b"),
        ({"value": "a / 3", "decimal_places": 1}, "round(a / 3, 1)"),
        ({"value": "a * 1001", "significant_figures": 2}, "a * 1000"),
        ({"value": "-7/4", "form": "mixed"}, "-1.75"),
        ({"value": "7/4", "form": "mixed"}, "1.75"),
        ({"value": "a * 10**7", "form": "standard"}, "a * 10000000"),
    ],
)
def test_a_wrong_answer_that_equals_the_right_one_is_found(answer: dict[str, Any], reveal: str) -> None:
    spec = item(answer=answer, reveals=[{"misconception": "adds", "value": reveal}])
    assert "the answer that reveals adds equals the right one" in rules(spec)


def test_a_wrong_expression_that_equals_the_right_one_is_found() -> None:
    reveal = [{"misconception": "adds", "value": "[[a]] x+[[b]]"}]
    spec = item(**{**expression("[[a]]x + [[b]]", "Go on."), "reveals": reveal})
    assert "the answer that reveals adds equals the right one" in rules(spec)


def test_a_clash_in_one_draw_of_many_is_found_and_its_seed_told() -> None:
    spec = item(parameters={"a": {"from": 1, "to": 4}, "b": {"from": 1, "to": 4}})
    (rule, suggestion), *_ = check_item(spec, 60)
    assert rule.startswith("the answer that reveals adds equals the right one (seed ")
    assert suggestion == "rule the draw out with `where`"
    assert "equals the right one" not in rules(
        item(**{**spec.model_dump(by_alias=True, exclude_defaults=True), "where": ["a * b != a + b"]}), 60
    )


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"question": "How many are $[[a]] beads in [[b]] bags?"}, "a dollar sign is not closed in “How many"),
        ({"steps": ["[[a]] times$"]}, "a dollar sign is not closed"),
        (choices("$[[a]] red", "[[a]] blue", "none"), "a dollar sign is not closed in “$"),
        ({"question": r"It costs \$[[a]] for $[[b]] bags of beads."}, "a dollar sign is not closed"),
        ({"question": "Work out $[[b]]x + -[[a]]$ for x."}, r"reads oddly at “+ -”"),
        ({"question": "Work out $[[b]]x - -[[a]]$ for x."}, r"reads oddly at “- -”"),
        ({"question": "Work out $1x + [[a]]$ for x."}, "reads oddly at “1x”"),
        ({"question": "Work out $[[a]] + 0x$ for x."}, "reads oddly at “0x”"),
        ({"hints": ["I think of bags.", "Go on.", "Done."]}, "a hint speaks of itself: “I think"),
        ({"hints": ["Let me count.", "Go on.", "Done."]}, "a hint speaks of itself"),
        ({"hints": ["My bags are full.", "Go on.", "Done."]}, "a hint speaks of itself"),
        ({"hints": ["Now I'll count.", "Go on.", "Done."]}, "a hint speaks of itself"),
        ({"hints": ["Go on.", "They can be shared.", "Done."]}, "hint 2 hangs on the hint before it: “They can"),
        ({"hints": ["Go on.", "Write that percentage as a decimal.", "Done."]}, "hint 2 hangs on the hint before it"),
        ({"hints": ["Go on.", "word " * 46, "Done."]}, "a hint has more than 45 words: “word word"),
        (choices("[[a]] red", "[[a]]  red", "none"), "two choices are the same"),
        (choices("[[a]] red", "[[a]] RED ", "none"), "two choices are the same"),
        ({"parameters": {"a": {"choose": [20]}, "b": {"choose": [3]}}}, "the worked twin is the same question"),
        ({"answer": {"value": "a / (b - b)"}}, "has no value"),
        ({"question": "There are [[a]] beads in [[c]] bags."}, "no parameter called 'c'"),
        ({"question": "There are [[a]] beads in [[b] bags."}, "a placeholder is not closed"),
        ({"where": ["a < b"]}, "no draw of 'beads-one' meets its conditions"),
    ],
)
def test_what_a_pupil_should_not_see_is_found(changes: dict[str, Any], rule: str) -> None:
    assert rule in rules(item(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"question": r"Each of [[b]] bags costs \$[[a]] today. What is the cost?"},
        {"question": "Work out $[[b]]x - [[a]]$ and $10^{-3}$ and $1.5m$ for 1m."},
        {"hints": ["The current is $I$, so what is the mine's time?", "Go on.", "Done."]},
    ],
)
def test_what_only_looks_like_a_slip_is_none(changes: dict[str, Any]) -> None:
    found = rules(item(**changes))
    assert "dollar" not in found
    assert "oddly" not in found
    assert ("itself" in found) == ("mine" in str(changes))


def test_one_broken_item_does_not_bury_the_next() -> None:
    spec = item(hints=["I add $[[a]].", "My [[a * b]].", "Let me say $[[a]] + -[[b]]$."])
    assert len(list(check_item(spec, 50))) == MOST_FINDINGS


def test_an_item_without_parameters_is_looked_at_once_and_names_no_seed() -> None:
    spec = item(
        parameters={}, question="There are 6 beads in 4 bags. How many?", answer={"value": 24}, reveals=[],
        hints=["I add.", "Go on.", "It is 24."], steps=["$24$"],
        twin={"question": "And 7 beads in 3 bags?", "steps": ["$21$"]},
    )  # fmt: skip
    assert rules(spec) == "a hint speaks of itself: “I add.…”"


def test_no_draws_give_no_findings() -> None:
    assert list(check_item(item(hints=["I add.", "My bag.", "Done."]), 0)) == []


@pytest.mark.parametrize(
    ("notes", "rule"),
    [
        (SECTION, "the notes have 83 words"),
        (SECTION * 5, "the notes have 415 words"),
        (f"A word first.\n{SECTION * 2}", "the notes do not begin with a `## ` heading"),
        (SECTION * 2 + "## Short\n\nToo short.", "the section “Short” has 2 words"),
        (f"## Long\n\n{SENTENCE * 10}", "the section “Long” has 160 words"),
        (SECTION * 2 + f"## Costs\n\nIt costs $5 here. {SENTENCE * 3}", "a dollar sign is not closed in “It costs"),
    ],
)
def test_notes_that_break_a_rule_are_found(notes: str, rule: str) -> None:
    assert any(told.startswith(rule) for told, _ in check_notes(notes))


def test_sound_notes_have_no_findings_and_their_sections_are_told_apart() -> None:
    notes = SECTION + f"## Another   \n\n{SENTENCE * 5}\n### Not a section\n\n$\\frac{{1}}{{2}}$\n"
    assert list(check_notes(notes)) == []
    (first, _), (second, text) = sections(notes)
    assert (first, second) == ("A heading", "Another")
    assert text.endswith("$\\frac{1}{2}$")


def test_a_halfway_number_that_is_right_or_tells_the_answer_is_found() -> None:
    says = "That is the other share."
    assert "of `halfway` is right" in rules(item(halfway=[{"value": "b * a", "says": says}]))
    assert "holds the answer" in rules(item(halfway=[{"value": "a + b + 1", "says": "Not [[a * b]] yet."}]))
    assert not rules(item(halfway=[{"value": "a + b + 1", "says": says}]))
