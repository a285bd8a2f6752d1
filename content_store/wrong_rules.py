"""Wrong rules as procedures: what a misconception would answer, worked out from an item's own parameters.

A rule written once with a misconception serves every item of the objective that has the names it uses, so that a new
item reveals the old misconceptions without anybody computing their answers by hand.
"""

import ast
import re
from collections.abc import Iterable, Mapping

from content_store.formula import FUNCTIONS
from content_store.item_spec import REVEALING, Authored, ItemKind, ItemSpec, RevealSpec, Written

PLACEHOLDER = re.compile(r"\[\[(.+?)(?:\|[^\]]*)?\]\]")


class RuleSpec(Authored):
    """How a misconception computes the answer to an item of a kind, over the names that the item draws.

    `value` is written as in `reveals`; `only` names the items that it is meant for, all that have its names by default.
    """

    kind: ItemKind
    value: Written
    only: tuple[str, ...] = ()


def with_rules(items: tuple[ItemSpec, ...], rules: Mapping[str, Iterable[RuleSpec]]) -> tuple[ItemSpec, ...]:
    """Return the items, each revealing besides its own what the misconceptions' rules compute from its names.

    What an author wrote by hand for an item stays: a rule adds nothing where the item already names the misconception.
    """
    return tuple(_with_rules(item, rules) for item in items)


def _with_rules(item: ItemSpec, rules: Mapping[str, Iterable[RuleSpec]]) -> ItemSpec:
    if item.kind not in REVEALING:
        return item
    names = {*item.parameters, *item.let}
    own = {reveal.misconception for reveal in item.reveals}
    added = [
        RevealSpec(misconception=misconception, value=rule.value, by_rule=True)
        for misconception, written in rules.items()
        if misconception not in own
        for rule in written
        if rule.kind == item.kind and (not rule.only or item.id in rule.only) and names_in(rule) <= names
    ]
    return item.model_copy(update={"reveals": (*item.reveals, *added)}) if added else item


def names_in(rule: RuleSpec) -> set[str]:
    """Return the names that a rule's value uses; in a kind that is text, those of its placeholders."""
    text = str(rule.value)
    formulas = [text] if rule.kind == "numeric" else PLACEHOLDER.findall(text)
    trees = (ast.parse(formula.strip(), mode="eval") for formula in formulas)
    found = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return found - FUNCTIONS.keys() - {"pi"}
