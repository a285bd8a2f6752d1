"""What the model worded is held until a teacher decides; the pupil has the authored words and waits for nobody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from content_store.answers import shown_answer
from tests.conftest import ScriptedModel
from tutor import approval, doubts, history
from tutor.approval import DAYS, HELD, WEEKS
from tutor.class_records import HeldReply
from tutor.database import reading, transaction
from tutor.dialogue import stop
from tutor.item_choice import drawn
from tutor.records import Account, Membership, TeachingClass, Turn, TutoringSession, now
from tutor.steering import BY_NAME, add
from tutor.wordsmith import Wordsmith

WAIT = 10.0


class Desk:
    """A teacher whose class is held, and a pupil's session in it with a scripted model."""

    def __init__(self, talk, make_tutor, model) -> None:
        self.talk, self.records = talk, talk.records
        talk.tutor = make_tutor(model)
        self.smith = Wordsmith(talk.tutor, talk.records)
        with transaction(talk.records) as db:
            pupil = db.get_one(Account, talk.pupil_id)
            own = TeachingClass(school_id=pupil.school_id, name="10H (invented)", year=10, approval=True)
            teacher = Account(
                school_id=pupil.school_id, role="teacher", username="held", password_hash="none", name="T Example"
            )
            db.add(own)
            db.add(teacher)
            db.flush()
            self.class_id, self.teacher_id = own.id, teacher.id
            for one in (pupil.id, teacher.id):
                db.add(Membership(class_id=own.id, account_id=one))

    def hint(self) -> Turn:
        """Have a hint asked for and worded; return its turn as it is then."""
        [turn] = [one for one in self.talk.answer(right=False) if one.move == "hint"]
        self.word(turn.id)
        return self.turn(turn.id)

    def word(self, turn_id: int) -> None:
        self.smith.ensure(turn_id)
        self.smith.wait(turn_id, WAIT)

    def turn(self, turn_id: int) -> Turn:
        with reading(self.records) as db:
            return db.get_one(Turn, turn_id)

    def held(self) -> list[HeldReply]:
        with reading(self.records) as db:
            return list(db.exec(select(HeldReply)).all())

    def waiting(self) -> list[HeldReply]:
        with reading(self.records) as db:
            return approval.waiting_for(db, self.teacher_id)

    def shown(self) -> dict[int, HeldReply]:
        with reading(self.records) as db:
            return approval.of_session(db, db.get_one(TutoringSession, self.talk.id))

    def decide(self, how, *arguments) -> None:
        with transaction(self.records) as db:
            how(db.exec(select(HeldReply)).one(), self.teacher_id, *arguments)

    def decisions(self) -> approval.Decisions:
        with reading(self.records) as db:
            return approval.decisions_in(db, self.class_id)


@pytest.fixture
def desk(talk, make_tutor) -> Iterator[Desk]:
    """A held class whose model says the hint back with one word more, which the checker lets pass."""
    desk = Desk(talk, make_tutor, ScriptedModel(f"Now: {talk.item.hints[0]}"))
    yield desk
    desk.smith.close()


def test_the_pupil_has_the_authored_words_before_the_model_has_written_anything(desk, talk) -> None:
    [turn] = talk.answer(right=False)
    assert (turn.state, turn.text) == ("shown", talk.item.hints[0])
    assert [one.draft for one in desk.held()] == [""]
    assert desk.waiting() == []


def test_what_the_model_worded_waits_for_the_teacher_and_the_words_shown_stay(desk, talk) -> None:
    turn = desk.hint()
    assert turn.text == talk.item.hints[0]
    [held] = desk.waiting()
    assert held.draft == f"Now: {talk.item.hints[0]}"
    assert (held.class_id, held.pupil_id, held.decision) == (desk.class_id, talk.pupil_id, None)
    with reading(desk.records) as db:
        wording = history.wording_of(db, turn.id)
    assert (wording.replaced, wording.draft) == (HELD, held.draft)


def test_a_reply_that_is_asked_for_twice_is_worded_once(desk) -> None:
    turn = desk.hint()
    desk.word(turn.id)
    assert len(desk.talk.tutor.model.prompts) == 1
    assert len(desk.held()) == 1


def test_a_draft_that_breaks_a_rule_is_not_even_held(talk, make_tutor) -> None:
    desk = Desk(talk, make_tutor, ScriptedModel(f"The answer is {shown_answer(talk.item.answer)}."))
    turn = desk.hint()
    desk.smith.close()
    assert turn.text == talk.item.hints[0]
    assert desk.held() == []
    with reading(desk.records) as db:
        assert history.wording_of(db, turn.id).replaced == "leak"


def test_where_there_is_no_model_nothing_is_held(talk, make_tutor) -> None:
    desk = Desk(talk, make_tutor, None)
    desk.hint()
    desk.smith.close()
    assert desk.held() == []


def test_where_the_class_does_not_ask_for_it_nothing_is_held(desk) -> None:
    with transaction(desk.records) as db:
        db.get_one(TeachingClass, desk.class_id).approval = False
    assert desk.hint().text == f"Now: {desk.talk.item.hints[0]}"
    assert desk.held() == []


def test_where_a_teacher_wants_the_lessons_own_words_nothing_is_held(desk, talk) -> None:
    with transaction(desk.records) as db:
        add(db, talk.pupil_id, desk.teacher_id, [BY_NAME["authored"].sentence])
    assert desk.hint().text == talk.item.hints[0]
    assert desk.held() == []


def test_a_draft_that_a_stop_interrupted_is_made_after_the_restart(desk, talk) -> None:
    [turn] = talk.answer(right=False)
    desk.smith.resume()
    desk.smith.wait(turn.id, WAIT)
    assert len(desk.waiting()) == 1


def test_what_is_sent_or_edited_reaches_the_pupil_and_what_is_refused_never_does(desk) -> None:
    desk.hint()
    assert [one.draft for one in desk.shown().values()] == [one.draft for one in desk.waiting()]
    desk.decide(approval.send, "Look at both sides.", ("number",))
    [seen] = desk.shown().values()
    assert (seen.decision, seen.text, seen.reason) == ("edited", "Look at both sides.", "number")
    desk.decide(approval.refuse, "wrong")
    assert desk.shown() == {}
    assert desk.waiting() == []


def test_a_reply_sent_as_it_was_drafted_counts_as_unedited_whatever_was_pressed(desk) -> None:
    desk.hint()
    desk.decide(lambda held, teacher: approval.send(held, teacher, held.draft, ("number",)))
    made = desk.decisions()
    assert (made.sent, made.edited, made.doubted, made.refused.total()) == (1, 0, 0, 0)


def test_decisions_are_counted_with_their_reasons(desk) -> None:
    desk.hint()
    assert desk.decisions().waiting == 1
    desk.decide(approval.refuse, "too much")
    assert desk.decisions().refused == {"too much": 1}
    desk.decide(approval.refuse, approval.OTHER, "the pupil and I talked")
    assert desk.decisions().refused == {approval.OTHER: 1}
    assert desk.held()[0].reason == "the pupil and I talked"


@pytest.mark.parametrize(("days", "left"), [(0, True), (DAYS - 0.1, True), (DAYS + 0.1, False)])
def test_a_reply_that_nobody_decides_expires(desk, days: float, left: bool) -> None:
    desk.hint()
    with transaction(desk.records) as db:
        db.exec(select(HeldReply)).one().at = now() - timedelta(days=days)
    assert bool(desk.waiting()) is left
    assert bool(desk.shown()) is left
    assert desk.decisions().expired == (not left)


def test_a_reply_expires_with_its_session_and_can_still_be_looked_at(desk, talk) -> None:
    turn = desk.hint()
    with transaction(desk.records) as db:
        stop(db, db.get_one(TutoringSession, talk.id))
    assert desk.waiting() == []
    with reading(desk.records) as db:
        [(held, pupil, expired)] = approval.settled_for(db, desk.teacher_id)
        assert (held.turn_id, pupil.id, expired) == (turn.id, talk.pupil_id, True)
        one = approval.in_place(db, held)
        assert one.expired
        assert one.question.position == 1
        assert one.said.text == "987654"


def test_what_is_older_than_four_weeks_is_counted_no_more(desk) -> None:
    desk.hint()
    desk.decide(approval.refuse, "wrong")
    with transaction(desk.records) as db:
        db.exec(select(HeldReply)).one().at = now() - timedelta(weeks=WEEKS, days=1)
    assert desk.decisions().decided == 0


def test_another_class_and_a_class_that_the_pupil_has_left_see_nothing(desk, talk) -> None:
    desk.hint()
    with reading(desk.records) as db:
        assert approval.waiting_for(db, talk.pupil_id + 100) == []
    with transaction(desk.records) as db:
        db.delete(db.get_one(Membership, (desk.class_id, talk.pupil_id)))
    assert desk.waiting() == []


def test_what_was_sent_counts_as_said_when_the_next_hint_is_checked(desk, talk) -> None:
    desk.hint()
    desk.decide(approval.send, "Take 3 from both sides.")
    [later] = talk.say("answer", "987655")
    assert "Take 3 from both sides." in later.facts["earlier"]


def doubted(desk, turn: Turn, text: str) -> tuple[str, ...]:
    item = drawn(desk.talk.tutor.catalogue, turn.item_id, turn.seed)
    return doubts.about(turn, item, text)


def test_what_a_teacher_writes_is_doubted_for_its_facts_and_not_for_its_style(desk, talk) -> None:
    turn = desk.hint()
    hint = talk.item.hints[0]
    assert doubted(desk, turn, hint) == ()
    assert doubted(desk, turn, f"Ada, I think this may help you: {hint}") == ()
    assert "leak" in doubted(desk, turn, f"{hint} The answer is {shown_answer(talk.item.answer)}.")
    assert "number" in doubted(desk, turn, f"{hint} Then think of 4321.")
    assert "contradiction" in doubted(desk, turn, f"That is right. {hint}")


def test_where_the_question_is_gone_the_teacher_is_told_that_nothing_was_checked(desk) -> None:
    turn = desk.hint()
    assert doubts.about(turn, None, "Anything at all") == (doubts.UNCHECKED,)


def test_every_doubt_is_told_in_words() -> None:
    assert all(words.endswith(".") for words in doubts.DOUBTS.values())
    assert approval.REASONS.keys() >= {"wrong", approval.OTHER}
