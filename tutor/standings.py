"""How far the newest answer to the open item has come: what a hint must fit.

Where help is asked for, the answer before it counts: nobody is led back over what they have shown.
"""

from sqlmodel import Session

from content_store.items import DrawnItem
from tutor import history, nearly
from tutor.exchange import Exchange, Standing
from tutor.on_the_way import place_of
from tutor.records import Attempt, Turn, TutoringSession

ASKING = ("help", "answer request", "solution")
ONCE_MORE = 2
"""So many times what is left is said of one answer; then the hints go on."""


def standing_of(exchange: Exchange) -> Standing:
    """Return how far the attempt in a message has come, or, where help is asked for, the attempt before it."""
    item, mark, given = exchange.item, exchange.mark, exchange.session.rung
    if item is None or exchange.session.purpose == "question":
        return Standing()
    if mark is not None:
        if mark.right is not False:
            return Standing()
        left = nearly.left_to_do(mark.form)
        return Standing(left, None if left else place_of(item, exchange.understood.attempt, given), bool(left))
    newest = newest_attempt(exchange.db, exchange.session, item)
    if exchange.understood.meant not in ASKING or newest is None or newest.right is not False:
        return Standing()
    if nearly.left_to_do(newest.form):
        return Standing(_once_more(exchange, newest), None, True)
    return Standing("", place_of(item, newest.answer, given))


def rungs_behind(item: DrawnItem | None, standing: Standing, given: int) -> int:
    """Return how many hints lie behind a pupil: those that were given, and those that ask for what has been done."""
    if item is None:
        return given
    rungs = max(len(item.hints) - 1, 0)
    behind = standing.place.rung if standing.place else (rungs - 1 if standing.done else 0)
    return min(max(given, behind), rungs) if behind > 0 else given


def asks_for_next_line(exchange: Exchange) -> bool:
    """Return whether an answer is a value of the way from which no hint goes on, with no mistake in its working."""
    place, mark = exchange.standing.place, exchange.mark
    return place is not None and not place.beyond and mark is not None and mark.wrong_line is None


def newest_attempt(db: Session, session: TutoringSession, item: DrawnItem) -> Attempt | None:
    """Return the newest attempt at the open question, None before the first."""
    attempts = history.attempts_in(db, session) if session.attempts else []
    newest = attempts[-1] if attempts else None
    return newest if newest is not None and (newest.item_id, newest.seed) == (item.id, item.seed) else None


def _once_more(exchange: Exchange, newest: Attempt) -> str:
    """Return what is left to do of an answer, said once more with what its mark says; empty where that is used up."""
    since = [turn for turn in history.replies_on_open_item(exchange.db, exchange.session) if _follows(turn, newest)]
    used_up = sum(turn.move == "mend_form" for turn in since) >= ONCE_MORE
    return "" if used_up else f"{newest.form} {nearly.AGAIN}"


def _follows(turn: Turn, attempt: Attempt) -> bool:
    return (turn.id or 0) > attempt.turn_id
