"""The authored words of each move, and the facts from which the model may word them better."""

import re
from dataclasses import dataclass
from typing import Any

from content_store.answers import (
    ChoosingAnswer,
    ClozeAnswer,
    MatchingAnswer,
    OrderingAnswer,
    ShortTextAnswer,
    WritingAnswer,
)
from content_store.diagrams.kinds import as_data
from content_store.hint_words import hangs
from content_store.items import DrawnItem, Twin, last_rung, read_spec, twin
from tutor.assembly import Tutor
from tutor.checker import content_words, gives_away
from tutor.fixed_words import Words
from tutor.marking import Mark, mark
from tutor.marking.verdict import WrongLine
from tutor.marking.wrong_rules import SLIP, WRONG_RULES
from tutor.on_the_way import LEAD, ON_PAGE, Place, beyond
from tutor.policy import Move
from tutor.prompts import plain_text
from tutor.wording_rules import MAX_WORDS, sentences
from tutor.writing_facts import facts

PARTED = ChoosingAnswer | OrderingAnswer | MatchingAnswer | ClozeAnswer
"""Answers that a form posts as the places of their parts."""

LEADS = frozenset({LEAD, ON_PAGE})
"""Said each time: they are about the answer that has just been given."""
FOLLOWS = "What follows from that here?"
FEWEST = 3
"""Words of a question, all of them in a correction, from which the correction answers it."""
SAID = 0.75
"""The share of a sentence's words from which another says the same."""
TWIN_TRIES = 8
YOUNGEST = 9
OTHER_NUMBERS = "Here is one like it with other numbers, worked through."
ANOTHER = "Here is another one that is answered in the same way, worked through."
UNSURE = (
    "This could not be marked for certain. Compare it with these ideas: which of them are in your answer? You can also "
    "write it better, in your own words, and it is read again."
)
AGAIN = (
    "Here are the ideas once more. Tick those that are in your answer and go on, or write it once more in your own "
    "words: it is read again."
)
SEEN = "No program marks a piece of writing here. This much can be seen in it:"
COMPARE = "Compare your writing with each of the criteria: which of them does it do?"
QUOTED = (
    "This could not be marked for certain: your teacher will see it. Does it answer the question? If it does, go on. "
    "If not, choose other words of the text: they are read too."
)
QUOTED_AGAIN = "Your teacher will see all the words that you have chosen. Go on, or choose other words once more."
LONGEST_LINE = 80
"""Characters of a pupil's line that are quoted back."""


def put_question(item: DrawnItem | None) -> Words:
    """Return an item's question, and its diagram as the pupil sees it, whatever becomes of the curriculum later."""
    return Words(item.question, facts=_pictured(item)) if item else Words("")


def _pictured(shown: DrawnItem | Twin) -> dict[str, Any]:
    diagram = as_data(shown.diagram)
    return {"diagram": diagram} if diagram else {}


def worked_twin(twin: Twin) -> Words:
    """Return a worked example with other numbers, as the author wrote it, and its diagram."""
    steps = "\n".join(f"- {step}" for step in twin.steps)  # a number before each could be read as an answer
    lead = OTHER_NUMBERS if twin.drawn else ANOTHER
    words = f"{lead}\n\n{twin.question}\n\n{steps}"
    return Words(words, facts=_pictured(twin))


def twin_of(tutor: Tutor, item: DrawnItem) -> Twin | None:
    """Return a worked example like an item that does not happen to hold its answer, None where there is none.

    An item that the school has hidden gives none: what is wrong with it may be wrong with its examples too.
    """
    row = tutor.catalogue.item(item.id)
    if row is None or not tutor.catalogue.is_chosen(item.id):
        return None
    spec = read_spec(row.definition)
    for seed in range(item.seed, item.seed + TWIN_TRIES if spec.parameters else item.seed + 1):
        found = twin(spec, seed)
        if found is None:
            return None
        telling = worked_twin(found).authored
        if (found.question, found.diagram) != item.shown and not gives_away(telling, item.answer, (item.question,)):
            return found
    return None


def ideas_to_compare(item: DrawnItem | None, again: bool = False, text: str = "") -> Words:
    """Return the ideas that a pupil compares with their own words, where marking was not sure of them.

    Of a piece of writing it says what can be told for certain, before its criteria; `text` is the piece.
    """
    answer = item.answer if item else None
    if isinstance(answer, ShortTextAnswer):
        ideas: tuple[str, ...] = tuple(idea.name for idea in answer.ideas)
        lead = AGAIN if again else UNSURE
    elif isinstance(answer, WritingAnswer):
        ideas = answer.criteria
        seen = "\n".join(f"- {one}" for one in facts(answer, text)) if text else ""
        lead = f"{SEEN}\n\n{seen}\n\n{COMPARE}" if seen else COMPARE
    else:
        ideas = ()
        lead = QUOTED_AGAIN if again else QUOTED
    return Words(lead, facts={"kind": "ideas", "ideas": list(ideas)})


@dataclass(frozen=True)
class Tried:
    """What a hint follows: the pupil's answer and working, and what they show; empty where help was asked for.

    `earlier` are the texts that the tutor has already given on this item, `told` what they corrected or pointed at:
    said once, it gives way to the next rung.
    """

    answer: str = ""
    working: str = ""
    misconception_id: str | None = None
    wrong_line: WrongLine | None = None
    earlier: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    place: Place | None = None
    """Where the answer stands on the way to the right one: of a hint only what lies beyond it is said."""


def hint(tutor: Tutor, item: DrawnItem, move: Move, tried: Tried) -> Words:
    """Return one rung of an item's ladder.

    Before it stands the place in the working where it goes wrong, or else the correction of the misconception that the
    answer shows. The last rung is never worded by the model: it tells the answer, so every figure of it must be the
    author's.
    """
    if move.name == "bottom_out":
        return Words(last_rung(item))
    rung = item.hints[move.rung - 1]
    if tried.place:
        rung = beyond(item, rung, tried.place.number)
    correction = correction_of(tutor, tried.misconception_id)
    here = tried.place.lead if tried.place and tried.answer else ""
    located = located_in(tried.working, tried.wrong_line, item) if tried.wrong_line else ""
    lead = next((words for words in (located, correction, here) if words and words not in tried.told - LEADS), "")
    located = located if lead == located else ""
    if lead and lead == correction and lead not in LEADS:
        rung = _still_asked(rung, lead)
    authored = " ".join(part for part in (lead, rung) if part)
    if len(authored.split()) > MAX_WORDS:
        authored, rung = (lead, "") if located else (authored, rung)
    facts = {
        "kind": "hint",
        "pupil": answer_text(item, tried.answer),
        "chosen": isinstance(item.answer, ChoosingAnswer),
        "working": tried.working,
        "correction": lead,
        "located": bool(located),
        "hint": rung,
        "right": False if tried.answer else None,
        "earlier": list(tried.earlier),
        "year": _year_of(tutor, item),
        "later": [*item.hints[move.rung :], *item.steps],
    }
    return Words(authored, to_word=True, facts=facts)


def _still_asked(rung: str, correction: str) -> str:
    """Return a hint without what the correction that stands before it says too, and without a question it answers."""
    *told, question = sentences(rung) or [""]
    told = _not_said(told, question, content_words(correction))
    asked, known = content_words(question), content_words(correction)
    about_this = re.search(r"[\d$]|\bor\b|\bthis\b", question)  # what holds in general does not answer that
    answered = question.endswith("?") and not about_this and len(asked) >= FEWEST and asked <= known
    if not answered:
        return " ".join([*told, question])
    last = told[-1] if told else correction
    return " ".join([*told, *([] if asks(last) else [FOLLOWS])])


def asks(text: str) -> bool:
    """Return whether a text ends in a question, behind which another would be one too many."""
    return text.rstrip().endswith("?")


def _not_said(told: list[str], question: str, known: frozenset[str] | set[str]) -> list[str]:
    """Return the sentences of a hint less those that a correction before it says too; what others speak of stays."""
    if not told:
        return []
    kept: list[str] = []
    for one, following in reversed([*zip(told, [*told[1:], question], strict=True)]):
        words = content_words(one)
        same = len(words) >= FEWEST and len(words & known) >= SAID * len(words) and not re.search(r"[\d$]", one)
        if not same or (hangs(following) and following in (*kept, question)):
            kept = [one, *kept]
    return kept


def correction_of(tutor: Tutor, misconception_id: str | None) -> str:
    """Return the correction of the misconception that an answer shows, empty where it shows none."""
    misconception = tutor.catalogue.misconception(misconception_id) if misconception_id else None
    return misconception.correction if misconception else ""


def on_the_way(tutor: Tutor, words: str, tried: Tried) -> Words:
    """Return what is said where no hint goes on, after what corrects the idea that the answer shows."""
    correction = correction_of(tutor, tried.misconception_id)
    if not correction or correction in tried.told:
        return Words(words)
    rest = words.removeprefix(LEAD).removeprefix(ON_PAGE).strip()
    return Words(f"{correction} {rest}", facts={"correction": correction})


def _year_of(tutor: Tutor, item: DrawnItem) -> int:
    """Return the year group whose reading level a hint keeps to; the youngest for a teacher's own question."""
    objective = tutor.catalogue.objective(item.objective_id)
    return objective.year if objective and objective.year else YOUNGEST


def located_in(working: str, wrong: WrongLine, item: DrawnItem) -> str:
    """Return the place where a working goes wrong: its one line needs no number."""
    return located_at(wrong, item, alone=wrong.number == 1 and len(working.strip().splitlines()) == 1)


def located_at(wrong: WrongLine, item: DrawnItem, *, alone: bool = False) -> str:
    """Return the place where working goes wrong, quoted, and why where a known wrong rule explains it.

    Of a line with several parts only the wrong one is quoted; where the line stands alone, it needs no number.
    """
    line = plain_text(" ".join((wrong.clause or wrong.text).split()))
    if len(line) > LONGEST_LINE or gives_away(line, item.answer, (item.question, line)):
        line = ""
    where = "your working" if alone else f"line {wrong.number} of your working"
    quoted = f"Look at {where}, “{line}”" if line else f"Look at {'your working' if alone else f'line {wrong.number}'}"
    if line and alone and wrong.clause:
        quoted = f"Look at “{line}” in your working"
    if is_vague(wrong):
        return f"{quoted}: check it against the question."
    rule = WRONG_RULES.get(wrong.rule) if wrong.rule else None
    if rule:
        return f"{quoted}. {rule.correction}"
    if wrong.same_line and wrong.before and wrong.before not in (wrong.clause or wrong.text):
        return f"{quoted}: it does not follow from what stands before it."
    if wrong.same_line:
        return f"{quoted}: one part of it does not follow from the part before."
    return f"{quoted}: it does not follow from the line before." if wrong.before else f"{quoted}: work it out again."


def is_vague(wrong: WrongLine) -> bool:
    """Return whether of a wrong line no more is known than that it does not agree with the question."""
    apart = bool(wrong.before) and (wrong.before or "") not in wrong.text
    return wrong.number == 1 and apart and wrong.rule in (None, SLIP)


def answer_text(item: DrawnItem, answer: str) -> str:
    """Return an answer as the pupil would name it: what a form posts names parts by their places."""
    if not isinstance(item.answer, PARTED):
        return answer
    marked = mark(item.answer, answer)
    return marked.reading if isinstance(marked, Mark) else answer
