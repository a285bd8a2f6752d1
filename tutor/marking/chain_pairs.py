"""The relations that a chain of signs states, pair by pair, and what they hold for."""

from collections.abc import Iterator

from tutor.marking.line_reading import Chain, Piece
from tutor.marking.solution_set import Compared, Solutions, listed
from tutor.marking.sum_checks import comes_out, runs_on
from tutor.marking.value import Real


def pairs(chain: Chain) -> Iterator[tuple[Compared, tuple[str, str]]]:
    """Yield neighbouring sides that could both be read, with the sign between them."""
    for at, sign in enumerate(chain.signs):
        left, right = chain.sides[at], chain.sides[at + 1]
        if left is not None and right is not None:
            yield Compared(left, sign, right), (chain.texts[at], chain.texts[at + 1])


def compared(chain: Chain) -> tuple[Compared, ...]:
    """Return the pairs of a chain that have letters in them."""
    return tuple(one for one, _ in pairs(chain) if one.letters)


def has_run_on(chain: Chain) -> bool:
    """Tell whether a sum in a chain begins again with the result of the one before it."""
    return any(
        not one.letters and not comes_out(one.left, one.right) and runs_on(one.left, one.right)
        for one, _ in pairs(chain)
    )


def all_solutions(piece: Piece) -> list[Solutions]:
    """Return what a piece with letters in it holds for, in each way that it can be read."""
    found = []
    for reading in piece.readings:
        choices = tuple(choice for chain in reading if (choice := compared(chain)))
        if choices:
            found.append(Solutions(choices))
    return found


def covers(solutions: Solutions, root: Real, old: Solutions) -> bool:
    """Tell whether an equation has a root that another lost: one that is solved, or narrower than the one before."""
    roots = solutions.roots if len(solutions.letters) == 1 and solutions.is_equation else None
    if roots is None or not listed(root, roots):
        return False
    return solutions.is_result or not all(listed(other, roots) for other in old.roots or ())
