"""The last words of a session: what was done, and what is still owed."""

from tutor import fixed_words, handovers, history, placing
from tutor.exchange import Exchange
from tutor.fixed_words import FIXED, Words


def last_words(exchange: Exchange) -> Words:
    """Return what is said at the end of a session."""
    session = exchange.session
    if session.purpose == "placement" and not _suited(exchange):
        return Words(FIXED["placed high"])
    if session.purpose == "question" and exchange.handed_over:
        return Words(FIXED["finish handed over"])
    solved = any(one.right for one in history.attempts_in(exchange.db, session))
    words = fixed_words.finished(exchange.tutor, session, solved)
    owed = handovers.owed(exchange.db, session.pupil_id, session.objective_id) if session.purpose == "practice" else []
    return fixed_words.with_owed(words, len(owed)) if owed else words


def _suited(exchange: Exchange) -> bool:
    """Return whether the page has something to put first after a placement."""
    session = exchange.session
    known = {name: one.known for name, one in history.masteries_of(exchange.db, session.pupil_id).items()}
    return bool(placing.suited(exchange.tutor, known, session.subject_id or ""))
