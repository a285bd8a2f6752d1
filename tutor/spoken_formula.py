"""A formula in LaTeX as it is read aloud: "x squared plus 3 x", "the square root of 14".

It is read from the same MathML that a page shows, so what is heard is what is seen. Knows nothing of the text around.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element

from tutor.spoken_notation import left_out, spoken_unit
from tutor.spoken_signs import AFTER, ALONE, FUNCTIONS, LETTERS, OPERATORS, RELATIONS

OF = frozenset("Pnfg")
"""Letters that are said "of" what stands in brackets after them."""
OPERAND = ("number", "letter", "power", "closed", "root", "whole")


@dataclass(frozen=True)
class Part:
    """A piece of a formula in words, and what sort of piece it is; `sign` is what is written, where it is one sign."""

    words: str
    kind: str
    sign: str = ""


@lru_cache(maxsize=4096)
def spoken_formula(latex: str) -> str:
    """Return a formula in words; what cannot be read as LaTeX is said without its signs."""
    try:
        row = _row(convert_to_element(latex))
    except Exception:  # latex2mathml raises whatever its parser trips over, or leaves out what a fraction is made of
        return left_out(latex)
    if len(row) == 1:
        return left_out(ALONE.get(row[0].sign, row[0].words))
    return left_out(_joined(row))


def _row(element: Element) -> list[Part]:
    """Return the pieces of a row, with what is said of its brackets."""
    return _resolved(list(_parts(element)))


def _resolved(parts: Sequence[Part]) -> list[Part]:
    found: list[Part] = []
    for part in _with_whole_numbers(parts):
        opened = max((at for at, one in enumerate(found) if one.kind == "open"), default=None)
        if part.kind == "close" and opened is not None:
            inner = found[opened + 1 :]
            del found[opened:]
            found += _bracketed(found[-1] if found else None, inner, part)
        else:
            found.append(part)
    return found


def _parts(element: Element) -> Iterator[Part]:
    """Yield the pieces of an element, those of rows within it among them."""
    text = _text(element)
    if element.tag in ROWS:
        children = list(element)
        if [_text(child) for child in children] == [","]:
            yield Part("", "thousands")
        else:
            for child in children:
                yield from _parts(child)
    elif element.tag in SIMPLE:
        yield SIMPLE[element.tag](text)
    else:
        yield _built(element)


def _text(element: Element) -> str:
    """Return the sign that an element holds: the library writes most of them by number."""
    return html.unescape(element.text or "").replace("\u00a0", " ").strip()


def _letter(text: str) -> Part:
    if text in FUNCTIONS:
        return Part(FUNCTIONS[text], "function", text)
    if text in AFTER or text in OPERATORS or text in RELATIONS:
        return _sign(text)
    return Part(LETTERS.get(text, text), "letter" if text else "nothing", text)


def _sign(text: str) -> Part:
    if text in ("(", "[", "{"):
        return Part("open bracket", "open", text)
    if text in (")", "]", "}"):
        return Part("close bracket", "close", text)
    for kind, known in (("operator", OPERATORS), ("relation", RELATIONS), ("after", AFTER)):
        if text in known:
            return Part(known[text], kind, text)
    if text in LETTERS:
        return Part(LETTERS[text], "letter", text)
    if text in (",", ";"):
        return Part(",", "comma", text)
    return Part(text, "point" if text == "." else "other", text)


def _built(element: Element) -> Part:
    """Return a fraction, a root, a power, an index or a vector as one piece."""
    children = list(element)
    make = BUILT.get(element.tag)
    if make is None:
        return Part(_joined([part for child in children for part in _row(child)]), "whole")
    return make(children)


def _indexed(children: Sequence[Element]) -> Part:
    return Part(_joined([*_row(children[0]), *_row(children[1])]), "letter")


def _degree_root(children: Sequence[Element]) -> Part:
    degree = _joined(_row(children[1]))
    return _root({"3": "cube", "4": "fourth"}.get(degree, f"{degree}th"), _row(children[0]))


def _vector(children: Sequence[Element]) -> Part:
    return Part(f"the vector {' above '.join(_joined(_row(child)) for child in children)}", "whole")


def _dotted(children: Sequence[Element]) -> Part:
    dotted = _text(children[1]) in ("˙", ".")
    return Part(_joined(_row(children[0])) + (" recurring" if dotted else ""), "whole")


def _base(element: Element) -> list[Part]:
    """Return what a power is of: brackets round it are said, whatever is in them."""
    parts = list(_parts(element))
    if len(parts) > 1 and parts[0].kind == "open":
        inner = _joined(_resolved(parts[1:-1]))
        return [Part(f"open bracket {inner} close bracket", "whole")]
    return _resolved(parts)


def _with_whole_numbers(parts: Sequence[Part]) -> list[Part]:
    """Return the pieces with the groups of a large number put together, and the places that go on as such."""
    found: list[Part] = []
    for number, part in enumerate(parts):
        after = parts[number + 1] if number + 1 < len(parts) else None
        if part.kind == "thousands":
            continue
        grouped = number > 1 and parts[number - 1].kind == "thousands" and re.fullmatch(r"\d{3}(\.\d+)?", part.sign)
        if part.kind == "number" and grouped and found and found[-1].kind == "number":
            found[-1] = Part(found[-1].words + part.words, "number", found[-1].sign + part.sign)
        elif part.kind == "point":
            if after is None or after.kind != "point":
                going_on = bool(number) and parts[number - 1].kind == "point"
                found.append(Part("and so on" if going_on else "point", "other"))
        else:
            found.append(part)
    return found


def _bracketed(before: Part | None, inner: list[Part], closing: Part) -> list[Part]:
    """Return what is said of a pair of brackets: nothing of those round a point, a vector or one number alone."""
    powered = closing.words != "close bracket"
    if not powered and any(part.kind == "comma" for part in inner):
        point = Part(_joined(inner).replace(",", " comma"), "whole")
        return [Part(",", "comma"), point] if before and before.kind == "letter" else [point]
    stands_free = before is None or before.kind in ("operator", "relation", "comma", "opened")
    if not powered and stands_free and (_is_signed(inner) or inner[0].words.startswith("the vector")):
        return [Part(_joined(inner), "whole")]
    if not powered and before and before.kind == "function" and _is_signed(inner):
        return [Part(f"of {_joined(inner)}", "whole")]
    if not powered and before and before.sign in OF and all(_is_named(part) for part in inner):
        return [Part(f"of {_joined(inner)}", "whole")]
    return [Part("open bracket", "opened"), *inner, Part(closing.words, "closed")]


def _is_signed(parts: Sequence[Part]) -> bool:
    """Return whether pieces are one number or letter, perhaps with a minus."""
    own = parts[1:] if parts and parts[0].words == "minus" else parts
    return len(own) == 1 and own[0].kind in ("number", "letter", "fraction")


def _is_named(part: Part) -> bool:
    """Return whether a piece may stand in the brackets after P or n, which are then no brackets of a product."""
    if part.kind in ("letter", "power"):
        return part.words[:1].isupper() or part.sign == "x"
    return part.kind == "text" or part.sign in ("∪", "∩", "|")


def _is_long(parts: Sequence[Part]) -> bool:
    """Return whether pieces hold a sign or a fraction, so that it has to be said where they end."""
    own = parts[1:] if parts and parts[0].words == "minus" else parts
    return any(part.kind in ("operator", "relation", "fraction", "opened") for part in own)


def _fraction(above: list[Part], below: list[Part]) -> Part:
    top, bottom = _joined(above), _joined(below)
    words = f"the fraction {top}, all over {bottom}" if _is_long(above) else f"{top} over {bottom}"
    if len(below) != 1:
        words += ", end of fraction"
    numbers = [part.kind for part in (*above, *below)] == ["number", "number"]
    return Part(words, "fraction", "number" if numbers else "")


def _root(degree: str, inner: list[Part]) -> Part:
    end = "" if len(inner) == 1 and inner[0].kind != "fraction" else ", end of root"
    return Part(f"the {degree} root of {_joined(inner)}{end}", "root")


def _power(base: list[Part], power: list[Part]) -> Part:
    """Return a power; one of a unit, an angle or an inverse function as it is said of those."""
    said, index = _joined(base), _joined(power)
    last = base[-1] if base else Part("", "nothing")
    if index in ("degrees", "dash") or set(index.split()) == {"dash"}:
        return Part("1 degree" if (said, index) == ("1", "degrees") else f"{said} {index}", "power", last.sign)
    if last.kind == "text" and index in ("2", "3"):
        return Part(spoken_unit(last.sign + {"2": "²", "3": "³"}[index]), "text")
    if last.kind == "function" and index == "minus 1":
        return Part(f"inverse {said}", "function")
    short = {"2": "squared", "3": "cubed"}.get(index)
    end = "" if _is_signed(power) and all(part.kind != "fraction" for part in power) else ", end of power"
    words = f"{said} {short or f'to the power of {index}{end}'}".strip()
    return Part(words, "close" if last.kind == "close" else "power", last.sign)


def _joined(parts: Sequence[Part]) -> str:
    """Return pieces as one line, with the words that their places stand for."""
    words: list[str] = []
    before: Part | None = None
    related = False
    for part in parts:
        if before and (between := _between(before, part)):
            words.append(between)
        which = related and part.kind == "relation" and part.sign != "="
        words.append(f", which {part.words}" if which else part.words)
        related = related or part.kind == "relation"
        before = part
    return re.sub(r"\s+([,.])", r"\1", re.sub(r"\s+", " ", " ".join(words))).strip()


def _between(before: Part, part: Part) -> str:
    """Return what is said between two pieces that stand side by side."""
    if before.kind == "number" and part.kind == "fraction" and part.sign == "number":
        return "and"
    if before.kind == "fraction" and part.kind in ("number", "letter", "power", "root", "opened"):
        return ", times"
    if before.kind in OPERAND and part.kind in ("root", "fraction"):
        return "times"
    return ""


ROWS = ("math", "mrow", "mstyle", "mpadded")
SIMPLE: dict[str, Callable[[str], Part]] = {
    "mn": lambda text: Part(text, "number", text),
    "mi": _letter,
    "mo": _sign,
    "mtext": lambda text: Part(spoken_unit(text), "text", text),
    "mspace": lambda _: Part("", "thousands"),
}
BUILT: dict[str, Callable[[Sequence[Element]], Part]] = {
    "mfrac": lambda children: _fraction(_row(children[0]), _row(children[1])),
    "msqrt": lambda children: _root("square", [part for child in children for part in _row(child)]),
    "mroot": _degree_root,
    "msup": lambda children: _power(_base(children[0]), _row(children[1])),
    "msub": _indexed,
    "msubsup": lambda children: _power([_indexed(children[:2])], _row(children[2])),
    "mtable": _vector,
    "mover": _dotted,
}
"""What is made of each element of MathML."""
