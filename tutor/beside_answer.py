"""What the question and the working say of a typed answer: an index, the letters of two values, what is off.

Changes no rule of marking: a text is marked as what it says together with what stands beside it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from content_store.answers import NumericAnswer, SolutionsAnswer
from content_store.items import DrawnItem
from tutor.figures import numbers_in
from tutor.marking import Mark, Unreadable
from tutor.marking.notation import squashed
from tutor.marking.number_form import SUM_TO_DO
from tutor.sums_reading import claims_in, false_claims

Marker = Callable[[str], Mark | Unreadable]

ASKED_INDEX = re.compile(r"(\w+)\s*\^\s*\{?([a-z])\}?(?![A-Za-z])")
POWER = re.compile(r"(?:[a-z]=)?\(?(\w+)\)?\^[({]*([-+]?[\d./]+)[)}]*")
INDEX_ALONE = "Right power, but the question asks for its index alone: write only that number."
NAMED = re.compile(r"(?<![\w.)])([a-z])\s*=\s*([-−–]?\s?\d[\d./]*)(?![\d\w(*^+]|\s*[-+*/x×÷=]\s*[\d(])")
AND = re.compile(r"(?i)\band\b")
BARE_VALUE = re.compile(r"[-−–]?\s?\d[\d./]*")


ON_TOP = re.compile(r"\s*(\d+(?:\s*[-−+]\s*\d+)+)\s*/\s*(\d+)\s*")
WITH_BRACKETS = "Is all of {} over {}? Then put brackets around it, as in {}, or work it out first."
QUOTIENT = re.compile(
    r"[^\d=]*(\d[\d,]*(?:\.\d+)?)\s*[a-zA-Z]{0,3}\s*(?:[/÷]|divided by)\s*(\d[\d,]*(?:\.\d+)?)"
    r"(?:\s*[a-zA-Z£]+(?:\s?/\s?[a-zA-Z]+)?[23²³]?)?[\s.!]*"
)
OFF = re.compile(r"(?i)\d[\d.,]*\s*(?:%|per ?cent|pounds?|p)?\s+(?:off|cheaper|less|discount)(?![a-z])")
PRICE_ASKED = re.compile(r"(?i)\b(?:price|cost|pay|paid)\b[^.?]*\?")
REDUCTION_ASKED = re.compile(r"(?i)\b(?:off|reduction|discount|decrease|percentage|saved?|less|cheaper)\b[^.?]*\?")
OFF_OR_LEFT = "Is that what is taken off, or the price itself? Give the one that the question asks for, as an amount."
FALSE_SUM = "The number is right, and what is written before it does not come to it: “{}”. Which sum does?"


TO_ONE = re.compile(r"\bn\s*:\s*1\b")
AT_THE_END = re.compile(r"\s*(?::|to)\s*1(?:\.0*)?\s*\.?\s*$")
COMES_TO = re.compile(
    r"(\d\)?[²³]?\s*[-−+*×÷/x]\s*\(?\d[\d.,]*\)?)\s+(?:is|equals?|makes|gives|comes to)\s+(?=[-−£]?\d)"
)
GROUP = re.compile(r"(?i)\b(?:group\s+)?(viii|vii|vi|iv|v|iii|ii|i)\b\s*\.?$")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


def as_asked(item: DrawnItem, text: str) -> str:
    """Return what was typed for a number as the question has it.

    Of "n : 1" the number that n stands for, of a sum that "is" something the sum with its sign, of a group in Roman
    figures its number.
    """
    if not isinstance(item.answer, NumericAnswer):
        return text
    text = COMES_TO.sub(r"\1 = ", text)
    if TO_ONE.search(item.question.replace("$", "")):
        text = AT_THE_END.sub("", text)
    if "group" in item.answer.no_unit and (found := GROUP.fullmatch(text.strip())):
        return str(ROMAN.index(found[1].casefold()) + 1)
    return text


def off_or_left(item: DrawnItem, text: str) -> Unreadable | None:
    """Return what to ask of an amount "off" where a price is asked for, None of any other text."""
    asks = PRICE_ASKED.search(item.question) and not REDUCTION_ASKED.search(item.question)
    return Unreadable(OFF_OR_LEFT) if asks and isinstance(item.answer, NumericAnswer) and OFF.search(text) else None


def all_on_top(item: DrawnItem, text: str, mark: Marker) -> Unreadable | None:
    """Return what to ask of a sum with a stroke after it that is right if all of it stands on top: 9+4 / 15."""
    typed = ON_TOP.fullmatch(text)
    if typed is None or not isinstance(item.answer, NumericAnswer):
        return None
    whole = f"({typed[1].strip()})/{typed[2]}"
    found = mark(whole)
    right = isinstance(found, Mark) and (found.right or found.form == SUM_TO_DO)
    return Unreadable(WITH_BRACKETS.format(typed[1].strip(), typed[2], whole)) if right else None


def with_sum_to_do(item: DrawnItem, text: str, mark: Mark) -> Mark:
    """Return the mark of a right number that is a quotient of two given ones: set up, and not yet worked out."""
    answer, typed = item.answer, QUOTIENT.fullmatch(text)
    if not mark.right or typed is None or not isinstance(answer, NumericAnswer) or answer.form != "any":
        return mark
    kept = any("/" in text or "frac" in text for text in answer.accepted)
    given = numbers_in(item.question)
    copied = all(Fraction(typed[place].replace(",", "")) in given for place in (1, 2))
    return replace(mark, right=False, form=SUM_TO_DO) if copied and not kept and not asks_for_figures(answer) else mark


def asks_for_figures(answer: NumericAnswer) -> bool:
    """Return whether a number is asked for that is rounded: that says what is left to do."""
    return answer.decimal_places is not None or answer.significant_figures is not None


def with_false_sum(item: DrawnItem, text: str, mark: Mark) -> Mark:
    """Return the mark of a right number with a word on a sum typed with it that does not come out; it stays right."""
    if not mark.right or mark.form or not isinstance(item.answer, NumericAnswer) or text.count("=") != 1:
        return mark
    found = [one for one in false_claims(text) if not _cut_short(one)]
    return replace(mark, form=FALSE_SUM.format(found[0].strip())) if found else mark


def _cut_short(claim: str) -> bool:
    """Return whether a sum comes to the number after it but for the figures that were left off: 464 ÷ 192 = 2.416."""
    for one in claims_in(claim):
        places = len(one.stated.text.partition(".")[2])
        if places and abs(one.value - one.stated.value) * 10**places < 1:
            return True
    return False


def index_of(item: DrawnItem, text: str, mark: Marker) -> Mark | None:
    """Return the mark of a power where the question asks for its index, None where it is no such power.

    Of 2^11 for the n of 2^n the power is right: the number alone is asked for. An index that is wrong is marked as one.
    """
    typed = POWER.fullmatch(squashed(text))
    if typed is None or not isinstance(item.answer, NumericAnswer):
        return None
    asked = {found[1] for found in ASKED_INDEX.finditer(item.question)}
    found = mark(typed[2]) if typed[1] in asked else None
    if not isinstance(found, Mark):
        return None
    shown = rf"{typed[1]}^{{{typed[2]}}}"
    found = replace(found, reading=shown)
    return replace(found, right=False, form=INDEX_ALONE) if found.right else found


def named_by_working(item: DrawnItem, text: str, working: str) -> str | None:
    """Return the values of a typed answer with the letters that the working gives them, None where it does not.

    The last value of a letter counts, and every value typed must be one that is named, so that nothing is read into it.
    """
    if not isinstance(item.answer, SolutionsAnswer) or re.search(r"(?i)[a-z=]", AND.sub(" ", text)):
        return None
    typed = sorted(_plain(value) for value in BARE_VALUE.findall(text))
    last = dict(_named(working))
    if len(typed) < 2 or typed != sorted(last.values()):
        return None
    return ", ".join(f"{letter} = {value}" for letter, value in last.items())


def _named(working: str) -> Iterator[tuple[str, str]]:
    for found in NAMED.finditer(working):
        yield found[1], _plain(found[2])


def _plain(value: str) -> str:
    return re.sub(r"[−–]", "-", value).replace(" ", "").rstrip(".")
