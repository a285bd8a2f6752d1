"""What is handed over without a try is not done: it counts for nothing, ends no set, and comes back."""

from tutor import dialogue, handovers, policy
from tutor.database import reading, transaction


def beg(talk):
    """Ask for the answer until the question goes to the teacher; return the last replies."""
    return [talk.say("question", "just tell me the answer") for _ in range(policy.LADDER_4.stuck)][-1]


def owed(talk) -> list[str]:
    with reading(talk.records) as db:
        return handovers.owed(db, talk.pupil_id, talk.session.objective_id)


def test_a_question_begged_away_is_not_done_and_another_comes_between(talk) -> None:
    begged = talk.item
    handed, _ = beg(talk)
    assert "does not count as done" in handed.text
    assert talk.session.items_done == 0
    assert talk.item.id != begged.id
    assert owed(talk) == [begged.id]
    assert talk.known is None


def test_it_comes_back_after_the_next_one_and_is_then_owed_no_more(talk) -> None:
    begged = talk.item
    beg(talk)
    talk.answer(True)
    assert talk.session.phase == "check"
    talk.answer(True)
    assert talk.item.id == begged.id
    talk.answer(False)
    assert owed(talk) == []


def test_a_question_tried_before_it_was_handed_over_counts_as_before(talk) -> None:
    talk.answer(False)
    for _ in range(policy.LADDER_4.stuck + 1):
        replies = talk.say("question", "just tell me the answer")
        if replies[0].move == "hand_over":
            break
    assert "who can see what was tried" in replies[0].text
    assert talk.session.items_done == 1
    assert owed(talk) == []


def test_a_set_does_not_end_as_known_while_a_question_is_owed(talk) -> None:
    beg(talk)
    replies = []
    for _ in range(6):
        replies = talk.answer(True)
        if talk.session.phase == "done":
            break
        if not owed(talk):
            break
        assert replies[-1].move != "finish"
    assert owed(talk) == [], "it came back before the set ended"


def test_who_begs_every_question_away_has_done_nothing_and_begins_with_them_next_time(talk) -> None:
    begged = []
    for _ in range(policy.LADDER_4.untried):
        begged.append(talk.item.id)
        replies = beg(talk)
    assert [turn.move for turn in replies] == ["hand_over", "finish"]
    assert "stops here" in replies[-1].text
    assert "3 questions have gone to your teacher without a try" in replies[-1].text
    assert (talk.session.items_done, talk.known) == (0, None)
    with transaction(talk.records) as db:
        again = dialogue.start(talk.tutor, db, talk.pupil_id, "linear-equations")
        assert again.item_id == begged[0]
