"""Answers in a few words: honest tries, half answers, and what is written beside the ideas."""

import pytest

from tutor import own_words
from tutor.exchange import Said
from tutor.item_choice import drawn

POTATO = "cell-transport-limp-potato"
ENZYME = "enzymes-explain-denatured"
BOB = "christmas-carol-bob"
VAGUE = (
    "the cells have changed in the salty solution",
    "it is a thing that happens with the strong salt",
    "the potato strip reacts to what is in the solution",
)
"""Tries that say too little for any verdict."""


@pytest.fixture
def potato(talk_on):
    talk = talk_on("cell-transport")
    talk.put(POTATO)
    return talk


def moves(turns) -> list[str]:
    return [turn.move for turn in turns]


@pytest.mark.parametrize("text", ["just tell me why", "just say what he does for bob", "tell me", "give me a quote"])
def test_a_line_that_asks_for_the_answer_is_no_attempt(talk_on, text: str) -> None:
    talk = talk_on("christmas-carol")
    talk.put(BOB)
    assert moves(talk.say("answer", text)) == ["attempt_first"]
    assert talk.attempts == []


@pytest.mark.parametrize("text", ["tell them that it leaks", "say the cells lose water", "he tells bob to buy coal"])
def test_an_answer_may_begin_like_a_request(text: str) -> None:
    assert not own_words.begs(text)


@pytest.mark.parametrize("text", ["because of osmosis", "osmosis", "just tell me why"])
def test_what_says_nothing_is_no_try(catalogue, text: str) -> None:
    assert not own_words.is_try(text, drawn(catalogue, POTATO, 1))


def test_the_ideas_are_not_had_for_lines_that_say_nothing(potato) -> None:
    for text in ("because of osmosis", "cos of osmosis", "its just osmosis", "osmosis"):
        assert "self_check" not in moves(potato.say("answer", text))
        assert potato.session.phase != "self check"


def test_repeating_a_line_is_no_second_try_and_ends_with_the_teacher(potato) -> None:
    seen = []
    while "hand_over" not in seen:
        seen += moves(potato.say("answer", VAGUE[0]))
        assert len(seen) < 10
    assert "self_check" not in seen


def compare(talk) -> None:
    """Try three times in earnest, so that the ideas stand beside the answer."""
    for text in VAGUE:
        talk.say("answer", text)
    assert talk.session.phase == "self check"


def test_after_three_tries_a_better_answer_is_read_and_right(potato) -> None:
    compare(potato)
    replies = potato.say("answer", "the water came out of the potato cells cos of osmosis")
    assert moves(replies) == ["confirm", "check"]
    assert potato.attempts[-1].right is True
    assert potato.attempts[-1].aided


def test_after_three_tries_one_that_is_no_better_leaves_the_ideas_there(potato) -> None:
    compare(potato)
    assert moves(potato.say("answer", "the salt does it to the strip of potato somehow")) == ["self_check"]
    [handover] = potato.handovers
    assert handover.attempt_id == potato.attempts[-1].id


def test_an_idea_copied_from_the_list_is_not_taken(potato) -> None:
    compare(potato)
    idea = potato.item.answer.ideas[0].name
    heard = potato.post(Said(potato.turns[-1].position + 1, "answer", f"{idea}."))
    assert (heard.outcome, heard.reason) == ("unreadable", own_words.COPIED)


def test_two_halves_make_one_answer(talk_on) -> None:
    talk = talk_on("enzymes")
    talk.put(ENZYME)
    [asked] = talk.say("answer", "the active site is damaged by the heat")
    assert (asked.move, asked.authored) == ("say_more", own_words.SAY_MORE["half"])
    assert "The active site changes shape" in talk.turns[-2].facts["form"]
    assert moves(talk.say("answer", "the substrate no longer fits")) == ["confirm", "check"]
    assert talk.attempts[-1].answer == "the active site is damaged by the heat. the substrate no longer fits"


def test_a_second_half_answer_gets_a_hint_on_what_is_missing(talk_on) -> None:
    talk = talk_on("enzymes")
    talk.put(ENZYME)
    talk.say("answer", "the active site is damaged by the heat")
    talk.say("answer", "the active site is damaged by the heat")
    assert talk.session.phase != "self check", "the same again is no second try"


def test_what_is_incomplete_is_asked_on_and_lowers_nothing(talk_on) -> None:
    talk = talk_on("enzymes")
    talk.put(ENZYME)
    assert moves(talk.say("answer", "it gets denatured")) == ["hint"]
    assert talk.turns[-2].facts["right"] is None
    assert talk.known is None


def test_the_classic_mistake_gets_its_correction(potato) -> None:
    [hint] = potato.say("answer", "water goes in to the potato and makes it soft")
    correction = potato.tutor.catalogue.misconception("cell-transport-water-to-dilute").correction
    assert hint.authored.startswith(correction)


@pytest.fixture
def quoting(talk_on):
    talk = talk_on("macbeth")
    talk.put("macbeth-spot")
    return talk


def test_a_true_quotation_that_does_not_fit_gets_a_hint_and_another_try(quoting) -> None:
    [hint] = quoting.say("answer", "Hell is murky!")
    assert (hint.move, quoting.turns[-2].facts["right"]) == ("hint", None)
    assert moves(quoting.say("answer", "Out, damned spot")) == ["confirm", "check"]


def test_after_three_quotations_a_fourth_is_read_too(quoting) -> None:
    quoting.say("answer", "Hell is murky!")
    quoting.say("answer", "a soldier, and afeard")
    assert quoting.session.phase == "practice"
    quoting.say("answer", "What need we fear who knows it")
    assert quoting.session.phase == "self check"
    assert moves(quoting.say("answer", "Out, damned spot")) == ["confirm", "check"]


def test_the_same_quotation_again_is_told_so(quoting) -> None:
    quoting.say("answer", "Hell is murky!")
    [asked] = quoting.say("answer", "Hell is murky!")
    assert asked.authored == own_words.SAY_MORE["quotation again"]
