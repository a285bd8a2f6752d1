"""Whether a draft says the opposite of the verdict that the pupil has seen."""

from tutor.checker.facts import Facts
from tutor.checker.truth import without_quotations
from tutor.wording_rules import AFFIRMS, DENIES


def contradicts(text: str, right: bool | None) -> bool:
    """Return whether a text says the opposite of the verdict that the pupil has seen."""
    if right is None:
        return False
    return bool((DENIES if right else AFFIRMS).search(text))


def turns_the_verdict(draft: str, facts: Facts) -> bool:
    """Return whether a draft contradicts the verdict where the authored text does not seem to.

    What it quotes is the pupil's: a choice may read "It is correct, as the ideas are linked".
    """
    own = without_quotations(draft, facts.allowed)
    return contradicts(own, facts.right) and not contradicts(facts.must_keep, facts.right)
