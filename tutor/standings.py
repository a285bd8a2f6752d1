"""How far the newest answer to the open item has come: what a hint must fit.

Where help is asked for, the answer before it counts: nobody is led back over what they have shown.
"""

import re

from sqlmodel import Session

from content_store.answers import ChoiceAnswer, ValueAnswer
from content_store.items import DrawnItem
from tutor import history, nearly, options, parts, pointing, replies, set_out
from tutor.exchange import Exchange, Standing
from tutor.marking import Mark
from tutor.marking.numeric_near import of_size
from tutor.marking.rounding import of_rounding
from tutor.message_attempts import value_in
from tutor.on_the_way import Place, place_of, place_of_parts, place_of_working, values_on_the_way
from tutor.records import Attempt, Turn, TutoringSession
from tutor.rounding_asked import asks_for_rounding
from tutor.step_slips import slip_words

ASKING = ("help", "answer request", "solution")
ONCE_MORE = 2
"""So many times what is left is said of one answer; then the hints go on."""


def standing_of(exchange: Exchange) -> Standing:
    """Return how far the attempt in a message has come, or, where help is asked for, the attempt before it."""
    item, mark = exchange.item, exchange.mark
    if item is None or exchange.session.purpose == "question":
        return Standing()
    if mark is not None:
        return _of_attempt(exchange, item, mark)
    newest = newest_attempt(exchange.db, exchange.session, item)
    if exchange.understood.meant not in ASKING or newest is None or newest.right is not False:
        return Standing()
    if newest.form in nearly.NEAR:
        last = max(len(item.hints) - 2, 0)  # of a last figure, what is left is at the end of the way
        return Standing(behind=last) if newest.form in nearly.ROUNDED else _on_the_way(exchange, item, newest.answer)
    if nearly.left_to_do(newest.form):
        return _done(item, _once_more(exchange, newest))
    return _on_the_way(exchange, item, newest.answer)


def _of_attempt(exchange: Exchange, item: DrawnItem, mark: Mark) -> Standing:
    if mark.right is None:
        return _in_part(mark)
    left = _left(exchange, item, mark) if mark.right is False else ""
    if left or _is_miscopied(exchange, item):
        return _done(item, left or (nearly.MISROUNDED if asks_for_rounding(item.question) else nearly.MISCOPIED))
    if mark.right is not False:
        return Standing()
    attempt = exchange.understood.attempt
    if isinstance(item.answer, ChoiceAnswer):
        return options.of_choice(exchange, item, item.answer) or _on_the_way(exchange, item, attempt)
    return _slipped(exchange, item) or _pointed(exchange, item) or _on_the_way(exchange, item, attempt)


def _in_part(mark: Mark) -> Standing:
    """Return the standing of an answer in words that shows its first idea and not all: the first hint is about that."""
    outcomes = [one.outcome for one in mark.ideas]
    return Standing(behind=int(outcomes[:1] == ["shown"] and set(outcomes) != {"shown"}))


def _left(exchange: Exchange, item: DrawnItem, mark: Mark) -> str:
    """Return what is left to do of an answer that is right but for one thing.

    A number that is only near is told so once, and not where its digits stand in the question or lead on by a hint.
    """
    left = nearly.left_to_do(mark.form)
    if mark.form not in nearly.NEAR:
        return left
    attempt, given = exchange.understood.attempt, exchange.session.rung
    said = {turn.text for turn in history.replies_on_open_item(exchange.db, exchange.session)}
    place = place_of(item, attempt, given)
    copied = of_size(mark.form) and bool(_digits(attempt) & _digits(item.question))
    return "" if left in said or copied or (place and place.beyond) else left


def _digits(text: str) -> set[str]:
    """Return the figures of each number of a text, without its point and the noughts at its ends."""
    return {found.replace(".", "").replace(",", "").strip("0") for found in re.findall(r"\d[\d.,]*", text)} - {""}


def _is_miscopied(exchange: Exchange, item: DrawnItem) -> bool:
    """Return whether the working that goes with a wrong answer ends in the right one."""
    lines = [line for line in exchange.understood.working.splitlines() if line.strip()]
    mark = exchange.mark
    if (
        mark is None
        or mark.right is not False
        or mark.wrong_line
        or not lines
        or not isinstance(item.answer, ValueAnswer)
    ):
        return False
    end = value_in(lines[-1], item.answer)
    found = exchange.tutor.mark(item, end, "") if end else None
    return isinstance(found, Mark) and (found.right is True or of_rounding(found.form))


def _slipped(exchange: Exchange, item: DrawnItem) -> Standing | None:
    """Return the one slip in the item's own solution that makes a wrong number, said alone and once.

    A misconception that is named says more, and so does a line of the working of which it is known what is wrong.
    """
    understood, mark = exchange.understood, exchange.mark
    told = history.told_on(history.replies_on_open_item(exchange.db, exchange.session))
    wrong = mark.wrong_line if mark else None
    if exchange.diagnosis and exchange.diagnosis.misconception_id:
        return None
    if wrong is not None and not replies.is_vague(wrong) and pointing.place_named(wrong) not in told:
        return None
    if place_of(item, understood.attempt, exchange.session.rung):
        return None
    words = slip_words(item, understood.attempt, understood.working)
    behind = _rung_shown(exchange, item)
    return Standing(pointed=words, tells=words, behind=behind) if words and words not in told else None


def matched(exchange: Exchange) -> str | None:
    """Return the one misconception whose answer a wrong number is, though attempts before speak against holding it."""
    matches = exchange.diagnosis.evidence.matches if exchange.diagnosis else ()
    typed = exchange.item is not None and isinstance(exchange.item.answer, ValueAnswer)
    return matches[0] if typed and len(matches) == 1 else None


def _pointed(exchange: Exchange, item: DrawnItem) -> Standing | None:
    """Return what is certain about a wrong answer and has not been said: it stands alone.

    A place in the working; or the idea behind a value that is on the way too, of which nobody can say which it is.
    """
    told = history.told_on(history.replies_on_open_item(exchange.db, exchange.session))
    mark, understood = exchange.mark, exchange.understood
    wrong = mark.wrong_line if mark else None
    named = exchange.diagnosis.misconception_id if exchange.diagnosis else None
    named = named or matched(exchange)
    wrong = None if wrong is not None and named and replies.is_vague(wrong) else wrong
    words = pointing.pointed_at(item, understood.working, wrong)
    tells = pointing.place_named(wrong) if wrong else words
    if words and tells not in told:
        return Standing(pointed=words, tells=tells, behind=_rung_shown(exchange, item))
    idea = replies.correction_of(exchange.tutor, named)
    sure = place_of(item, understood.attempt, exchange.session.rung) or slip_words(item, understood.attempt)
    if idea and idea not in told and sure:
        pointed = idea if replies.asks(idea) else f"{idea} {replies.FOLLOWS}"
        return Standing(pointed=pointed, tells=idea)
    return None


def _rung_shown(exchange: Exchange, item: DrawnItem) -> int:
    """Return how many hints lie behind what the working shows."""
    place = place_of_working(item, exchange.understood.working, exchange.session.rung)
    return place.rung if place else 0


def _on_the_way(exchange: Exchange, item: DrawnItem, answer: str) -> Standing:
    """Return how far a wrong answer has come: to a value of the worked solution, or to some of its parts."""
    given = exchange.session.rung
    said = {turn.text for turn in history.replies_on_open_item(exchange.db, exchange.session)}
    working = exchange.understood.working if exchange.mark else ""
    place = place_of(item, answer, given) or place_of_working(item, working, given)
    if place := place or place_of_parts(item, answer, given):
        words = "" if place.beyond or place.words in said else place.words
        return Standing(place=place, behind=place.rung, words=words)
    if exchange.mark and (words := set_out.words_of(item, answer, working)) and words not in said:
        return Standing(words=words)
    right = parts.right_parts(item, answer)
    behind = parts.next_hint(item, right, given)
    if behind is not None:
        return Standing(behind=behind)
    named = parts.named_part(item, right)
    return Standing(behind=len(item.hints), words=named if named not in said else "")


def rungs_behind(item: DrawnItem | None, standing: Standing, given: int) -> int:
    """Return how many hints lie behind a pupil: those that were given, and those that would lead back."""
    if item is None or standing.behind <= given:
        return given
    return min(standing.behind, max(len(item.hints) - 1, 0))


def asks_for_next_line(exchange: Exchange) -> bool:
    """Return whether words take the place of a hint: where no hint goes on, or something is pointed at."""
    standing = exchange.standing
    unbroken = exchange.mark is None or exchange.mark.wrong_line is None
    return bool(standing.pointed) or (bool(standing.words) and unbroken)


def newest_attempt(db: Session, session: TutoringSession, item: DrawnItem) -> Attempt | None:
    """Return the newest attempt at the open question, None before the first."""
    attempts = history.attempts_in(db, session) if session.attempts else []
    newest = attempts[-1] if attempts else None
    return newest if newest is not None and (newest.item_id, newest.seed) == (item.id, item.seed) else None


def _done(item: DrawnItem, left: str) -> Standing:
    """Return the standing of an answer that is right but for one thing: at the end of the way, before the last hint."""
    behind = max(len(item.hints) - 2, 0)
    return Standing(left, Place(len(values_on_the_way(item)), behind), behind)


def _once_more(exchange: Exchange, newest: Attempt) -> str:
    """Return what is left to do of an answer, said once more with what its mark says; empty where that is used up."""
    since = [turn for turn in history.replies_on_open_item(exchange.db, exchange.session) if _follows(turn, newest)]
    used_up = sum(turn.move == "mend_form" for turn in since) >= ONCE_MORE
    return "" if used_up else f"{newest.form} {nearly.AGAIN}"


def _follows(turn: Turn, attempt: Attempt) -> bool:
    return (turn.id or 0) > attempt.turn_id
