import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from content_store.answers import NumericAnswer, shown_answer
from content_store.catalogue import Catalogue
from content_store.diagrams.charts import Table
from content_store.items import DrawnItem
from retrieval.embedding import MiniLM
from retrieval.passages import Passages
from tutor import checker, prompts
from tutor.database import reading, transaction
from tutor.language_model import Completion, ModelUnavailable, Prompt, Reason
from tutor.records import Turn, TutoringSession, Wording
from tutor.wordsmith import Wordsmith, task_for, word

WAIT = 10.0


@pytest.fixture(scope="session")
def catalogue(notes_only: Path) -> Catalogue:
    """Content whose only answers are its notes."""
    return Catalogue.open(notes_only)


@pytest.fixture(scope="session")
def passages(catalogue: Catalogue, embedder: MiniLM) -> Passages:
    return Passages(catalogue, embedder)


class Model:
    """Replies with what a function makes of the prompt, and counts."""

    name = "scripted"
    digest = "of-the-script"
    problem = ""

    def __init__(self, reply: Callable[[Prompt], str]) -> None:
        self.reply = reply
        self.prompts: list[Prompt] = []
        self.warmed: list[Prompt] = []

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        assert 0 < deadline - time.monotonic() <= 20
        self.prompts.append(prompt)
        return Completion(self.reply(prompt), 100, 60, 20, 1.5, 0.25)

    def warm(self, prompt: Prompt) -> None:
        self.warmed.append(prompt)

    def close(self) -> None:
        raise AssertionError("the model is not the wordsmith's to close")


@pytest.fixture
def smiths() -> Iterator[list[Wordsmith]]:
    """The wordsmiths that a test starts: closed at its end."""
    started: list[Wordsmith] = []
    yield started
    for smith in started:
        smith.close()


@pytest.fixture
def worded(talk, make_tutor, smiths):
    """Return a function that has a hint worded by a model, and gives the turn and how it came to be."""

    def run(model) -> tuple[Turn, Wording]:
        [hint] = talk.answer(right=False)
        smith = Wordsmith(make_tutor(model), talk.records)
        smiths.append(smith)
        smith.ensure(hint.id)
        smith.wait(hint.id, WAIT)
        return turn_of(talk, hint.id), wording_of(talk, hint.id)

    return run


def turn_of(talk, turn_id: int) -> Turn:
    with reading(talk.records) as db:
        return db.get_one(Turn, turn_id)


def wordings(talk) -> list[Wording]:
    with reading(talk.records) as db:
        return list(db.exec(select(Wording)).all())


def wording_of(talk, turn_id: int) -> Wording:
    return next(wording for wording in wordings(talk) if wording.turn_id == turn_id)


def unavailable(reason: Reason) -> Callable[[Prompt], str]:
    def refuse(_: Prompt) -> str:
        raise ModelUnavailable(reason, "ask again later")

    return refuse


def draft_of(prompt: Prompt) -> str:
    """Return the finished content that a prompt asks to join."""
    return prompt.turn.removeprefix("DRAFT: ").removesuffix("\nMESSAGE:")


def test_a_draft_that_passes_is_shown(worded, talk) -> None:
    turn, wording = worded(Model(draft_of))
    assert turn.state == "shown"
    assert turn.text == f"You wrote 987654. {talk.item.hints[0]}"
    assert turn.shown_at is not None
    assert (wording.draft, wording.replaced) == (turn.text, None)
    assert {"leak", "contradiction", "number", "first person"} <= set(wording.checked)


def test_what_made_a_reply_is_recorded_beside_it(worded) -> None:
    _, wording = worded(Model(draft_of))
    assert (wording.model_name, wording.model_digest) == ("scripted", "of-the-script")
    assert (wording.prompt_version, wording.checker_version) == (prompts.VERSION, checker.VERSION)
    assert (wording.prompt_tokens, wording.reused_tokens, wording.completion_tokens) == (100, 60, 20)
    assert (wording.seconds, wording.waited_seconds) == (1.5, 0.25)


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        ("{hint} The answer is {answer}.", "leak"),
        ("{hint} That is right.", "contradiction"),
        ("{hint} Then take 4321 away.", "number"),
        ("{hint} Look: 987654 - 1 = 987654.", "number"),
        ("I think so too. {hint}", "first person"),
        ("Great work. {hint}", "flattery"),
        ("{hint} And then", "unfinished"),
        ("**Hint**: {hint}", "markup"),
        ("Rivers carry sand and mud to the sea.", "drift"),
        ("", "unfinished"),
    ],
)
def test_a_draft_that_breaks_a_rule_is_replaced_and_the_rule_recorded(worded, talk, draft: str, rule: str) -> None:
    item = talk.item
    text = draft.format(hint=item.hints[0], answer=shown_answer(item.answer))
    turn, wording = worded(Model(lambda _: text))
    assert (turn.state, turn.text) == ("shown", item.hints[0])
    assert (wording.draft, wording.replaced) == (text, rule)


@pytest.mark.parametrize("reason", list(Reason))
def test_without_a_reply_in_time_the_authored_words_are_shown_with_the_reason(worded, talk, reason: Reason) -> None:
    turn, wording = worded(Model(unavailable(reason)))
    assert (turn.state, turn.text) == ("shown", talk.item.hints[0])
    assert (wording.draft, wording.replaced, wording.completion_tokens) == (None, reason.value, 0)


def test_with_no_model_at_all_the_authored_words_are_shown(worded, talk) -> None:
    turn, wording = worded(None)
    assert (turn.text, wording.replaced, wording.model_name) == (talk.item.hints[0], "not loaded", "none")


def test_a_model_that_breaks_in_an_unforeseen_way_leaves_no_pupil_waiting(worded, talk, caplog) -> None:
    def break_down(_: Prompt) -> str:
        raise ValueError("with the pupil's words in it")

    turn, wording = worded(Model(break_down))
    assert (turn.state, turn.text, wording.replaced) == ("shown", talk.item.hints[0], "failed")
    assert "ValueError" in caplog.text
    assert "pupil's words" not in caplog.text


def explained(talk_on, make_tutor, smiths, model: Model) -> tuple[Turn, Wording]:
    """Have a question about green leaves answered; return the turn and how it came to be."""
    talk = talk_on("photosynthesis")
    talk.put("photosynthesis-limiting-factor")
    [reply] = talk.say("question", "why do leaves look green?")
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))
    smith.ensure(reply.id)
    smith.wait(reply.id, WAIT)
    return turn_of(talk, reply.id), wording_of(talk, reply.id)


def test_an_explanation_quotes_the_notes_and_the_model_only_asks_about_them(talk_on, make_tutor, smiths) -> None:
    asked = "Why does a plant photosynthesise faster in red or blue light?"
    model = Model(lambda _: asked)
    turn, wording = explained(talk_on, make_tutor, smiths, model)
    assert turn.text == f"{turn.authored} {asked}"
    assert wording.sources == turn.facts["sources"] != []
    assert (
        "SENTENCE: A plant photosynthesises faster in red or blue light than in equally bright" in model.prompts[0].turn
    )


@pytest.mark.parametrize(
    ("draft", "rule"),
    [
        ("Why does chlorophyll absorb green light?", "asking"),
        ("Plants look green because they absorb green light.", "asking"),
        ("Chlorophyll reflects green light.", "opposite"),
        ("Why do leaves look green?", "echo"),
        ("What do roots drink?", "asking"),
        ("What does chlorophyll reflect?", "opposite"),
    ],
)
def test_a_question_that_the_notes_do_not_carry_is_left_out(talk_on, make_tutor, smiths, draft: str, rule: str) -> None:
    turn, wording = explained(talk_on, make_tutor, smiths, Model(lambda _: draft))
    assert turn.text == turn.authored
    assert (wording.draft, wording.replaced) == (draft, rule)


def explain_facts(passage: str) -> dict[str, Any]:
    return {"kind": "explain", "question": "why?", "passages": [passage], "sources": ["one"]}


def test_a_long_quotation_is_shown_without_a_question(make_tutor) -> None:
    model = Model(lambda _: "What is it?")
    quoted = "word " * 55 + "ends here."
    worded = word(make_tutor(model), task_for(explain_facts(quoted), None, quoted), quoted)
    assert (worded.text, worded.draft, model.prompts) == (quoted, None, [])


def test_a_quotation_of_all_that_the_notes_say_is_shown_without_a_question(make_tutor) -> None:
    model = Model(lambda _: "What is a joule?")
    quoted = "joule: The unit of energy."
    worded = word(make_tutor(model), task_for(explain_facts(quoted), None, quoted), quoted)
    assert (worded.text, worded.draft, model.prompts) == (quoted, None, [])


def test_a_question_that_makes_the_reply_too_long_is_left_out(make_tutor) -> None:
    long = "bark bead bell bird boat bolt bone book boot bowl cake cart coat corn crab desk dish door drum duck farm"
    more = "fish flag foot fork frog gate goat gold hand harp hill horn kite lamp leaf"
    quoted, rest = (
        f"Plants near {long} {more} lose water.",
        "do deep roots of tall trees in dry sand near warm seas drink a lot of fresh rain in May and in June",
    )
    passage, draft = f"{quoted} {rest[3:]}, because it is hot.", f"Why {rest}?"
    worded = word(make_tutor(Model(lambda _: draft)), task_for(explain_facts(passage), None, quoted), quoted)
    assert (worded.text, worded.replaced) == (quoted, "length")


def hint_facts(**more: Any) -> dict[str, Any]:
    return {
        "kind": "hint",
        "pupil": "11",
        "chosen": False,
        "working": "2x + 5 = 17\n2x = 22",
        "correction": "",
        "hint": "What undoes adding 5?",
        "right": False,
        **more,
    }


def test_facts_recorded_before_there_were_lines_and_later_rungs_can_still_be_worded() -> None:
    task = task_for(hint_facts(), None)
    assert task.facts.earlier == task.facts.later == ()
    assert task.prompt is not None
    assert "You wrote 11, from the working “2x = 22”. What undoes adding 5?" in task.prompt.turn


def test_a_line_of_the_working_is_quoted_once_and_what_was_said_and_is_to_come_is_known() -> None:
    found = "Look at line 2 of your working, “2x = 22”: work it out again."
    task = task_for(hint_facts(correction=found, located=True, earlier=["Look again."], later=["2x = 12"]), None)
    assert task.prompt is not None
    assert f"You wrote 11. {found} What undoes adding 5?" in task.prompt.turn
    assert (task.facts.earlier, task.facts.later) == (("Look again.",), ("2x = 12",))


TABLE = Table(
    kind="table", alt="A table of scores. Red 17 points, blue 23 points.", head=("Red", "Blue"), rows=(("17", "23"),)
)
ASKED = "How many points has red?"
PICTURED = DrawnItem("scores-red", "scores", 1, "numeric", 1, ASKED, NumericAnswer(("17",)), ("Look.",), ("17",), TABLE)


@pytest.mark.parametrize(
    ("draft", "broken"),
    [
        ("Blue has 23 points. Which column is the one for red?", None),
        ("Blue has 24 points. Which column is the one for red?", "number"),
        ("Red has 17 points. Which column is the one for red?", "leak"),
    ],
)
def test_a_number_of_the_diagram_may_be_quoted_unless_it_is_the_answer(draft: str, broken: str | None) -> None:
    hint = "Blue has points too. Which column is the one for red?"
    task = task_for(hint_facts(hint=hint, pupil="40", working=""), PICTURED)
    assert task.facts.diagram == TABLE.alt
    assert checker.check(draft, task.facts).broken == broken


def test_an_item_without_a_diagram_adds_nothing_to_what_is_known() -> None:
    facts = task_for(hint_facts(), None).facts
    assert facts.known == facts.allowed


class Candidates(Model):
    """Gives one reply for each candidate, and says how long each waited and took."""

    def __init__(self, *replies: str | Reason, waited: float = 0.0, seconds: float = 0.01) -> None:
        super().__init__(lambda _: "")
        self.replies, self.waited, self.seconds = replies, waited, seconds

    def complete(self, prompt: Prompt, *, deadline: float, max_tokens: int) -> Completion:
        self.prompts.append(prompt)
        reply = self.replies[prompt.candidate]
        if isinstance(reply, Reason):
            raise ModelUnavailable(reason=reply, message="ask again later")
        return Completion(reply, 100, 60, 20, self.seconds, self.waited)


GOOD = "You wrote 11. What undoes adding 5?"
BAD = "Great work, you wrote 11. What undoes adding 5?"


@pytest.mark.parametrize(
    ("model", "text", "replaced", "asked"),
    [
        (Candidates(GOOD, GOOD), GOOD, None, 1),
        (Candidates(BAD, GOOD), GOOD, None, 2),
        (Candidates(BAD, "I think so.", GOOD), GOOD, None, 3),
        (Candidates(BAD, BAD, "I think so."), "What undoes adding 5?", "flattery", 3),
        (Candidates(BAD, Reason.TOO_LATE), "What undoes adding 5?", "flattery", 2),
        (Candidates(Reason.QUEUE_FULL, GOOD), "What undoes adding 5?", "queue full", 1),
        (Candidates(BAD, GOOD, waited=3.0), "What undoes adding 5?", "flattery", 1),
        (Candidates(BAD, GOOD, seconds=60.0), "What undoes adding 5?", "flattery", 1),
    ],
    ids=["first", "second", "third", "none", "late", "full", "others wait", "no time"],
)
def test_another_draft_is_asked_for_while_there_is_time_and_nobody_waits(
    make_tutor, model: Candidates, text: str, replaced: str | None, asked: int
) -> None:
    worded = word(make_tutor(model), task_for(hint_facts(), None), "What undoes adding 5?")
    assert (worded.text, worded.replaced) == (text, replaced)
    assert [prompt.candidate for prompt in model.prompts] == list(range(asked))


def test_a_reply_left_waiting_by_a_process_that_was_killed_is_worded_after_the_restart(
    talk, make_tutor, smiths
) -> None:
    [first] = talk.answer(right=False)
    [second] = talk.say("help")
    model = Model(draft_of)
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))
    smith.resume()
    for turn in (first, second):
        smith.wait(turn.id, WAIT)
    assert [turn_of(talk, turn.id).state for turn in (first, second)] == ["shown", "shown"]
    assert len(model.prompts) == 2


def test_a_start_reads_the_rules_of_every_prompt_ahead_of_need(talk, make_tutor, smiths) -> None:
    model = Model(draft_of)
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))
    smith.resume()
    assert {prompt.rules for prompt in model.warmed} == {prompts.HINT_RULES, prompts.ASK_RULES}


def test_a_reply_asked_for_by_many_at_once_is_worded_once(talk, make_tutor, smiths) -> None:
    [hint] = talk.answer(right=False)
    going = threading.Event()

    def slowly(prompt: Prompt) -> str:
        assert going.wait(WAIT)
        return draft_of(prompt)

    model = Model(slowly)
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))
    threads = [threading.Thread(target=smith.ensure, args=(hint.id,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT)
    going.set()
    smith.wait(hint.id, WAIT)
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    assert len(model.prompts) == len(wordings(talk)) == 1


def test_two_processes_wording_the_same_reply_show_the_first(talk, make_tutor, smiths) -> None:
    [hint] = talk.answer(right=False)
    together = threading.Barrier(2)

    def meet(prompt: Prompt) -> str:
        together.wait(WAIT)
        return draft_of(prompt)

    smiths.extend(Wordsmith(make_tutor(Model(meet)), talk.records) for _ in range(2))
    for smith in smiths:
        smith.ensure(hint.id)
    for smith in smiths:
        smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).state == "shown"
    assert len(wordings(talk)) == 1


def test_the_records_are_not_locked_while_the_model_words(talk, make_tutor, smiths) -> None:
    [hint] = talk.answer(right=False)
    asked, going = threading.Event(), threading.Event()

    def slowly(prompt: Prompt) -> str:
        asked.set()
        assert going.wait(WAIT)
        return draft_of(prompt)

    smiths.append(smith := Wordsmith(make_tutor(Model(slowly)), talk.records))
    smith.ensure(hint.id)
    assert asked.wait(WAIT)
    talk.answer(right=True)  # a write that would wait for a lock
    going.set()
    smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).state == "shown"


def test_records_that_cannot_be_written_leave_the_reply_waiting(talk, make_tutor, smiths, caplog) -> None:
    [hint] = talk.answer(right=False)
    model = Model(draft_of)
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))

    def forbid(connection, *_: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    event.listen(talk.records, "checkout", forbid)
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    event.remove(talk.records, "checkout", forbid)
    talk.records.dispose()
    assert turn_of(talk, hint.id).state == "waiting"
    assert wordings(talk) == []
    assert "stays waiting" in caplog.text
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).state == "shown"


def test_a_hint_on_an_item_that_a_new_build_no_longer_has_is_shown_as_authored(talk, make_tutor, smiths) -> None:
    [hint] = talk.answer(right=False)
    with transaction(talk.records) as db:
        db.get_one(Turn, hint.id).item_id = "gone-from-this-build"
    model = Model(draft_of)
    smiths.append(smith := Wordsmith(make_tutor(model), talk.records))
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).text == hint.authored
    assert wording_of(talk, hint.id).replaced == "content changed"
    assert model.prompts == []


def test_a_reply_asked_for_after_the_close_waits_for_the_next_start(talk, make_tutor) -> None:
    [hint] = talk.answer(right=False)
    smith = Wordsmith(make_tutor(Model(draft_of)), talk.records)
    smith.close()
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).state == "waiting"


def test_a_turn_that_does_not_exist_is_nothing_to_word(talk, make_tutor, smiths) -> None:
    smiths.append(smith := Wordsmith(make_tutor(Model(draft_of)), talk.records))
    smith.ensure(10**6)
    smith.wait(10**6, WAIT)
    assert wordings(talk) == []


def test_the_pupil_sees_a_stop_even_while_a_hint_is_being_worded(talk, make_tutor, smiths) -> None:
    [hint] = talk.answer(right=False)
    with transaction(talk.records) as db:
        session = db.get_one(TutoringSession, talk.id)
        session.ended_at = session.last_at
    smiths.append(smith := Wordsmith(make_tutor(Model(draft_of)), talk.records))
    smith.ensure(hint.id)
    smith.wait(hint.id, WAIT)
    assert turn_of(talk, hint.id).state == "shown"
    assert talk.session.ended_at is not None


def test_the_words_of_a_shown_reply_are_never_changed_again(worded, talk, make_tutor, smiths) -> None:
    turn, _ = worded(Model(draft_of))
    smiths.append(smith := Wordsmith(make_tutor(Model(lambda _: "Other words.")), talk.records))
    smith.resume()
    smith.ensure(turn.id)
    smith.wait(turn.id, WAIT)
    assert turn_of(talk, turn.id) == turn


def test_the_model_never_sees_the_right_answer_or_the_last_hint(worded, talk) -> None:
    item = replace(talk.item)
    model = Model(draft_of)
    worded(model)
    assert item.hints[-1] not in model.prompts[0].turn
    assert item.question not in model.prompts[0].turn
