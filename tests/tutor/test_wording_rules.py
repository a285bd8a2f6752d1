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
    ],
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
    ],
    "spelling": [
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
    "pressure": ["What is the feeling in the last line?", "The character feels trapped.", "Press the button."],
    "markup": ["Multiply 3 * 4.", "Is 3 < 4?", "The answer-line is below.", "Take 3 - 4.", "Round 2.5 up."],
    "spelling": [
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
