"""What a hint must fit after a wrong choice: the option that was chosen, and not one that nobody has thought of.

What is wrong with an option is said alone, and once; of the ladder, what asks for what the option has right is passed
over.
"""

from content_store.answers import ChoiceAnswer
from content_store.items import DrawnItem
from tutor import history, replies
from tutor.checker import content_words
from tutor.exchange import Exchange, Standing

WHICH = "Which of the other options fits with that?"
BEGINNING = 4
"""Letters in which words of one family agree."""


def of_choice(exchange: Exchange, item: DrawnItem, answer: ChoiceAnswer) -> Standing | None:
    """Return the standing of a wrong choice: what is wrong with it, or the hints that ask for what it has right."""
    mark, session = exchange.mark, exchange.session
    turns = history.replies_on_open_item(exchange.db, session)
    idea = replies.correction_of(exchange.tutor, mark.misconception_id if mark else None)
    if idea and idea not in history.told_on(turns):
        return Standing(pointed=idea if replies.asks(idea) else f"{idea} {WHICH}", tells=idea)
    chosen = replies.answer_text(item, exchange.understood.attempt)
    behind = passed_over(item, answer, chosen, session.rung)
    return Standing(behind=behind) if behind > session.rung else None


def passed_over(item: DrawnItem, answer: ChoiceAnswer, chosen: str, given: int) -> int:
    """Return how many hints lie behind a choice: from those given, as many as ask only for what it has right."""
    options = {one.text: _begun(one.text) for one in answer.choices}
    right = options[next(one.text for one in answer.choices if one.right)]
    had = options.get(chosen, _begun(chosen))
    telling = had & right - frozenset.intersection(*options.values())
    last = max(len(item.hints) - 2, 0)  # one hint is left before the one that tells
    rung = given
    while rung < last and _asks_for_had(item.hints[rung], telling, right - had):
        rung += 1
    return rung


def _begun(text: str) -> frozenset[str]:
    """Return how the words of a text begin: the salt of sulfuric acid is a sulfate."""
    return frozenset(word[:BEGINNING] for word in content_words(text) if len(word) >= BEGINNING)


def _asks_for_had(hint: str, shared: frozenset[str], lacked: frozenset[str]) -> bool:
    """Return whether a hint names what the chosen option and the right one have in common, and not what parts them.

    What every option has is in common to all, and tells nothing.
    """
    said = _begun(hint)
    return bool(said & shared) and not said & lacked
