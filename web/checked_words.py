"""What the checker's rules are called in a teacher's words."""

from flask_babel import lazy_gettext as _l

RULE_WORDS = {
    "unfinished": _l("It stopped in the middle of a sentence."),
    "length": _l("It was too long."),
    "first person": _l("It spoke of itself as “I” or “we”."),
    "flattery": _l("It praised the person, not the work."),
    "pressure": _l("It pressed the pupil."),
    "persona": _l("It made itself out to be a person."),
    "exclamation": _l("It had an exclamation mark."),
    "markup": _l("It held signs of layout, or half a formula."),
    "spelling": _l("It had American spelling."),
    "one question": _l("It asked more than one question at a time."),
    "leak": _l("It gave the answer away."),
    "split leak": _l("With what was said before, it gave the answer away."),
    "ahead": _l("It went ahead of the hint: it told a later step."),
    "contradiction": _l("It turned round what marking said of the answer."),
    "formula": _l("It held a formula that is broken."),
    "quotation": _l("It quoted something that is not in the text."),
    "number": _l("It held a number that is not in the question or the notes."),
    "repeated number": _l("It said a number again where the hint says it once."),
    "unit": _l("It held a unit that is not in the question or the notes."),
    "false arithmetic": _l("It held a sum that is wrong."),
    "false algebra": _l("It held a line of algebra that is wrong."),
    "operation": _l("It named a step that is not in the hint."),
    "name": _l("It held a name that is not in the question or the notes."),
    "negation": _l("It dropped or added a “not”."),
    "opposite": _l("It turned a word into its opposite."),
    "fragment": _l("It was no whole sentence."),
    "drift": _l("It left out too much of what the hint has to say."),
    "addition": _l("It added a sentence of its own."),
    "question": _l("It dropped the question that the hint ends with."),
    "omission": _l("It dropped a sentence of the hint."),
    "grounding": _l("It said something that is not in the notes."),
    "reading level": _l("It was too hard to read for the year group."),
    "echo": _l("It only said again what the pupil had asked."),
    "restates": _l("It only said again what it quotes."),
    "wish": _l("It spoke of the teacher’s note to the tutor."),
    "asking": _l("It did not ask about what the pupil had to think of."),
}


def rule_in_words(name: str) -> str:
    """Return what a draft broke, in words; a reason why there was no draft is shown as it was recorded."""
    return str(RULE_WORDS.get(name, name))
