"""Which item the tutor puts next where no teacher's list says so: what suits the pupil, and what is owed."""

from collections.abc import Sequence

from tutor import earned, handovers, history, knowledge, set_work
from tutor.exchange import Exchange
from tutor.item_choice import next_check, next_practice
from tutor.mastery import MASTERED
from tutor.policy import Move


def chosen(exchange: Exchange, move: Move) -> tuple[str, int] | None:
    """Return the item and seed that suit the pupil next, none of them a question of a test that they have to do."""
    session, catalogue = exchange.session, exchange.tutor.catalogue
    kept = set_work.reserved(catalogue, exchange.db, session.pupil_id)
    catalogue = catalogue.overlaid(catalogue.overlay.without(set_work.fixed_items(catalogue, kept)))
    whose = session.pupil_id, session.objective_id
    done, known = history.items_done(exchange.db, session), knowledge.known_of(exchange.tutor, exchange.db, *whose)
    if exchange.handed_over:  # something else comes between, before it comes back
        done = [*done, *handovers.owed(exchange.db, *whose)]
    found = None
    if move.name == "check" and session.item_id:
        found = next_check(catalogue, session.item_id, done, session.seed)
    found = found or next_practice(catalogue, session.objective_id, known, done, _first(exchange, done, known))
    return set_work.apart(catalogue, found, kept)


def _first(exchange: Exchange, done: Sequence[str], known: float) -> list[str]:
    """Return the items that come before others: those handed over untried, and what an objective is not shown by yet.

    Not at once after a question that has been handed over: something else comes between.
    """
    session = exchange.session
    if exchange.handed_over or session.purpose != "practice":
        return []
    whose = session.pupil_id, session.objective_id
    owed = handovers.owed(exchange.db, *whose)
    wanted = earned.wanted(exchange.tutor.catalogue, exchange.db, *whose, done) if known >= MASTERED else []
    return owed + wanted
