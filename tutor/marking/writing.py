"""A piece of writing to success criteria: never marked, its quotations checked against the text."""

from content_store.answers import WritingAnswer
from tutor.marking.quoted import find, quotations_in, read_text
from tutor.marking.verdict import IdeaMark, Mark, Unread

MAX_LENGTH = 6_000
LONGEST_SHOWN = 12
"""Words of a quotation that are repeated when it is not in the text."""


def mark_writing(answer: WritingAnswer, text: str) -> Mark:
    """Return the criteria, each for the pupil to judge, and what the quotations in the writing lack.

    Raises:
        Unread: there is no writing.
    """
    if len(text) > MAX_LENGTH:
        raise Unread(f"That is too long: write up to {MAX_LENGTH} characters.")
    if not any(character.isalnum() for character in text):
        raise Unread("There is no writing there yet. Write a sentence or two.")
    criteria = tuple(IdeaMark(criterion, "unsure") for criterion in answer.criteria)
    return Mark(None, _about_quotations(answer, text), None, "", ideas=criteria)


def _about_quotations(answer: WritingAnswer, text: str) -> str | None:
    """Return which quotation is not word for word, or that one is missing; None where all is well."""
    if not answer.source:
        return None
    source = read_text(answer.source)
    quotations = quotations_in(text)
    for quotation in quotations:
        if find(source, quotation) is None:
            return f"Not word for word in the text: “{_short(quotation)}”. If it is a quotation, copy it exactly."
    missing = answer.quotations - len(quotations)
    if missing > 0:
        wanted = "a quotation" if answer.quotations == 1 else f"{answer.quotations} quotations"
        return f"The task asks for {wanted}: put the words of the text between quotation marks."
    return None


def _short(quotation: str) -> str:
    words = quotation.split()
    return quotation if len(words) <= LONGEST_SHOWN else " ".join(words[:LONGEST_SHOWN]) + " …"
