"""Texts, formulas and diagrams in words: what a voice reads out holds no sign that it would stumble over."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_store.asked import asked
from tutor.item_choice import drawn
from tutor.spoken_formula import spoken_formula
from tutor.spoken_text import spoken_choices, spoken_diagram, spoken_text

LEFT = re.compile(r"[\\{}$^_|~`#*<>=≤≥×÷−→√π°²³₂⁺⁻Ω∪∩]|&\w+;|[\ue000-\uf8ff]")
"""Signs that should all have become words."""


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"x^2 + 3x", "x squared plus 3 x"),
        (r"\frac{3}{4}", "3 over 4"),
        (r"2\frac{1}{3}", "2 and 1 over 3"),
        (r"\frac{x + 1}{4}", "the fraction x plus 1, all over 4"),
        (r"\frac{k}{x^2}", "k over x squared"),
        (r"\frac{x}{2y}", "x over 2 y, end of fraction"),
        (r"\frac{1}{2}mv^2", "1 over 2, times m v squared"),
        (r"\sqrt{14}", "the square root of 14"),
        (r"3\sqrt{2}", "3 times the square root of 2"),
        (r"\sqrt{x + 1} - 2", "the square root of x plus 1, end of root minus 2"),
        (r"\sqrt[3]{8}", "the cube root of 8"),
        (r"3.5 \times 10^{-3}", "3.5 times 10 to the power of minus 3"),
        (r"a^{m+n}", "A to the power of m plus n, end of power"),
        (r"x \leq 4", "x is less than or equal to 4"),
        (r"6.5 \le x < 7.5", "6.5 is less than or equal to x, which is less than 7.5"),
        (r"6 \times (-2) = -12", "6 times minus 2 equals minus 12"),
        (r"(-5)^2", "open bracket minus 5 close bracket squared"),
        (r"\left(\frac{y}{5}\right)^2", "open bracket y over 5 close bracket squared"),
        (r"5(x - 2)", "5 open bracket x minus 2 close bracket"),
        (r"(2, -3)", "2 comma minus 3"),
        (r"A(-3, 4)", "A, minus 3 comma 4"),
        (r"P(A \cup B')", "P of A union B dash"),
        (r"n(A) = 3", "n of A equals 3"),
        (r"2n(n - 6)", "2 n open bracket n minus 6 close bracket"),
        (r"\sin 30^\circ", "sine 30 degrees"),
        (r"\sin^{-1}(0.5)", "inverse sine of 0.5"),
        (r"ABC = 57^\circ", "A B C equals 57 degrees"),
        (r"\begin{pmatrix} -2 \\ 1 \end{pmatrix}", "the vector minus 2 above 1"),
        (r"11\,760", "11760"),
        (r"12{,}000", "12000"),
        (r"3.7828...", "3.7828 and so on"),
        (r"384\ \text{mm}^{2}", "384 square millimetres"),
        (r"25\ \%", "25 percent"),
        (r"2 : 3", "2 to 3"),
        (r"M_r", "M r"),
        (r"<", "the less than sign"),
        (r"^2", "squared"),
        (r"= 54 \div 40", "equals 54 divided by 40"),
        (r"\text{Speed} = \frac{\text{distance}}{\text{time}}", "Speed equals distance over time"),
    ],
)
def test_a_formula_is_said_as_a_teacher_says_it(latex, words):
    assert spoken_formula(latex) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The rate is $25 \\div 20 = 1.25$ cm³/s.",
            "The rate is 25 divided by 20 equals 1.25 cubic centimetres per second.",
        ),
        ("A force of 1 N, or 2 N", "A force of 1 newton, or 2 newtons."),
        ("a 60 kg runner", "a 60 kilogram runner."),
        ("It is 4200 J/kg °C.", "It is 4200 joules per kilogram degree Celsius."),
        ("an acceleration in m/s$^2$", "an acceleration in metres per second squared."),
        ("$160\\pi$ m", "160 pi metres."),
        ("A time (s) and 5 Ω", "A time (in seconds) and 5 ohms."),
        ("31p and £46", "31 pence and £46."),
        ("Set 9A has a g and an m.", "Set 9A has a g and an m."),
        ("6CO₂ + 6H₂O → C₆H₁₂O₆ + 6O₂", "6 C O 2 plus 6 H 2 O makes C 6 H 12 O 6 plus 6 O 2."),
        ("Cu²⁺ + 2e⁻ → Cu", "C U 2 plus, plus 2 e minus makes Cu."),
        ("NaCl and Ca(OH)₂", "N A C L and C A open bracket O H close bracket 2."),
        ("Q → S → P", "Q to S to P."),
        ("carbon-14", "carbon 14."),
        ("Is 10⁻⁴ smaller than 10⁻³?", "Is 10 to the power of minus 4 smaller than 10 to the power of minus 3?"),
        ("(x − 3)² is x² − 6x + 9", "open bracket x minus 3 close bracket squared is x squared minus 6x plus 9."),
        ("typed as (y/5)^2 - 26", "typed as open bracket y over 5 close bracket squared minus 26."),
        ("2πr, √18, 2/3, V/I, 4x/11 and/or", "2 pi r, the square root of 18, 2 over 3, V over I, 4x over 11 and or."),
        ("from -5 to (−9, 2)", "from minus 5 to (minus 9, 2)."),
        ("the $x$-axis", "the x axis."),
        ("10–20 minutes – or more", "10 to 20 minutes, or more."),
        ("P(A ∩ B) is ½", "P of A intersection B is a half."),
        ("The product is {1}.", "The product is gap 1."),
        ("**Bold**, *slanted* and `code`", "Bold, slanted and code."),
        ("One line\nand its rest.\n\nAnother", "One line and its rest. Another."),
        ("- first\n- second", "first. second."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a, b. 1, 2."),
        ("It costs $6.", "It costs 6 dollars."),
    ],
)
def test_a_text_is_said_with_its_signs_in_words(text, words):
    assert spoken_text(text) == words


def texts_of(catalogue):
    """Yield every text that a pupil may be given to hear: notes, questions and their choices, hints, steps, answers."""
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            for passage in catalogue.passages_of(objective.id):
                yield from (passage.heading, passage.text)
            for faq in catalogue.faqs_of(objective.id):
                yield from (faq.question, faq.answer)
            for item in catalogue.items_of(objective.id):
                for seed in (1, 2):
                    one = drawn(catalogue, item.id, seed)
                    shown = asked(one.answer)
                    yield from (one.question, *one.hints, *one.steps, *shown.options, *shown.partners, *shown.criteria)
                    yield from (text for text in (shown.source, shown.gap_text, shown.unit) if text)


def test_every_text_of_the_pack_is_said_in_words_alone_and_none_is_silent(catalogue):
    texts = set(texts_of(catalogue))
    assert len(texts) > 10_000
    said = {text: spoken_text(text) for text in texts}
    assert {text: words for text, words in said.items() if LEFT.search(words)} == {}
    assert [text for text, words in said.items() if not re.search(r"\w", words)] == []


def test_every_item_of_the_pack_has_its_diagram_and_its_choices_said(catalogue):
    items = [
        item
        for subject in catalogue.subjects()
        for objective in catalogue.objectives(subject.id)
        for item in catalogue.items_of(objective.id)
    ]
    diagrams = 0
    for item in items:
        one = drawn(catalogue, item.id, 3)
        shown = asked(one.answer)
        choices = spoken_choices(one.answer)
        assert not LEFT.search(choices), choices
        assert bool(choices) == bool(shown.options or shown.source or shown.gap_text or shown.criteria)
        diagram = spoken_diagram(one.diagram.model_dump(by_alias=True) if one.diagram else None)
        assert not LEFT.search(diagram), diagram
        assert bool(diagram) == (one.diagram is not None)
        diagrams += bool(diagram)
    assert len(items) > 900
    assert diagrams > 50


@given(st.text(max_size=80))
def test_whatever_is_written_can_be_said_without_latex(text):
    for said in (spoken_text(text), spoken_formula(text)):
        assert not re.search(r"[\\{}$]", said)


@pytest.mark.parametrize("text", ["}", "{", "$", "\\", "^", "$}$", "$\\frac$"])
def test_a_sign_that_stands_alone_and_means_nothing_is_not_said(text):
    assert not re.search(r"[\\{}$]", spoken_formula(text) + spoken_text(text))
