"""A piece of writing to success criteria: never marked, its quotations checked against the text."""

from content_store.answers import WritingAnswer
from tutor.marking.quoted import find, quotations_in, read_text
from tutor.marking.verdict import IdeaMark, Mark, Unread

MAX_LENGTH = 6_000
SENTENCE = 10
"""Words that a sentence is taken to have: pupils who leave out full stops have written sentences all the same."""
SHARE = 2
"""A piece is taken from this part of the fewest words asked for: a half is short, less is only a beginning."""
LONGEST_SHOWN = 12
"""Words of a quotation that are repeated when it is not in the text."""


def mark_writing(answer: WritingAnswer, text: str) -> Mark:
    """Return the criteria, each for the pupil to judge, and what the quotations in the writing lack.

    Raises:
        Unread: there is no writing, it is far shorter than the task asks for, or a quotation asked for is missing.
    """
    if len(text) > MAX_LENGTH:
        raise Unread(f"That is too long: write up to {MAX_LENGTH} characters.")
    if not any(character.isalnum() for character in text):
        raise Unread("There is no writing there yet. Write a sentence or two.")
    if missing := " ".join(one for one in (_too_short(answer, text), _no_quotation(answer, text)) if one):
        raise Unread(f"{missing} What you have written is still in the box: go on with it.")
    criteria = tuple(IdeaMark(criterion, "unsure") for criterion in answer.criteria)
    return Mark(None, _about_quotations(answer, text), None, "", ideas=criteria)


def fewest_words(answer: WritingAnswer) -> int:
    """Return from how many words on a piece of writing is taken; 0 where the task says nothing of its length."""
    return max(answer.words, answer.sentences * SENTENCE) // SHARE


def _too_short(answer: WritingAnswer, text: str) -> str:
    """Return that a piece is far shorter than the task asks for; empty where it is not."""
    words, fewest = sum(any(map(str.isalnum, word)) for word in text.split()), fewest_words(answer)
    if words >= fewest:
        return ""
    asked = f"{answer.words} words" if answer.words else f"{answer.sentences} full sentences"
    so_far = "There is one word" if words == 1 else f"There are {words} words"
    draft = f"From {fewest} words on it can be sent as a first draft."
    return f"{so_far} so far, and the task asks for at least {asked}. {draft}"


def _no_quotation(answer: WritingAnswer, text: str) -> str:
    """Return that quotations asked for are missing; empty where they are there."""
    if len(quotations_in(text)) >= answer.quotations:
        return ""
    wanted = "a quotation" if answer.quotations == 1 else f"{answer.quotations} quotations"
    return f"The task asks for {wanted}: put the words of the text between quotation marks."


def _about_quotations(answer: WritingAnswer, text: str) -> str | None:
    """Return which quotation is not word for word; None where all are."""
    if not answer.source:
        return None
    source = read_text(answer.source)
    for quotation in quotations_in(text):
        if find(source, quotation) is None:
            return f"Not word for word in the text: “{_short(quotation)}”. If it is a quotation, copy it exactly."
    return None


def _short(quotation: str) -> str:
    words = quotation.split()
    return quotation if len(words) <= LONGEST_SHOWN else " ".join(words[:LONGEST_SHOWN]) + " …"
