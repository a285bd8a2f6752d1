import pytest

from tutor.wording_rules import AMERICAN, MAX_SENTENCES, MAX_WORDS, RULES, sentences, words

BREAKS = {
    "unfinished": ["", "   ", "Take 7 away from", "Take 7 away,", "Take 7 away and then the"],
    "length": ["Take seven away from it. " * (MAX_SENTENCES + 1), "take " * (MAX_WORDS + 1) + "it away."],
    "first person": [
        "I think so.",
        "I'm sure.",
        "I’m sure.",
        "Now I'll show it.",
        "My advice is to halve it.",
        "Tell me why.",
        "We halve it.",
        "Then we halve it.",
        "Let's halve it.",
        "Let’s halve it.",
        "This takes us to the end.",
        "Our next line is this.",
    ],
    "flattery": ["Great work.", "Well done.", "You are so clever.", "Good job.", "Brilliant!", "Nice try.", "PERFECT."],
    "pressure": [
        "Trust me.",
        "Your friends already know this.",
        "Don't tell anyone.",
        "Don’t tell anyone.",
        "Sorry about that.",
        "You feel sad now.",
        "Do not feel bad.",
        "As an AI, this is hard.",
        "This assistant is happy to help.",
        "That would be a disappointment.",
        "Most pupils find this easy.",
        "You are faster than the rest.",
        "You are top of the class.",
        "Keep this to yourself.",
        "This stays between us.",
        "Nobody needs to know.",
    ],
    "persona": ["Hello, halve it.", "Your tutor is here to help.", "Call me Sam.", "Good luck.", "The name is Max."],
    "exclamation": ["Halve it!", "Look! Halve it."],
    "markup": [
        "**Halve** it.",
        "# Hint",
        "Halve it.\n## Then",
        "See https://example.org now.",
        "Use `x`.",
        "- Halve it.",
        "Do this:\n* Halve it.",
        "1. Halve it.",
        "<b>Halve</b> it.",
        "HINT: halve it.",
        "DRAFT: halve it.",
        "ANSWER: halve it.",
        "Halve it. MESSAGE: double it.",
        "Pupil wrote 5.",
        "| a | b |",
        "Look at $x + 2 again.",
        r"Look at \frac{1}{2}$ again.",
    ],
    "spelling": [
        "Factorize it.",
        "The organization of cells.",
        "Minimizes the error.",
        "A signaled change.",
        "The flavor of it.",
        "What color is it?",
        "The leaves are colored.",
        "A colorless gas.",
        "Two meters long.",
        "At the center.",
        "Analyze it.",
        "It catalyzes the reaction.",
        "Do the math.",
        "Factor out 3.",
        "Use parentheses.",
        "A trapezoid.",
        "Its behavior.",
        "The neighboring cell.",
        "Hemoglobin carries it.",
    ],
    "one question": ["Why? How?", "What is left? And then?"],
}
KEEPS = {
    "unfinished": ["Halve it.", "What is left?", "Work out this:", "Now use $x + 2$", "Halve it (and stop)."],
    "length": ["Halve it.", "take " * (MAX_WORDS - 2) + "it away.", "One step. " * MAX_SENTENCES],
    "first person": [
        "You wrote V*I.",
        "You halve it.",
        "The current is $I$ here.",
        "Use $V = IR$ with $I = 3$.",
        "Some weight was lost.",
        "Music and time.",
        "The number must be positive.",
    ],
    "flattery": [
        "The greatest common factor.",
        "Which is greater?",
        "The imperfect one.",
        "The greatness of the king.",
    ],
    "pressure": [
        "What is the feeling in the last line?",
        "The character feels trapped.",
        "The most people on a bus.",
        "Which is faster than light?",
        "Press the button.",
    ],
    "persona": ["Ask a friend to check it.", "Write the name of the gas."],
    "exclamation": ["Halve it.", "Work out $5!$ first."],
    "markup": [
        "It costs $5.",
        "Look at $x + 2$ again.",
        "From $3 to $5 and $8.",
        "Multiply 3 * 4.",
        "Is 3 < 4?",
        "The answer-line is below.",
        "Take 3 - 4.",
        "Round 2.5 up.",
    ],
    "spelling": [
        "The size of the prize.",
        "Seize and resize it.",
        "The minor sector.",
        "A rise in price.",
        "What colour is it?",
        "Two metres long.",
        "At the centre.",
        "Analyse it.",
        "A perimeter.",
        "A thermometer.",
        "Mathematics.",
        "The denominator factors.",
        "The parameter.",
    ],
    "one question": ["Halve it.", "What is left?"],
}


def each(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, text) for rule, texts in table.items() for text in texts]


@pytest.mark.parametrize(("rule", "text"), each(BREAKS))
def test_a_text_that_breaks_a_rule_is_caught_by_it(rule: str, text: str) -> None:
    assert RULES[rule](text)


@pytest.mark.parametrize(("rule", "text"), each(KEEPS))
def test_a_text_that_keeps_a_rule_is_let_through_by_it(rule: str, text: str) -> None:
    assert not RULES[rule](text)


def test_every_rule_has_texts_that_break_it_and_texts_that_keep_it() -> None:
    assert set(BREAKS) == set(KEEPS) == set(RULES)


@pytest.mark.parametrize(("american", "british"), AMERICAN.items())
def test_each_american_word_is_caught_and_its_british_one_is_not(american: str, british: str) -> None:
    assert RULES["spelling"](f"The {american.capitalize()} here.")
    assert not RULES["spelling"](f"The {british} here.")


def test_words_are_small_and_keep_their_apostrophes() -> None:
    assert words("Don't halve 3x, isn’t IT?") == ["don't", "halve", "x", "isn't", "it"]


def test_sentences_end_at_their_signs_but_not_inside_numbers() -> None:
    assert sentences("Halve 2.5 first.  Then stop! Why?") == ["Halve 2.5 first.", "Then stop!", "Why?"]
    assert sentences("  ") == []
