"""The symbols that are offered beside the box for an answer: by its kind and unit, never by what is right."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from content_store.answers import NumericAnswer, ValueAnswer
from content_store.items import DrawnItem


@dataclass(frozen=True)
class Key:
    """One key: its face, what it writes at the caret (`|` where the caret then stands), and its name when read out."""

    face: str
    inserts: str
    name: LazyString


FRACTION = Key("a/b", "/", _l("fraction bar"))
POWER = Key("xⁿ", "^", _l("to the power of"))
ROOT = Key("√", "√(|)", _l("square root of"))
TIMES = Key("×", "×", _l("times"))
DIVIDE = Key("÷", "÷", _l("divided by"))
PI = Key("π", "π", _l("pi"))
TEN = Key("×10ⁿ", "×10^", _l("times ten to the power of"))
LESS, MORE = Key("<", "<", _l("less than")), Key(">", ">", _l("greater than"))
AT_MOST, AT_LEAST = Key("≤", "≤", _l("less than or equal to")), Key("≥", "≥", _l("greater than or equal to"))
DEGREE, POUND = Key("°", "°", _l("degrees")), Key("£", "£", _l("pounds"))
BRACKETS = Key("( )", "(|)", _l("brackets"))
EQUALS, COLON = Key("=", "=", _l("equals")), Key(":", ":", _l("to, in a ratio"))
SUBSCRIPT = Key("xₙ", "_", _l("subscript"))

NUMBER = (FRACTION, POWER, ROOT, TIMES, DIVIDE, PI, TEN)
KEYS: dict[str, tuple[Key, ...]] = {
    "numeric": NUMBER,
    "pasted": NUMBER,
    "expression": (FRACTION, POWER, ROOT, TIMES, DIVIDE, PI, BRACKETS),
    "equation": (EQUALS, FRACTION, POWER, ROOT, PI, BRACKETS),
    "solutions": (EQUALS, FRACTION, POWER, ROOT, BRACKETS),
    "inequality": (LESS, MORE, AT_MOST, AT_LEAST, FRACTION),
    "coordinates": (BRACKETS, Key(",", ", ", _l("comma")), FRACTION),
    "ratio": (COLON, FRACTION),
}


def keys_for(item: DrawnItem) -> tuple[Key, ...]:
    """Return the keys that suit an item; none for what is not typed as maths."""
    if not isinstance(item.answer, ValueAnswer):
        return ()
    keys = KEYS.get(item.kind, ())
    unit = (item.answer.unit or "") if isinstance(item.answer, NumericAnswer) else ""
    if "£" in unit:
        return (POUND, *keys)
    if unit in ("°", "degrees") or "angle" in item.question.casefold():
        return (*keys, DEGREE)
    return (*keys, SUBSCRIPT) if "_" in item.question else keys
