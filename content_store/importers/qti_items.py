"""One item of IMS QTI as a question.

Knows the interactions that a pupil's answer can be marked in by what the item declares as right. An item with rules of
its own for marking, with drawn numbers or with several interactions is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from content_store.importers.found import Unfit
from content_store.importers.questions import Question, choosing, matching, number, numeric, ordering, words
from content_store.importers.safe_xml import Element, child, children, descendants, text_at
from content_store.importers.wording import short_hash
from content_store.importers.xml_text import Markup, text_of
from content_store.item_spec import ItemKind

Made = tuple[ItemKind, dict[str, Any]]
INTERACTIONS = frozenset(
    ["choiceInteraction", "textEntryInteraction", "orderInteraction", "matchInteraction", "associateInteraction"]
)
BLOCKS = frozenset(
    ["p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "prompt"]
)
UNFIT = {
    "img": "an image",
    "object": "an image or a recording",
    "svg": "an image",
    "audio": "a recording",
    "video": "a recording",
    "table": "a table",
    "printedVariable": "numbers that are drawn",
    "templateInline": "numbers that are drawn",
    "templateBlock": "numbers that are drawn",
    "gap": "gaps within a text",
    "hottext": "words to be marked",
}
QUIET = frozenset(["rubricBlock", "feedbackInline", "feedbackBlock", "modalFeedback", "stylesheet", "script"])
TYPED = frozenset(["textEntryInteraction"])
MARKUP = Markup(BLOCKS, QUIET | (INTERACTIONS - TYPED), UNFIT, gaps=TYPED)
PART = Markup(BLOCKS, QUIET, UNFIT)
ORDINARY = frozenset(
    [
        "responseProcessing", "responseCondition", "responseIf", "responseElse", "responseElseIf", "match", "equal",
        "stringMatch", "variable", "correct", "setOutcomeValue", "baseValue", "mapResponse", "isNull", "not", "and",
        "sum",
    ]
)  # fmt: skip
"""What may stand in the rules of an item that is right when the answer is the declared one."""


@dataclass(frozen=True)
class Declared:
    """What an item declares of its response."""

    cardinality: str
    base_type: str
    correct: tuple[str, ...]
    mapped: tuple[str, ...] = ()


def question_of(item: Element) -> Question:
    """Return an item as a question.

    Raises:
        Unfit: it cannot be marked, or cannot be shown.
    """
    body = child(item, "itemBody")
    if body is None:
        raise Unfit("it has no body")
    interaction = _interaction(body)
    _refuse_own_rules(item)
    declared = _declared(item, interaction.get("responseIdentifier", ""))
    kind, answer = KINDS[interaction.tag](interaction, declared, item)
    prompt = child(interaction, "prompt")
    texts = [text_of(body, MARKUP), text_of(prompt, PART) if prompt is not None else ""]
    own = item.get("identifier", "")
    return Question(
        name=own or short_hash(*texts),
        text="\n\n".join(text for text in texts if text),
        kind=kind,
        answer=answer,
        solution=_solution(item),
    )


def _interaction(body: Element) -> Element:
    """Return the one interaction of an item."""
    found = [one for one in body.iter() if isinstance(one.tag, str) and one.tag.endswith("Interaction")]
    if len(found) != 1:
        raise Unfit("it asks nothing" if not found else "it has several interactions")
    if found[0].tag not in INTERACTIONS:
        raise Unfit(f"items of the kind {found[0].tag[:40]} are not imported")
    return found[0]


def _refuse_own_rules(item: Element) -> None:
    """Refuse an item that is right by rules which say more than what is declared."""
    if next(descendants(item, "templateDeclaration"), None) is not None:
        raise Unfit("its numbers are drawn")
    rules = child(item, "responseProcessing")
    if rules is not None and any(isinstance(one.tag, str) and one.tag not in ORDINARY for one in rules.iter()):
        raise Unfit("it is marked by rules of its own")


def _declared(item: Element, identifier: str) -> Declared:
    for one in children(item, "responseDeclaration"):
        if one.get("identifier") == identifier:
            correct = child(one, "correctResponse")
            values = tuple(text_at(value) for value in children(correct, "value")) if correct is not None else ()
            return Declared(one.get("cardinality", ""), one.get("baseType", ""), values, _mapped(one))
    raise Unfit("it does not say what is right")


def _mapped(declaration: Element) -> tuple[str, ...]:
    """Return the answers that earn the most by its mapping; those that earn part of it make it unfit."""
    mapping = child(declaration, "mapping")
    entries = list(children(mapping, "mapEntry")) if mapping is not None else []
    shares = {entry.get("mapKey", ""): number(entry.get("mappedValue", "0")) for entry in entries}
    if declaration.get("cardinality") != "single" or not shares:
        return ()
    most = max(shares.values())
    if any(0 < share < most for share in shares.values()):
        raise Unfit("some answers earn part of the marks")
    return tuple(key for key, share in shares.items() if share == most > 0)


def _solution(item: Element) -> str:
    """Return feedback that is told in the end; empty where none is plainly that."""
    for feedback in children(item, "modalFeedback"):
        if feedback.get("identifier", "").casefold() in ("solution", "general", "correct", "feedback_correct"):
            try:
                return text_of(feedback, PART)
            except Unfit:
                return ""
    return ""


def _part(element: Element) -> str:
    return text_of(element, PART)


def _by_identifier(interaction: Element, *names: str) -> dict[str, str]:
    """Return the texts of the parts of an interaction by their identifiers."""
    found = list(descendants(interaction, *names))
    texts = {one.get("identifier", ""): _part(one) for one in found}
    if len(texts) < len(found):
        raise Unfit("two of its parts have the same identifier")
    return texts


def _choice(interaction: Element, declared: Declared, item: Element) -> Made:
    texts = _by_identifier(interaction, "simpleChoice")
    right = set(declared.correct or declared.mapped)
    if not right <= set(texts):
        raise Unfit("what is right is not among its options")
    several = declared.cardinality == "multiple"
    if several and not declared.correct:
        raise Unfit("it does not say what is right")
    return choosing([(text, key in right) for key, text in texts.items()], several=several)


def _text_entry(interaction: Element, declared: Declared, item: Element) -> Made:
    accepted = tuple(dict.fromkeys([*declared.correct, *declared.mapped]))
    if not accepted:
        raise Unfit("it does not say what is right")
    if interaction.get("patternMask"):
        raise Unfit("its answer is a pattern")
    if declared.base_type in ("float", "integer"):
        values = [number(text) for text in accepted]
        return numeric(values, _tolerance(item, values[0]))
    return words(accepted)


def _tolerance(item: Element, value: Fraction) -> Fraction:
    """Return the difference that the rules of an item allow."""
    for rule in descendants(item, "equal"):
        mode, sizes = rule.get("toleranceMode", "exact"), rule.get("tolerance", "").split()
        if mode == "exact" or not sizes:
            return Fraction(0)
        if len(set(sizes)) > 1:
            raise Unfit("the difference that it allows is not the same on both sides")
        return number(sizes[0]) if mode == "absolute" else abs(value) * number(sizes[0]) / 100
    return Fraction(0)


def _order(interaction: Element, declared: Declared, item: Element) -> Made:
    texts = _by_identifier(interaction, "simpleChoice")
    if sorted(declared.correct) != sorted(texts):
        raise Unfit("its right order does not name each part once")
    return ordering([texts[key] for key in declared.correct])


def _pairs(declared: Declared, texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the right pairs as identifiers."""
    for pair in declared.correct:
        left, _, right = pair.partition(" ")
        if left not in texts or right not in texts:
            raise Unfit("what is right is not among its parts")
        yield left, right


def _match(interaction: Element, declared: Declared, item: Element) -> Made:
    sets = list(children(interaction, "simpleMatchSet"))
    if len(sets) != 2:
        raise Unfit("it has not two sets of parts")
    texts = _by_identifier(interaction, "simpleAssociableChoice")
    pairs = list(_pairs(declared, texts))
    lefts = {one.get("identifier", "") for one in children(sets[0], "simpleAssociableChoice")}
    if {left for left, _ in pairs} != lefts:
        raise Unfit("not each of its parts has one partner")
    spare = [texts[one.get("identifier", "")] for one in children(sets[1], "simpleAssociableChoice")]
    return matching([(texts[left], texts[right]) for left, right in pairs], spare)


def _associate(interaction: Element, declared: Declared, item: Element) -> Made:
    texts = _by_identifier(interaction, "simpleAssociableChoice")
    pairs = list(_pairs(declared, texts))
    used = [key for pair in pairs for key in pair]
    if sorted(used) != sorted(texts):
        raise Unfit("not each of its parts has one partner")
    return matching([(texts[left], texts[right]) for left, right in pairs])


KINDS: dict[str, Callable[[Element, Declared, Element], Made]] = {
    "choiceInteraction": _choice,
    "textEntryInteraction": _text_entry,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
}
"""How the answer of each interaction is read."""
