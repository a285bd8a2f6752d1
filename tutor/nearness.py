"""How near a pupil's sum is to a step of a worked solution, and how the two differ: numbers, signs and words.

Knows nothing of what came before but the results that have been reached.
"""

from collections import Counter
from fractions import Fraction

from tutor import sums
from tutor.checker import content_words
from tutor.fault_kinds import FaultKind
from tutor.sums import Claim, Number
from tutor.working import Solution, Step

MOST_ALIKE = 5
"""How many shared words count towards nearness."""


def nearness(solution: Solution, claim: Claim, step: Step, reached: set[Fraction]) -> float:
    """Return how much a sum looks like an attempt at a step: shared numbers, signs and words, and whose turn it is."""
    both = (set(sums.values(claim.left)) & set(sums.values(step.claim.left))) - {1}
    shared = sum(3 if solution.gives(value) else 2 if value in reached else 1 for value in both)
    if not shared:
        return 0
    sign = 1 if sums.signs(claim.left) & sums.signs(step.claim.left) else 0
    words = min(MOST_ALIKE, len(content_words(claim.sentence) & content_words(step.claim.sentence)))
    turn = 1.5 if step == solution.unreached(reached) else 1.0
    if step.result in reached:
        turn = -3.0
    unlike = 4 if solution.unlike(claim, step) else 0
    alike = difference(claim, step)[0] in {"operation", "order"} or is_one_off(claim, step)
    whole = 2 if alike and step.result not in reached and not unlike else 0
    return shared + sign + words / 2 + turn + whole - unlike


def is_one_off(claim: Claim, step: Step) -> bool:
    """Return whether a sum is a step but for one number."""
    ours, theirs = sums.divided(claim.left), sums.divided(step.claim.left)
    mine, wanted = Counter(sums.values(ours)), Counter(sums.values(theirs))
    signs = sums.signs(ours) == sums.signs(theirs)
    return signs and (mine - wanted).total() == 1 and (wanted - mine).total() == 1


def making_step(solution: Solution, step: Step, claim: Claim, odd: Number) -> Step | None:
    """Return the step that makes, from a number of a sum, the number that belongs in its place."""
    lacking = set(sums.values(step.claim.left)) - set(sums.values(claim.left))
    before = solution.steps[: solution.steps.index(step)]
    makers = (one for one in before if one.result in lacking and odd.value in sums.values(one.claim.left))
    return next(makers, None)


def difference(claim: Claim, step: Step) -> tuple[FaultKind, Number | None]:
    """Return how a sum differs from the step it stands for, and the number that does not belong."""
    ours, theirs = sums.divided(claim.left), sums.divided(step.claim.left)
    mine, wanted = Counter(sums.values(ours)), Counter(sums.values(theirs))
    over, lacking = mine - wanted, wanted - mine
    odd = next((number for number in reversed(sums.leaves(ours)) if number.value in over), None)
    if not over and not lacking and (len(mine) > 1 or sums.signs(ours) == sums.signs(theirs)):
        return ("operation" if sums.signs(ours) != sums.signs(theirs) else "order"), None
    if not over and len(mine) > 1 and not sums.signs(ours) & sums.signs(theirs):
        return "operation", None
    if not sums.signs(ours) & sums.signs(theirs):
        return "other", odd
    if not over:
        return "missing", None
    if over.total() > 1:
        return "other", None
    return ("operand" if lacking else "extra"), odd
