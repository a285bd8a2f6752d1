"""Makes the policy's moves: each adds the tutor's turn and what it changes in the session.

Every move has one small function here; its words are in `replies`.
"""

from collections.abc import Callable

from content_store.answers import ChoosingAnswer, MatchingAnswer, ShortTextAnswer, ValueAnswer, WritingAnswer
from tutor import (
    approval,
    endings,
    faq_answers,
    fixed_words,
    handovers,
    history,
    next_item,
    own_words,
    placing,
    pointing,
    replies,
    set_work,
    standings,
    teacher_questions,
)
from tutor.exchange import Exchange
from tutor.fixed_words import Words
from tutor.item_choice import drawn, next_practice
from tutor.policy import Move, MoveName
from tutor.recording import add_turn, record_hint
from tutor.replies import Tried
from tutor.telling import tells

MIDDLING = 0.5
"""A placement asks items of middling difficulty."""


def make(exchange: Exchange, move: Move) -> None:
    """Add the tutor's turn for one move."""
    MOVES.get(move.name, _say)(exchange, move)


def _say(exchange: Exchange, move: Move) -> None:
    """Add a turn whose words are always the same."""
    add_turn(exchange, move, _fixed(exchange, move))


def _fixed(exchange: Exchange, move: Move) -> Words:
    return fixed_words.fixed(move.name, exchange.tutor, exchange.session, exchange.said.text)


def _confirm(exchange: Exchange, move: Move) -> None:
    exchange.session.items_done += 1
    _say(exchange, move)


def _finish(exchange: Exchange, move: Move) -> None:
    session = exchange.session
    if session.purpose == "placement" and session.item_id:
        placing.conclude(exchange.tutor, exchange.db, session)
    session.phase, session.item_id = "done", None
    add_turn(exchange, move, endings.last_words(exchange))


def _explain(exchange: Exchange, move: Move) -> None:
    if exchange.explanation:
        exchange.session.aided = True
        add_turn(exchange, move, exchange.explanation)


def _not_covered(exchange: Exchange, move: Move) -> None:
    """Say that there is no answer, or offer the questions of which one may be meant, perhaps with its answer."""
    asked = exchange.understood.question or exchange.said.text
    found = faq_answers.instead(exchange.tutor, (exchange.session.objective_id, exchange.item), asked)
    if (found is None or "sources" not in found.facts) and own_words.is_idea(exchange.item, asked):
        chosen = isinstance(exchange.item.answer if exchange.item else None, ChoosingAnswer | MatchingAnswer)
        found = Words(fixed_words.FIXED["among_the_options" if chosen else "into_the_box"])
    words = found or _fixed(exchange, move)
    if tells(words.authored, exchange.item):  # the heading of the nearest part of the notes would
        words = Words(fixed_words.FIXED["not_covered"])
    exchange.session.aided |= "sources" in words.facts
    add_turn(exchange, move, words)


def _hint(exchange: Exchange, move: Move) -> None:
    """Add a rung of the ladder and record that it was given."""
    session, item = exchange.session, exchange.item
    if item is None:
        return
    session.rung, session.aided = move.rung, True
    turn = add_turn(exchange, move, replies.hint(exchange.tutor, item, move, _tried(exchange)))
    record_hint(exchange, item, turn, move)


def _attempt_first(exchange: Exchange, move: Move) -> None:
    """Ask for a try, in words that fit what has been typed: nothing, the same again, a number of the question."""
    kind = _kind_of_try(exchange)
    said = [turn.text for turn in history.replies_on_open_item(exchange.db, exchange.session)]
    ways = [kind, *(f"{kind} {n}" for n in (2, 3, 4) if f"{kind} {n}" in fixed_words.FIXED)]
    left = [way for way in ways if fixed_words.FIXED[way] not in said]
    add_turn(exchange, move, Words(fixed_words.FIXED[left[0] if left else ways[-1]]))


def _kind_of_try(exchange: Exchange) -> str:
    understood, item = exchange.understood, exchange.item
    if understood.meant != "attempt" or item is None:
        begun = item is not None and isinstance(item.answer, WritingAnswer) and exchange.session.genuine
        return "attempt_first begun" if begun else "attempt_first"
    if not isinstance(item.answer, ValueAnswer):  # there is nothing to work out on paper
        if isinstance(item.answer, ChoosingAnswer):
            return "attempt_first again option" if understood.why_not else "attempt_first"
        return "attempt_first again in words" if understood.why_not else "attempt_first"
    return f"attempt_first {understood.why_not or ('hinted' if exchange.session.rung else 'answered')}"


def _mend_form(exchange: Exchange, move: Move) -> None:
    """Say what is left to do of an answer that is right but for one thing."""
    exchange.session.aided = True
    add_turn(exchange, move, Words(exchange.standing.left))


def _on_the_way(exchange: Exchange, move: Move) -> None:
    """Ask for what comes after a value of the worked solution; the hints up to it are behind the pupil."""
    session, standing = exchange.session, exchange.standing
    session.rung, session.aided = standings.rungs_behind(exchange.item, standing, session.rung), True
    if standing.pointed:
        add_turn(exchange, move, Words(standing.pointed, facts={"correction": standing.tells}))
        return
    add_turn(exchange, move, replies.on_the_way(exchange.tutor, standing.words, _tried(exchange)))


def _tried(exchange: Exchange) -> Tried:
    """Return what a hint follows."""
    turns = history.replies_on_open_item(exchange.db, exchange.session)
    earlier = (*(turn.text or turn.authored for turn in turns), *approval.sent_on(exchange.db, turns))
    told = history.told_on(turns)
    understood, mark, place = exchange.understood, exchange.mark, exchange.standing.place
    if mark is None:
        return Tried(earlier=earlier, told=told, place=place)
    named = exchange.diagnosis.misconception_id if exchange.diagnosis else None
    if exchange.item and isinstance(exchange.item.answer, ChoosingAnswer | ShortTextAnswer):
        named = named or mark.misconception_id  # what is wrong with what was said, whether or not the pupil believes it
    named = named or standings.matched(exchange)
    wrong = mark.wrong_line
    known = wrong is not None and (pointing.place_named(wrong) in told or (bool(named) and replies.is_vague(wrong)))
    wrong = None if known else wrong
    return Tried(_written(exchange), understood.working, named, wrong, earlier, told, place)


def _written(exchange: Exchange) -> str:
    """Return an answer as the pupil wrote it: the whole of a line of maths, of which marking may have read a part."""
    said, item = exchange.said, exchange.item
    whole = said.intent == "answer" and item is not None and isinstance(item.answer, ValueAnswer)
    return said.text.strip() if whole else exchange.understood.attempt


def _bottom_out(exchange: Exchange, move: Move) -> None:
    exchange.session.items_done += 1
    _hint(exchange, move)


def _twin(exchange: Exchange, move: Move) -> None:
    exchange.session.aided = True
    if exchange.twin:
        add_turn(exchange, move, replies.worked_twin(exchange.twin))


def _offer_solution(exchange: Exchange, move: Move) -> None:
    _say(exchange, move)
    exchange.session.offered = True


def _ask_leave(exchange: Exchange, move: Move) -> None:
    _say(exchange, move)
    handovers.add(exchange, "solution")


def _hand_over(exchange: Exchange, move: Move) -> None:
    """Hand the question over; without an attempt it is not done, and comes back."""
    session = exchange.session
    session.items_done += int(session.attempts > 0)
    _say(exchange, move)
    handovers.add(exchange, "stuck")
    exchange.handed_over = True


def _signpost(exchange: Exchange, move: Move) -> None:
    """Say where help is, and let the teacher know at once: nobody else is told by this version."""
    _say(exchange, move)
    handovers.add(exchange, "concern")


def _say_more(exchange: Exchange, move: Move) -> None:
    """Ask for more than an answer says of which marking is not sure."""
    exchange.session.aided = True
    add_turn(exchange, move, Words(own_words.say_more(exchange)))


def _self_check(exchange: Exchange, move: Move) -> None:
    """Put the ideas beside the pupil's own words; the teacher's queue has the attempt as well."""
    session = exchange.session
    again = session.phase == "self check"
    session.phase, session.aided = "self check", True
    text = "" if again else exchange.understood.attempt
    add_turn(exchange, move, replies.ideas_to_compare(exchange.item, again, text))
    if not again:
        handovers.add(exchange, "unsure")
    elif exchange.attempt_id is not None:
        handovers.renew(exchange)


def _compared(exchange: Exchange, move: Move) -> None:
    exchange.session.items_done += 1
    handovers.record_comparison(exchange)
    if exchange.item is not None and isinstance(exchange.item.answer, WritingAnswer):
        add_turn(exchange, move, Words(fixed_words.FIXED["compared writing"]))
    else:
        _say(exchange, move)


def put_item(exchange: Exchange, move: Move) -> None:
    """Put the next question to the pupil: for practice, or as a check without help."""
    session = exchange.session
    listed = move.name == "ask" and set_work.left_in_list(exchange.tutor.catalogue, exchange.db, session) is not None
    chosen = set_work.next_in_list(exchange) if listed else next_item.chosen(exchange, move)
    if chosen is None:  # the school has hidden them all, or they are kept for a test
        _finish(exchange, Move("finish"))
        return
    open_item(exchange, chosen, "check" if move.name == "check" or session.purpose == "test" else "practice")
    if session.purpose == "test" and exchange.item:
        session.objective_id = exchange.item.objective_id
    add_turn(exchange, move, replies.put_question(exchange.item))


def place(exchange: Exchange, move: Move) -> None:
    """Put the next question of a placement: the one expected to tell most."""
    session, catalogue = exchange.session, exchange.tutor.catalogue
    objective_id = placing.next_objective(exchange.tutor, exchange.db, session)
    if objective_id is None:
        return
    done = history.items_done(exchange.db, session)
    chosen = next_practice(catalogue, objective_id, MIDDLING, done)
    if chosen:
        session.objective_id = objective_id
        open_item(exchange, chosen, "practice")
        add_turn(exchange, move, replies.put_question(exchange.item))


def open_item(exchange: Exchange, chosen: tuple[str, int], phase: str) -> None:
    """Make an item the open one, with nothing yet done on it."""
    session = exchange.session
    session.item_id, session.seed = chosen
    session.phase = phase
    session.rung = session.attempts = session.guesses = session.stuck = 0
    session.aided = session.genuine = session.unlocked = session.leave = session.offered = False
    exchange.item = drawn(exchange.tutor.catalogue, *chosen)


MOVES: dict[MoveName, Callable[[Exchange, Move], None]] = {
    "ask": put_item,
    "check": put_item,
    "hint": _hint,
    "attempt_first": _attempt_first,
    "mend_form": _mend_form,
    "on_the_way": _on_the_way,
    "twin": _twin,
    "offer_solution": _offer_solution,
    "ask_leave": _ask_leave,
    "bottom_out": _bottom_out,
    "confirm": _confirm,
    "explain": _explain,
    "not_covered": _not_covered,
    "hand_over": _hand_over,
    "say_more": _say_more,
    "self_check": _self_check,
    "signpost": _signpost,
    "compared": _compared,
    "place": place,
    "reply": teacher_questions.reply,
    "finish": _finish,
}
"""The moves that do more than say their words."""
