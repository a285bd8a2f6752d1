"""Marking of numbers, with units and rounding."""

import re
from dataclasses import replace
from functools import lru_cache

from content_store.answers import NumericAnswer
from tutor.marking.claimed import with_end
from tutor.marking.notation import tidy, without_note
from tutor.marking.number_form import FRACTIONS, SUM_TO_DO, is_division, number_form, rather_exact
from tutor.marking.numeric_near import last_figure_fault, rounded_fault, size_fault, turned_round
from tutor.marking.quantity import Quantity, read_quantity
from tutor.marking.rounding import (
    AS_ASKED,
    RIGHT_ROUNDED,
    TOO_SHORT,
    Agreement,
    Rounding,
    agreement,
    decimal_places,
    noughts,
)
from tutor.marking.spoken import spoken
from tutor.marking.tree import Apply, Number, latex
from tutor.marking.units import CURRENCIES, Unit, is_money, read_unit
from tutor.marking.value import Real, as_fraction, evaluate, same_value
from tutor.marking.verdict import InvalidAnswer, Mark, Unread

PENCE = 2
"""Places that an amount of money may always have."""
COMMA = re.compile(r"[0-9],[0-9]")
THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9,])")
SEVERAL_COMMAS = re.compile(r"[0-9],[0-9]{3},[0-9]")
FLAT_POWER = re.compile(r"(?:[xX×*]|\\times)\s*10\s*[-−–]?[0-9]+\s*$")
WITH_CARET = "If that is a power of 10, write it with ^, such as 10^5."
WITH_POINT = "Right. Here a decimal is written with a point, such as 0.5: a comma may be read as two numbers."
POINT = re.compile(r"\(\s*[-−–+]?[\d./]+\s*,(?!\d{3}\s*\))\s*[-−–+]?[\d./]+\s*\)")
A_POINT = "That is a point, with two coordinates. One number is asked for."
ONE_OR_TWO = "Is that one number or two? Write a decimal with a point, such as 0.5."


def mark_numeric(answer: NumericAnswer, text: str) -> Mark:
    """Return the mark of a number that a pupil typed; of several ways to read it, the one in their favour.

    Raises:
        Unread: no one number can be read.
        InvalidAnswer: the answer's own texts cannot be read.
    """
    if POINT.search(text):
        raise Unread(A_POINT)
    _, unit = _targets(answer)
    text = without_note(with_end(text))
    marks = [_marked(answer, read_quantity(reading)) for reading in spoken(text, unit)]
    best = next((one for one in marks if one.right), marks[0])
    if best.only_form:
        return best
    commas, wrong = COMMA.search(text), not best.right and best.misconception_id is None
    if commas and wrong and not _thousands(answer, text):
        raise Unread(ONE_OR_TWO)
    if commas and best.right and best.form is None and not THOUSANDS.search(text):
        return replace(best, form=WITH_POINT)
    if wrong and FLAT_POWER.search(text):
        raise Unread(WITH_CARET)
    return best


def _marked(answer: NumericAnswer, typed: Quantity) -> Mark:
    targets, unit = _targets(answer)
    value = _comparable(typed, unit)
    if value is None:
        return Mark(False, _wrong_unit(typed, targets, answer), None, typed.latex)
    if answer.no_unit:
        typed = replace(typed, latex=latex(typed.node))  # the A of "group 6A" is no ampere
    found = _best(value, typed, targets, _rounding(answer))
    if found.right:
        return _mark_right(answer, typed, found)
    misconception = _revealed(answer, typed, value)
    form = None if misconception else rather_exact(answer.form, found.form) or _near(answer, typed, value)
    return Mark(False, form, misconception, typed.latex)


def agrees(answer: NumericAnswer, value: Real, own: Real | None = None, places: int | None = None) -> bool:
    """Return whether a number, in the answer's unit, agrees with another as closely as the answer asks for.

    The other is `own`, or where that is None any of the accepted ones; `places` is how many decimals were typed.
    """
    targets = _targets(answer)[0] if own is None else (own,)
    return any(agreement(value, places, target, _rounding(answer)).right for target in targets)


def typed_in_unit(answer: NumericAnswer, typed: Quantity) -> Real | None:
    """Return a typed number in the answer's unit, None where its own unit measures something else."""
    return _comparable(typed, _targets(answer)[1])


def _near(answer: NumericAnswer, typed: Quantity, value: Real) -> str | None:
    """Return what to say of a wrong number that is wrong in one thing, None where it may be anything."""
    targets, unit = _targets(answer)
    own = _own_places(typed, unit)
    return (
        _unconverted(typed, targets, answer, unit)
        or _not_as_percentage(answer, typed)
        or turned_round(typed.node, value, targets)
        or (rounded_fault(typed.node, value, targets) if _is_exact(answer) else None)
        or (None if typed.unworked else last_figure_fault(value, own, targets, _rounding(answer)))
        or (None if typed.unworked else size_fault(value, targets, unit is not None and bool(unit.root)))
    )


def _own_places(typed: Quantity, unit: Unit | None) -> int | None:
    """Return how many decimals a number is typed to, None where it is typed in another unit than is compared."""
    return decimal_places(typed.node) if typed.unit is None or unit is None or typed.unit.size == unit.size else None


def _is_exact(answer: NumericAnswer) -> bool:
    """Tell whether a number is asked for as it is, in any form."""
    return _rounding(answer) == Rounding() and answer.form in ("any", "decimal")


def _thousands(answer: NumericAnswer, text: str) -> bool:
    """Tell whether commas part thousands, and would not make the number right as decimal ones."""
    if not THOUSANDS.search(text) or SEVERAL_COMMAS.search(text):
        return SEVERAL_COMMAS.search(text) is not None
    with_point = THOUSANDS.sub(lambda match: match.group().replace(",", "."), text)
    return not _marked(answer, read_quantity(with_point)).right


def _mark_right(answer: NumericAnswer, typed: Quantity, found: Agreement) -> Mark:
    """Return the mark of a right value, which may yet lack its unit, its form or the rounding that is asked for."""
    if answer.unit_required and not _unit_is_given(answer, typed):
        missing = typed.unit is None and not typed.words
        fault = "the unit is missing." if missing else f"the unit should be {answer.unit}."
        return Mark(False, f"Right value, but {fault}", None, typed.latex)
    unrounded = found.form if found.unrounded else None
    wrong_form = (
        _rounded_off(answer, found)
        or _needless_unit(answer, typed)
        or _wrong_form(answer, typed)
        or unrounded
        or _not_written_so(answer, typed)
        or _too_short(answer, typed)
    )
    return Mark(wrong_form is None, wrong_form or found.form, None, typed.latex)


def _rounded_off(answer: NumericAnswer, found: Agreement) -> str | None:
    return rather_exact(answer.form, found.form) if found.form == RIGHT_ROUNDED and answer.form in FRACTIONS else None


def _needless_unit(answer: NumericAnswer, typed: Quantity) -> str | None:
    """Return what to say of a unit, or of a money sign, where the number has none; None where it does no harm."""
    if typed.unit is None or typed.is_percentage or _targets(answer)[1] is not None:
        return None
    if not answer.money and is_money(typed.unit) and typed.unit.shown in CURRENCIES:
        return f"Right value, but it is not an amount of money: leave out the {typed.unit.shown}."
    if answer.no_unit:
        return f"Right value, but {answer.no_unit} has no unit: leave out “{typed.unit.shown}”."
    return None


def _not_as_percentage(answer: NumericAnswer, typed: Quantity) -> str | None:
    """Return what to say of a fraction or a decimal that is the percentage asked for."""
    targets, unit = _targets(answer)
    if unit is None or unit.root or typed.unit is not None or as_fraction(typed.value).denominator == 1:
        return None
    hundredfold = as_fraction(typed.value) * 100
    right = any(agreement(hundredfold, None, target, _rounding(answer)).right for target in targets)
    return "Right value, but write it as a percentage." if right else None


def _not_written_so(answer: NumericAnswer, typed: Quantity) -> str | None:
    """Return what to say of the rounded number with noughts beyond what is asked for, or as a fraction."""
    rounding, kept = _rounding(answer), _places_kept(answer, typed)
    if kept is None:
        fraction = isinstance(typed.node, Apply) and typed.node.name in {"/", "mixed"}
        return AS_ASKED.format(rounding.asked) if rounding.asked and fraction else None
    places, wanted = kept
    pence = answer.money if typed.unit is None else is_money(typed.unit)
    if pence and places == PENCE and wanted <= 0:
        return None
    standard_form = isinstance(typed.node, Apply) and typed.node.name == "*"
    said = noughts(rounding, typed.value, standard_form=standard_form)
    return said if places > (wanted if standard_form else max(wanted, 0)) else None


def _too_short(answer: NumericAnswer, typed: Quantity) -> str | None:
    """Return what to say of a right number that lacks its last nought: 9.4 to 2 decimal places is 9.40, and 13 is 13.0.

    Whole pounds are left alone.
    """
    kept = _places_kept(answer, typed)
    if kept is None or not 0 <= kept[0] < kept[1] or _rounding(answer).tolerance is not None:
        return None
    inside = typed.node.parts[0] if isinstance(typed.node, Apply) and typed.node.name == "neg" else typed.node
    unit = typed.unit or _targets(answer)[1]
    whole_pounds = kept[0] == 0 and unit is not None and is_money(unit)
    if not isinstance(inside, Number) or whole_pounds:
        return None
    return TOO_SHORT.format(_rounding(answer).asked, f"{float(as_fraction(evaluate(typed.node))):.{kept[1]}f}")


def _places_kept(answer: NumericAnswer, typed: Quantity) -> tuple[int, int] | None:
    """Return the decimal places that were typed and those that are asked for; None where they cannot be compared."""
    rounding, unit = _rounding(answer), _targets(answer)[1]
    places = decimal_places(typed.node)
    converted = typed.unit is not None and unit is not None and typed.unit.size != unit.size
    if rounding.asked is None or places is None or converted or not typed.value:
        return None
    return places, rounding.places_of(typed.value)


def _wrong_form(answer: NumericAnswer, typed: Quantity) -> str | None:
    """Return what to say about the form; a percentage is a form of its own unless it is the unit."""
    if typed.unworked and not any(_read_own(text).unworked for text in answer.accepted):
        return typed.unworked
    takes_fractions = any("/" in text or "frac" in text for text in answer.accepted)
    # Where a rounded number is asked for, that says what is left to do.
    if answer.form == "any" and is_division(typed.node) and not takes_fractions and not _rounding(answer).asked:
        return SUM_TO_DO
    if answer.form != "any" and typed.is_percentage and _targets(answer)[1] is None:
        return "Right value, but do not write it as a percentage."
    return number_form(typed.node, answer.form)


def _unit_is_given(answer: NumericAnswer, typed: Quantity) -> bool:
    """Tell whether a unit was typed; one outside the table (sweets) is compared as a word."""
    if answer.unit is None:
        return True
    if _targets(answer)[1] is not None:
        return typed.unit is not None
    return typed.words.casefold().startswith(answer.unit.casefold().rstrip("s"))


def _comparable(typed: Quantity, unit: Unit | None) -> Real | None:
    """Return the value in the item's unit; None where the unit typed measures something else."""
    return typed.plain_value if unit is None else typed.in_unit(unit)


def _best(value: Real, typed: Quantity, targets: tuple[Real, ...], rounding: Rounding) -> Agreement:
    """Return the agreement with the accepted value that the number is nearest to in the pupil's favour."""
    places = decimal_places(typed.node)
    found = [agreement(value, places, target, rounding) for target in targets]
    return max(found, key=lambda one: (one.right, one.form is None if one.right else one.form is not None))


def _wrong_unit(typed: Quantity, targets: tuple[Real, ...], answer: NumericAnswer) -> str:
    same = any(same_value(typed.value, target) for target in targets)
    return f"{'Right number, but the' if same else 'The'} unit should be {answer.unit or _own_unit(answer)}."


def _unconverted(typed: Quantity, targets: tuple[Real, ...], answer: NumericAnswer, unit: Unit | None) -> str | None:
    """Return what to say where the right number stands before another unit of the same kind."""
    if unit is None or typed.unit is None or typed.unit.size == unit.size:
        return None
    same = any(same_value(typed.value, target) for target in targets)
    return _wrong_unit(typed, targets, answer) if same else None


def _own_unit(answer: NumericAnswer) -> str:
    """Return the unit written in the accepted text itself."""
    unit = read_quantity(answer.accepted[0]).unit
    return unit.shown if unit else ""


def _revealed(answer: NumericAnswer, typed: Quantity, value: Real) -> str | None:
    """Return the misconception whose wrong answer this is: as it stands first, then as a decimal that is rounded."""
    _, unit = _targets(answer)
    rounding = Rounding(None, answer.decimal_places, answer.significant_figures)
    wrong = [(one.misconception_id, _comparable(_read_own(one.value), unit)) for one in answer.reveals]
    for places in (None, _own_places(typed, unit)):
        for misconception_id, target in wrong:
            if target is not None and agreement(value, places, target, rounding).right:
                return misconception_id
    return None


def _rounding(answer: NumericAnswer) -> Rounding:
    tolerance = None if answer.tolerance is None else as_fraction(_read_own(answer.tolerance).value)
    return Rounding(tolerance, answer.decimal_places, answer.significant_figures)


@lru_cache(maxsize=512)
def _targets(answer: NumericAnswer) -> tuple[tuple[Real, ...], Unit | None]:
    """Return the accepted values in one unit, and that unit: the answer's, else the accepted text's own."""
    accepted = [_read_own(text) for text in answer.accepted]
    unit = read_unit(tidy(answer.unit))[0] if answer.unit else accepted[0].unit
    values = [_comparable(quantity, unit) for quantity in accepted]
    if any(value is None for value in values):
        raise InvalidAnswer(f"the accepted answers {answer.accepted} are not all in one kind of unit")
    return tuple(values), unit


def _read_own(text: str) -> Quantity:
    try:
        return read_quantity(text)
    except Unread as error:
        raise InvalidAnswer(f"'{text}' in an answer cannot be read as a number: {error}") from error
