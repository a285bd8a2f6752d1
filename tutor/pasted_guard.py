"""What no words about a pasted question may do: tell its answer, or stray from what is authored."""

import re
from collections.abc import Sequence

from content_store.answers import Answer, Choice, ChoiceAnswer, ExpressionAnswer, NumericAnswer, SolutionsAnswer
from tutor import checker
from tutor.working import Solution

SOLUTIONS = re.compile(r"\b([a-z])\s*=\s*([-−+\d./√^ ]+?)\s*(?=\bor\b|\band\b|[,;]|$)")
"""The parts of an answer that has several solutions, such as x = 7 or x = -2."""


def strays(draft: str, authored: str) -> str | None:
    """Return the rule that a wording breaks beside its authored words: quotations stay, and it ends in the question."""
    quotations = re.findall(r"“(.+?)”", authored)
    if any(_plain(quotation) not in _plain(draft) for quotation in quotations):
        return "quotation"
    return "question" if authored.count("?") != draft.count("?") else None


def checked_answer(answer: str) -> Answer | None:
    """Return an answer in the shape in which the checker looks for it."""
    solution = Solution("", "", answer)
    if solution.answer is not None:
        return NumericAnswer((str(solution.answer),))
    if len(parts := SOLUTIONS.findall(answer)) > 1:
        return SolutionsAnswer(tuple(f"{letter} = {value.strip()}" for letter, value in parts))
    if re.search(r"\d|[=+^]", answer):
        return ExpressionAnswer((answer.strip(),))
    return ChoiceAnswer((Choice(answer.strip(), right=True),)) if answer.strip() else None


def leaks(text: str, answer: str, known: Sequence[str]) -> bool:
    """Return whether a text tells the answer where neither the question nor the pupil has."""
    checked = checked_answer(answer)
    if isinstance(checked, ChoiceAnswer):
        return _plain(answer) in _plain(text) and not any(_plain(answer) in _plain(one) for one in known)
    if isinstance(checked, SolutionsAnswer):
        return any(checker.gives_away(text, ExpressionAnswer((one,)), tuple(known)) for one in checked.accepted)
    return checker.gives_away(text, checked, tuple(known))


def _plain(text: str) -> str:
    return re.sub(r"[\s*.$£€\\{}“”\"']", "", text).replace("−", "-").replace("×", "x").replace("÷", "/").casefold()
