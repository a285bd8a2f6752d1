"""The equation that a question in words stands for, taken from its worked solution.

Only where the solution has one unknown and one equation: then any other equation in that letter must agree with it.
"""

from collections.abc import Sequence

from tutor.marking.chain_pairs import all_solutions
from tutor.marking.line_reading import read_lines
from tutor.marking.line_relations import Fact
from tutor.marking.solution_set import listed
from tutor.marking.value import Real


def set_up(steps: Sequence[str]) -> Fact | None:
    """Return the first equation of a worked solution that is still to be solved, None where there is no one such."""
    stated = [
        Fact(piece.text, found[0], given=True)
        for step in steps
        for line in read_lines(step)
        for piece in line.pieces
        if not piece.assumed and not piece.continues and (found := all_solutions(piece))
    ]
    equations = [fact for fact in stated if fact.solutions.is_equation and fact.solutions.letters]
    names = {name for fact in equations for name in fact.solutions.letters}
    first = next((fact for fact in equations if not fact.solutions.is_result), None)
    if first is None or len(names) != 1 or len(stated) != len(equations):
        return None
    roots = first.solutions.roots
    if not roots:
        return None
    return first if all(_agrees(fact, roots) for fact in equations) else None


def _agrees(fact: Fact, roots: Sequence[Real]) -> bool:
    """Tell whether an equation of the solution has the same roots, so that it is the same equation further on."""
    own = fact.solutions.roots
    return own is not None and len(own) == len(roots) and all(listed(root, own) for root in roots)
