"""What is said of a slip: one sentence that is true of the numbers, and one question that goes on from it.

An amount is named only where it stands in the question or in what the pupil wrote: the others would tell a step.
"""

SQUARED = {"2": "squared", "3": "cubed"}
POWERS = {"2": "square", "3": "cube"}
DONE = {"*": "multiplied by", "/": "divided by", "+": "added to"}
DOING = {"*": "multiplying", "/": "dividing", "+": "adding", "-": "subtracting"}
STEP = {"*": "multiplies", "/": "divides", "+": "adds", "-": "subtracts"}
WHOLE_POWER = "That is the power as a whole. Which part of it does the letter stand for?"
WITHOUT_A_PART = "That is what comes out when a part of the sum is left out. Which part of it is missing?"
WRONG_WAY = "That is what comes out when one multiplication or division is done the other way round. Which one is it?"
UNCONVERTED = "That is what comes out when a number is not changed first. Is each quantity in the unit that is needed?"
NOT_TURNED = {
    "/": "That is what comes out when a division is done the wrong way round. Which number has to be divided by which?",
    "-": "That is what comes out when a subtraction is done the wrong way round. What has to be taken from what?",
}
ROOT = "That is what comes out without the square root. Which operation undoes squaring?"
HALVED = "That is what comes out when a number is halved where its square root is needed. What is a square root?"
SIGN = "That is what comes out when a minus sign is lost on the way. Which of the numbers are negative?"
ROUNDED = (
    "That is what comes out when a result on the way is rounded. Use all its figures until the end: what is it then?"
)
NAMES = {"sin": "sine", "cos": "cosine", "tan": "tangent"}
RATIO = "That is what comes out with the {}. Which sides are known or wanted, and which of sin, cos and tan links them?"


def words_of(kind: str, sign: str, parts: tuple[str, ...]) -> str:
    """Return what is said of a slip of a kind; `parts` are its amounts as they may be named, empty where they may not.

    `sign` is what was done with them, or for a ratio which one was used.
    """
    match kind:
        case "turned":
            return _turned(sign, *parts)
        case "operation":
            return _operation(sign, *parts)
        case "without":
            return _without(*parts)
        case "unconverted":
            return _unconverted(parts[0])
        case "power" | "times":
            return _power(kind, *parts)
        case "ratio":
            return RATIO.format(NAMES[sign])
        case _:
            return {"root": ROOT, "halved": HALVED, "sign": SIGN, "rounded": ROUNDED}[kind]


def _turned(sign: str, left: str, right: str) -> str:
    if not left or not right:
        return NOT_TURNED[sign]
    if sign == "/":
        done = f"{right} is divided by {left}"
        return f"That is what comes out when {done}. Which of the two has to be divided by the other?"
    return f"That is what comes out when {left} is taken from {right}. Which of the two has to be taken from the other?"


def _operation(sign: str, left: str, right: str) -> str:
    doing = DOING[sign]
    if left and right:
        done = f"{right} is taken from {left}" if sign == "-" else f"{left} is {DONE[sign]} {right}"
        return f"That is what comes out when {done}. Is {doing} what is needed with these two numbers?"
    return f"That is what comes out when one step {STEP[sign]} and should not. Which step is it?"


def _without(lost: str) -> str:
    if not lost:
        return WITHOUT_A_PART
    return f"That is what comes out without the {lost}. What is the {lost} there for?"


def _unconverted(kept: str) -> str:
    if not kept:
        return UNCONVERTED
    return f"That is what comes out when {kept} is used as it stands. Is it in the unit that is needed?"


def _power(kind: str, base: str, power: str) -> str:
    done, name = SQUARED.get(power, "squared"), POWERS.get(power, "square")
    if kind == "times":
        many = power or "2"
        named = f"{base} is multiplied by {many}" if base else f"a number is multiplied by {many}"
        return f"That is what comes out when {named} where its {name} is needed. What does {name} mean?"
    if not base:
        return f"That is what comes out when a number is not {done}. Which of them has to be {done}?"
    return f"That is what comes out when {base} is not {done}. What does {base} become when it is {done}?"
