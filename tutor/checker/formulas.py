"""Whether the formulas of a draft can be shown: each between its own dollar signs, whole, and as a source has it.

A model that rewrites a text drops a dollar sign, or the formula between two of them, or puts words where one stood;
what is left is shown to the pupil as it stands.
"""

import re

from tutor.checker.vocabulary import squeezed

FORMULA = re.compile(r"\$([^$\n]*)\$")
EMPTIED = re.compile(r"\((?:\s|[=+×÷*/<>−-]|\\[a-z]+)*\)")
"""Brackets with nothing but a sign in them, as in "wave speed ( = ) frequency": the formula has gone."""
CODE = re.compile(r"[\\^{}]")
"""Signs that are shown well only inside a formula."""
CUT_OFF = re.compile(r"^[\s=+×÷*/<>]|[\s=+×÷*/<>−-]$|\\(?:times|div)$")


def broken_formulas(draft: str, allowed: tuple[str, ...]) -> set[str]:
    """Return what a draft has left of formulas: pieces of code outside them, cut-off ones, and ones of its own."""
    sources = " ".join(allowed)
    whole = {formula.strip() for formula in FORMULA.findall(sources)}
    known = squeezed(sources)
    inside = {
        formula
        for formula in FORMULA.findall(draft)
        if formula.strip() not in whole and (CUT_OFF.search(formula) or squeezed(formula) not in known)
    }
    outside, plain = FORMULA.sub(" ", draft), FORMULA.sub(" ", sources)
    code = {word.strip(".,;:?“”") for word in outside.split() if CODE.search(word)}
    return inside | {word for word in code if word not in plain} | set(EMPTIED.findall(outside))
