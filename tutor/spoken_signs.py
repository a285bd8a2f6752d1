"""What the signs, letters and functions of a formula are called when it is read aloud."""

OPERATORS = {
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "×": "times",
    "·": "times",
    "⋅": "times",
    "∗": "times",
    "*": "times",
    "÷": "divided by",
    "/": "over",
    "±": "plus or minus",
    ":": "to",
    "∪": "union",
    "∩": "intersection",
    "|": "given",
    "→": "to",
}
RELATIONS = {
    "=": "equals",
    "<": "is less than",
    ">": "is greater than",
    "≤": "is less than or equal to",
    "⩽": "is less than or equal to",
    "≥": "is greater than or equal to",
    "⩾": "is greater than or equal to",
    "≈": "is approximately",
    "≠": "is not equal to",
    "≡": "is identical to",
    "∝": "is proportional to",
    "∈": "is in",
    "∉": "is not in",
    "⊂": "is a subset of",
    "⊆": "is a subset of",
}
ALONE = {
    "<": "the less than sign",
    ">": "the greater than sign",
    "≤": "the less than or equal to sign",
    "≥": "the greater than or equal to sign",
}
"""What a sign is called that stands by itself."""
AFTER = {"%": "percent", "°": "degrees", "∘": "degrees", "!": "factorial"}
LETTERS = {
    "a": "A",  # alone it would be spoken as the article
    "π": "pi",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "ξ": "xi",
    "Δ": "delta",
    "Ω": "ohms",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "ρ": "rho",
    "∞": "infinity",
    "∅": "the empty set",
    "′": "dash",
    "'": "dash",
    "″": "double dash",
}
FUNCTIONS = {"sin": "sine", "cos": "cos", "tan": "tan", "log": "log", "ln": "L N"}
