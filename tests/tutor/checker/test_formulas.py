"""Formulas reach the pupil whole, between their own dollar signs, or the draft is refused."""

import pytest

from tutor.checker import Facts, check
from tutor.checker.formulas import broken_formulas

WAVE = r"Start from wave speed $=$ frequency $\times$ wavelength. Work out $4 \times 1.5$."
CLUB = "Subtract to find the change, $128 - 80$. Then decide which number counts as 100%."
FRACTION = r"Choose $\frac{6}{40} \times 100$ and work it out."


@pytest.mark.parametrize(
    ("authored", "draft"),
    [
        (WAVE, r"Start from wave speed ( = ) frequency ( \times ) wavelength. Work out $4 \times 1.5$."),
        (WAVE, "Start from wave speed () frequency wavelength. Work out the product."),
        (WAVE, r"Start from wave speed $=$ frequency $\times$ wavelength. Work out 4 \times 1.5."),
        (WAVE, r"Start from wave speed $=$ frequency $\times$ wavelength. Work out \(4 \times 1.5\)."),
        (CLUB, "Subtract $128 - $80 to find the change. Then decide which number counts as 100%."),
        (CLUB, "Subtract to find the change, $128 -$ 80. Then decide which number counts as 100%."),
        (CLUB, "Subtract to find the change, $80 - 128$. Then decide which number counts as 100%."),
        (FRACTION, "Choose \\frac{6}{40} × 100 and work it out."),
        (FRACTION, "Choose {6}/{40} × 100 and work it out."),
        ("Find $x^2$ first.", "Find x^2 first."),
    ],
)
def test_a_formula_that_lost_its_signs_is_found(authored: str, draft: str) -> None:
    assert broken_formulas(draft, (authored,))
    assert check(draft, Facts(allowed=(authored,), must_keep=authored)).broken in {"formula", "markup"}


@pytest.mark.parametrize(
    ("allowed", "draft"),
    [
        ((WAVE,), WAVE),
        ((WAVE,), r"Work out $4 \times 1.5$, as wave speed is frequency $\times$ wavelength."),
        ((WAVE,), r"Wave speed = frequency × wavelength, so work out $4\times1.5$."),
        ((CLUB,), "Find $128 - 80$. Which number counts as 100%?"),
        (("Find $x + 3$.", "x^2"), "You wrote x^2. Find $x + 3$."),
        (("What is 5 more?", "$5"), "You wrote $5. What is 5 more?"),
        (("x = 7 is left.",), "What is left is $x = 7$."),
        (("Plot it.",), "Plot the point (2, 3) and the point (a)."),
    ],
)
def test_a_whole_formula_is_let_through(allowed: tuple[str, ...], draft: str) -> None:
    assert not broken_formulas(draft, allowed)
