"""What is written down of an attempt: the misconception that it and those before it point to."""

import re

import pytest

from content_store.items import DrawnItem

TOLD_APART = "chemical-bonding-crystal-ions"
EITHER = "chemical-bonding-oxygen-atoms"


def answer_by(item: DrawnItem, misconception: str) -> str:
    return next(one.value for one in item.answer.reveals if one.misconception_id == misconception)


def equation(item: DrawnItem) -> tuple[int, str, int, int]:
    """Return a, the letter, b and c of a question that asks to solve ax + b = c."""
    found = re.search(r"\$(\d+)([a-z]) \+ (\d+) = (\d+)\$", item.question)
    assert found
    a, letter, b, c = found.groups()
    return int(a), letter, int(b), int(c)


def test_a_wrong_line_names_the_misconception_that_its_rule_belongs_to(talk) -> None:
    a, letter, b, c = equation(talk.item)
    talk.say("answer", "987654", f"{a}{letter} + {b} = {c}\n{a}{letter} = {c + b}")
    (attempt,) = talk.attempts
    assert attempt.wrong_rule == "sign-lost-moving"
    assert attempt.misconception_id == "equation-inverse-wrong-way"
    assert attempt.diagnosis["by_working"] == "equation-inverse-wrong-way"
    assert attempt.diagnosis["matches"] == []


def test_a_wrong_line_that_no_rule_explains_names_nothing(talk) -> None:
    a, letter, b, c = equation(talk.item)
    talk.say("answer", "987654", f"{a}{letter} + {b} = {c}\n{a}{letter} = {7 * c + 11 * b + 1}")
    (attempt,) = talk.attempts
    assert attempt.wrong_line == 2
    assert attempt.misconception_id is attempt.diagnosis["by_working"] is None


@pytest.mark.parametrize("held", ["chemical-bonding-one-of-each", "chemical-bonding-own-charge"])
def test_an_answer_with_two_explanations_is_told_apart_by_an_earlier_item(talk_on, held: str) -> None:
    talk = talk_on("chemical-bonding")
    kept = talk.put(TOLD_APART)
    talk.say("answer", answer_by(kept, held))
    both = talk.put(EITHER)
    talk.say("answer", answer_by(both, held))
    first, second = talk.attempts
    assert first.misconception_id == second.misconception_id == held
    assert set(second.diagnosis["matches"]) == {"chemical-bonding-one-of-each", "chemical-bonding-own-charge"}


def test_an_answer_with_two_explanations_and_nothing_before_it_names_neither(talk_on) -> None:
    talk = talk_on("chemical-bonding")
    both = talk.put(EITHER)
    talk.say("answer", answer_by(both, "chemical-bonding-own-charge"))
    (attempt,) = talk.attempts
    assert attempt.right is False
    assert attempt.misconception_id is None
    assert 0.4 < attempt.diagnosis["probability"] < 0.6


def test_an_answer_given_again_at_the_same_item_is_no_further_evidence(talk) -> None:
    wrong = answer_by(talk.item, "equation-inverse-wrong-way")
    talk.say("answer", wrong)
    talk.say("answer", f"{wrong} ")
    first, again = talk.attempts
    assert first.diagnosis["probability"] == again.diagnosis["probability"]


def test_what_followed_a_hint_is_not_held_against_anybody(talk) -> None:
    talk.say("answer", answer_by(talk.item, "equation-inverse-wrong-way"))
    talk.say("answer", talk.item.answer.accepted[0])
    talk.put("linear-equations-both-sides")
    talk.say("answer", answer_by(talk.item, "equation-inverse-wrong-way"))
    first, _, last = talk.attempts
    assert last.misconception_id == "equation-inverse-wrong-way"
    assert last.diagnosis["probability"] > first.diagnosis["probability"]


def test_working_that_speaks_for_another_misconception_than_the_answer_leaves_the_cause_open(talk) -> None:
    a, letter, b, c = equation(talk.item)
    talk.say("answer", str(c - b - a), f"{a}{letter} + {b} = {c}\n{a}{letter} = {c + b}")
    (attempt,) = talk.attempts
    assert attempt.diagnosis["matches"] == ["equation-coefficient-added"]
    assert attempt.diagnosis["by_working"] == "equation-inverse-wrong-way"
    assert attempt.misconception_id is None
