"""What is left to do where an answer is right but for one thing: its form, its unit, or a part that is missing.

A hint would ask for steps that the pupil has done. Knows the sentences of marking by how they begin; no item.
"""

import re

from tutor.marking.numeric_near import (
    HUNDREDTH,
    LAST_FIGURE,
    NOT_AS_ASKED,
    PREFIX,
    ROUNDED_OFF,
    ROUNDED_ON_THE_WAY,
    SIZE,
    TURNED,
)
from tutor.marking.rounding import FORMS_TO_ROUND, NEARLY_ROUNDED

MISCOPIED = "The working ends in something else than the answer that was sent. Compare the two: which of them is meant?"
MISROUNDED = (
    "The working ends in something else than the answer that was sent. Compare the two, and look at how the last "
    "figure is rounded: which of them is meant?"
)
ONLY_WRITTEN = "The value is right: only the way it is written has to change."
LEFT_TO_DO = (
    (
        r"Right value.*(?:leave out the noughts|no decimal places)",
        "The rounding is done. Only the noughts at the end are left: which of them show a place that is not asked for, "
        "and which hold the other figures in their places?",
    ),
    (
        FORMS_TO_ROUND.pattern,
        "One thing is left: to write the number as the question asks. How many of its figures are kept, and what is "
        "the figure after the last of them?",
    ),
    (
        r"Right so far: the number that",
        "That is the right kind of formula. Put the two values that the question gives together into it: which number "
        "does that letter stand for?",
    ),
    (
        r"Right before the equals sign",
        "What stands before the equals sign is right. What was done to it after that, and does it still come to the "
        "same for any value of the letter?",
    ),
    (
        r"Right numbers, but check which of them stays",
        "The two numbers are right. Which of them is the root of a square number, and stands in front?",
    ),
    (
        r"Right numbers, but check their signs",
        "The sizes are right. Put one of them back into the question with its sign: does it fit?",
    ),
    (
        r"Right numbers, but write each",
        "The values of x are right. What is y at each of them, and how is a point written?",
    ),
    (
        r"That is rounded: the question asks",
        "The decimal is near, and not the value itself. Which whole number divided by which gives it exactly?",
    ),
    (
        r"That is near, and not rounded as the question asks",
        "What is left is the rounding. Use all the figures of the calculator until the end, also those of π: which "
        "figure comes after the last one that is kept?",
    ),
    (
        r"Right so far: work",
        "What is there leads to the right value. What is left is to work it out: which number does it come to?",
    ),
    (
        r"Right so far, but check whether",
        "The numbers fit. Now put each end into the question: does it make the statement true, or only just fail?",
    ),
    (
        r"Right so far, but",
        "That is true as far as it goes. Which operation still has to be undone, so that the letter stands alone?",
    ),
    (r"Correct", "What is there has the right value, and one thing is left to do. Do that as the next line."),
    (
        r"Right number, but the unit",
        "The number is right, and its unit is not. What is measured here, and which unit does the question ask for?",
    ),
    (r"Right number, but write an inequality", "The number is right. Do those above it fit too, or those below?"),
    (r"Right number, but check which way", "Put a number that your answer allows into the question. Does it fit?"),
    (
        r"Right numbers, but check which value",
        "The two numbers are right. Put them into one of the equations: which letter has to stand for which?",
    ),
    (r"Right numbers, but in the wrong order", "The numbers are right. Which of them has to come first?"),
    (r".+ is right; give the value of", "One value is right. Put it into one of the equations: what follows from it?"),
    (
        r"One \w+ is right; check|One of these \w+ is not right",
        "Keep what fits. Put each one back into the question: for which does it not work?",
    ),
    (
        r"Some of these \w+ are(?: not)? right",
        "Put each one back into the question: which of them fit, and which do not?",
    ),
    (
        r"One \w+ is right; there|These are right; there",
        "What is there is right. Where does the question allow another one?",
    ),
    (
        r"That looks rounded too early or cut short:",
        "Figures may have been lost on the way. Use all the figures of the calculator until the end: how does it round "
        "then?",
    ),
    (
        r"That is close: it is rounded",
        "Only the figures that were rounded off are missing. Which number does the calculator show in full?",
    ),
    (
        r"That is close, and not",
        "The way may well be right. Do it once more without rounding anything before the end: what does it come to?",
    ),
    (
        r"Right power",
        "The power is right. Which letter does the question ask for, and where does it stand in the power?",
    ),
    (
        r"That is near, and its last figure",
        "The last figure is what is left to check. Use all the figures of the calculator until the end: what is the "
        "figure after the last one that is kept, and does it round up or down?",
    ),
    (
        r"The digits are right.*prefix",
        "Only the size is left. What does the prefix of a unit, such as the k of kJ or km, stand for, and which unit "
        "does the question ask for?",
    ),
    (
        r"The digits are right.*percentage",
        "Only the size is left. A percentage is a number of hundredths: which of the two is asked for, and how is one "
        "changed into the other?",
    ),
    (
        r"The digits are right",
        "Only the size is left. Make a rough estimate first: about how large must the answer be? Then place the "
        "decimal point.",
    ),
    (
        r"That was read as a subtraction",
        "The two numbers are right. Which of them is the larger, and what is left when the other is taken from it?",
    ),
    (r"Right (?:value|ratio|equation|expression|numbers)|Right, but|Leave out = 0", ONLY_WRITTEN),
)
"""How the form of such a mark begins, and what is said then; the first that fits counts."""
ROUNDED = frozenset({LAST_FIGURE, NOT_AS_ASKED, NEARLY_ROUNDED, ROUNDED_OFF, ROUNDED_ON_THE_WAY})
NEAR = ROUNDED | {PREFIX, HUNDREDTH, SIZE, TURNED}
"""Forms of numbers that are near the answer and not right, as it may be by accident too."""
AGAIN = "Nothing else has to change: do that one thing, and send it again."


def left_to_do(form: str | None) -> str:
    """Return what to say to a pupil whose answer is right but for what its mark's form names; empty where it is not."""
    return next((words for begin, words in LEFT_TO_DO if form and re.match(begin, form)), "")
