r"""A right answer written in LaTeX as the answer of an item that is typed: a number, an expression, an equation, ...

Knows how answers look; whether marking can read one, only marking can say.
"""

import re
from fractions import Fraction
from typing import Any

from content_store.importers.found import Unfit
from content_store.item_spec import ItemKind

FRACTION = re.compile(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
POWER = re.compile(r"\^\s*\{([^{}]*)\}")
SIGNS = (
    (r"\left", ""), (r"\right", ""), (r"\cdot", "*"), (r"\times", "*"), (r"\div", "/"),
    (r"\leq", "<="), (r"\geq", ">="), (r"\le", "<="), (r"\ge", ">="), (r"\lt", "<"), (r"\gt", ">"),
    (r"\pi", "pi"), ("−", "-"), (r"\,", ""), (r"\ ", " "),
)  # fmt: skip
AMBIGUOUS = re.compile(r"/\s*(?:\d+\s*[a-zA-Z(]|[a-zA-Z]\s*[a-zA-Z(]|\([^()]*\)\s*[\w(])")
"""A quotient of which nobody can say where its lower part ends: "5/2x"."""
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
DECIMAL = re.compile(r"-?\d*\.?\d+")
QUOTIENT = re.compile(r"\(?(-?\d+)\)?/\(?(-?\d+)\)?|-\((\d+)/(\d+)\)|-\(?\((\d+)\)/\((\d+)\)\)?")
PAIR = re.compile(r"\([^(),]+,[^(),]+\)")
LONGEST = 80
HIGHEST_POWER = 30
FIGURES = 3
"""Figures from which a decimal is taken to be rounded: then what rounds to it is right as well."""


STANDARD = re.compile(r"(-?\d+(?:\.\d+)?)\*10\^\(*(-?\d{1,2})\)*")


def typed_answer(latex: str, question: str = "") -> tuple[ItemKind, dict[str, Any]]:
    """Return the kind and the answer of a right answer that is typed.

    Raises:
        Unfit: it is of no kind that is known.
    """
    text = plain(latex)
    if not text or len(text) > LONGEST:
        raise Unfit("its answer is of no kind that is marked")
    if value := _number(text) or _standard(text.replace(" ", ""), question):
        return value
    if PAIR.fullmatch(text):
        return "coordinates", {"points": [text]}
    if re.search(r"[<>]", text):
        return _inequality(text)
    if text.count("=") == 1:
        return _equation(text)
    _refuse_words(text)
    if re.search(r"[a-z]|sqrt|\d\s*[-+*/^]\s*\d", text, re.IGNORECASE):
        return "expression", {"value": text, "form": _form(question, text)}
    raise Unfit("its answer is of no kind that is marked")


def plain(latex: str) -> str:
    """Return LaTeX as a pupil would type it.

    Raises:
        Unfit: something in it cannot be typed.
    """
    text = latex.replace("$$", " ").strip().strip("$").strip()
    if AMBIGUOUS.search(text):
        raise Unfit("its answer can be read in two ways")
    for sign, typed in SIGNS:
        text = text.replace(sign, typed)
    for _ in range(6):
        before = text
        text = FRACTION.sub(r"((\1)/(\2))", text)
        text = ROOT.sub(r"sqrt(\1)", text)
        text = POWER.sub(lambda found: f"^{_grouped(found[1])}", text)
        if text == before:
            break
    text = re.sub(r"\{(\w+)\}(?=\s*\^)", r"\1", " ".join(text.replace("**", "^").split()))
    if re.search(r"[\\{}_$\"|]|[^\x20-\x7e]", text):
        raise Unfit("its answer is of no kind that is marked")
    if any(int(power) > HIGHEST_POWER for power in re.findall(r"\^\(?-?(\d+)", text)):
        raise Unfit("its answer has powers that are too high")
    return _unwrapped(text)


def _grouped(power: str) -> str:
    return power if re.fullmatch(r"\d+|[a-z]", power) else f"({power})"


def _unwrapped(text: str) -> str:
    """Return a lone fraction without the brackets around it."""
    found = re.fullmatch(r"(-?)\s*\(\((-?[\w.]+)\)/\((-?[\w.]+)\)\)", text)
    return f"{found[1]}{found[2]}/{found[3]}" if found else text


def _number(text: str) -> tuple[ItemKind, dict[str, Any]] | None:
    """Return a number as the answer of an item, None where it is none; a long decimal may be given more exactly."""
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    compact = text.replace(" ", "")
    if DECIMAL.fullmatch(compact) and len(compact) < 20:
        places = len(compact.partition(".")[2])
        figures = len(compact.lstrip("-0.").replace(".", ""))
        value = Fraction(compact)
        answer: dict[str, Any] = {"value": _written(value)}
        if places and figures >= FIGURES:
            answer["tolerance"] = _written(Fraction(1, 2 * 10**places))
        return "numeric", answer
    if found := re.fullmatch(r"(-?)(\d{1,9})/(-?)(\d{1,9})", compact):
        top, bottom = int(found[2]), int(found[4])
        if bottom:
            sign = -1 if bool(found[1]) != bool(found[3]) else 1
            return "numeric", {"value": _written(Fraction(sign * top, bottom))}
    return None


def _standard(text: str, question: str) -> tuple[ItemKind, dict[str, Any]] | None:
    """Return a number in standard form as the answer of an item, None where it is none."""
    found = STANDARD.fullmatch(text)
    if found is None:
        return None
    places, figures = len(found[1].partition(".")[2]), len(found[1].lstrip("-").replace(".", ""))
    unit = Fraction(10) ** int(found[2])
    answer: dict[str, Any] = {"value": _written(Fraction(found[1]) * unit)}
    if "scientific notation" in question.casefold() or "standard form" in question.casefold():
        answer["form"] = "standard"
    elif places and figures >= FIGURES:
        answer["tolerance"] = _written(unit / (2 * 10**places))
    return "numeric", answer


def _written(value: Fraction) -> str:
    return str(value)


def _inequality(text: str) -> tuple[ItemKind, dict[str, Any]]:
    _refuse_words(text)
    return "inequality", {"value": text}


def _equation(text: str) -> tuple[ItemKind, dict[str, Any]]:
    """Return a solution ("x = 3"), or an equation between letters."""
    left, _, right = (part.strip() for part in text.partition("="))
    _refuse_words(text)
    if re.fullmatch(r"[a-zA-Z]", left) and not re.search(r"[a-zA-Z]", right.replace("sqrt", "").replace("pi", "")):
        return "solutions", {"solutions": [f"{left} = {right}"]}
    if re.fullmatch(r"[a-zA-Z]", left) and left not in right:
        return "equation", {"value": text, "subject": left}
    return "equation", {"value": text}


def _refuse_words(text: str) -> None:
    """Refuse an answer in words: its letters stand in runs."""
    if re.search(r"[a-zA-Z]{4,}", text.replace("sqrt", "")) or re.search(r"[a-zA-Z]{2,} [a-zA-Z]{2,}", text):
        raise Unfit("its answer is in words")
    if "," in text or ";" in text:
        raise Unfit("its answer has several parts")


def _form(question: str, answer: str) -> str:
    """Return the form to be asked for, so that the question typed again is not the answer."""
    asked = question.casefold()
    if "factor" in asked:
        return "factorised"
    return "expanded" if re.search("expand|multiply", asked) and "/" not in answer else "simplified"
