"""Marking of a text with gaps."""

import re
from collections.abc import Sequence

from content_store.answers import ClozeAnswer, Gap, NumericAnswer
from tutor.marking.notation import squashed
from tutor.marking.number_form import SUM_TO_DO
from tutor.marking.numeric import mark_numeric
from tutor.marking.spelling import is_slip
from tutor.marking.substances import NAME_WANTED, NAMES_WANTED, bare_name, looks_like_formula, wants_name
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

MAX_LENGTH = 2_000
MOST_IN_GAP = 120
NUMBERED = re.compile(r"\s*\(?([0-9]{1,2})\s*[:.)=]\s*(.*?)\s*")
BARE_FRACTION = re.compile(r"\s*-?\d+\s*/\s*\d+\s*")
ARTICLE = re.compile(r"^(?:the|an|a)\s+(?=\w)", re.IGNORECASE)


def mark_cloze(answer: ClozeAnswer, text: str) -> Mark:
    """Return the mark of filled gaps: one line for each ("1: word"), or the words in order with commas between.

    Case, an article and one slip in spelling are forgiven, and the slip is told; numbers are marked as numbers. One
    that is partly right says how many gaps are right, never which.

    Raises:
        Unread: some gap is empty, no word can be told to be its, or a formula stands where a name is asked for.
        InvalidAnswer: a gap's own number cannot be read.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Fill each gap with a word or two.")
    filled = _filled(len(answer.gaps), text)
    _ask_for_names(answer.gaps, filled)
    outcomes = [_gap_outcome(gap, typed) for gap, typed in zip(answer.gaps, filled, strict=True)]
    reading = "; ".join(filled)
    right = sum(outcome is not None for outcome in outcomes)
    if right == len(outcomes):
        slips = [outcome for outcome in outcomes if outcome]
        return Mark(True, f"Check the spelling of {' and '.join(slips)}." if slips else None, None, reading)
    revealed = (_revealed(gap, one) for gap, one, outcome in zip(answer.gaps, filled, outcomes, strict=True)
                if outcome is None)  # fmt: skip
    form = None if len(filled) == 1 else _how_many(right, len(filled))
    return Mark(False, form, next((one for one in revealed if one), None), reading)


def _ask_for_names(gaps: Sequence[Gap], filled: Sequence[str]) -> None:
    """Send back formulas where names are asked for, the right ones and the wrong ones alike."""
    typed = [one for gap, one in zip(gaps, filled, strict=True) if not gap.options and wants_name(gap.accepted)]
    if any(map(looks_like_formula, typed)):
        raise Unread(NAME_WANTED if len(filled) == 1 else NAMES_WANTED)


def gaps_right(answer: ClozeAnswer, text: str) -> tuple[bool, ...]:
    """Return for each gap whether it is filled rightly; where there is one gap, for each of its words.

    Raises:
        Unread: as `mark_cloze`.
    """
    filled = _filled(len(answer.gaps), text)
    if len(filled) == 1:
        wanted, typed = _plain(answer.gaps[0].accepted[0]).split(), _plain(filled[0]).split()
        return tuple(one in typed for one in wanted)
    return tuple(_gap_outcome(gap, typed) is not None for gap, typed in zip(answer.gaps, filled, strict=True))


def _filled(gaps: int, text: str) -> list[str]:
    """Return what stands in each gap."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Unread("The gaps are empty. Fill each one.")
    numbered = [NUMBERED.fullmatch(line) for line in lines]
    if all(numbered) and (gaps > 1 or lines[0].lstrip("( ").startswith("1")):
        own = {int(one[1]): one[2] for one in numbered if one}
        filled = [own.get(number, "").strip() for number in range(1, gaps + 1)]
    else:
        filled = _in_order(gaps, lines)
    empty = [str(number) for number, one in enumerate(filled, 1) if not one]
    if empty:
        raise Unread(f"Gap {empty[0]} is empty. Fill every gap." if gaps > 1 else "The gap is empty. Fill it.")
    if any(len(one) > MOST_IN_GAP for one in filled):
        raise Unread("That is too long to mark. Fill each gap with a word or two.")
    return filled


def _in_order(gaps: int, lines: list[str]) -> list[str]:
    pieces = lines if len(lines) == gaps else [one.strip() for one in re.split(r"[,;\n]", "\n".join(lines))]
    if gaps == 1:
        return [" ".join(lines).strip()]
    if len(pieces) != gaps:
        raise Unread(f"There are {gaps} gaps. Give a word for each, one on a line, such as 1: word.")
    return [piece.strip() for piece in pieces]


def _gap_outcome(gap: Gap, typed: str) -> str | None:
    """Return None where the gap is filled wrongly, empty text where rightly, else the word to check the spelling of."""
    plain = _plain(typed)
    if any(_plain(one) == plain or squashed(one) == squashed(typed) for one in gap.accepted):
        return ""
    if gap.options:
        return None
    if wants_name(gap.accepted):
        plain = bare_name(plain)
        if any(_plain(one) == plain for one in gap.accepted):
            return ""
    if any(_same_number(one, typed) for one in gap.accepted):
        return ""
    if any(_plain(one.value) == plain for one in gap.reveals):
        return None
    return f"“{typed}”" if any(_is_slip(plain, _plain(one)) for one in gap.accepted) else None


def _is_slip(typed: str, wanted: str) -> bool:
    """Return whether the words are the same but for one slip in one of them."""
    pairs = list(zip(typed.split(), wanted.split(), strict=False))
    differing = [(one, other) for one, other in pairs if one != other]
    same_length = len(typed.split()) == len(wanted.split())
    return same_length and len(differing) == 1 and is_slip(*differing[0])


def _plain(text: str) -> str:
    """Return a word or two in small letters, without the article, stops and hyphens; sulphur is spelt sulfur."""
    words = re.sub(r"(?i)sulph", "sulf", re.sub(r"[-‐‑–]", " ", text.replace("’", "'")))
    return " ".join(ARTICLE.sub("", " ".join(words.split()).strip(" .,;:!?\"“”'")).casefold().split())


def _same_number(accepted: str, typed: str) -> bool:
    if not any(character.isdigit() for character in accepted):
        return False
    try:
        found = mark_numeric(NumericAnswer((accepted,)), typed)
        # A gap has no place to say that a fraction is not in its lowest terms.
        return bool(found.right) or (found.form == SUM_TO_DO and BARE_FRACTION.fullmatch(typed) is not None)
    except (Unread, InvalidAnswer):
        return False


def _revealed(gap: Gap, typed: str) -> str | None:
    plain = bare_name(_plain(typed)) if wants_name(gap.accepted) else _plain(typed)
    for one in gap.reveals:
        if _plain(one.value) == plain or _is_slip(plain, _plain(one.value)) or _same_number(one.value, typed):
            return one.misconception_id
    return None


def _how_many(right: int, gaps: int) -> str:
    if not right:
        return "None of the gaps is right yet."
    return f"{right} of the {gaps} gaps {'is' if right == 1 else 'are'} right."
