"""Names of substances as pupils type them where a name is asked for: with what state they are in, or as a formula.

Knows how a formula looks, not which one belongs to which name: a formula is sent back for a name whether or not it is
the right one, so that nothing is told.
"""

import re
from collections.abc import Sequence

SYMBOLS = {
    "H": "hydrogen", "He": "helium", "Li": "lithium", "Be": "beryllium", "B": "boron", "C": "carbon", "N": "nitrogen",
    "O": "oxygen", "F": "fluorine", "Ne": "neon", "Na": "sodium", "Mg": "magnesium", "Al": "aluminium",
    "Si": "silicon", "P": "phosphorus", "S": "sulfur", "Cl": "chlorine", "Ar": "argon", "K": "potassium",
    "Ca": "calcium", "Ti": "titanium", "Cr": "chromium", "Mn": "manganese", "Fe": "iron", "Co": "cobalt",
    "Ni": "nickel", "Cu": "copper", "Zn": "zinc", "Br": "bromine", "Rb": "rubidium", "Sr": "strontium",
    "Ag": "silver", "Sn": "tin", "I": "iodine", "Cs": "caesium", "Ba": "barium", "Pt": "platinum", "Au": "gold",
    "Hg": "mercury", "Pb": "lead",
}  # fmt: skip
"""Elements that are met at school, by their symbols."""
ENDINGS = frozenset({
    "oxide", "hydroxide", "chloride", "bromide", "iodide", "fluoride", "sulfide", "nitride", "sulfate", "sulfite",
    "nitrate", "nitrite", "carbonate", "phosphate", "ammonia", "ammonium", "acid", "water", "methane", "ethane",
    "ethanol", "glucose",
})  # fmt: skip
GASES = frozenset({
    "hydrogen", "oxygen", "nitrogen", "fluorine", "chlorine", "bromine", "iodine", "helium", "neon", "argon",
    "carbon dioxide", "carbon monoxide", "sulfur dioxide", "ammonia", "methane", "hydrogen chloride",
})  # fmt: skip
"""What may be called a gas: elements and compounds that are one at the temperatures of a school's experiments."""
NOT_METALS = frozenset({
    "hydrogen", "helium", "boron", "carbon", "nitrogen", "oxygen", "fluorine", "neon", "silicon", "phosphorus",
    "sulfur", "chlorine", "argon", "bromine", "iodine",
})  # fmt: skip
SALT_ENDINGS = ("ide", "ate", "ite")

SYMBOL = "|".join(sorted(SYMBOLS, key=len, reverse=True))
PART = rf"(?:(?:{SYMBOL})[0-9]{{0,3}})"
FORMULA = re.compile(rf"[0-9]{{0,2}}(?:{PART}|\((?:{PART})+\)[0-9]{{0,2}})+(?:\^?[0-9]?[+-])?(?:\((?:s|l|g|aq)\))?")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁺⁻−–", "0123456789+---")
BEFORE = re.compile(r"^(?:molten|metallic|pure|the element|element) ")
AFTER = re.compile(r" (gas|vapour|metal|salt|element)$")

NAME_WANTED = "Write its name, not its formula or symbol."
NAMES_WANTED = "Write names in words, not formulas or symbols."


def wants_name(accepted: Sequence[str]) -> bool:
    """Return whether a gap asks for the name of an element or a compound."""
    names = ENDINGS.union(SYMBOLS.values())
    words = [word for text in accepted for word in text.casefold().replace("sulph", "sulf").split()]
    return bool(names.intersection(words)) and not any(looks_like_formula(text) for text in accepted)


def looks_like_formula(text: str) -> bool:
    """Return whether a text is a chemical formula or the symbol of an element; small letters need a digit to be one."""
    plain = "".join(
        text.translate(SUBSCRIPTS).replace("_", "").replace("{", "").replace("}", "").replace("$", "").split()
    )
    if FORMULA.fullmatch(plain):
        return True
    return plain.islower() and any(map(str.isdigit, plain)) and _in_small_letters(plain)


def _in_small_letters(text: str) -> bool:
    """Return whether a text would be a formula with capitals in the right places: "mgso4"."""
    return re.fullmatch(FORMULA.pattern, text, re.IGNORECASE) is not None


def bare_name(name: str) -> str:
    """Return a plain name without what it is: "bromine gas" is bromine, and "lead gas" stays what it is."""
    name = BEFORE.sub("", name, count=1)
    found = AFTER.search(name)
    if found is None:
        return name
    bare = name[: found.start()]
    fits = {
        "gas": bare in GASES,
        "vapour": bare in GASES or bare == "water",
        "metal": bare in SYMBOLS.values() and bare not in NOT_METALS,
        "salt": bare.endswith(SALT_ENDINGS),
        "element": bare in SYMBOLS.values(),
    }
    return bare if fits[found[1]] else name
