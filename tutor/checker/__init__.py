"""Whether a draft may be shown to a pupil: the last gate between the model and the page.

Pure: everything it may rely on is in `Facts`. One module for each family of rules, one small function for each rule;
what fails is replaced by the authored text and counted by the rule's name. Rules about words alone, which need no
knowledge of the item, are in `tutor.wording_rules`.
"""

from collections.abc import Callable

from tutor import wording_rules
from tutor.checker.ahead import completes, runs_ahead
from tutor.checker.contradiction import contradicts, turns_the_verdict
from tutor.checker.facts import Facts, Verdict
from tutor.checker.faithful import (
    KEEPS,
    adds_a_sentence,
    crossed,
    drops_a_sentence,
    drops_the_question,
    flipped,
    is_fragment,
    kept,
    speaks_of,
    swapped,
    turns_a_denial,
)
from tutor.checker.formulas import broken_formulas
from tutor.checker.grounding import asks_about, is_grounded, repeats, restates
from tutor.checker.leak import gives_away
from tutor.checker.sources import (
    repeated_numbers,
    strange_names,
    strange_numbers,
    strange_operations,
    strange_units,
)
from tutor.checker.truth import false_algebra, false_sums, misquoted, without_quotations
from tutor.checker.vocabulary import content_words, negations, stem
from tutor.figures import named_numbers_in, numbers_in
from tutor.reading_level import is_harder, is_too_hard

__all__ = [
    "KEEPS", "RULES", "VERSION", "Facts", "Verdict", "check", "content_words", "contradicts", "gives_away",
    "is_grounded", "kept", "named_numbers_in", "negations", "numbers_in", "repeated_numbers", "stem",
    "strange_numbers", "strange_operations", "without_quotations",
]  # fmt: skip

VERSION = "checker-5"

Rule = Callable[[str, Facts], bool]

RULES: dict[str, Rule] = {
    "length": lambda draft, facts: (
        wording_rules.is_too_long(draft, facts.most_words) and len(draft.split()) > len(facts.must_keep.split())
    ),
    "leak": lambda draft, facts: gives_away(draft, facts.answer, facts.allowed),
    "split leak": lambda draft, facts: completes(draft, facts.answer, _said(facts), facts.allowed),
    "ahead": lambda draft, facts: runs_ahead(draft, facts.later, (*facts.known, *facts.earlier)),
    "contradiction": turns_the_verdict,
    "formula": lambda draft, facts: bool(broken_formulas(_own(draft, facts), facts.allowed)),
    "quotation": lambda draft, facts: bool(misquoted(draft, facts.known)),
    "number": lambda draft, facts: bool(strange_numbers(draft, facts.known)),
    "repeated number": lambda draft, facts: bool(facts.must_keep and repeated_numbers(draft, facts.known)),
    "unit": lambda draft, facts: bool(strange_units(draft, facts.known)),
    "false arithmetic": lambda draft, facts: bool(false_sums(draft, facts.allowed)),
    "false algebra": lambda draft, facts: bool(false_algebra(draft, facts.answer, facts.allowed)),
    "operation": lambda draft, facts: bool(strange_operations(draft, facts.known)),
    "name": lambda draft, facts: bool(strange_names(draft, facts.known)),
    "negation": lambda draft, facts: bool(facts.must_keep) and turns_a_denial(_own(draft, facts), _kept(facts)),
    "opposite": lambda draft, facts: bool(
        swapped(_own(draft, facts), _sources(facts))
        or flipped(_own(draft, facts), _kept(facts))
        or crossed(_own(draft, facts), _kept(facts))
    ),
    "fragment": lambda draft, _: is_fragment(draft),
    "drift": lambda draft, facts: bool(facts.must_keep) and kept(draft, facts.must_keep) < KEEPS,
    "addition": lambda draft, facts: bool(facts.must_keep) and adds_a_sentence(draft, facts.allowed),
    "question": lambda draft, facts: bool(facts.must_keep) and drops_the_question(draft, facts.must_keep),
    "omission": lambda draft, facts: bool(facts.must_keep) and drops_a_sentence(draft, facts.must_keep),
    "grounding": lambda draft, facts: bool(facts.passages) and not is_grounded(draft, facts.passages),
    "reading level": lambda draft, facts: _is_hard(draft, facts),
    "wish": lambda draft, facts: bool(facts.wishes) and speaks_of(draft, facts.wishes, facts.known),
    "echo": lambda draft, facts: bool(facts.asked) and repeats(draft, facts.asked),
    "restates": lambda draft, facts: bool(facts.quoted) and restates(draft, facts.quoted),
    "asking": lambda draft, facts: bool(facts.asking or facts.quoted) and not asks_about(draft, facts.asking),
}
"""What is applied, after the rules about words alone; the first that a draft breaks is the one that is recorded."""


def check(draft: str, facts: Facts) -> Verdict:
    """Return whether the draft may be shown, and why not."""
    own = _own(draft, facts)
    broken = {
        name: rule(own if name in wording_rules.OF_ONES_OWN else draft)
        for name, rule in wording_rules.RULES.items()
        if name not in RULES
    }
    broken |= {name: rule(draft, facts) for name, rule in RULES.items()}
    return Verdict(next((name for name, found in broken.items() if found), None), tuple(broken))


def _own(draft: str, facts: Facts) -> str:
    """Return what a draft says itself, without what it quotes: a pupil may write "we", and choose "no mass"."""
    return without_quotations(draft, facts.allowed)


def _is_hard(draft: str, facts: Facts) -> bool:
    known = (*facts.known, facts.asking)
    authored = facts.must_keep or facts.quoted
    return is_too_hard(draft, facts.year, known) or (facts.simple and is_harder(draft, authored, facts.year, known))


def _kept(facts: Facts) -> str:
    return without_quotations(facts.must_keep, facts.allowed)


def _said(facts: Facts) -> tuple[str, ...]:
    return (*facts.earlier, facts.must_keep) if facts.earlier else ()


def _sources(facts: Facts) -> tuple[str, ...]:
    """Return the texts whose opposites a draft may not use: what it rewords or rests on."""
    return (facts.must_keep,) if facts.must_keep else (facts.passages or ((facts.asking,) if facts.asking else ()))
