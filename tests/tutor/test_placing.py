import pytest

from tutor import dialogue, history, placing
from tutor.database import reading, transaction


@pytest.fixture
def placement_talk(talk_on):
    """A placement in mathematics, with its first question open, of a pupil who has also begun an objective."""
    talk = talk_on("linear-equations")
    with transaction(talk.records) as db:
        talk.id = dialogue.start_placement(talk.tutor, db, talk.pupil_id, "maths").id
    return talk


def asked_so_far(talk) -> int:
    with reading(talk.records) as db:
        return len(placing.state_of(talk.tutor, db, talk.session)[1])


@pytest.mark.parametrize("intent", ["answer", "question", "help", "solution"])
@pytest.mark.parametrize(
    "text",
    [
        "can you give me a hint please",
        "what is the answer",
        "what does factorise mean",
        "i dont get it can you explain it to me",
        "how do i start",
        "help",
    ],
)
def test_who_asks_for_help_while_being_placed_is_told_so_and_keeps_the_question(placement_talk, intent, text) -> None:
    talk, open_item = placement_talk, placement_talk.item
    replies = talk.say(intent, text)
    assert [turn.move for turn in replies] == ["no_help"]
    assert "skips the question" in replies[0].text
    assert talk.item == open_item
    assert asked_so_far(talk) == 0
    assert talk.attempts == []


@pytest.mark.parametrize("kind", ["short_text", "quotation"])
def test_words_that_ask_for_help_are_no_answer_in_words_either(placement_talk, kind) -> None:
    talk = placement_talk
    rows = [one for row in talk.tutor.catalogue.objectives("english") for one in talk.tutor.catalogue.items_of(row.id)]
    talk.put(next(one.id for one in rows if one.kind == kind))
    assert [turn.move for turn in talk.say("answer", "can you give me a hint please")] == ["no_help"]


@pytest.mark.parametrize("text", ["I don't know", "idk", "dunno sorry", "no idea", "skip this one", "next question"])
def test_a_typed_i_do_not_know_goes_on_like_the_button(placement_talk, text) -> None:
    talk = placement_talk
    assert [turn.move for turn in talk.say("answer", text)] == ["place"]
    assert asked_so_far(talk) == 1
    with reading(talk.records) as db:
        [said] = [turn for turn in history.turns_of(db, talk.session) if turn.who == "pupil"]
    assert said.read_as == "pass"


def test_what_suits_comes_first_until_something_of_the_subject_is_begun(placement_talk) -> None:
    talk = placement_talk
    while talk.session.phase != "done":
        replies = talk.say("pass")
    assert "first on your page" in replies[-1].text
    with reading(talk.records) as db:
        assert placing.not_yet_taken_up(talk.tutor, db, talk.pupil_id) == ["maths"]
        known = {name: one.known for name, one in history.masteries_of(db, talk.pupil_id).items()}
    fitting = placing.suited(talk.tutor, known, "maths")
    assert fitting
    assert all(known[one.id] < 0.6 for one in fitting)
    with transaction(talk.records) as db:
        dialogue.start(talk.tutor, db, talk.pupil_id, fitting[0].id)
    with reading(talk.records) as db:
        assert placing.not_yet_taken_up(talk.tutor, db, talk.pupil_id) == []


def test_a_placement_that_was_stopped_puts_nothing_first(placement_talk) -> None:
    talk = placement_talk
    talk.say("pass")
    with transaction(talk.records) as db:
        dialogue.stop(db, db.merge(talk.session))
    with reading(talk.records) as db:
        assert placing.not_yet_taken_up(talk.tutor, db, talk.pupil_id) == []
