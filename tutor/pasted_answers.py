"""What counts as right for a question that a teacher pasted: the shape of its answer, and the form it asks for.

Read from the answer's own text and the question's words. A form that the teacher's own answer is not in is not asked
for; an answer that cannot mark itself right is compared by meaning, so that marking may be unsure and never fails.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from content_store.answers import (
    Answer,
    CoordinatesAnswer,
    EquationAnswer,
    ExpressionAnswer,
    ExpressionForm,
    Idea,
    InequalityAnswer,
    NumericAnswer,
    NumericForm,
    RatioAnswer,
    ShortTextAnswer,
    SolutionsAnswer,
    WritingAnswer,
)
from tutor.marking import InvalidAnswer, Mark, mark

PROOF = re.compile(r"\b(?:show|prove|verify) (?:that|why|algebraically|clearly)\b|\bprove\b", re.IGNORECASE)
"""What is to be shown stands in the question, so that writing it down again shows nothing."""
CRITERIA = (
    "It starts from what the question gives, and not from what is to be shown.",
    "Each line follows from the one before it.",
    "It ends in what the question asks to be shown.",
)
PART = r"[a-z]\s*=\s*[^=,;]+?"
NAMED = re.compile(rf"\s*({PART})((?:\s*(?:,\s*(?:and|or)?|;|\band\b|\bor\b)\s*{PART})+)\s*\.?\s*", re.IGNORECASE)
"""x = 3, y = 1, or x = 7 or x = -2."""
BETWEEN = re.compile(r"\s*(?:,\s*(?:and|or)\b|,|;|\band\b|\bor\b)\s*", re.IGNORECASE)
BARE = r"[-−–+]?\s?(?:\d+(?:\.\d+)?(?:/\d+)?|√\d+)"
LISTED = re.compile(
    rf"\s*(?:([a-z])\s*=\s*)?({BARE}(?:\s*(?:,\s*(?:and|or)?|;|\band\b|\bor\b)\s*{BARE})+)\s*\.?\s*", re.I
)
"""7 and -2, or x = 7, -2."""
LETTER = re.compile(r"(?<![A-Za-z])([a-z])(?:\s*[\^²³]|(?![A-Za-z'’]))")
SOLVES = re.compile(r"\b(?:solve|solutions?|roots?)\b|=", re.IGNORECASE)
UNIT = re.compile(r"(?<=[\dπ√)i])\s*(?:[mck]?m|units?)\s*(?:\^?[23]|[²³])?\s*$", re.IGNORECASE)
"""A unit after an exact answer, which an expression has none of."""
EXACT = re.compile(r"\bin terms of (?:pi|π)|\bexact\b|\bmultiple of (?:pi|π)|\bsurds?\b|\bin the form [a-z]?\s*√", re.I)
LONGEST = 60
MOST_WORDS = 8
"""Characters and words, signs among them, of a line that may be an answer alone."""
ASKS_PERCENT = re.compile(r"\b(?:what|which) per ?cent", re.IGNORECASE)
PLACES = re.compile(r"\b(\d|one|two|three|four)\s?(?:decimal places?\b|d\.?\s?p\b)", re.IGNORECASE)
FIGURES = re.compile(r"\b(\d|one|two|three|four)\s?(?:significant figures?\b|sig\.? figs?\b|s\.?\s?f\b)", re.IGNORECASE)
COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4}
NUMBER_FORMS: tuple[tuple[NumericForm, re.Pattern[str]], ...] = (
    ("mixed", re.compile(r"\bmixed (?:number|fraction)", re.IGNORECASE)),
    ("standard", re.compile(r"\b(?:standard form|standard index form)\b", re.IGNORECASE)),
    ("fraction", re.compile(r"\b(?:simplest form|lowest terms|simplify|as a(?: single| proper)? fraction)\b", re.I)),
    ("decimal", re.compile(r"\bas a decimal\b", re.IGNORECASE)),
)
EXPRESSION_FORMS: tuple[tuple[ExpressionForm, re.Pattern[str]], ...] = (
    ("factorised", re.compile(r"\bfactori[sz]e", re.IGNORECASE)),
    ("expanded", re.compile(r"\b(?:expand|multiply out)", re.IGNORECASE)),
    ("surd", re.compile(r"\bsurds?\b|√|\brationali[sz]e", re.IGNORECASE)),
    ("simplified", re.compile(r"\b(?:simplify|simplest|collect)", re.IGNORECASE)),
)


def is_proof(question: str) -> bool:
    """Return whether a question asks to show what it states, so that only the way there can be right."""
    return PROOF.search(question) is not None


def answer_of(question: str, text: str) -> Answer:
    """Return a pasted answer as marking takes it; one in words, or that fits no shape, is compared by meaning."""
    if is_proof(question):
        return WritingAnswer(CRITERIA)
    text = text.strip()
    found = next((one for one in _shapes(question, text) if _marks_itself(one, text)), None)
    return found or ShortTextAnswer((Idea("the answer", (text,)),), 1, text)


def solutions_in(text: str, letter: str = "x") -> tuple[str, ...]:
    """Return the solutions that an answer names, each letter's value by itself: x = 7 or x = -2, and 7 and -2."""
    if NAMED.fullmatch(text):
        return tuple(" ".join(part.strip(" .").split()) for part in BETWEEN.split(text) if part.strip(" ."))
    found = LISTED.fullmatch(text)
    if found is None:
        return ()
    return tuple(f"{found[1] or letter} = {part.strip(' .')}" for part in BETWEEN.split(found[2]) if part.strip(" ."))


def mark_of(question: str, answer: str, text: str) -> Mark | None:
    """Return the mark of a message's last line, None where that is no answer alone or nothing can be told of it."""
    line = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
    shape = answer_of(question, answer)
    if (
        not line
        or len(line) > LONGEST
        or len(line.split()) > MOST_WORDS
        or isinstance(shape, WritingAnswer | ShortTextAnswer)
    ):
        return None
    marked = mark(shape, line)
    return marked if isinstance(marked, Mark) else None


def _shapes(question: str, text: str) -> Iterator[Answer]:
    """Yield what an answer may be, the narrowest first."""
    several = solutions_in(text, _letter(question))
    if several and (SOLVES.search(question) or "=" in text):
        letters = [part[0] for part in several]
        yield SolutionsAnswer((", ".join(several),) if len(set(letters)) == len(letters) else several)
    yield from _numbers(question, text)
    if re.search(r"\d\s*:\s*\d", text):
        yield RatioAnswer((text,), "simplest" if re.search(r"\bsimpl", question, re.IGNORECASE) else "any")
        yield RatioAnswer((text,))
    if re.search(r"[<>≤≥]", text):
        yield InequalityAnswer((text,))
    if re.fullmatch(r"\s*\(.*,.*\)\s*", text):
        yield CoordinatesAnswer((text,))
    if "=" in text:
        yield EquationAnswer((text,))
    elif re.search(r"\d|[+^√π]", text) or re.fullmatch(r"[-−]?[a-z]", text):
        yield from _expressions(question, text)


def _numbers(question: str, text: str) -> Iterator[Answer]:
    """Yield a number in the form asked for, and in any."""
    if EXACT.search(question) and re.search(r"π|√|pi\b|\bsqrt", text):
        exact = UNIT.sub("", text)
        yield ExpressionAnswer((exact,), "surd" if re.search(r"√|sqrt", text) else "any")
        yield ExpressionAnswer((exact,))
    plain = NumericAnswer((text,))
    if ASKS_PERCENT.search(question) and re.fullmatch(r"[\d.]+", text):
        plain = NumericAnswer((text,), unit="%")
    for form, asked in NUMBER_FORMS:
        if asked.search(question) and (form != "fraction" or "/" in text):
            yield replace(plain, form=form)
    if (places := _count(PLACES, question)) is not None and _decimals(text) == places:
        yield replace(plain, decimal_places=places)
    elif (figures := _count(FIGURES, question)) is not None:
        yield replace(plain, significant_figures=figures)
    yield plain


def _expressions(question: str, text: str) -> Iterator[Answer]:
    """Yield an expression in the form asked for, and in any."""
    plain = ExpressionAnswer((text,))
    for form, asked in EXPRESSION_FORMS:
        if asked.search(question):
            yield replace(plain, form=form)
    yield plain


def _count(pattern: re.Pattern[str], question: str) -> int | None:
    found = pattern.search(question)
    return None if found is None else COUNTS.get(found[1].casefold()) or int(found[1])


def _decimals(text: str) -> int:
    """Return how many figures stand after the point of a number."""
    return len(found[1]) if (found := re.search(r"\.(\d+)", text)) else 0


def _letter(question: str) -> str:
    """Return the letter that a question is about; x where it has none or several."""
    letters = set(LETTER.findall(question)) - {"a"}
    return letters.pop() if len(letters) == 1 else "x"


def _marks_itself(answer: Answer, text: str) -> bool:
    """Return whether an answer's own text is marked right, without which nothing may be marked by it."""
    with suppress(InvalidAnswer):
        marked = mark(answer, text)
        return isinstance(marked, Mark) and marked.right is True
    return False
