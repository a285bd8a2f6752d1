"""What a pupil's question asks for: an explanation, or the answer itself.

Rules that can be read; safeguarding comes before this and is not decided here.
"""

import re

WANTS_ANSWER = re.compile(
    r"\b(?:(?:just |please |can (?:you|u) )*(?:tell|give|show|send)(?: me| us)?(?: the| an?)? "
    r"(?:final |right |correct |full )?(?:answer|solution|working)s?"
    r"|what(?:'s| is|s)? (?:the |ur |your )?(?:final |right |correct )?(?:answer|solution)\b"
    r"|(?:just )?(?:answer|solve|do|complete|finish|work out) (?:it|this|that|the question|my homework)(?: for me)?\b"
    r"|which (?:one|option|letter|answer) is (?:it|right|correct)"
    r"|is it (?:option |answer )?[a-e]\b|is the answer\b)",
    re.IGNORECASE,
)
PASTED_WORDS = 6


def wants_answer(text: str, question: str) -> bool:
    """Return whether a message asks for the answer, outright or by pasting the question itself."""
    return bool(WANTS_ANSWER.search(text)) or is_pasted(text, question)


def is_pasted(text: str, question: str) -> bool:
    """Return whether a message is mostly the question in the pupil's place."""
    asked, posted = _words(question), _words(text)
    if len(posted) < min(PASTED_WORDS, len(asked)) or not asked:
        return False
    return len(posted & asked) >= 0.8 * len(asked)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.casefold()))
