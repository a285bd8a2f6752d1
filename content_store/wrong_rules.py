"""Wrong rules as procedures: what a misconception would answer, worked out from an item's own parameters.

A rule written once with a misconception serves every item of the objective that has the names it uses, so that a new
item reveals the old misconceptions without anybody computing their answers by hand.
"""

import ast
import re
from collections.abc import Iterable, Mapping

from pydantic import model_validator

from content_store.authored import Authored, Written
from content_store.formula import FUNCTIONS, FormulaError
from content_store.item_spec import REVEALING, ItemKind, ItemSpec, RevealSpec

PLACEHOLDER = re.compile(r"\[\[(.+?)(?:\|[^\]]*)?\]\]")


class RuleSpec(Authored):
    """How a misconception computes the answer to an item of a kind, over the names that the item draws.

    `value` is written as in `reveals`; `only` names the items that it is meant for, all that have its names by default:
    a name may mean one thing in one item and another in the next.
    """

    kind: ItemKind
    value: Written
    only: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _can_be_worked_out(self) -> "RuleSpec":
        if self.kind not in REVEALING:
            raise ValueError(f"an item of kind {self.kind} names its misconceptions within its answer, so has no rules")
        names_in(self)
        return self


def with_rules(items: tuple[ItemSpec, ...], rules: Mapping[str, Iterable[RuleSpec]]) -> tuple[ItemSpec, ...]:
    """Return the items, each revealing besides its own what the misconceptions' rules compute from its names.

    What an author wrote by hand for an item stays: a rule adds nothing where the item already names the misconception.
    """
    return tuple(_with_rules(item, rules) for item in items)


def _with_rules(item: ItemSpec, rules: Mapping[str, Iterable[RuleSpec]]) -> ItemSpec:
    if item.kind not in REVEALING:
        return item
    own = {reveal.misconception for reveal in item.reveals}
    added = [
        RevealSpec(misconception=misconception, value=rule.value, by_rule=True)
        for misconception, written in rules.items()
        if misconception not in own
        for rule in written
        if _fits(rule, item)
    ]
    return item.model_copy(update={"reveals": (*item.reveals, *added)}) if added else item


def idle_rules(items: tuple[ItemSpec, ...], rules: Iterable[RuleSpec]) -> list[RuleSpec]:
    """Return the rules that fit no item, or name one in `only` that they do not fit: written for nothing."""
    return [
        rule
        for rule in rules
        if not (fit := {item.id for item in items if _fits(rule, item)}) or not fit.issuperset(rule.only)
    ]


def _fits(rule: RuleSpec, item: ItemSpec) -> bool:
    """Return whether an item is of a rule's kind, is one it is meant for, and draws every name that it uses."""
    meant = not rule.only or item.id in rule.only
    return rule.kind == item.kind and meant and names_in(rule) <= {*item.parameters, *item.let}


def names_in(rule: RuleSpec) -> set[str]:
    """Return the names that a rule's value uses; in a kind that is text, those of its placeholders.

    Raises:
        FormulaError: the value, or a placeholder in it, is not an expression.
    """
    text = str(rule.value)
    formulas = [text] if rule.kind == "numeric" else PLACEHOLDER.findall(text)
    try:
        trees = [ast.parse(formula.strip(), mode="eval") for formula in formulas]
    except (SyntaxError, ValueError) as error:
        raise FormulaError(f"the rule '{text}' is not an expression") from error
    found = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return found - FUNCTIONS.keys() - {"pi"}
