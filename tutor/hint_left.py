"""Whether asking brings a hint now, by the ladder, the policy and what a teacher has asked for."""

from tutor import history, on_the_way
from tutor.exchange import Exchange


def may_be_had(exchange: Exchange) -> bool:
    """Return whether the open item has a hint that would be given to whoever asks for one now."""
    session, item, own = exchange.session, exchange.item, exchange.policy
    if item is None or session.attempts < own.tries_before_hint:
        return False
    if own.tries_between and not history.tries_since_hint(exchange.db, session):
        return False
    rungs = max(len(item.hints) - 1, 0)
    if session.attempts:
        return session.rung < rungs
    return session.rung < min(rungs, own.rungs_before_attempt) and not on_the_way.computes(item, session.rung)
