"""The authored words about a pasted question: what the pupil wrote, where to look, and something to do.

Quotes only sums and sentences of the question, never the pupil's own words, so that nothing typed can speak for the
tutor. Number words such as "one" are left out on purpose: the answer may be that number.
"""

import re
from fractions import Fraction

from tutor import asking, quoting, sums
from tutor.equations import Break
from tutor.fault_kinds import Fault
from tutor.mistakes import Mistake
from tutor.quoting import HAS, LACKED, Target, about_equation, asked, makers, priced, sentences_of
from tutor.shown_mistakes import wanted
from tutor.sums import Number
from tutor.working import Solution, Step

ITS_OWN = frozenset({"operation", "order", "sign", "unfounded"})
"""The kinds of fault whose numbers are right, so that the piece of the question is told by what the sum has."""
OF_ITS_NUMBER = frozenset({"extra", "twice", "again", "sign", "whole", "double", "count", "repeats"})
"""The kinds of fault that are about one number: its own piece of the question says most."""
UNCLEAR = re.compile(r"/\s?\d+\s?[a-z]")
"""2/3x can be two thirds of x or two over 3x, so that nothing is certain of it."""
PROPORTION = re.compile(r"^\s*\d+\s*/\s*(\d+)\s*=\s*\d+\s*/\s*[a-z]\s*$")
BELONGS = asking.BELONGS


def look_again(fault: Fault, solution: Solution, admitted: Number | None = None) -> str:
    """Return the words that send a pupil back to the sum where the working goes wrong.

    Only a sum that does not come out is called wrong. Of any other, what it stands for is asked: the pupil may have
    taken another right way, and the sum is only the likeliest place.
    """
    text = f"Look again at “{fault.claim.text}”"
    if fault.kind == "slip":
        return f"{text}: that sum does not come out. {asking.check(fault.claim)}"
    if fault.again:
        text += ", where it is written the second time"
    ask = asking.ask(fault, solution) if admitted is None else asking.ask_with(admitted)
    return " ".join(part for part in (f"{text}.", about(fault, solution), ask) if part)


def about_mistake(mistake: Mistake, solution: Solution) -> str:
    """Return the piece of the question that a mistake in an answer without working has to do with, or what is asked."""
    numbers = dict.fromkeys(wanted(solution, mistake, ()), LACKED)
    target = Target(numbers, solved=sentences_of([mistake.step, *([mistake.maker] if mistake.maker else [])]))
    return quoting.find(solution.question, target) or asked(solution.question)


def about(fault: Fault, solution: Solution) -> str:
    """Return the piece of the question that a faulty sum has to be held against, quoted."""
    question = solution.question
    if fault.kind == "within":
        return ""
    if fault.kind == "past":
        return _about_going_on(fault, solution)
    found = quoting.find(question, _target(fault, solution))
    if not found and fault.wanted is not None:
        return asked(question)
    return found or quoting.about_sum(question, fault.claim)


def _about_going_on(fault: Fault, solution: Solution) -> str:
    """Return what is asked for, or the piece with a number that the step beyond the answer brings in."""
    number = asking.brought_in(fault, solution)
    if number is None:
        return asked(solution.question)
    target = Target({number.value: LACKED}, number.value, fault.claim.sentence)
    return quoting.find(solution.question, target) or asked(solution.question)


def _target(fault: Fault, solution: Solution) -> Target:
    """Return what the piece of the question should have: the numbers that the sum lacks and those that it misuses."""
    claim, step = fault.claim, fault.lacks or fault.step
    if fault.wanted is not None and step is not None:
        return Target(dict.fromkeys(fault.wanted, LACKED), solved=sentences_of([step, *makers(solution, step)]))
    meant = _meant(fault, solution)
    if meant is not None:
        told = {value for value in sums.values(meant.claim.left) if solution.gives(value)}
        return Target(dict.fromkeys(told, LACKED), solved=meant.claim.sentence)
    mine = _given(fault, solution)
    lacked = set() if step is None else solution.wanted(step, None if fault.lacks else claim) - mine - {1}
    numbers = dict.fromkeys(
        mine, LACKED if fault.kind in ITS_OWN and (not lacked or fault.kind == "unfounded") else HAS
    )
    numbers |= dict.fromkeys(lacked, LACKED if fault.kind not in {"other", "pair"} else HAS)
    odd = _odd(fault, solution)
    solved = "" if step is None else sentences_of([step, *makers(solution, step)])
    said = claim.sentence if fault.made_by is None else f"{claim.sentence} {fault.made_by.sentence}"
    if fault.kind == "share":
        return Target(solved=solved)
    if fault.kind in OF_ITS_NUMBER and odd is not None:
        return Target({odd: LACKED}, odd, said, solved)
    return Target(numbers, odd, said, solved, priced(step.claim) if step is not None else None)


def _meant(fault: Fault, solution: Solution) -> Step | None:
    """Return the step that makes the number whose meaning is asked for, where the question does not tell it."""
    if asking.asks_what_it_is(fault, solution) and fault.step is not None:
        return next(iter(makers(solution, fault.step)), fault.step)
    odd = fault.odd.value if fault.odd is not None and fault.kind in {"twice", "again"} else None
    if odd is None or solution.gives(odd):
        return None
    return next((step for step in solution.steps if step.result == odd), None)


def _given(fault: Fault, solution: Solution) -> set[Fraction]:
    """Return the question's numbers in a sum; where all of it was worked out, those that its last number comes from."""
    values = sums.values(fault.claim.left)
    makers_of_last = [step for step in solution.steps if step.result == values[-1]][:1]
    if fault.kind in ITS_OWN and not any(map(solution.gives, values)) and makers_of_last:
        values = sums.values(makers_of_last[0].claim.left)
    return {value for value in values if solution.gives(value)}


def _odd(fault: Fault, solution: Solution) -> Fraction | None:
    """Return the number that is asked about, where the question tells it and no sum of the pupil's has made it."""
    if fault.odd is None or not solution.gives(fault.odd.value):
        return None
    return fault.odd.value if fault.made_by is None or fault.kind in OF_ITS_NUMBER else None


def lacking(solution: Solution, step: Step | None) -> str:
    """Return the question for a step that working lacks, by the question's numbers in it; empty where it has none."""
    leaves = [] if step is None else sums.leaves(step.claim.left)
    given = [number for number in leaves if solution.gives(number.value) and number.value not in (0, 1)]
    numbers = list(dict.fromkeys(number.text for number in given))
    if len(numbers) == 1:
        return f"Where in the working does the {numbers[0]} come in, and what is done with it?"
    return f"Where in the working do {' and '.join(numbers)} come in, and what is done with them?" if numbers else ""


def broken_line(broken: Break, solution: Solution, final: Number | None) -> str:
    """Return the words that send a pupil back to the first equation that does not hold."""
    text = f"Look again at “{broken.broken.text}”"
    letter, both = broken.broken.letter, all(broken.broken.letter in side for side in broken.broken.text.split("="))
    unclear = UNCLEAR.search(broken.broken.text) or (broken.before is not None and UNCLEAR.search(broken.before.text))
    if unclear and both:
        number = max(map(int, re.findall(r"(?<![\d.])\d+(?![\d.])", broken.broken.text)), default=1)
        same = "do the two sides come to the same?"
        return f"{text}. Put {number} in the place of {letter} on each side, a piece at a time: {same}"
    if unclear:
        return f"{text}. What does each side of that equation stand for?"
    if broken.broken.is_rewriting:
        return f"{text}: the sides are not the same amount. What does the left side come to?"
    if broken.before is None:
        quote = about_equation(solution.question, broken.broken.text)
        return f"{text}. {quote} {_compare(broken, solution, final)}"
    return (
        f"{text}: it does not follow from “{broken.before.text}”. "
        "Go on from there again, doing the same to both sides: what do you get?"
    )


def _compare(broken: Break, solution: Solution, final: Number | None) -> str:
    """Return the question about an equation that does not fit; a proportion the wrong way round shows by its size."""
    found = PROPORTION.match(broken.broken.text)
    if found and final is not None and solution.answer is not None:
        beside = Fraction(found[1])
        if (final.value - beside) * (solution.answer - beside) < 0:
            return f"Should the answer be more or less than {found[1]}, and does {final.text} fit that?"
    return "What does each side of that equation stand for?"


def about_letters(question: str, equation: str) -> str:
    """Return the words that ask what the letters of an equation stand for, with the piece of the question it is of."""
    return f"Look again at “{equation}”. {about_equation(question, equation)} What does each letter there stand for?"
