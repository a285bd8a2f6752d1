"""What no words about a pasted question may do: tell its answer, or stray from what is authored."""

import re
from collections.abc import Sequence

from content_store.answers import Answer, Choice, ChoiceAnswer, ExpressionAnswer, NumericAnswer, SolutionsAnswer
from tutor import checker
from tutor.pasted_answers import solutions_in
from tutor.working import Solution


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
    if parts := solutions_in(answer):
        return SolutionsAnswer(parts)
    if re.search(r"\d|[=+^]", answer):
        return ExpressionAnswer((answer.strip(),))
    return ChoiceAnswer((Choice(answer.strip(), right=True),)) if answer.strip() else None


def leaks(text: str, answer: str, known: Sequence[str]) -> bool:
    """Return whether a text tells the answer where neither the question nor the pupil has."""
    checked = checked_answer(answer)
    if isinstance(checked, ChoiceAnswer):
        return _plain(answer) in _plain(text) and not any(_plain(answer) in _plain(one) for one in known)
    if isinstance(checked, SolutionsAnswer):
        bare = "=" not in answer  # any letter may stand for it, so that its numbers are kept back themselves
        kept = [NumericAnswer((one.partition("=")[2].strip(),)) for one in checked.accepted] if bare else []
        parts: list[Answer] = [*(ExpressionAnswer((one,)) for one in checked.accepted), *kept]
        return any(checker.gives_away(text, part, tuple(known)) for part in parts)
    return checker.gives_away(text, checked, tuple(known))


def _plain(text: str) -> str:
    return re.sub(r"[\s*.$£€\\{}“”\"']", "", text).replace("−", "-").replace("×", "x").replace("÷", "/").casefold()
