import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content_store
from content_store.answers import (
    Answer,
    Choice,
    ChoiceAnswer,
    ChoosingAnswer,
    ExpressionAnswer,
    NumericAnswer,
    shown_answer,
)
from content_store.items import DrawnItem, ItemSpec, draw, read_spec
from content_store.pack import read_pack
from tutor import checker
from tutor.checker import Facts, check, contradicts, gives_away
from tutor.sums_reading import false_claims

HINT = "Subtract 7 from both sides of $4x + 7 = 19$ first. What is left on the right?"
QUESTION = "Solve $4x + 7 = 19$."

CHOICE = ChoiceAnswer(
    (
        Choice("Carbon dioxide concentration", right=False),
        Choice("The brightness of the light", right=True),
        Choice("The concentration of oxygen", right=False),
    )
)
FIRST = ChoiceAnswer((Choice("Metaphor", right=True), Choice("Simile"), Choice("Rhyme")))

LEAKS = [
    ("figures", "So it must be 36.", NumericAnswer(("36",))),
    ("figures with a unit", "You get 36cm there.", NumericAnswer(("36",), unit="cm")),
    ("figures with zeros", "It comes to 36.00 pounds.", NumericAnswer(("36",), unit="£")),
    ("figures with a comma", "There are 1,250 of them.", NumericAnswer(("1250",))),
    ("money", "Each gets £36 then.", NumericAnswer(("36",), unit="£")),
    ("words with a hyphen", "There are thirty-six of them.", NumericAnswer(("36",))),
    ("words", "There are thirty six of them.", NumericAnswer(("36",))),
    ("capitals", "Thirty-Six is what is left.", NumericAnswer(("36",))),
    ("a small number in words", "It is seven.", NumericAnswer(("7",))),
    ("hundreds in words", "It is one hundred and forty-seven.", NumericAnswer(("147",))),
    ("a fraction", "The chance is 3/4.", NumericAnswer(("3/4",), form="fraction")),
    ("a fraction in LaTeX", r"The chance is $\frac{3}{4}$.", NumericAnswer(("3/4",))),
    ("a large fraction in LaTeX", r"The chance is $\dfrac{3}{4}$.", NumericAnswer(("3/4",))),
    ("a fraction sign", "The chance is ¾.", NumericAnswer(("3/4",))),
    ("a fraction in words", "The chance is three quarters.", NumericAnswer(("3/4",))),
    ("an equal fraction", "The chance is 6/8.", NumericAnswer(("3/4",), form="fraction")),
    ("the fraction as a decimal", "The chance is 0.75.", NumericAnswer(("3/4",))),
    ("the fraction rounded", "The chance is 0.33.", NumericAnswer(("1/3",))),
    ("a decimal", "It is 2.5 litres.", NumericAnswer(("2.5",))),
    ("a decimal as a fraction", "It is 5/2 litres.", NumericAnswer(("2.5",))),
    ("a decimal without its nought", "It is .5 of it.", NumericAnswer(("0.5",))),
    ("a rounded decimal", "That makes 87.96 or so.", NumericAnswer(("87.964",), decimal_places=2)),
    ("significant figures", "That makes 88 or so.", NumericAnswer(("87.964",), significant_figures=2)),
    ("a negative number", "So x is -8.", NumericAnswer(("-8",))),
    ("a negative number, typeset", "So $x = −8$.", NumericAnswer(("-8",))),
    ("a mixed number", "It is 2 7/12 metres.", NumericAnswer(("2 7/12",), form="mixed")),
    ("a mixed number in LaTeX", r"It is $2\frac{7}{12}$ metres.", NumericAnswer(("2 7/12",), form="mixed")),
    ("a mixed number made improper", "It is 31/12 metres.", NumericAnswer(("2 7/12",), form="mixed")),
    ("standard form", r"It is $4.5 \times 10^{6}$ then.", NumericAnswer(("4.5*10^6",), form="standard")),
    ("the front of standard form", "Begin with 4.5 there.", NumericAnswer(("4.5*10^6",), form="standard")),
    ("standard form written out", "It is 4500000 then.", NumericAnswer(("4.5*10^6",), form="standard")),
    ("another accepted answer", "It is 12.1 then.", NumericAnswer(("12", "12.1"))),
    ("an expression", "You have $6x + 15$ then.", ExpressionAnswer(("6x + 15",))),
    ("an expression in a sentence", "It is 6x + 15 because you expanded.", ExpressionAnswer(("6*x+15",))),
    ("terms in another order", "You have 15 + 6x in the end.", ExpressionAnswer(("6x + 15",))),
    ("a factor taken out", "You have $3(2x + 5)$ then.", ExpressionAnswer(("6x + 15",))),
    ("brackets in another order", "So it is (x + 3)(x + 2).", ExpressionAnswer(("(x + 2)(x + 3)",), form="factorised")),
    ("the expanded form", "So it is $x^2 + 5x + 6$.", ExpressionAnswer(("(x + 2)(x + 3)",))),
    ("powers typeset", "So it is x² + 5x + 6 then.", ExpressionAnswer(("x^2 + 5x + 6",))),
    ("powers in braces", "So it is $x^{2} + 5x + 6$.", ExpressionAnswer(("x^2 + 5x + 6",))),
    ("the side of an equation", "Then $y = 3n + 5$ fits.", ExpressionAnswer(("3n + 5",))),
    ("a choice's text", "It is the brightness of the light.", CHOICE),
    ("a choice's text in capitals", "THE BRIGHTNESS OF THE LIGHT.", CHOICE),
    ("a choice's words in another order", "Light limits it by its brightness.", CHOICE),
    ("a choice's letter", "Choose option B.", CHOICE),
    ("a choice's letter, small", "Choose b here.", CHOICE),
    ("a choice's letter in brackets", "The answer is (B).", CHOICE),
    ("a choice's letter called right", "B is correct.", CHOICE),
    ("the letter A", "Pick A.", FIRST),
    ("one word", "This is a metaphor.", FIRST),
]  # fmt: skip

SAFE = [
    ("numbers of the question", "Subtract 7 from 19.", NumericAnswer(("3",)), (QUESTION,)),
    ("a number that the hint has", "Divide 12 by 4.", NumericAnswer(("3",)), ("Divide 12 by 4.",)),
    ("an answer that is in the question", "Look at the 12 again.", NumericAnswer(("12",)), ("12 of 12 are red.",)),
    ("everyday words", "Do one side first.", NumericAnswer(("3",)), (QUESTION,)),
    ("a part of a longer number", "There are 360 degrees.", NumericAnswer(("36",)), ("360 degrees",)),
    ("a number with the answer's digits", "Halve 136.", NumericAnswer(("36",)), ("136",)),
    ("a place of a decimal", "Round 4.36 up.", NumericAnswer(("36",)), ("4.36",)),
    ("the question's expression", "Expand 3(2x + 5) now.", ExpressionAnswer(("6x + 15",)), ("Expand $3(2x + 5)$.",)),
    ("the same with typeset powers", "Look at x² + 5x + 6.", ExpressionAnswer(("(x+2)(x+3)",)), ("$x^2 + 5x + 6$",)),
    ("a part of the expression", "Work out 3 × 5 first.", ExpressionAnswer(("6x + 15",)), ("Expand $3(2x + 5)$.",)),
    ("plain words", "Multiply each term inside.", ExpressionAnswer(("6x + 15",)), ()),
    ("another choice's words", "Is it carbon dioxide?", CHOICE, ()),
    ("one of the choice's words", "What does light do here?", CHOICE, ()),
    ("an article that is a letter", "Choose a number to begin with.", FIRST, ()),
    ("another letter", "Option C cannot be it.", CHOICE, ()),
    ("anything where the answer may be told", "It is 36.", None, ()),
]  # fmt: skip

WRONG_BUT_AFFIRMED = [
    "That is right.",
    "That's right, so go on.",
    "That’s correct.",
    "You're right about that.",
    "That is absolutely right.",
    "Yes, now divide.",
    "Correct. Now divide.",
    "That is the correct answer.",
    "You have the right answer.",
    "You got it!",
    "You got this right.",
    "Exactly! Now divide.",
    "Your answer is correct.",
    "Spot on.",
]
WRONG_AND_LEFT_SO = [
    "That is not right yet.",
    "Not quite right: look at the signs.",
    "This isn't right yet.",
    "It isn’t correct.",
    "Your answer is not quite correct.",
    "That is incorrect.",
    "Check whether it is right.",
    "Which is the correct formula?",
    "What is left on the right-hand side?",
    "The triangle is right-angled.",
    "It is a right angle.",
    "You got 25.",
    "What is the right answer to 3 + 4?",
    "Put the sign right first.",
]
RIGHT_BUT_DENIED = [
    "That is wrong.",
    "That is incorrect.",
    "Not quite.",
    "That is not right.",
    "This isn't correct.",
    "It is not yet right.",
    "There is a mistake in it.",
    "You made an error.",
    "Try again.",
    "No, look again.",
]
RIGHT_AND_LEFT_SO = [
    "That is right.",
    "That is right, and nothing is wrong with the working.",
    "There is no mistake in it.",
    "It is not wrong.",
    "Why is it right?",
    "How could it be checked?",
]


def table(rows):
    return [pytest.param(*row[1:], id=row[0]) for row in rows]


@pytest.mark.parametrize(("text", "answer"), table(LEAKS))
def test_a_text_that_gives_the_answer_away_is_caught(text: str, answer: Answer) -> None:
    assert gives_away(text, answer)
    assert check(text, Facts(answer=answer)).broken is not None


@pytest.mark.parametrize(("text", "answer", "allowed"), table(SAFE))
def test_a_text_that_keeps_the_answer_is_let_through(
    text: str, answer: Answer | None, allowed: tuple[str, ...]
) -> None:
    assert not gives_away(text, answer, allowed)


def test_an_answer_that_stands_in_the_question_is_still_not_to_be_stated() -> None:
    question = ("There are 12 red and 5 blue counters.",)
    for text in ("The answer is 12.", "That equals 12.", "So x = 12.", "You get 12."):
        assert gives_away(text, NumericAnswer(("12",)), question)


@pytest.mark.parametrize("text", WRONG_BUT_AFFIRMED)
def test_a_wrong_answer_is_never_called_right(text: str) -> None:
    assert contradicts(text, right=False)
    assert check(text, Facts(right=False)).broken is not None


@pytest.mark.parametrize("text", WRONG_AND_LEFT_SO)
def test_saying_that_a_wrong_answer_is_not_right_is_no_contradiction(text: str) -> None:
    assert not contradicts(text, right=False)


@pytest.mark.parametrize("text", RIGHT_BUT_DENIED)
def test_a_right_answer_is_never_called_wrong(text: str) -> None:
    assert contradicts(text, right=True)


@pytest.mark.parametrize("text", RIGHT_AND_LEFT_SO)
def test_saying_that_a_right_answer_is_right_is_no_contradiction(text: str) -> None:
    assert not contradicts(text, right=True)


@pytest.mark.parametrize("text", [*WRONG_BUT_AFFIRMED, *RIGHT_BUT_DENIED])
def test_without_a_verdict_nothing_contradicts_it(text: str) -> None:
    assert not contradicts(text, right=None)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("48 - 7 = 40", 1),
        ("48 − 7 = 41", 0),
        ("$48 - 7 = 41$", 0),
        (r"$6 \times 7 = 43$", 1),
        (r"$6 \times 7 = 42$", 0),
        (r"$42 \div 6 = 7$ so it fits", 0),
        ("5 − 8 = −4", 1),
        ("5 − 8 = −3", 0),
        ("1 + 7 + 6 = 14", 0),
        ("2 + 3 × 4 = 14", 0),
        ("2 + 3 × 4 = 20", 1),
        ("500 + 25 = 527", 1),
        ("100 + 100 = 201", 1),
        ("10 ÷ 3 = 3.33", 0),
        ("10 ÷ 3 = 3.4", 1),
        ("3 plus 4 is 8", 1),
        ("0.1 + 0.2 = 0.3", 0),
        ("Put $x - 3 = 4$ on the next line", 0),
        ("What is 3 + 4?", 0),
        ("7 ÷ 0 = 0", 0),
    ],
)
def test_sums_that_do_not_come_out_are_found(text: str, claims: int) -> None:
    assert len(false_claims(text)) == claims


def rewording(draft: str, authored: str = HINT, **facts: object) -> str | None:
    """Return the rule that a draft breaks as the rewording of a hint."""
    given = {"answer": NumericAnswer(("3",)), "allowed": (QUESTION, authored), "must_keep": authored}
    return check(draft, Facts(**{**given, **facts})).broken


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        (HINT, None),
        ("To begin, subtract 7 from both sides of $4x + 7 = 19$: what is left on the right?", None),
        ("First subtract 7 from both sides. What is then left on the right?", None),
        ("Subtract 7 from both sides of $4x + 7 = 19$, to get 55. What is left on the right?", "number"),
        ("Subtract twenty from both sides of $4x + 7 = 19$. What is left on the right?", "number"),
        ("Subtract 7 from both sides of $4x + 7 = 19$. What is left on the right? Is it 19?", "one question"),
        ("Subtract 7 from both sides, 7 and 7 and 7. What is left on the right?", "repeated number"),
        ("Add 7 to both sides of $4x + 7 = 19$ first. What is left on the right?", "operation"),
        ("Divide both sides of $4x + 7 = 19$ by 7 first. What is left on the right?", "operation"),
        ("Do not subtract 7 from both sides of $4x + 7 = 19$ first. What is left on the right?", "negation"),
        ("Rivers carry sand to the sea.", "drift"),
        ("Subtract 7 from both sides of $4x + 7 = 19$ first. What is left? Is it on the right?", "one question"),
        ("Subtract 7 from both sides of $4x + 7 = 19$ first. What is left on the", "unfinished"),
        ("We subtract 7 from both sides of $4x + 7 = 19$ first. What is left on the right?", "first person"),
        ("Great! Subtract 7 from both sides of $4x + 7 = 19$ first. What is left on the right?", "flattery"),
        ("Subtract 7 from both sides first, as your friends have. What is left on the right?", "pressure"),
        ("Subtract 7 from both sides in parentheses first. What is left on the right?", "spelling"),
        ("- Subtract 7 from both sides first. What is left on the right?", "markup"),
        ("Subtract 7 from both sides first. What is left on the right? It is 3.", "leak"),
    ],
)
def test_a_rewording_of_a_hint_keeps_to_the_rules(draft: str, rule: str | None) -> None:
    assert rewording(draft) == rule


@pytest.mark.parametrize(
    ("authored", "draft"),
    [
        ("Take 5 away from both sides. What is left?", "Taking 5 away from both sides, what is left?"),
        ("Add the tops. What do they make?", "Adding the tops, what do they make?"),
        ("Divide by 4 next.", "Next comes dividing by 4."),
        ("Square the radius first.", "Squaring the radius comes first."),
        ("The bottoms are not added.", "The bottoms aren't added."),
    ],
)
def test_another_form_of_the_same_word_is_no_other_operation(authored: str, draft: str) -> None:
    assert rewording(draft, authored, answer=None) is None


@pytest.mark.parametrize(
    ("authored", "draft"),
    [
        ("The bottoms are not added, only the tops.", "The bottoms are added, like the tops."),
        ("Neutrons have no charge, so leave them out.", "Neutrons have charge, so leave them out."),
        ("The first shell can hold two electrons.", "The first shell cannot hold two electrons."),
    ],
)
def test_a_rewording_that_drops_or_adds_a_not_is_caught(authored: str, draft: str) -> None:
    assert rewording(draft, authored, answer=None) == "negation"


def test_the_hints_own_question_is_not_answered_with_a_number_just_read() -> None:
    authored = "The bottoms are 3 and 8. Which number do both go into?"
    assert rewording("The bottoms are 3 and 8. Both go into 8.", authored, answer=None) == "repeated number"
    assert rewording("The bottoms are 3 and 8: which number do both go into?", authored, answer=None) is None


def test_the_verdict_names_the_rules_that_were_applied() -> None:
    verdict = check("Read the question again.", Facts())
    assert verdict.broken is None
    assert {"leak", "contradiction", "number", "false arithmetic", "drift", "grounding", "length"} <= set(
        verdict.checked
    )
    assert verdict.checked == check("I think so.", Facts()).checked


@given(st.text(max_size=120))
def test_nothing_that_a_model_can_say_breaks_the_checker(draft: str) -> None:
    answers: list[Answer] = [NumericAnswer(("3/4",)), ExpressionAnswer(("6x + 15",)), CHOICE]
    for answer in answers:
        check(draft, Facts(False, answer, (QUESTION,), HINT))


@given(st.text(alphabet="0123456789.,/^×*{}()-−+ =$\\frac½⁻²x%£", max_size=40))
def test_no_broken_piece_of_maths_breaks_the_checker(draft: str) -> None:
    for answer in (NumericAnswer(("1.5*10^-3",), form="standard"), NumericAnswer(("2 1/2",), form="mixed")):
        check(draft, Facts(False, answer, (QUESTION,), HINT))
    check(draft, Facts(None, ExpressionAnswer(("6x + 15",)), (draft,), "", (draft,)))


@given(
    st.integers(2, 999), st.sampled_from(["So it is {}.", "You get {} in all.", "{} is what is left.", "It is £{}!"])
)
def test_every_whole_number_is_caught_in_any_sentence(number: int, sentence: str) -> None:
    assert gives_away(sentence.format(number), NumericAnswer((str(number),)))


@given(st.integers(-20, 20).filter(bool), st.integers(-20, 20).filter(bool), st.integers(-9, 9).filter(bool))
def test_every_factor_pair_is_caught_in_either_order(a: int, b: int, k: int) -> None:
    answer = ExpressionAnswer((f"(x {a:+d})(x {b:+d})",), form="factorised")
    assert gives_away(f"It is (x {b:+d})(x {a:+d}) then.", answer)
    assert gives_away(f"It is $x^2 {a + b:+d}x {a * b:+d}$ then.", answer)
    assert not gives_away(f"Look at x {a + 100 * k:+d} again.", answer)


@pytest.fixture(scope="session")
def pack() -> tuple[list[tuple[str, ItemSpec]], dict[str, str]]:
    """Every item of the embedded pack, and the correction of every misconception."""
    rows = read_pack(Path(content_store.__file__).parent / "packs" / "attain", seeds=0)
    specs = [(item.objective_id, read_spec(item.definition)) for item in rows.items]
    return specs, {one.id: one.correction for one in rows.misconceptions}


def corrections(item: DrawnItem, known: dict[str, str]) -> list[str]:
    """Return what may stand before an item's hints: nothing, or the correction of a misconception it can reveal."""
    answer = item.answer
    found = answer.choices if isinstance(answer, ChoosingAnswer) else getattr(answer, "reveals", ())
    return ["", *sorted({known[one.misconception_id] for one in found if one.misconception_id})]


MOST_REFUSED = 0.03
"""Of authored hints with their corrections, taken for drafts: what is refused costs nothing but the model's wording."""
NOT_CAUGHT = {
    "fractions-multiply-by-whole",
    "fractions-multiply-rectangle",
    "periodic-groups-order-from-results",
    "transformations-reflect-axis",
}
"""Items of which the checker misses the answer at the end of the first hint: mixed numbers with a unit, a point whose
numbers stand in the question, letters in order. Known gaps, kept here so that no other joins them unseen."""


def test_nearly_every_authored_hint_passes_as_its_own_rewording(pack) -> None:
    specs, known = pack
    assert len(specs) >= 900
    refused, tried = [], 0
    for objective_id, spec in specs:
        for seed in range(2):
            item = draw(spec, objective_id, seed)
            for correction in corrections(item, known):
                for hint in item.hints[:-1]:
                    text = f"{correction} {hint}".strip()
                    tried += 1
                    facts = Facts(False if correction else None, item.answer, (item.question, text), text)
                    if broken := check(text, facts).broken:
                        refused.append((spec.id, seed, broken, text))
    assert len(refused) <= MOST_REFUSED * tried, refused


def test_every_hint_with_the_answer_appended_is_caught_as_a_leak(pack) -> None:
    missed = []
    for objective_id, spec in pack[0]:
        for seed in range(2):
            item = draw(spec, objective_id, seed)
            if not shown_answer(item.answer):
                continue  # writing has no answer to tell
            hint = item.hints[0]
            for told in ("The answer is {}.", "So it must be {}.", "That makes {}!"):
                text = f"{hint} {told.format(shown_answer(item.answer))}"
                if not gives_away(text, item.answer, (item.question, hint)) and not in_sight(item, hint):
                    missed.append((spec.id, seed, text))
    assert {item_id for item_id, _, _ in missed} <= NOT_CAUGHT


def in_sight(item: DrawnItem, hint: str) -> bool:
    """Return whether the answer's number already stands before the pupil, so that only stating it tells anything."""
    number = re.match(r"-?[\d.]+", shown_answer(item.answer))
    return bool(number) and set(checker.numbers_in(number[0])) <= set(checker.numbers_in(item.question + hint))


def test_a_quoted_choice_that_says_it_is_correct_contradicts_nothing() -> None:
    facts = Facts(right=False, allowed=("It is correct, as they are linked", "Look at the comma."))
    assert check("You chose “It is correct, as they are linked”. Look at the comma.", facts).broken is None
    assert check("It is correct, as they are linked. Look at the comma.", facts).broken == "contradiction"


def test_a_pupils_own_false_sum_may_be_quoted_but_not_claimed():
    facts = Facts(right=False, allowed=("Work out 48 - 7.", "48 - 7 = 40"))
    assert check("Look again at “48 - 7 = 40”: what does it come to?", facts).broken is None
    assert check("Look again: 48 - 7 = 40.", facts).broken == "false arithmetic"
    assert check("Look again at “48 - 7 = 48”: what does it come to?", facts).broken == "quotation"
