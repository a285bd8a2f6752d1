r"""Typed or pasted maths in one plain notation: ASCII operators, `^` for powers, `\name` for commands.

Knows characters and LaTeX spellings; not what an expression means.
"""

import re
import unicodedata

from tutor.marking.verdict import Unread

MAX_LENGTH = 200

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
RAISED = re.compile(f"[{''.join(SUPERSCRIPTS)}]+")
VULGAR = re.compile("[¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")

CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("−–—‒‐‑﹣－", "-"),
        **dict.fromkeys("×·⋅∙•✕✖∗", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("º˚", "°"),
        **dict.fromkeys("≈≅", "="),
        **dict.fromkeys("’‘`´", "'"),
        "√": r"\sqrt ",
        "∛": r"\sqrt[3] ",
        "∜": r"\sqrt[4] ",
        "π": r"\pi ",
        "∞": r"\infty ",
        "≤": "<=",
        "≥": ">=",
        "~": " ",
    }
)

NOT_LETTER = r"(?![A-Za-z])"
LATEX = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"\$\$", " "),
        (r"(?<!\\)\$([^$]*)(?<!\\)\$", r" \1 "),
        (r"\\\$", "$"),
        (r"\\%", "%"),
        (rf"\\(?:pounds|textsterling){NOT_LETTER}", "£"),
        (r"\\(?:text|textrm|mathrm|mathit|operatorname)\s*\{([^{}]*)\}", r" \1 "),
        (rf"\\(?:left|right|[bB]ig[lr]?|displaystyle){NOT_LETTER}", ""),
        (r"\\[,;:!> ()\[\]]", " "),
        (r"\^\s*\{?\s*\\circ\s*\}?", "°"),
        (rf"\\(?:degree|circ){NOT_LETTER}", "°"),
        (rf"\\[lr]?vert{NOT_LETTER}", "|"),
        (rf"\\[dtc]frac{NOT_LETTER}", r"\\frac"),
        (r"\\frac\s*([0-9])\s*([0-9])", r"\\frac{\1}{\2}"),
        (rf"\\(?:cdot|times|ast){NOT_LETTER}", "*"),
        (rf"\\div{NOT_LETTER}", "/"),
        (rf"\\(?:leq?|leqslant){NOT_LETTER}", "<="),
        (rf"\\(?:geq?|geqslant){NOT_LETTER}", ">="),
        (rf"\\lt{NOT_LETTER}", "<"),
        (rf"\\gt{NOT_LETTER}", ">"),
        (rf"\\approx{NOT_LETTER}", "="),
        (r"\{\s*\}", ""),
        (r"\*\*", "^"),
        (r"(?i)(?<=[0-9]) out of (?=[0-9])", "/"),
        (r"(?i)(?<![a-z])(?:minus|negative) (?=\.?[0-9])", "-"),
        (r"(?i)(?<![a-z\\])(?:the )?cube root(?: of)? ?(?=[0-9(\\]|[a-z](?![a-z]))", r"\\sqrt[3] "),
        (r"(?i)(?<![a-z\\])(?:the )?(?:square )?root(?: of)? ?(?=[0-9(\\]|[a-z](?![a-z]))", r"\\sqrt "),
    ]
]

HOW_FAR = (
    r"(?:[0-9]{1,2}|one|two|three|four)[\s-]*"
    r"(?:d\.?\s?p\.?s?|s\.?\s?f\.?|sig\.?\s?figs?\.?|decimal\s?places?|decimals?|significant\s?figures?)"
    r"|(?:the\s)?nearest\s(?:whole\snumber|[a-z]+)"
)
ROUNDED = r"(?:correct|corrected|rounded|rounding|round|given)\s"
NOTE = rf"(?:{ROUNDED})?(?:to\s)?(?:{HOW_FAR})|rounded(?:\s(?:up|down))?|approx\.?"
BRACKETED_NOTE = re.compile(rf"(?i)\s*[(\[]\s*(?:{NOTE})\s*(?:[)\]]|$)")
END_NOTE = re.compile(rf"(?i)(?<=[0-9a-z%)£°Ω])[\s,]+(?:{NOTE})[\s.]*$")

LEAD_IN = re.compile(
    r"(?i)^\s*(?:(?:so|therefore|hence|ok|um|well|maybe|is it|it is|it's|its|i think|i got|i get|my|the|final"
    r"|answer|ans|is|about|roughly|around|approximately|approx|equals)(?![a-z])[\s,.:=]*)+"
)


def tidy(text: str) -> str:
    """Return `text` in the plain notation, without the punctuation that ends a sentence.

    Raises:
        Unread: nothing is left, or it is too long to be an answer.
    """
    if len(text) > MAX_LENGTH:
        raise Unread("That is too long to mark. Type just your answer.")
    plain = _plain_characters(text)
    for pattern, replacement in LATEX:
        plain = pattern.sub(replacement, plain)
    plain = plain.strip().rstrip(".!?,; ")
    if not plain:
        raise Unread("There is no answer there yet. Type your answer.")
    # Compatibility forms can grow eighteenfold, and the time that reading takes rests on the length.
    if len(plain) > 2 * MAX_LENGTH:
        raise Unread("That is too long to mark. Type just your answer.")
    return plain


def without_lead_in(text: str) -> str:
    """Return tidied text without an opening such as "the answer is"."""
    return LEAD_IN.sub("", text, count=1) or text


def without_note(text: str) -> str:
    """Return an answer that is a number without a note on its rounding: "81.9 (1 d.p.)" is 81.9."""
    plain = END_NOTE.sub("", BRACKETED_NOTE.sub(" ", text))
    return plain if plain.strip() else text


def squashed(text: str) -> str:
    """Return `text` as compared letter for letter: one notation, no spaces, no case."""
    plain = _plain_characters(text)
    for pattern, replacement in LATEX:
        plain = pattern.sub(replacement, plain)
    return re.sub(r"\s+", "", plain).rstrip(".").casefold()


def _plain_characters(text: str) -> str:
    text = RAISED.sub(lambda run: "^{" + "".join(SUPERSCRIPTS[c] for c in run.group()) + "}", text)
    text = VULGAR.sub(lambda match: _vulgar_fraction(match.group()), text)
    text = unicodedata.normalize("NFKC", text.translate(CHARACTERS))
    return "".join(_visible(character) for character in text)


def _vulgar_fraction(character: str) -> str:
    top, _, bottom = unicodedata.normalize("NFKC", character).partition("⁄")
    return rf"\frac{{{top}}}{{{bottom}}}"


def _visible(character: str) -> str:
    """Return the character, a space for white space, nothing for one that does not show."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character).startswith("C") else character
