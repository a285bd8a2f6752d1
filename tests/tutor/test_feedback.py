"""Whether a reply helped: which replies are asked about, and that the newest word counts."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from tutor import feedback
from tutor.class_records import ReplyFeedback
from tutor.database import reading, transaction
from tutor.records import Turn


def asked_about(talk):
    with reading(talk.records) as db:
        return feedback.asked_about(db, talk.id)


def show(talk) -> None:
    """Show what waits for its words, as the wordsmith does."""
    with transaction(talk.records) as db:
        for turn in db.exec(select(Turn).where(Turn.state == "waiting")).all():
            turn.text, turn.state = turn.authored, "shown"


def test_nothing_is_asked_before_a_reply_of_substance(talk) -> None:
    assert asked_about(talk) == {}
    talk.say("question", "just tell me the answer")
    assert talk.turns[-1].move not in feedback.OF_SUBSTANCE
    assert asked_about(talk) == {}


def test_only_what_has_been_shown_of_the_latest_exchange_is_asked_about(talk) -> None:
    talk.say("help")
    assert asked_about(talk) == {}
    show(talk)
    first = talk.turns[-1].position
    assert asked_about(talk) == {first: None}
    talk.say("help")
    show(talk)
    assert list(asked_about(talk)) == [first + 2]


def test_the_newest_word_counts(talk) -> None:
    talk.say("help")
    show(talk)
    turn = talk.turns[-1]
    for helped in (True, False):
        with transaction(talk.records) as db:
            feedback.say(db, talk.pupil_id, turn, helped)
    assert asked_about(talk) == {turn.position: False}
    with reading(talk.records) as db:
        assert len(db.exec(select(ReplyFeedback)).all()) == 1


def test_unhelpful_replies_of_some_pupils_between_two_moments(talk) -> None:
    talk.say("help")
    show(talk)
    turn, now = talk.turns[-1], datetime.now(UTC)
    with transaction(talk.records) as db:
        feedback.say(db, talk.pupil_id, turn, helped=False)
    hour = timedelta(hours=1)
    with reading(talk.records) as db:
        [(said, found, session)] = feedback.unhelpful(db, [talk.pupil_id], now - hour, now + hour)
        assert (said.turn_id, found.id, session.id) == (turn.id, turn.id, talk.id)
        assert feedback.unhelpful(db, [talk.pupil_id + 1], now - hour, now + hour) == []
        assert feedback.unhelpful(db, [talk.pupil_id], now + hour, now + 2 * hour) == []
    with transaction(talk.records) as db:
        feedback.say(db, talk.pupil_id, turn, helped=True)
    with reading(talk.records) as db:
        assert feedback.unhelpful(db, [talk.pupil_id], now - hour, now + hour) == []
