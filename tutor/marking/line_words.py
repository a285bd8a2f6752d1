"""The words and marks around the maths of a line: what joins, what labels, what supposes, what rounds.

Knows British classroom usage; reads no maths.
"""

import re

SPLIT = re.compile(
    r"(?i)=>|[⇒→∴⟹➔➜]|-+>|\\(?:Rightarrow|implies|therefore|to)(?![A-Za-z])|;|(?<=[a-z\d)²³]),(?=\s)(?! \d{3}(?!\d))"
    r"|,(?=\s*[a-z]\s*=)"
    r"|(?<=[\w)²³%])[.:](?=\s)|:(?=\s*[a-z\d-]*[a-z])|[.:]$|\\\\|\|\||[Ⓐ-ⓩ①-⑳]"
    r"|(?<![a-z\\])(?:so|therefore|hence|thus|then|because|since|and|but|which|giving|meaning|after|where|when|if)(?![a-z])"
)
"""Where one statement on a line ends and the next begins."""

LABEL = re.compile(
    r"(?i)^\s*(?:step\s*\d+\s*[.:)]?|line\s*\d+\s*[.:)]|q(?:uestion)?\s*\d+\s*[a-h]?\s*[.:)]"
    r"|\(?[a-h]\)(?=\s)|\(?i{1,3}v?\)(?=\s)|\(\d{1,2}\)(?=\s)|\d{1,2}\)(?=\s)|\d{1,2}\.(?=\s)|[-•*]\s+(?=\S*\s?[a-z=]))\s*"
)
PART = re.compile(r"(?i)^\s*(?:q(?:uestion)?\s*\d+|\(?[a-h]\)\s|\(?i{1,3}v?\)\s|part\s+[a-h\d]|[Ⓐ-ⓩ①-⑳])")
ASSUMED = re.compile(
    r"(?i)(?<![a-z])(?:let|when|if|try|trying|tried|test|check|checking|sub|subbing|substitut\w*|putting|suppose"
    r"|(?:put|say|using|at|for|take) [a-z] ?=|plug\w*|guess|verify|proof|prove|assume|e\.?g|example|not|isn'?t|wrong"
    r"|instead|whether|maybe|term|too|reject\w*|ignore|extraneous)(?![a-z])|≠|\?|✗|×$|\\ne(?![a-z])"
)
ROUNDED = re.compile(
    r"(?i)≈|≅|~|(?<![a-z])(?:about|approx\w*|roughly|around|nearest|round\w*|estimat\w*|d\.?p|s\.?f"
    r"|sig\w* fig\w*|decimal)"
    r"(?![a-z])|\\approx|\.\.\.|…"
)
OR = re.compile(r"(?i)(?<![a-z])or(?![a-z])|(?<=\d)or(?=[a-z]\s*=)|\\lor(?![a-z])|∨")
LEFT_OVER = re.compile(r"(?i)\d\s*(?:r|rem|remainder)\s*\d")
WORDED = (
    (re.compile(r"(?<=[=+\-−]) ?(\d{1,3}), (\d{3})(?!\d)"), r" \1\2"),
    (re.compile(r"(?i)(?<=[\d)a-z])\s+(?:times|multiplied by|lots of)\s+(?=[\d(£-])"), " × "),
    (re.compile(r"(?i)(?<=[\d)])\s+(?:divided by|over)\s+(?=[\d(£-])"), " ÷ "),
    (re.compile(r"(?i)(?<=[\d)])\s+(?:plus|add)\s+(?=[\d(£])"), " + "),
    (re.compile(r"(?i)(?<=[\d)])\s+(?:minus|take away|subtract|take)\s+(?=[\d(£])"), " - "),
    (re.compile(r"(?i)(?<![a-z])([a-z\d)])\s+squared(?![a-z])"), r"\1^2"),
    (re.compile(r"(?i)(?<![a-z])([a-z\d)])\s+cubed(?![a-z])"), r"\1^3"),
    # Beside pi the letter x is a times sign: before any number, and between a number and pi.
    (re.compile(r"(?i)((?<![a-z])pi|π)\s*x\s*(?=[\d(.√])"), r"\1 × "),
    (re.compile(r"(?i)(?<=[\d)}²³])(?:\s+x\s+|x)(?=\\?pi(?![a-z])|π|√|\\sqrt)"), " × "),
    (re.compile(r"(?i)(%|\d/\d+)\s+of\s+(?=[£\d])"), r"\1 × "),
    (
        re.compile(
            r"(?<![A-Za-z\d)])(?!a(?: |$)|I )([a-zA-Z])\s+(?:is|equals|must be)\s+(?=[-−£]?\d+(?:[./]\d+)?\s*$)"
        ),
        r"\1 = ",
    ),
    (
        re.compile(
            r"(?i)((?:\d|\))\s*[-+×÷*/−]\s*[£(]?[\d.]+\)?)\s+(?:is|makes|equals|gives)\s+(?=[-−£]?[\d.]+%?\s*$)"
        ),
        r"\1 = ",
    ),
    (
        re.compile(
            r"(?<=\d)\s*(?:k?m|cm|k?g|mg|J|N|m?l|p|mol|W)\s?/\s?(?:s|h|hr|hour|k?g|c?m|min|l)(?![A-Za-z])\s?\^?[23²³]?"
        ),
        " ",
    ),
    (re.compile(r"(?<=\d)(?:\s*(?:mm|cm|km)|\s+m)\s?\^?[23²³](?!\d)"), " "),
    (re.compile(r"(?i)square root of\s+(\d+)"), r"√(\1)"),
)
BOTH_SIDES = re.compile(r"(?i)\s*[\[(|]*\s*[-+−–×÷*/]\s*\d*[a-z]?\s*[\])]*\s*(?:from |to |on |by )?both sides.*$")
MARGIN = re.compile(r"\s*(?:\[\s*[-+−–×÷*/][^\]]*\]|\(\s*[÷×*/]\s*-?\s*\d*[a-z]?\s*\)|\|\s*[-+−–×÷*/].*)\s*$")
ASIDE = re.compile(r"(?i)\s*[(\[](?=[a-z ,'/-]*[a-z]{4})(?!sqrt)[a-z ,'/-]+[)\]]")
TICKS = re.compile(r"[✓✔☑√]+\s*$|\\checkmark|(?<=\d)!+\s*$")
DIVIDED_FRACTIONS = re.compile(r"(?<![\w./)])((?:\([^()]*\)|[\w.^]+)\s*/\s*(?:\([^()]*\)|[\w.^]+))(?![\w./(])")

UNIT_WORDS = (
    "m g s h l p N J W V A K C km cm mm kg mg ml cl min mins hr hrs hour hours sec secs kmh mph ms pence "
    "pounds pound degrees deg mol Pa kJ kW Hz ohm"
)
UNITS = frozenset(UNIT_WORDS.split())
SMALL_WORDS = (
    "so or and is it in if of to by on at an as be we me my no do go he us am up the for but get got add "
    "put not one two six ten all are now has had can you let try out off own per was its how why sum see "
    "say any too use yes thus both sub ans eq lhs rhs hcf lcm dp sf ok oh uh um th nd rd st end rem"
)
COMMON_WORDS = frozenset(SMALL_WORDS.split())


ELEMENTS = "He Li Be Ne Na Mg Al Si Cl Ar Ca Cr Mn Fe Cu Zn Br Ag Pb H B C N O F P S K I"
ELEMENT = f"(?:{'|'.join(ELEMENTS.split())})"
SUBSTANCE = re.compile(
    rf"(?<![A-Za-z])(?:{ELEMENT}[₀-₉0-9]*)*{ELEMENT}[₀-₉](?:{ELEMENT}|[₀-₉0-9])*(?![A-Za-z])"
    rf"|(?<![A-Za-z])[HON]2(?![A-Za-z0-9])|(?<![A-Za-z])(?:{ELEMENT}[0-9]*)*{ELEMENT}[0-9]+{ELEMENT}+[0-9]*(?![A-Za-z])"
    rf"|(?<![A-Za-z])(?:{ELEMENT}*(?:CO|SO|NO|NH|CH)|[A-Z][a-z](?:Cl|Br|O|F|I|S))[2-4](?![A-Za-z])"
)
"""A chemical formula with a number in it, which is no product of unknowns: H₂O, CO2. (BC2 may be a side squared.)"""


SAME_LETTER = re.compile(r"(?<![A-Za-z\d)])([A-Za-z])(\s*=[^,=]+?)(?:,\s*(?:and|or)?|\s(?:and|&))\s*(?=\1\s*=)")
MORE_VALUES = re.compile(
    r"(?<![A-Za-z\d)])([A-Za-z]\s*=\s*)([-−]?[\d./√]+)\s*(?:,\s*(?:or|and)?\s|,(?=[-−])|(?:or|and|&)\s)\s*([-−]?[\d./√]+)\s*$"
)
PLUS_MINUS = re.compile(r"±|\\pm(?![A-Za-z])|\+\s?/\s?[-−]|(?<==)\s*\+[-−]")
UNREADABLE = re.compile(r"[±≠∓∝≡]|\\(?:pm|ne|mp)(?![A-Za-z])|\+\s?/\s?[-−]")


def with_choices(line: str) -> str:
    """Return a line with "x = 3, -3" and "x = 3, x = -3" written with "or"."""
    return MORE_VALUES.sub(r"\1\2 or \1\3", SAME_LETTER.sub(r"\1\2 or ", line))


def choices_in(clause: str) -> list[str]:
    """Return the statements that "or", or a sign for plus or minus, joins in a clause; none if it cannot be told."""
    if len(PLUS_MINUS.findall(clause)) == 1 and "=" in PLUS_MINUS.split(clause)[0]:
        return [PLUS_MINUS.sub(sign, clause) for sign in "+-"]
    return [] if UNREADABLE.search(clause) else OR.split(clause)


def plainer(clause: str) -> str:
    """Return a clause with worded signs as signs, margin notes left out and divided fractions in brackets."""
    text = SUBSTANCE.sub(" substance ", clause)
    text = TICKS.sub("", MARGIN.sub("", BOTH_SIDES.sub("", ASIDE.sub("", text))))
    if LEFT_OVER.search(text):
        return ""
    for pattern, replacement in WORDED:
        text = pattern.sub(replacement, text)
    if re.search(r"÷|\\div", text):
        text = DIVIDED_FRACTIONS.sub(r"(\1)", text)
    return text


def without_label(line: str) -> str:
    """Return a line without the number or letter of its part or step."""
    return LABEL.sub("", line, count=1)


def starts_a_part(line: str) -> bool:
    """Tell whether a line begins another part of the question, which follows from nothing before."""
    return PART.match(line) is not None


def is_assumption(line: str) -> bool:
    """Tell whether a line supposes, tries or rejects something rather than concluding it."""
    return ASSUMED.search(line) is not None


def is_rounded(line: str) -> bool:
    """Tell whether a line says that a value is rounded."""
    return ROUNDED.search(line) is not None


def has_units(line: str) -> bool:
    """Tell whether units, money or percentages are on a line, so that a sum may change from one to another."""
    return re.search(r"[£$€%°]|\d\s?[A-Za-z]{2,}|\d\s?[pmgs](?![A-Za-z])", line) is not None
