"""What is typed where questions are asked, and is no answer."""

import pytest

from tutor.exchange import Said
from tutor.marking.typed import SAYS_WHAT_IT_IS_NOT


@pytest.mark.parametrize(
    "text",
    [
        "difference between a base and an alkali",
        "difference between strong and weak acid",
        "is pH 7 acidic",
        "is pH 7 neutral?",
        "just tell me why",
    ],
)
def test_words_among_questions_are_no_answer_unless_they_are_put_as_one(talk_on, text: str) -> None:
    talk = talk_on("acids-alkalis")
    talk.put("acids-alkalis-name-the-salt")
    talk.say("question", text)
    assert talk.attempts == []


@pytest.mark.parametrize(
    "text",
    [
        "is {right} a square number",
        "is {right} a good speed for a coach",
        "why is it {right} and not 9",
        "is the diameter {right}",
        "what does 3x mean when x is 4, is it 34 then",
        "is it true that anything to the power 0 is 0",
        "if i flip 5 heads is tails more likely next",
        "is 0.5 x 10^3 standard form",
    ],
)
def test_a_question_that_has_a_value_in_it_is_not_marked_even_where_the_value_is_right(talk_on, text: str) -> None:
    talk = talk_on("compound-measures")
    talk.put("compound-measures-speed")
    talk.say("question", text.format(right=talk.item.answer.accepted[0]))
    assert talk.attempts == []


@pytest.mark.parametrize(
    "text", ["{right}", "is it {right}?", "its {right}", "could it be {right}", "check if {right} is right"]
)
def test_a_guess_that_names_nothing_but_a_value_is_an_attempt(talk_on, text: str) -> None:
    talk = talk_on("compound-measures")
    talk.put("compound-measures-speed")
    talk.say("question", text.format(right=talk.item.answer.accepted[0]))
    assert [attempt.right for attempt in talk.attempts] == [True]


@pytest.mark.parametrize("text", ["i think its zinc nitrite", "my answer is zinc nitrite"])
def test_what_is_put_as_an_answer_among_questions_is_one(talk_on, text: str) -> None:
    talk = talk_on("acids-alkalis")
    talk.put("acids-alkalis-name-the-salt")
    talk.say("question", text)
    assert [attempt.right for attempt in talk.attempts] == [False]


def test_of_two_values_asked_about_neither_is_marked(talk_on) -> None:
    talk = talk_on("prime-factors")
    item = talk.put("prime-factors-lcm") if talk.tutor.catalogue.item("prime-factors-lcm") else talk.item
    right = getattr(item.answer, "accepted", ("88",))[0]
    talk.say("question", f"pls sir tell me its {right} or 44")
    assert not any(attempt.right for attempt in talk.attempts)


@pytest.mark.parametrize("text", ["not {right}", "its not {right}", "so it isn't {right}", "not {right} J"])
def test_what_an_answer_is_not_is_asked_for_what_it_is(talk_on, text: str) -> None:
    talk = talk_on("compound-measures")
    talk.put("compound-measures-speed")
    position = talk.turns[-1].position + 1
    heard = talk.post(Said(position, "question", text.format(right=talk.item.answer.accepted[0])))
    assert (heard.outcome, heard.reason) == ("unreadable", SAYS_WHAT_IT_IS_NOT)
    assert talk.attempts == []


@pytest.mark.parametrize(
    "text", ["why do i lose a solution if i divide by x", "what does solution mean", "when do i get two solutions"]
)
def test_a_question_about_solutions_asks_for_none(talk_on, text: str) -> None:
    talk = talk_on("quadratic-equations")
    talk.say("question", text)
    assert talk.turns[-1].move != "attempt_first"
    assert talk.turns[-2].read_as == "question"
