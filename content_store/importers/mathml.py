"""Presentation MathML as LaTeX, as far as textbooks and question banks at school use it.

Knows MathML; an element that it does not know makes the whole formula unreadable, and is never guessed.
"""

import re
from collections.abc import Callable

from content_store.importers.found import Unfit
from content_store.importers.safe_xml import Element, local

UNREADABLE = "its maths cannot be read"
SIGNS = {
    "−": "-", "–": "-", "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "÷": r"\div ", "±": r"\pm ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "→": r"\to ", "∞": r"\infty ", "°": r"^{\circ}",
    "π": r"\pi ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "ρ": r"\rho ", "Δ": r"\Delta ", "Ω": r"\Omega ",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "ω": r"\omega ", "σ": r"\sigma ", "∑": r"\sum ",
    "⇒": r"\Rightarrow ", "∴": r"\therefore ", "∠": r"\angle ", "√": r"\surd ", "…": r"\ldots ", "⋯": r"\cdots ",
    "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "\\": r"\backslash ",
    "′": "'", "∥": r"\parallel ", "⊥": r"\perp ", "∈": r"\in ", "\u2061": "", "\u2062": "", "\u2063": "", "\u00a0": " ",
}  # fmt: skip
OVER = {"→": r"\vec", "⃗": r"\vec", "¯": r"\overline", "‾": r"\overline", "_": r"\overline", "^": r"\hat", "ˆ": r"\hat"}
PLAIN = frozenset(["math", "mrow", "mstyle", "mpadded", "semantics", "mtd"])
QUIET = frozenset(["mspace", "annotation", "annotation-xml", "mphantom", "none", "mprescripts", ""])


def latex_of(element: Element) -> str:
    """Return the LaTeX of a MathML element, without dollars.

    Raises:
        Unfit: something in it is not known.
    """
    return re.sub(r" +", " ", _latex(element)).strip()


def _latex(element: Element) -> str:
    name = local(element)
    if name in QUIET:
        return " " if name == "mspace" else ""
    if name in PLAIN:
        return "".join(_latex(part) for part in element)
    if name not in RULES:
        raise Unfit(UNREADABLE)
    return RULES[name](element)


def _parts(element: Element, number: int) -> list[str]:
    """Return the LaTeX of an element's parts, of which there must be so many."""
    found = [_latex(part) for part in element if local(part)]
    if len(found) != number:
        raise Unfit(UNREADABLE)
    return found


def _token(element: Element) -> str:
    """Return the text of a token; nothing may stand within it."""
    if any(local(part) for part in element):
        raise Unfit(UNREADABLE)
    text = " ".join((element.text or "").split())
    return "".join(SIGNS.get(sign, sign) for sign in text)


def _identifier(element: Element) -> str:
    token = _token(element)
    return rf"\mathrm{{{token}}}" if len(token) > 1 and token.isalpha() else token


def _words(element: Element) -> str:
    if any(local(part) for part in element):
        raise Unfit(UNREADABLE)
    text = re.sub(r"\s+", " ", element.text or "")
    if not text.strip():
        return " "
    if re.search(r"[$\\{}]", text):
        raise Unfit(UNREADABLE)
    return rf"\text{{{text.replace('%', chr(92) + '%').replace('&', chr(92) + '&').replace('_', chr(92) + '_')}}}"


def _fraction(element: Element) -> str:
    top, bottom = _parts(element, 2)
    return rf"\frac{{{top}}}{{{bottom}}}"


def _superscript(element: Element) -> str:
    whole, power = _parts(element, 2)
    return f"{whole}^{{{power.removeprefix('^')}}}" if len(whole) == 1 else f"{{{whole}}}^{{{power.removeprefix('^')}}}"


def _subscript(element: Element) -> str:
    whole, index = _parts(element, 2)
    return f"{whole}_{{{index}}}" if len(whole) == 1 else f"{{{whole}}}_{{{index}}}"


def _both(element: Element) -> str:
    whole, index, power = _parts(element, 3)
    return f"{{{whole}}}_{{{index}}}^{{{power}}}"


def _root(element: Element) -> str:
    whole, degree = _parts(element, 2)
    return rf"\sqrt[{degree}]{{{whole}}}"


def _square_root(element: Element) -> str:
    return rf"\sqrt{{{''.join(_latex(part) for part in element)}}}"


def _fenced(element: Element) -> str:
    opened, closed = element.get("open", "("), element.get("close", ")")
    inside = f"{element.get('separators', ',').strip()[:1]}".join(_latex(part) for part in element if local(part))
    return f"{SIGNS.get(opened, opened)}{inside}{SIGNS.get(closed, closed)}"


def _over(element: Element) -> str:
    whole, _ = _parts(element, 2)
    sign = "".join(element[1].itertext()).strip()
    if sign not in OVER:
        raise Unfit(UNREADABLE)
    return f"{OVER[sign]}{{{whole}}}"


RULES: dict[str, Callable[[Element], str]] = {
    "mi": _identifier,
    "mn": _token,
    "mo": _token,
    "mtext": _words,
    "mfrac": _fraction,
    "msup": _superscript,
    "msub": _subscript,
    "msubsup": _both,
    "mroot": _root,
    "msqrt": _square_root,
    "mfenced": _fenced,
    "mover": _over,
}
"""How each element that is more than a group is written."""
