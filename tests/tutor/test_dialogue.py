import re
import threading

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from content_store.answers import ChoiceAnswer, NumericAnswer, shown_answer, written_answer
from tutor import dialogue, handovers, history, mastery, policy
from tutor.checker import gives_away
from tutor.database import reading, transaction
from tutor.exchange import Heard, Said
from tutor.records import MAX_WRITTEN, Attempt, HintGiven, Turn, TutoringSession
from tutor.teaching_records import Handover

LADDER = 4
"""The rungs of the two-step equation that the fixture opens, the last of which tells."""

WRONG = ("987654", "5010", "7312", "66", "901", "2203", "17777")
"""Wrong answers to the fixture's question, no two of them neighbours: counting up is no attempt."""

WORKING = "987 + 1 = 988"
"""Working of the pupil's own, true and beside the point."""


def moves(turns: list[Turn]) -> list[str]:
    return [turn.move for turn in turns]


def hints_given(talk) -> list[HintGiven]:
    with reading(talk.records) as db:
        return list(db.exec(select(HintGiven).where(HintGiven.session_id == talk.id)).all())


def climb(talk) -> list[Turn]:
    """Try, each time another wrong answer, until the ladder ends; return the last replies."""
    for number in range(LADDER + 2):
        replies = talk.say("answer", WRONG[number], WORKING)
        if moves(replies) not in (["hint"], ["twin"]):
            return replies
    raise AssertionError("the ladder has no end")


def test_a_session_starts_with_a_question(talk_on) -> None:
    talk = talk_on("linear-equations")
    assert moves(talk.turns) == ["ask"]
    assert talk.turns[0].text == talk.item.question
    assert (talk.session.phase, talk.session.policy) == ("practice", policy.LADDER_4.name)
    assert talk.session.content_version == talk.tutor.catalogue.version


def test_starting_again_goes_on_with_the_open_session(talk_on) -> None:
    assert talk_on("linear-equations").id == talk_on("linear-equations").id
    assert talk_on("pythagoras").id != talk_on("linear-equations").id


def test_starting_after_the_end_of_a_set_gives_a_new_question(talk_on) -> None:
    first = talk_on("linear-equations")
    for _ in range(2 * policy.LADDER_4.items):
        if first.session.phase == "done":
            break
        first.answer(right=True)
    again = talk_on("linear-equations")
    assert again.id != first.id
    assert moves(again.turns) == ["ask"]
    assert first.session.ended_at is not None


def test_an_objective_without_questions_says_so_and_still_takes_a_question(talk_on) -> None:
    talk = talk_on("no-such-objective")
    assert moves(talk.turns) == ["finish"]
    assert "no practice questions" in talk.turns[0].text
    assert talk_on("no-such-objective").id == talk.id
    assert talk.post(Said(2, "answer", "4")).outcome == "unreadable"
    assert moves(talk.say("question", "what is the capital of Peru?")) == ["not_covered"]


def test_two_clicks_on_start_at_once_start_one_session(any_records: Engine, tutor, pupil_in) -> None:
    pupil_id = pupil_in(any_records)
    together = threading.Barrier(4)
    started: list[int | None] = []

    def start() -> None:
        together.wait(10)
        with transaction(any_records) as db:
            started.append(dialogue.start(tutor, db, pupil_id, "pythagoras").id)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(started) == 4
    assert len(set(started)) == 1


def test_a_right_answer_is_confirmed_and_followed_by_a_fresh_question_without_help(talk) -> None:
    before = talk.item
    confirm, check = talk.answer(right=True)
    assert (confirm.move, check.move) == ("confirm", "check")
    assert talk.session.phase == "check"
    assert talk.item.id == before.id
    assert check.text == talk.item.question != before.question
    assert (talk.session.attempts, talk.session.rung, talk.session.aided) == (0, 0, False)


def test_the_verdict_is_recorded_with_the_pupils_turn(talk) -> None:
    talk.answer(right=False, working="5x = 20")
    said = talk.turns[1]
    assert (said.who, said.move, said.working, said.facts["right"]) == ("pupil", "answer", "5x = 20", False)
    [attempt] = talk.attempts
    assert (attempt.right, attempt.number, attempt.aided, attempt.turn_id) == (False, 1, False, said.id)
    assert (attempt.item_id, attempt.seed, attempt.phase) == (talk.item.id, talk.item.seed, "practice")
    assert attempt.content_version == talk.tutor.catalogue.version


def test_a_wrong_answer_gets_the_next_rung_which_waits_for_its_wording(talk) -> None:
    for rung in (1, 2, 3):
        [hint] = talk.say("answer", WRONG[rung])
        assert (hint.move, hint.rung, hint.state, hint.text, hint.shown_at) == ("hint", rung, "waiting", "", None)
        assert hint.authored == talk.item.hints[rung - 1]
    assert [(given.rung, given.asked_for, given.bottom_out) for given in hints_given(talk)] == [
        (1, False, False),
        (2, False, False),
        (3, False, False),
    ]


def test_the_caller_is_told_which_replies_wait(talk) -> None:
    heard = talk.post(Said(2, "answer", "987654"))
    assert heard.waiting == (talk.turns[-1].id,)
    assert talk.post(Said(4, "answer", talk.item.answer.accepted[0])).waiting == ()


def test_a_misconception_that_the_answer_reveals_is_corrected_with_the_hint(talk) -> None:
    item = talk.item
    revealed = next(one for one in item.answer.reveals if one.value not in item.answer.accepted)
    [hint] = talk.say("answer", revealed.value)
    misconception = talk.tutor.catalogue.misconception(revealed.misconception_id)
    assert hint.authored == f"{misconception.correction} {item.hints[0]}"
    assert talk.attempts[0].misconception_id == misconception.id


def test_help_without_a_try_stops_after_two_hints(talk) -> None:
    assert [moves(talk.say("help")) for _ in range(4)] == [["hint"], ["hint"], ["attempt_first"], ["attempt_first"]]
    assert talk.session.rung == 2
    assert talk.known is None


def test_after_the_hints_come_a_worked_example_and_the_offer_of_the_solution(talk) -> None:
    tried = [moves(talk.say("answer", WRONG[number], WORKING)) for number in range(LADDER + 1)]
    assert tried == [["hint"], ["hint"], ["hint"], ["twin"], ["offer_solution"]]
    twin = next(turn for turn in talk.turns if turn.move == "twin")
    assert talk.item.question not in twin.text
    assert not gives_away(twin.text, talk.item.answer, (talk.item.question,))


def test_the_solution_is_shown_on_a_second_request_and_is_followed_by_a_check(talk) -> None:
    climb(talk)
    item = talk.item
    told, check = talk.say("solution")
    assert (told.move, told.rung, told.state) == ("bottom_out", LADDER, "shown")
    assert told.text.endswith(item.hints[-1])
    assert (check.move, talk.session.phase) == ("check", "check")
    assert talk.item.question != item.question
    assert [given.bottom_out for given in hints_given(talk)] == [False] * (LADDER - 1) + [True]


@pytest.mark.parametrize("tries", [[], ["idk"], ["asdf", "??", "asdf"]])
def test_the_solution_is_not_to_be_had_without_a_genuine_attempt(talk, tries: list[str]) -> None:
    for text in tries:
        talk.post(Said(talk.turns[-1].position + 1, "answer", text))
    said = [moves(talk.say("solution")) for _ in range(3)]
    assert all("bottom_out" not in one for one in said)
    assert not any(given.bottom_out for given in hints_given(talk))


def test_an_attempt_on_one_question_does_not_open_the_solution_of_the_next(talk) -> None:
    talk.answer(right=False)
    talk.answer(right=True)
    for _ in range(LADDER):
        replies = talk.say("solution")
    assert moves(replies) in (["attempt_first"], ["working_first"])


def test_a_class_whose_teacher_keeps_solutions_back_asks_for_leave(talk, with_leave) -> None:
    with_leave(talk.pupil_id)
    climb(talk)
    assert moves(talk.say("solution")) == ["ask_leave"]
    [handover] = talk.handovers
    assert (handover.reason, handover.item_id, handover.settled_at) == ("solution", talk.item.id, None)
    with transaction(talk.records) as db:
        handovers.give_leave(db, db.get_one(Handover, handover.id), talk.pupil_id)
    assert moves(talk.say("solution")) == ["bottom_out", "check"]


def test_bare_numbers_climb_the_ladder_and_do_not_unlock_the_solution(talk) -> None:
    tried = [moves(talk.say("answer", number)) for number in WRONG[: LADDER + 1]]
    assert tried[-1] == ["working_first"]
    assert moves(talk.say("solution")) == ["working_first"]
    assert moves(talk.say("answer", WRONG[-1], WORKING)) == ["offer_solution"]


def test_an_answer_that_is_right_after_help_is_not_said_to_be_without(talk) -> None:
    talk.answer(right=True)
    talk.say("help")
    assert talk.session.phase == "check"
    [confirm, *_] = talk.answer(right=True)
    assert "without help" not in confirm.text.split(".")[0]


def test_the_same_answer_with_new_working_is_an_attempt_of_its_own(talk) -> None:
    talk.answer(right=False)
    talk.answer(right=False, working="4 + 3 = 8")
    assert [attempt.genuine for attempt in talk.attempts] == [True, True]


def test_the_same_wrong_answer_again_adds_nothing(talk) -> None:
    talk.answer(right=False)
    [reply] = talk.answer(right=False)
    assert reply.move == "attempt_first"
    assert "what was there before" in reply.text
    assert [attempt.genuine for attempt in talk.attempts] == [True, False]


def test_a_pupil_who_gets_nowhere_is_handed_over_and_gets_another_question(talk) -> None:
    before = talk.item
    replies = [talk.say("question", "just tell me the answer") for _ in range(policy.LADDER_4.stuck)]
    assert moves(replies[-1]) == ["hand_over", "ask"]
    [handover] = talk.handovers
    assert (handover.reason, handover.item_id, handover.seed) == ("stuck", before.id, before.seed)
    assert talk.session.stuck == 0


def test_is_it_six_is_an_attempt_with_a_limit_on_guessing(talk) -> None:
    said = [moves(talk.say("question", f"is it {number}?")) for number in WRONG[:4]]
    assert said == [["hint"], ["hint"], ["hint"], ["guess_limit"]]
    assert [attempt.guess for attempt in talk.attempts] == [True] * 4
    assert all(attempt.right is False for attempt in talk.attempts)


def test_an_answer_in_the_question_box_is_marked(talk) -> None:
    assert moves(talk.say("question", f"is it {talk.item.answer.accepted[0]}?")) == ["confirm", "check"]
    assert talk.turns[1].facts["right"] is True


@pytest.mark.parametrize(("text", "move"), [("i dont know", "hint"), ("what is the answer", "attempt_first")])
def test_words_in_the_answer_box_are_taken_for_what_they_say(talk, text: str, move: str) -> None:
    assert moves(talk.say("answer", text)) == [move]
    assert talk.attempts == []


def test_distress_is_answered_with_people_to_turn_to(talk) -> None:
    [reply] = talk.say("question", "i want to die")
    assert reply.move == "signpost"
    assert "0800 1111" in reply.text
    assert talk.turns[1].read_as == "distress"
    assert [one.reason for one in talk.handovers] == ["concern"]


def test_a_right_value_in_the_wrong_form_costs_no_hint(talk_on) -> None:
    talk = talk_on("fractions-add")
    talk.put("fractions-add-both-change", 5)
    [reply] = talk.say("answer", "0.541666666667")
    assert (reply.move, talk.session.rung) == ("mend_form", 0)


def test_a_short_answer_that_is_unsure_is_asked_for_again_before_its_ideas_are_shown(talk_on) -> None:
    talk = talk_on("cell-transport")
    row = next(row for row in talk.tutor.catalogue.items_of("cell-transport") if row.kind == "short_text")
    ideas = talk.put(row.id).answer.ideas
    said = [
        moves(talk.say("answer", text)) for text in ("something to do with the salt", "the salt does it to the cells")
    ]
    assert said[0] == ["hint"]
    assert not any(idea.name in talk.turns[2].authored for idea in ideas)


def test_what_asks_for_the_work_to_be_done_is_recorded_for_the_meter(talk) -> None:
    talk.say("question", "just tell me the answer")
    assert talk.turns[1].offloading == "answer asked"
    talk.post(Said(4, "answer", "987654", pasted=True))
    assert talk.turns[3].offloading == "pasted"


def test_working_is_read_line_by_line_and_the_wrong_line_named(talk_on) -> None:
    talk = talk_on("linear-equations")
    item = talk.put("linear-equations-two-step")
    left, right = re.search(r"\$(.+)=(.+)\$", item.question).groups()
    [hint] = talk.say("answer", "987654", f"{left.strip()} = {right.strip()}\n3 + 4 = 9")
    assert talk.attempts[0].wrong_line == 2
    assert talk.attempts[0].wrong_rule == "arithmetic-slip"
    assert hint.authored.startswith("Look at line 2 of your working, “3 + 4 = 9”")


def test_help_is_recorded_as_asked_for(talk) -> None:
    talk.say("help")
    assert [given.asked_for for given in hints_given(talk)] == [True]


def test_only_the_first_attempt_without_help_changes_mastery(talk) -> None:
    talk.answer(right=False)
    first = talk.known
    assert (first.attempts, first.known) == (1, mastery.update(mastery.Tracing().known, False))
    talk.say("answer", WRONG[1])
    talk.answer(right=True)
    assert (talk.known.attempts, talk.known.known) == (1, first.known)
    talk.answer(right=True)  # the check
    assert talk.known.attempts == 2
    assert talk.known.known == mastery.update(first.known, True) > first.known
    assert [attempt.aided for attempt in talk.attempts] == [False, True, True, False]
    assert talk.attempts[-1].known_before == first.known
    assert talk.attempts[-1].known_after == talk.known.known


@pytest.mark.parametrize("intent", ["help", "question"])
def test_an_answer_after_help_does_not_change_mastery(talk, intent) -> None:
    talk.say(intent, "what is an inverse operation?" if intent == "question" else "")
    talk.answer(right=True)
    assert talk.known is None
    assert talk.attempts[0].aided
    assert talk.attempts[0].known_before == talk.attempts[0].known_after == mastery.Tracing().known


def test_a_guessable_choice_counts_for_less_than_a_written_answer(talk_on) -> None:
    choice, written = talk_on("photosynthesis"), talk_on("linear-equations")
    choice.put("photosynthesis-why-green")
    written.put("linear-equations-two-step")
    choice.answer(right=True)
    written.answer(right=True)
    assert choice.known.known < written.known.known


@pytest.mark.parametrize(
    ("intent", "text", "asks_for"),
    [
        ("answer", "", "answer first"),
        ("answer", "   \n", "answer first"),
        ("answer", "banana", ""),
        ("answer", "4 or 5", ""),
        ("answer", "3\0", "type it again"),
        ("answer", "9" * (MAX_WRITTEN + 1), "too long"),
        ("question", "", "question first"),
        ("question", "why?" * MAX_WRITTEN, "too long"),
        ("question", "why\0?", "type it again"),
    ],
)
def test_what_cannot_be_read_records_nothing_and_says_what_to_do(talk, intent, text: str, asks_for: str) -> None:
    before = talk.session
    heard = talk.post(Said(2, intent, text))
    assert heard.outcome == "unreadable"
    assert asks_for in heard.reason
    assert heard.reason.endswith(".")
    assert len(talk.turns) == 1
    assert talk.attempts == []
    assert talk.known is None
    assert talk.session == before


def test_working_that_is_too_long_is_refused(talk) -> None:
    assert talk.post(Said(2, "answer", "3", "x" * (MAX_WRITTEN + 1))).outcome == "unreadable"


def test_a_double_click_is_recorded_once(talk) -> None:
    said = Said(2, "answer", "987654", "5x = 20")
    assert talk.post(said).outcome == "taken"
    turns = talk.turns
    assert talk.post(said) == Heard("repeated")
    assert talk.turns == turns
    assert len(talk.attempts) == 1


@pytest.mark.parametrize(
    "other", [Said(2, "answer", "4"), Said(2, "question", "987654"), Said(2, "answer", "987654", "other working")]
)
def test_another_tab_is_told_that_the_session_has_moved_on(talk, other: Said) -> None:
    talk.post(Said(2, "answer", "987654"))
    turns = talk.turns
    assert talk.post(other) == Heard("stale")
    assert talk.turns == turns


@pytest.mark.parametrize("position", [0, 1, 3, 10**30])
def test_a_turn_with_a_number_that_is_not_the_next_is_not_taken(talk, position: int) -> None:
    assert talk.post(Said(position, "answer", "987654")) == Heard("stale")
    assert len(talk.turns) == 1


def test_turns_are_numbered_without_gaps(talk) -> None:
    for right in (False, True, True, False):
        talk.answer(right=right)
    assert [turn.position for turn in talk.turns] == list(range(1, len(talk.turns) + 1))


def test_two_tabs_posting_at_once_never_lose_or_double_a_turn(any_records: Engine, talk_in) -> None:
    talk = talk_in(any_records, "linear-equations")
    together = threading.Barrier(2)
    problems: list[BaseException] = []
    taken: list[str] = []

    def post(name: str) -> None:
        try:
            together.wait(10)
            for number in range(8):
                text = f"Why does {name} ask question {number} about the sea?"
                while True:
                    heard = talk.post(Said(talk.turns[-1].position + 1, "question", text))
                    if heard.outcome == "taken":
                        taken.append(text)
                        break
                    assert heard.outcome == "stale"
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=post, args=(name,)) for name in ("Ada", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert problems == []
    turns = talk.turns
    assert [turn.text for turn in turns if turn.who == "pupil"] == taken
    assert len(taken) == len(set(taken)) == 16
    assert [turn.position for turn in turns] == list(range(1, len(turns) + 1))


def test_pupils_answering_at_once_each_keep_their_own(any_records: Engine, tutor, pupil_in) -> None:
    talks = [TalkOf(any_records, tutor, pupil_in(any_records, name)) for name in ("Ada Example", "Ben Sample")]
    together = threading.Barrier(2)
    problems: list[BaseException] = []

    def work(talk) -> None:
        try:
            together.wait(10)
            for right in (False, True, True, True):
                talk.answer(right)
        except BaseException as error:
            problems.append(error)

    threads = [threading.Thread(target=work, args=(talk,)) for talk in talks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert problems == []
    with reading(any_records) as db:
        for talk in talks:
            found = db.exec(select(Attempt).where(Attempt.pupil_id == talk.pupil_id)).all()
            assert [attempt.right for attempt in found] == [False, True, True, True]


class TalkOf:
    """A session that answers without reading between its messages."""

    def __init__(self, records: Engine, tutor, pupil_id: int) -> None:
        self.records, self.tutor, self.pupil_id = records, tutor, pupil_id
        with transaction(records) as db:
            self.id = dialogue.start(tutor, db, pupil_id, "linear-equations").id

    def answer(self, right: bool) -> None:
        with transaction(self.records) as db:
            session = db.get_one(TutoringSession, self.id, with_for_update=True)
            item = dialogue.drawn(self.tutor.catalogue, session.item_id, session.seed)
            answer = item.answer
            if isinstance(answer, ChoiceAnswer):
                text = f"choice-{[choice.right for choice in answer.choices].index(right)}"
            else:
                right_text = written_answer(answer) if isinstance(answer, NumericAnswer) else answer.accepted[0]
                text = right_text if right else "987654"
            position = history.last_position(db, session) + 1
            heard = dialogue.respond(self.tutor, db, session, Said(position, "answer", text))
            assert heard.outcome == "taken"


def test_an_error_at_the_end_takes_back_everything_that_the_message_did(talk) -> None:
    before, turns = talk.session, talk.turns

    def answer_and_fail() -> None:
        with transaction(talk.records) as db:
            session = db.get_one(TutoringSession, talk.id)
            assert dialogue.respond(talk.tutor, db, session, Said(2, "answer", "987654")).outcome == "taken"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_and_fail()
    assert (talk.session, talk.turns, talk.attempts, talk.known) == (before, turns, [], None)
    assert hints_given(talk) == []
    assert talk.post(Said(2, "answer", "987654")).outcome == "taken"


def test_a_question_on_the_notes_gets_an_explanation_with_its_sources(talk_on) -> None:
    talk = talk_on("photosynthesis")
    talk.put("photosynthesis-limiting-factor")
    [reply] = talk.say("question", "why do leaves look green?")
    assert (reply.move, reply.state) == ("explain", "shown")
    assert "green light" in reply.authored
    (source,) = talk.tutor.catalogue.faqs(reply.facts["sources"])
    assert reply.text == source.answer


@pytest.mark.parametrize(
    "question", ["who won the world cup in 1998?", "what should i have for lunch?", "how do i install a printer driver"]
)
def test_a_question_about_something_else_is_honestly_not_covered(talk, question: str) -> None:
    [reply] = talk.say("question", question)
    assert (reply.move, reply.state) in [("refocus", "shown"), ("not_covered", "shown")]
    assert "not part of this lesson" in reply.text or "do not cover that" in reply.text
    assert not talk.session.aided


@pytest.mark.parametrize(
    "asks",
    [
        "just tell me the answer",
        "what is the answer?",
        "pls can u give me the answer",
        "solve it for me",
        "{question}",
        "Can you help with this: {question}",
    ],
)
def test_asking_for_the_answer_gets_none(talk, asks: str) -> None:
    item = talk.item
    replies = talk.say("question", asks.format(question=item.question))
    assert moves(replies) == ["attempt_first"]
    assert shown_answer(item.answer) not in replies[0].text


def test_asking_for_the_answer_after_a_try_gets_the_next_hint_only(talk) -> None:
    talk.answer(right=False)
    [hint] = talk.say("question", "just tell me the answer")
    assert (hint.move, hint.rung) == ("hint", 2)


def test_stopping_is_honoured_at_once_and_the_session_takes_nothing_more(talk) -> None:
    talk.answer(right=False)
    with transaction(talk.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, talk.id))
    assert talk.session.ended_at is not None
    assert talk.post(Said(4, "answer", "3")) == Heard("stale")
    assert talk.post(Said(4, "question", "why?")) == Heard("stale")
    assert len(talk.turns) == 3
    assert talk.post(Said(2, "answer", "987654")) == Heard("repeated")


def test_a_pupil_who_stopped_starts_anew(talk_on) -> None:
    talk = talk_on("linear-equations")
    with transaction(talk.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, talk.id))
    assert talk_on("linear-equations").id != talk.id


def test_a_session_ends_by_itself_when_the_objective_is_secure(talk) -> None:
    for _ in range(policy.LADDER_4.items):
        replies = talk.answer(right=True)
        if moves(replies) == ["confirm", "finish"]:
            break
    assert talk.known.known >= mastery.MASTERED
    assert (talk.session.phase, talk.session.item_id, talk.session.ended_at) == ("done", None, None)
    assert f"{talk.session.items_done} questions" in replies[-1].text


def test_a_session_ends_by_itself_after_enough_items(talk) -> None:
    for _ in range(3 * policy.LADDER_4.items):
        if talk.session.phase == "done":
            break
        talk.answer(right=False)
        talk.answer(right=True)
    assert talk.known.known < mastery.MASTERED
    assert talk.session.items_done == policy.LADDER_4.items


def test_after_the_end_questions_are_answered_and_help_says_that_it_is_the_end(talk_on) -> None:
    talk = talk_on("photosynthesis")
    while talk.session.phase != "done":
        talk.answer(right=True)
    assert moves(talk.say("question", "why do leaves look green?")) == ["explain"]
    assert moves(talk.say("help")) == ["finish"]
    position = talk.turns[-1].position + 1
    assert talk.post(Said(position, "answer", "3")).reason == "There is no question to answer now."
    assert talk.session.phase == "done"


def test_the_choice_that_was_made_is_quoted_in_its_own_words(talk_on) -> None:
    talk = talk_on("photosynthesis")
    item = talk.put("photosynthesis-why-green")
    talk.answer(right=False)
    wrong = next(choice for choice in item.answer.choices if not choice.right)
    assert talk.turns[1].facts["reading"] == wrong.text


def test_a_question_that_a_new_build_no_longer_has_takes_no_answer_but_can_be_stopped(talk) -> None:
    with transaction(talk.records) as db:
        db.get_one(TutoringSession, talk.id).item_id = "gone-from-this-build"
    assert talk.post(Said(2, "answer", "3")).reason == "There is no question to answer now."
    assert moves(talk.say("help")) == ["working_first"]
    with transaction(talk.records) as db:
        dialogue.stop(db, db.get_one(TutoringSession, talk.id))
    assert talk.session.ended_at is not None


def test_a_question_that_a_rebuilt_curriculum_has_changed_is_not_marked_but_put_anew(talk):
    with transaction(talk.records) as db:
        session = db.get_one(TutoringSession, talk.id)
        session.content_version, session.item_id = "an earlier build", "linear-equations-no-longer-there"
    heard = talk.post(Said(talk.turns[-1].position + 1, "answer", "5"))
    assert heard.outcome == "renewed"
    assert talk.item.question == talk.turns[-1].text
    assert talk.session.content_version == talk.tutor.catalogue.version
    assert not talk.attempts


def test_a_question_whose_diagram_a_rebuilt_curriculum_has_changed_is_put_anew(talk):
    """The words may be the same: where the diagram carries the numbers, the pupil has seen others."""
    with transaction(talk.records) as db:
        session = db.get_one(TutoringSession, talk.id)
        session.content_version = "an earlier build"
        asked = history.question_put(db, session)
        asked.text = talk.item.question
        asked.facts = {"diagram": {"kind": "table", "alt": "Other numbers than now.", "head": ["a", "b"], "rows": []}}
    assert talk.post(Said(talk.turns[-1].position + 1, "answer", "5")).outcome == "renewed"
    assert not talk.attempts
