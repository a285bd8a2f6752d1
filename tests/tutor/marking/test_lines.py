"""The first wrong line of working: what must be found, and above all what must never be called wrong."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_store.answers import ValueAnswer
from content_store.items import draw, read_spec
from content_store.pack import read_pack
from tests.conftest import EMBEDDED
from tutor.marking.lines import WRONG_RULES, WrongLine, first_wrong_line

RIGHT = [
    # pupils' notations
    "2x+3=7so x=2",
    # x for times, before a root or a negative
    "4√18 = 4 x 3√2 = 12√2",
    "√11 x √11 = 11\n√11 x -√11 = -11",
    # angles from their sine, cosine or tangent, rounded or not
    "cos x = 9/22\nx = 65.9",
    "cos x = 9/22\nx = cos^-1(9/22) = 65.852...",
    "tan x = 6/9\nx = tan-1(6/9)\nx = 33.7",
    "sin θ = 4/9\nθ = sin⁻¹(4/9)\nθ = 26.4",
    "cos C = (21^2 + 22^2 - 40^2)/(2 × 21 × 22) = -0.7305\nC = 136.9",
    # things that are named, and substances
    "Radius of P = 36 ÷ 2 = 18 mm\nArea of P = π × 18^2 = 1017.9 mm²",
    "moles of H2O = 2.2 ÷ 1 × 2 = 4.4 mol\nMass of H2O = 4.4 × 18 = 79.2 g",
    "h = √611 = 24.718...\nVolume = 1/3πr^2 h = 1/3 × π × 17^2 × √611 = 7480.78...",
    "Half-way between -5 and -1 is -6 ÷ 2 = -3",
    "2x + 3 = 7, so 2x = 4 => x = 2",
    "2x+3=7 → 2x=4 → x=2",
    "2x + 3 = 7 ∴ x = 2",
    "2x + 3 = 7\nso I took 3 from both sides: 2x = 7 - 3\nwhich gives x is 2",
    "2x + 3 = 7 (-3)\n2x = 4 (÷2)\nx = 2",
    "2x + 3 = 7\n-3 -3\n2x = 4\n÷2 ÷2\nx = 2",
    "2x + 3 = 7 | -3\n2x = 4 | ÷2\nx = 2 ✓",
    "1) 2x + 3 = 7\n2) 2x = 4\n3) x = 2",
    "Step 1: 2x + 3 = 7\nStep 2: 2x = 4\nStep 3: x = 2",
    "2X + 3 = 7\n2X = 4\nX = 2",
    "7 = 2x + 3\n4 = 2x\n2 = x",
    "3 × 4 + 2 = 14",
    "3 x 4 + 2 = 14",
    "3x4+2=14",
    "12 ÷ 4 = 3",
    "12/4=3",
    "0,5 × 4 = 2",
    "5 − 8 = −3",
    "5 - -3 = 8",
    "1,250 + 750 = 2,000",
    "48 - 7 is 41",
    "6 times 7 is 42",
    "£3.50 × 4 = £14",
    "3 × 40p = £1.20",
    "20% of 50 = 10",
    "15 ÷ 60 × 100 = 25%",
    "2/3 of 60 = 40",
    "½ + ¼ = ¾",
    "2 1/2 + 1 1/4 = 3 3/4",
    "x² = 49 so x = ±7",
    "x2 = 49\nx = 7 or -7",
    "x^2 = 9\nx = 3, x = -3",
    "x^2 = 9\nx = 3\nx = -3",
    "x² - 5x + 6 = 0\n(x - 2)(x - 3) = 0\nx - 2 = 0\nx = 2\nx - 3 = 0\nx = 3",
    "x² - 5x + 6 = 0\n(x-2)(x-3)=0 x-2=0 x-3=0\nx=2 or x=3",
    "x² = 5x\nx² - 5x = 0\nx(x - 5) = 0\nx = 0 or x = 5",
    "x = (5 ± √(25 - 24))/2\nx = 3 or x = 2",
    "(x - 2)² = 9\nx - 2 = ±3\nx = 5 or x = -1",
    # run-on equals signs are a matter of form
    "3 + 4 = 7 × 2 = 14",
    "3+4=7x2=14",
    "10 - 3 = 7 + 5 = 12 ÷ 4 = 3",
    "3x + 4 = 10 - 4 = 6 ÷ 3 = 2",
    # rounding
    "10/3 = 3.33",
    "10 ÷ 3 = 3.3 (1dp)",
    "2/3 = 0.66",
    "3x = 10\nx = 10/3\nx = 3.33",
    "c² = 5² + 7² = 74\nc = √74 = 8.6",
    "C = π × 43\nC = 135.1 cm",
    "3.14 × 5² = 78.5",
    "29.7 × 4.1 ≈ 30 × 4 = 120",
    "7 ÷ 2 = 3 r 1",
    # what stands beside, begins again or is only tried
    "3(x + 4) = 27\n3 × 4 = 12\n3x + 12 = 27\n27 - 12 = 15\n3x = 15\nx = 5\ncheck: 3(5 + 4) = 27",
    "x + y = 10\nx - y = 2\n2x = 12\nx = 6\n6 + y = 10\ny = 4",
    "2x + y = 7, x - y = 2\n3x = 9\nx = 3 so y = 1",
    "a = 3, b = 4\na² + b² = 9 + 16 = 25",
    "y = 2x + 1\nwhen x = 3, y = 7\nwhen x = 4, y = 9",
    "x = 1, y = 3\nx = 2, y = 5",
    "x³ + x = 20\ntry x = 2: 8 + 2 = 10 too small\ntry x = 3: 27 + 3 = 30 too big",
    "a) 3x = 12\nx = 4\nb) 5x = 30\nx = 6",
    "x = 7\narea = 7 × 4 = 28",
    "Change = 684 - 380 = 304\n304 ÷ 380 × 100 = 80%",
    "48 minutes = 48 ÷ 60 = 0.8 hours",
    "2.5 km = 2500 m",
    "speed = distance ÷ time = 150 ÷ 3 = 50 km/h",
    "v = u + at\nv - u = at\nt = (v - u)/a",
    "y = mx + c\ny - c = mx\nx = (y - c)/m",
    "A = πr²\nr² = A/π\nr = √(A/π)",
    "√x = 3\nx = 9",
    "12/x = 3\n12 = 3x\nx = 4",
    "x/2 + x/3 = 10\n3x + 2x = 60\n5x = 60\nx = 12",
    "-2x < 6\nx > -3",
    "7 - 3x ≥ 1\n-3x ≥ -6\nx ≤ 2",
    "-3 < 2x + 1 ≤ 7\n-4 < 2x ≤ 6\n-2 < x ≤ 3",
    "x² > 9\nx > 3 or x < -3",
    "3(x + 4) + 2(x - 1)\n= 3x + 12 + 2x - 2\n= 5x + 10\n= 5(x + 2)",
    "(x + 3)(x - 5)\nx² - 5x + 3x - 15\nx² - 2x - 15",
    "(2x³)⁴ = 16x¹²",
    "x³ × x⁴ = x⁷",
    "2^-3 = 1/8",
    "√50 = √25 × √2 = 5√2",
    "2/3 ÷ 4/5 = 2/3 × 5/4 = 10/12 = 5/6",
    "1/2 + 1/3\n= 3/6 + 2/6\n= 5/6",
    "3 × 2/5 = 6/5 = 1 1/5",
    "2 + 3 × 4\n2 + 12\n14",
    # x beside pi is a times sign, and results with pi are rounded
    "pi x 7.5^2 = 176.7",
    "π × 26² = 2123.7",
    "A = pi x 8^2 = 201.1",
    "4/3 x pi x 3^3 = 113.1",
    "2xpi x 3 = 18.8",
    "5^2 x pi = 78.5",
    # a sum goes on from a rounded value, or from what was rounded
    "600 / 7 = 85.7\n85.7 x 5 = 428.6",
    "600 / 7 = 85.7\n85.7 x 5 = 428.5",
    "7x = 600\nx = 85.7\n85.7 x 5 = 428.6",
    "a = 600/7\na = 85.7\n85.7 x 5 = 428.6",
    "√50 = 7.07\n7.07 x 4 = 28.3",
    "600/7 = 85.71\n85.71 x 5 = 428.57\n428.57 x 3 = 1285.71",
    # what cannot be read is passed over
    "i dont know how to do this",
    "??\n...\n",
    "I did it in my head so its 4",
    "the red ones are 3 and the blue ones are 5",
    "x is a number and y is not",
]


@pytest.mark.parametrize("working", RIGHT)
def test_right_working_is_never_called_wrong(working):
    assert first_wrong_line(working) is None


WRONG = [
    ("48 - 7 = 40", "", WrongLine(1, "48 - 7 = 40", None, "arithmetic-slip")),
    ("I had 48 - 7 = 40 left", "", WrongLine(1, "I had 48 - 7 = 40 left", None, "arithmetic-slip")),
    ("6 times 7 is 48", "", WrongLine(1, "6 times 7 is 48", None, "arithmetic-slip")),
    ("3 + 4 = 7 × 2 = 15", "", WrongLine(1, "3 + 4 = 7 × 2 = 15", "7 * 2", "arithmetic-slip", same_line=True)),
    (
        "2x + 3 = 7so x=3",
        "",
        WrongLine(1, "2x + 3 = 7so x=3", "2x + 3 = 7", "arithmetic-slip", same_line=True, clause="x=3"),
    ),
    ("\n  2x + 3 = 9 \n\n\t2x = 12\nx = 6", "", WrongLine(2, "2x = 12", "2x + 3 = 9", "sign-lost-moving")),
    ("3x + 4 = 10\n3x = 6\nx = 3", "", WrongLine(3, "x = 3", "3x = 6", "coefficient-subtracted")),
    ("pi x 7.5^2 = 186.7", "", WrongLine(1, "pi x 7.5^2 = 186.7", None, "arithmetic-slip")),
    ("600/7 = 85.7\n85.7 x 5 = 438.6", "", WrongLine(2, "85.7 x 5 = 438.6", None, "arithmetic-slip")),
    ("2(x+3) = 2x+3", "", WrongLine(1, "2(x+3) = 2x+3", "2(x+3)", "expand-first-only", same_line=True)),
    ("-3x = -6\nx = -2", "", WrongLine(2, "x = -2", "-3x = -6", "negatives-multiplied")),
    (
        "(2x-3)^2\n4x^2 - 6x - 6x + 9\n4x^2 + 12x + 9",
        "",
        WrongLine(3, "4x^2 + 12x + 9", "4x^2 - 6x - 6x + 9", None),
    ),
    ("x = 48 - 7\n= 40", "", WrongLine(2, "= 40", "x = 48 - 7", "arithmetic-slip")),
    ("2x = 14", "Solve $2x + 3 = 11$.", WrongLine(1, "2x = 14", "2x + 3 = 11", "sign-lost-moving")),
    ("4x + 3", "Expand $4(x + 3)$.", WrongLine(1, "4x + 3", "4(x + 3)", "expand-first-only")),
    ("x = 6\ny = 5", "Solve x + y = 10 and x - y = 2", WrongLine(2, "y = 5", "x = 6", None)),
    ("-3 < 2x + 1 < 7\n-2 < x < 4", "", WrongLine(2, "-2 < x < 4", "-3 < 2x + 1 < 7", None)),
    ("cos x = 9/22\nx = 45.9", "", WrongLine(2, "x = 45.9", "cos x = 9/22", None)),
    ("x² = 25\nx = 5", "Solve x² = 25", WrongLine(2, "x = 5", "x^{2} = 25", "root-lost")),
]


@pytest.mark.parametrize(("working", "question", "found"), WRONG)
def test_the_first_line_that_does_not_follow_is_found(working, question, found):
    assert first_wrong_line(working, question) == found


@pytest.mark.parametrize(
    ("working", "question"),
    [
        ("x² = 25\nx = 5", "A square has an area of 25 cm². How long is each side?"),
        ("c² = 3² + 4²\nc² = 25\nc = 5", ""),
        ("r² = 25\nr = 5 cm", ""),
        ("x² = 25\nx = 5 because a length is positive", ""),
    ],
)
def test_a_negative_solution_may_be_left_out_where_the_answer_is_a_length(working, question):
    assert first_wrong_line(working, question) is None


def test_a_negative_solution_that_is_left_out_of_an_equation_to_solve_is_missed():
    assert first_wrong_line("x² = 25\nx = 5").rule == "root-lost"


def test_words_in_a_question_are_not_taken_for_its_equation():
    question = "A rule is y = 3x + 1. Another shape has 5 sides. How many sides do 4 such shapes have?"
    assert first_wrong_line("4 × 5 = 20\nx = 20", question) is None


def test_a_line_that_states_two_things_is_wrong_if_the_second_is():
    assert first_wrong_line("3x + 12 = 21, 3x = 9, x = 6").number == 1


def test_no_working_has_no_wrong_line():
    assert first_wrong_line("") is None
    assert first_wrong_line(" \n\t\n", "Solve $x + 1 = 2$") is None


# Working that others wrote


def test_no_step_of_an_item_in_the_pack_is_called_wrong(catalogue):
    read, called = 0, []
    for subject in catalogue.subjects():
        for objective in catalogue.objectives(subject.id):
            for item in catalogue.items_of(objective.id):
                for seed in range(3):
                    drawn = draw(read_spec(item.definition), objective.id, seed)
                    wrong = first_wrong_line("\n".join(drawn.steps), drawn.question)
                    called += [(drawn.id, wrong)] if wrong else []
                    read += len(drawn.steps)
    assert called == []
    assert read > 1000


def test_no_line_of_the_worked_solutions_to_word_questions_is_called_wrong(shared_data):
    lines = (shared_data / "gsm8k" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
    called = []
    for case in map(json.loads, lines):
        solution = re.sub(r"<<.*?>>|####.*", "", case["answer"], flags=re.DOTALL)
        if first_wrong_line(solution, case["question"]) is not None:
            called.append(solution)
    assert called == []


def test_hardly_a_solution_in_an_algebra_book_is_called_wrong(shared_data):
    """At most one in 200 of a third of them: the text has lost some of its layout, and a few solutions have slips."""
    chapters = (shared_data / "prose" / "elementary-algebra-2e.jsonl").read_text(encoding="utf-8").splitlines()
    exercises = [one for chapter in map(json.loads, chapters) for one in chapter["exercises"] if one.get("solution")][
        ::3
    ]
    called = [one["id"] for one in exercises if first_wrong_line(one["solution"], one["problem"]) is not None]
    assert len(called) <= len(exercises) / 200, called


# Properties

NUMBERS = st.integers(-12, 12).filter(lambda n: n not in {0, 1, -1})
SIGNED = "{:+d}".format


@settings(max_examples=150)
@given(NUMBERS, NUMBERS, st.integers(-12, 12), st.sampled_from(["x", "y", "n"]), st.sampled_from(["=", "<", "≥"]))
def test_right_steps_to_a_linear_solution_are_never_called_wrong(a, b, root, letter, sign):
    c = a * root + b
    turned = {"=": "=", "<": ">", "≥": "≤"}[sign] if a < 0 else sign
    lines = [
        f"{a}{letter} {SIGNED(b)} {sign} {c}",
        f"{a}{letter} {sign} {c} {SIGNED(-b)}",
        f"{a}{letter} {sign} {c - b}",
        f"{letter} {turned} {c - b}/{a}" if a > 0 else f"{letter} {turned} ({c - b})/({a})",
        f"{letter} {turned} {root}",
    ]
    assert first_wrong_line("\n".join(lines)) is None
    assert first_wrong_line("\n".join(lines[1:]), f"Solve ${lines[0]}$") is None


@settings(max_examples=100)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_right_steps_of_expanding_are_never_called_wrong(a, b, c, d):
    question = f"{a}(x {SIGNED(b)}) {SIGNED(c)}(x {SIGNED(d)})"
    lines = [
        f"{a}x {SIGNED(a * b)} {SIGNED(c)}x {SIGNED(c * d)}",
        f"{a}x {SIGNED(c)}x {SIGNED(a * b)} {SIGNED(c * d)}",
        f"{a + c}x {SIGNED(a * b + c * d)}",
    ]
    assert first_wrong_line("\n".join(lines), f"Expand and simplify {question}") is None
    assert first_wrong_line(question + "\n= " + "\n= ".join(lines)) is None


@settings(max_examples=100)
@given(st.integers(-9, 9), st.integers(-9, 9), st.booleans())
def test_right_steps_to_the_roots_of_a_quadratic_are_never_called_wrong(p, q, apart):
    factors = f"(x {SIGNED(-p)})(x {SIGNED(-q)}) = 0"
    ends = [f"x = {p}", f"x = {q}"]
    lines = [f"x² {SIGNED(-p - q)}x {SIGNED(p * q)} = 0", factors, *(ends if apart else [" or ".join(ends)])]
    assert first_wrong_line("\n".join(lines), f"Solve {lines[0]}") is None


@settings(max_examples=100)
@given(st.lists(st.integers(1, 60), min_size=2, max_size=6), st.sampled_from("+−×"))
def test_a_sum_worked_out_step_by_step_is_never_called_wrong(numbers, sign):
    work = {"+": lambda a, b: a + b, "−": lambda a, b: a - b, "×": lambda a, b: a * b}[sign]
    running, parts = numbers[0], []
    for number in numbers[1:]:
        parts.append(f"{running} {sign} {number} = {work(running, number)}")
        running = work(running, number)
    assert first_wrong_line("\n".join(parts)) is None
    chained = [parts[0]] + [after.removeprefix(before.split(" = ")[1]) for before, after in pairwise(parts)]
    assert first_wrong_line("".join(chained)) is None


@settings(max_examples=100)
@given(st.integers(11, 99), st.integers(2, 9), st.integers(1, 9), st.booleans())
def test_a_sum_that_does_not_come_out_is_always_found(a, b, off, more):
    wrong = a * b + (off if more else -off)
    found = first_wrong_line(f"{a} + {b} = {a + b}\n{a} × {b} = {wrong}")
    assert found is not None
    assert (found.number, found.rule) == (2, "arithmetic-slip")


@settings(max_examples=300, deadline=1000)
@given(st.text(alphabet="0123456789xyab+-*/^()=<>≤√²×÷., \n±%£\\{}so½", max_size=120))
def test_any_text_is_read_without_failing(text):
    found = first_wrong_line(text, text[:60])
    assert found is None or found.rule is None or found.rule in WRONG_RULES


@pytest.mark.parametrize(
    "working",
    [
        "9^9^9^9 = 3\nx^99999999 = 2\nx = 3",
        "(" * 400 + "x" + ")" * 400 + " = 3\nx = 4",
        "(x+1)^24 = (x+2)^24\n(x+1)^24 = 3\nx = 2",
        "=".join(["x+1"] * 500),
        "x = 1\nx = 2\n" * 500,
        "((((x+1)^2+1)^2+1)^2+1)^2 = 3\nx = 3",
        "x^8+x^7+3x^5 = 7\nx^7 = 3\nx = 2",
        "√(m+9) = m - 3\nm + 9 = m√2\n√(m + 9)\n= √m + 5",
    ],
)
def test_what_would_take_long_is_passed_over(working):
    found = first_wrong_line(working)
    assert found is None or found.number > 0


@pytest.mark.parametrize(
    "working",
    ["¾ x 3/3 = 9/12", "32 / 96 * 100% = 33.333...%", "V = IR\nI = V/R", "P = VI\nI = P/V"],
)
def test_right_working_that_was_once_accused_is_not(working: str) -> None:
    assert first_wrong_line(working) is None


@pytest.mark.parametrize("working", ["V = IR\nR = I/V", "P = VI\nI = V/P"])
def test_a_formula_of_capitals_turned_upside_down_is_found(working: str) -> None:
    assert first_wrong_line(working).rule == "divided-upside-down"


@pytest.mark.parametrize("line", ["90 / 7 = 13 r 1", "90÷7 = 13 rem 1", "90 divided by 7 is 12 remainder 5"])
def test_a_division_with_a_wrong_remainder_is_found(line: str) -> None:
    found = first_wrong_line(f"6 x 15 = 90\n{line}")
    assert found is not None
    assert (found.number, found.rule) == (2, "arithmetic-slip")


@pytest.mark.parametrize("line", ["90 / 7 = 12 r 6", "90 ÷ 7 = 11 r 13", "7 / 2 = 3 remainder 1 so 3 1/2"])
def test_a_division_whose_numbers_fit_together_is_not(line: str) -> None:
    assert first_wrong_line(line) is None


def test_of_a_line_with_several_parts_the_wrong_one_is_named() -> None:
    found = first_wrong_line("322/7 = 46; 1334/46 = 28")
    assert found is not None
    assert (found.text, found.clause) == ("322/7 = 46; 1334/46 = 28", "1334/46 = 28")


IN_WORDS = "The $n$th term of a sequence is $3n - 4$. One of the terms is 80. What is its position in the sequence?"
STEPS = ("$3n - 4 = 80$", "$3n = 84$", "$n = 28$")


@pytest.mark.parametrize("working", ["3n = 76\nn = 25.3", "3n - 4 = 80\n3n = 76"])
def test_an_equation_of_a_question_in_words_is_known_from_its_solution(working: str) -> None:
    found = first_wrong_line(working, IN_WORDS, STEPS)
    assert found is not None
    assert "3n = 76" in found.text


@pytest.mark.parametrize(
    "working",
    ["3n = 84", "80 + 4 = 84", "n = 20\n3 x 20 - 4 = 56", "n = 25", "2x = 10", "3n - 4 = 80\n3n = 84\nn = 28"],
)
def test_what_agrees_with_the_solution_or_is_only_tried_is_not_accused(working: str) -> None:
    assert first_wrong_line(working, IN_WORDS, STEPS) is None


def test_no_worked_solution_of_the_pack_is_accused_beside_itself() -> None:
    accused = []
    for row in read_pack(EMBEDDED, seeds=0).items:
        item = draw(read_spec(row.definition), row.objective_id, 3)
        working = "\n".join(step.replace("$", "") for step in item.steps)
        if isinstance(item.answer, ValueAnswer):
            with_steps = first_wrong_line(working, item.question, item.steps)
            if with_steps is not None and first_wrong_line(working, item.question) is None:
                accused.append((item.id, with_steps.text))
    assert accused == []


@pytest.mark.parametrize(
    "working",
    [
        "140/5=28 28/4=7",
        "349+254=603 266x2=532 603-532=71",
        "340/400=0.85 0.85x400=340 340/0.85=400",
        "2x1215=2430 2430/30=81 root 81 = 9",
        "5/2 = 2 1/2 = 2.5",
        "12 x 50 = 600 12 000/600 = 20",
        "36 = 2x2x3x3  198 = 2x3x3x11",
        "36 = 2² x 3² 198 = 2 x 3² x 11",
    ],
)
def test_right_sums_in_a_row_are_not_accused(working: str) -> None:
    assert first_wrong_line(working) is None


def test_of_sums_in_a_row_the_wrong_one_is_pointed_at_alone() -> None:
    found = first_wrong_line("140/5=28 28/4=8")
    assert found is not None
    assert found.clause == "28/4=8"
