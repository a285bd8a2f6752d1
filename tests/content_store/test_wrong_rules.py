"""A misconception's rule computes its answer for every item that has its names, and never passes for the right one."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import content_store
from content_store.answers import Revealed
from content_store.documents import parse_yaml, read_front_matter, read_text
from content_store.formula import FormulaError, evaluate
from content_store.item_spec import ItemSpec
from content_store.items import draw, draw_names
from content_store.pack import ITEMS, ObjectiveSpec
from content_store.wrong_rules import RuleSpec, idle_rules, names_in, with_rules

EMBEDDED = Path(content_store.__file__).parent / "packs" / "attain"


def item(item_id: str = "beads-1", kind: str = "numeric", **changes: Any) -> ItemSpec:
    """Return an item about bags of beads, drawn with a = 6 beads in each of b = 4 bags."""
    given: dict[str, Any] = {
        "id": item_id,
        "kind": kind,
        "difficulty": 1,
        "parameters": {"a": {"from": 6, "to": 6}, "b": {"from": 4, "to": 4}},
        "let": {"total": "a * b"},
        "question": "How many beads are there in the bags?",
        "answer": {"value": "total" if kind == "numeric" else "[[total]]x"},
        "hints": ["Look.", "Think.", "Multiply."],
        "steps": ["Multiply."],
    }
    return ItemSpec.model_validate({**given, **changes})


def rule(value: str, kind: str = "numeric", *only: str) -> RuleSpec:
    """Return a rule for one kind of item, for those named only."""
    return RuleSpec.model_validate({"kind": kind, "value": value, "only": only})


def revealed(one: ItemSpec, *rules: RuleSpec, misconception: str = "adds") -> list[tuple[str, str]]:
    """Return what a draw of an item reveals once a misconception has these rules."""
    (served,) = with_rules((one,), {misconception: rules})
    return [(each.misconception_id, each.value) for each in draw(served, "beads", 0).answer.reveals]


def test_one_rule_serves_every_item_that_draws_its_names() -> None:
    items = (item("beads-1"), item("beads-2", let={"total": "a * b + 1"}))
    served = with_rules(items, {"adds": [rule("a + b")], "stops": [rule("total - a")]})
    first, second = [draw(each, "beads", 0).answer.reveals for each in served]
    assert first == (Revealed("adds", "10", by_rule=True), Revealed("stops", "18", by_rule=True))
    assert second == (Revealed("adds", "10", by_rule=True), Revealed("stops", "19", by_rule=True))


def test_a_rule_may_have_several_values_and_use_functions_and_pi() -> None:
    assert names_in(rule("round(max(a, b) * pi, 1)")) == {"a", "b"}
    assert revealed(item(), rule("max(a, b)"), rule("min(a, b)")) == [("adds", "6"), ("adds", "4")]


@pytest.mark.parametrize(
    ("one", "rules"),
    [
        (item(), [rule("a + c")]),
        (item(), [rule("[[a + b]]x", "expression")]),
        (item(kind="expression"), [rule("a + b")]),
        (item(), [rule("a + b", "numeric", "beads-2")]),
    ],
)
def test_a_rule_leaves_alone_items_that_lack_its_names_or_that_it_is_not_meant_for(
    one: ItemSpec, rules: list[RuleSpec]
) -> None:
    assert revealed(one, *rules) == []


def test_in_a_kind_that_is_text_the_names_are_those_of_the_placeholders() -> None:
    written = rule("[[a + b|signed]]x + [[ total ]]", "expression")
    assert names_in(written) == {"a", "b", "total"}
    assert revealed(item(kind="expression"), written) == [("adds", "+ 10x + 24")]


def test_what_an_author_wrote_by_hand_for_an_item_stays() -> None:
    by_hand = item(reveals=[{"misconception": "adds", "value": "a + b + 1"}])
    assert revealed(by_hand, rule("a + b")) == [("adds", "11")]
    assert revealed(by_hand, rule("a + b"), misconception="halves") == [("adds", "11"), ("halves", "10")]


ROUNDED = {"value": "total + 0.04", "decimal_places": 1}
FIGURES = {"value": "total * 100 + 4", "significant_figures": 2}
NEARLY = {"value": "total", "tolerance": "0.5"}
TWO_WAYS = {"value": "total", "accept": ["total + 1"]}


@pytest.mark.parametrize(
    ("answer", "value", "left"),
    [
        ({"value": "total"}, "a + b", ["10"]),
        ({"value": "total"}, "a + b + 14", []),
        (ROUNDED, "total + 0.01", []),
        (ROUNDED, "total + 0.06", ["24.06"]),
        (FIGURES, "total * 100", []),
        (FIGURES, "total * 100 + 60", ["2460"]),
        (NEARLY, "total + 0.5", []),
        (NEARLY, "total + 0.6", ["24.6"]),
        (TWO_WAYS, "total + 1", []),
        (TWO_WAYS, "total + 2", ["26"]),
        ({"value": "total"}, "a / (b - 4)", []),
        ({"value": "total"}, "sqrt(b - a)", []),
    ],
)
def test_a_rule_falls_away_where_it_comes_out_right_or_has_no_value(
    answer: dict[str, Any], value: str, left: list[str]
) -> None:
    assert [text for _, text in revealed(item(answer=answer), rule(value))] == left


@pytest.mark.parametrize(
    ("kind", "answer", "value", "left"),
    [
        ("expression", {"value": "[[total]]x"}, "[[4 * a]] x", []),
        ("expression", {"value": "[[total]]x"}, "[[a]]x", ["6x"]),
        ("expression", {"value": "[[total]]x"}, "[[a / 7]]x", []),
        ("equation", {"value": "x = [[total]]y"}, "x=[[4 * a]]y", []),
        ("inequality", {"value": "x > [[a]]"}, "x > [[b + 2]]", []),
        ("ratio", {"value": "[[a]]:[[b]]"}, "[[b + 2]] : [[b]]", []),
        ("solutions", {"solutions": ["x = [[a]]", "x = [[b]]"]}, "x = [[b]] or x = [[a]]", []),
        ("coordinates", {"points": ["(1, [[a]])", "(2, [[b]])"]}, "(1, [[b + 2]]) and (2, [[a - 2]])", []),
        ("coordinates", {"points": ["(1, [[a]])", "(2, [[b]])"]}, "(1, [[b]]) and (2, [[a]])", ["(1, 4) and (2, 6)"]),
    ],
)
def test_a_rule_that_writes_the_right_text_falls_away_too(
    kind: str, answer: dict[str, Any], value: str, left: list[str]
) -> None:
    assert [text for _, text in revealed(item(kind=kind, answer=answer), rule(value, kind))] == left


def test_a_value_written_by_hand_is_never_passed_over() -> None:
    broken = item(reveals=[{"misconception": "adds", "value": "a / (b - 4)"}])
    with pytest.raises(FormulaError, match="no value"):
        draw(broken, "beads", 0)
    equal = item(reveals=[{"misconception": "adds", "value": "total"}])
    assert [one.value for one in draw(equal, "beads", 0).answer.reveals] == ["24"]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"kind": "numeric", "value": "a +* b"}, "not an expression"),
        ({"kind": "expression", "value": "[[a +]]x"}, "not an expression"),
        ({"kind": "choice", "value": "a"}, "so has no rules"),
        ({"kind": "numeric", "value": "a", "when": "b"}, "Extra inputs"),
    ],
)
def test_a_rule_that_cannot_be_worked_out_is_refused(given: dict[str, str], problem: str) -> None:
    with pytest.raises(ValidationError, match=problem):
        RuleSpec.model_validate(given)


def test_a_rule_written_for_nothing_is_told() -> None:
    items = (item("beads-1"), item("beads-2", kind="expression"))
    fits, unknown_name = rule("a + b"), rule("a + c")
    half_meant, other_kind = rule("a", "numeric", "beads-1", "beads-2"), rule("[[a]]:[[b]]", "ratio")
    assert idle_rules(items, [fits, unknown_name, half_meant, other_kind]) == [unknown_name, half_meant, other_kind]


def embedded() -> list[tuple[ObjectiveSpec, tuple[ItemSpec, ...]]]:
    """Return every objective of the embedded pack with its items as their authors wrote them."""
    found = []
    for path in sorted(EMBEDDED.glob("*/*/objective.md")):
        front, _ = read_front_matter(path, path.name)
        items = parse_yaml(read_text(path.parent / "items.yaml", "items.yaml"), "items.yaml")
        found.append((ObjectiveSpec.model_validate(front.data), ITEMS.validate_python(items.data)))
    return found


def test_every_rule_of_the_embedded_pack_computes_wrong_answers() -> None:
    used = set()
    for objective, items in embedded():
        rules = {one.id: one.rules for one in objective.misconceptions}
        for one in with_rules(items, rules):
            revealing = {each.misconception for each in one.reveals if each.by_rule}
            drawn = [draw(one, objective.id, seed).answer for seed in range(10)] if revealing else []
            shown = {each.misconception_id for answer in drawn for each in answer.reveals if each.by_rule}
            assert shown == revealing, one.id
            used |= shown
    assert len(used) >= 20


def test_a_rule_for_any_item_agrees_with_what_authors_wrote_by_hand() -> None:
    compared = 0
    for objective, items in embedded():
        for misconception in objective.misconceptions:
            for rule in misconception.rules:
                for one in items:
                    own = [each.value for each in one.reveals if each.misconception == misconception.id]
                    names, _ = draw_names(one, 3)
                    if rule.only or rule.kind != one.kind or not own or not names_in(rule) <= names.keys():
                        continue
                    assert evaluate(rule.value, names) in [evaluate(value, names) for value in own], one.id
                    compared += 1
    assert compared >= 4
