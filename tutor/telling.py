"""Whether a sentence of the notes answers the open item, for the most part if not in so many words.

The notes are there to be read, and an item asks for what they say: while it is open, the sentence that it is after is
kept back from explanations. Stricter than the checker's leak, which a draft breaks by telling the whole answer.
"""

import re
from collections.abc import Iterator

from content_store.answers import (
    ChoiceAnswer,
    ClozeAnswer,
    CoordinatesAnswer,
    Idea,
    MatchingAnswer,
    SeveralAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    shown_answer,
)
from content_store.items import DrawnItem
from retrieval.asking import kind_of
from tutor.checker import content_words, gives_away
from tutor.checker.vocabulary import squeezed
from tutor.message_words import plain
from tutor.wording_rules import sentences

MOST = 0.4
"""The share of an answer's own words from which a sentence says most of it."""
ALMOST_ALL = 0.75
"""The same where an author has answered a question, which is seldom the open one."""
ENOUGH = 3
"""Words of an answer from which most of them together are no chance, where an author has answered a question."""
QUOTED = re.compile(r"“([^”]+)”")
IN_A_ROW = 4
"""Words in a row that make two quotations the same."""
AHEAD = 0.3
"""How much more of a right option's words than of any wrong one's tells which it is."""
FEWEST = 2
"""Words shared below which nothing is told."""


def tells(sentence: str, item: DrawnItem | None) -> bool:
    """Return whether a sentence of the notes would give the open item away, in whole or for the most part."""
    if item is None:
        return False
    return gives_away(sentence, item.answer, (item.question,)) or says_most_of(sentence, item)


def tells_asked(text: str, item: DrawnItem | None, asked: str) -> bool:
    """Return whether an authored answer to a question would give the open item away.

    Where the pupil has named an option, saying what it is tells nothing by itself, whichever option it is; whether it
    is so, and what the item asks about it, does.
    """
    if item is None:
        return False
    answer = item.answer
    if isinstance(answer, ChoiceAnswer | SeveralAnswer) and (named := _named(asked, answer)):
        about = content_words(item.question) - named
        if kind_of(plain(asked)) == "check":
            return bool((content_words(asked) - named) & about) or len(content_words(text) & about) >= FEWEST
        return len((content_words(text) - named) & about) >= FEWEST
    return _answers_it(text, item, (item.question, asked))


def _answers_it(text: str, item: DrawnItem, before: tuple[str, ...]) -> bool:
    """Return whether an authored answer to one of the lesson's questions answers the open item too.

    Such answers share their few words with the item's, so one word of it, or one of its numbers, tells nothing. Which
    of them settle an item their authors say; here is only what nobody could overlook.
    """
    answer, known = item.answer, content_words(" ".join(before))
    match answer:
        case ChoiceAnswer() | SeveralAnswer():
            return _says_an_option(text, answer, known)
        case ShortTextAnswer():
            return sum(_says_idea(text, idea, known) for idea in answer.ideas) >= answer.needed
        case ClozeAnswer():
            return _fills_a_gap(content_words(text), answer, ALMOST_ALL)
        case MatchingAnswer():
            own = [content_words(one) - content_words(item.question) for one in _answers(item)]
            return any(len(one) >= ENOUGH and one <= content_words(text) for one in own)
        case CoordinatesAnswer() | SolutionsAnswer():
            return gives_away(text, answer, before) and _figures(shown_answer(answer)) <= _figures(text)
    return gives_away(text, answer, before)


def _figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def _says_an_option(text: str, answer: ChoiceAnswer | SeveralAnswer, known: set[str]) -> bool:
    """Return whether a text has a right option as it stands, or most of its words and more than of any wrong one."""
    said, shares = content_words(text), []
    for choice in answer.choices:
        own = content_words(choice.text) - known
        whole = content_words(choice.text)
        as_it_stands = squeezed(choice.text) in squeezed(text) and (
            len(whole) >= FEWEST or len(_figures(choice.text)) >= FEWEST
        )
        share = len(own & said) / len(own) if len(own) >= ENOUGH else 0.0
        shares.append((choice.right, 2.0 if as_it_stands else share))
    wrong = max((share for right, share in shares if not right), default=0.0)
    return any(right and share >= ALMOST_ALL and share - wrong > AHEAD for right, share in shares)


def _says_idea(text: str, idea: Idea, known: set[str]) -> bool:
    """Return whether a text shows an idea: by most words of what it is called or of one of its phrasings."""
    said = content_words(text)
    wordings = [content_words(one) - known for one in (idea.name, *idea.accepted)]
    return any(len(own) >= ENOUGH and len(own & said) >= ALMOST_ALL * len(own) for own in wordings)


def _named(asked: str, answer: ChoiceAnswer | SeveralAnswer) -> set[str]:
    """Return the words of the options that a question names."""
    said = content_words(asked)
    options = [content_words(choice.text) for choice in answer.choices]
    return {word for own in options if own and own <= said for word in own}


def says_most_of(sentence: str, item: DrawnItem, most: float = MOST) -> bool:
    """Return whether a sentence has most of the words of an answer that are not in the question."""
    said, asked = content_words(sentence), content_words(item.question)
    if isinstance(item.answer, ClozeAnswer):
        return _fills_a_gap(said, item.answer)
    answers = [content_words(answer) - asked for answer in _answers(item)]
    if any(len(own & said) >= FEWEST and len(own & said) >= most * len(own) for own in answers):
        return True
    if _quotes_the_same(sentence, item.question):
        return any(own & said for own in answers)
    whole = [own for own in answers if own and own <= said]
    options = isinstance(item.answer, ChoiceAnswer | SeveralAnswer)
    return options and (len(whole) >= FEWEST or (bool(whole) and len(said & asked) >= FEWEST))


def _quotes_the_same(sentence: str, question: str) -> bool:
    """Return whether a sentence quotes what the question quotes: it says who says it, or what it shows."""
    quoted, asked = (
        " ".join(re.findall(r"[a-z]+", " ".join(QUOTED.findall(text)).casefold())) for text in (sentence, question)
    )
    words = quoted.split()
    return any(" ".join(words[at : at + IN_A_ROW]) in asked for at in range(len(words) - IN_A_ROW + 1))


def _answers(item: DrawnItem) -> Iterator[str]:
    """Yield each text that would answer the item, or a part of it."""
    match item.answer:
        case ChoiceAnswer() | SeveralAnswer():
            yield from (choice.text for choice in item.answer.choices if choice.right)
        case ShortTextAnswer():
            yield from (text for idea in item.answer.ideas for text in (idea.name, *idea.accepted))
        case MatchingAnswer():
            partners = (item.answer.right[place] for place in item.answer.pairs)
            yield from (f"{left} {right}" for left, right in zip(item.answer.left, partners, strict=True))


def _fills_a_gap(said: set[str], answer: ClozeAnswer, most: float = MOST) -> bool:
    """Return whether a sentence has a gap's word among most of the words around the gap."""
    for number, gap in enumerate(answer.gaps, 1):
        around = next((one for one in sentences(answer.text) if f"{{{number}}}" in one), answer.text)
        words = content_words(around)
        told = any(_mostly(content_words(text), said) for text in gap.accepted)
        if told and words and len(words & said) >= most * len(words):
            return True
    return False


def _mostly(wanted: set[str], said: set[str]) -> bool:
    """Return whether half of some words are said: of "becomes smaller" one tells."""
    return bool(wanted) and 2 * len(wanted & said) >= len(wanted)
