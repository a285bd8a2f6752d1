"""Whether a message asks about the lesson although its words look like something else.

"How do I work out a rate?" looks like a call for help, "is the mean the middle number?" like a request for the answer,
"is a^2 times a^3 = a^6?" like an answer. Each is a question about the lesson where it names what the notes are about,
and not only what the open item asks for.
"""

import re

from content_store.items import DrawnItem
from retrieval.asking import fitted
from retrieval.faqs import CERTAIN, CHECKS
from tutor import explaining, glossary
from tutor.assembly import Tutor
from tutor.checker.vocabulary import squeezed
from tutor.corrected import as_in_the_notes
from tutor.faq_answers import is_near
from tutor.lesson_questions import Asked, read_question
from tutor.message import Reading
from tutor.message_words import ASKS, plain
from tutor.spoken_maths import meets, telling_words, word_stems

OF_THE_TASK = frozenset(
    [
        "solv",
        "simplifi",
        "expand",
        "factoris",
        "calcul",
        "draw",
        "write",
        "answer",
        "start",
        "begin",
        "finish",
        "complet",
        "question",
        "number",
        "next",
        "first",
        "step",
        "hint",
        "clue",
        "help",
        "stuck",
        "method",
        "mark",
        "full",
        "point",
        "bit",
        "part",
        "last",
        "option",
        "letter",
        "box",
        "sentenc",
        "paragraph",
        "essay",
        "solut",
        "find",
        "use",
        "check",
        "show",
        "try",
        "need",
        "want",
        "come",
        "choos",
        "pick",
        "tick",
        "teacher",
        "miss",
        "sir",
    ]
)
"""Stems that speak of the task and not of what the lesson is about."""
OF_THE_ANSWER = re.compile(
    r"\b(?:answers?|solutions?|options?|digits?|mark scheme|for me|cheat|pretend|ignore|admin|base ?64|spell|"
    r"(?:right|correct|wrong) (?:one|letter|box)|"
    r"(?:tell|give|show|send) (?:me|us) (?:what )?the (?!difference|meaning|formula|rule))\b"
)
"""Asks for what the item wants, in whatever words."""
WHAT_IS_X = re.compile(r"(?:so )?what is [a-z]\W*")
"""Asks for the number that a letter stands for, not for what a letter is."""
OF_NO_TELLING_WORD = CHECKS | {"thing", "reason"}
"""Kinds of question that ask about the lesson even where none of their words tells."""
TO_DO = re.compile(
    r"\bhow (?:do|can|would|should|could|to) (?:i|you|we|u)?\s*(?:do|answer|start|begin|finish|get) (?:it|this|that)\b"
)
A_SAMENESS = re.compile(r"(?<=[\w)]) (?:just|the same as|equal to|equals?|the same thing as)(?= [(\w])")
A_CLAIM = re.compile(r"(?P<left>[^=?]*[a-z0-9)][^=?]*)=(?P<right>[^=?]+)\??$")
OF_A_CASE = re.compile(r"^(?:do|does|should|can|would) (?:you|i|we|it|u)\b.* (?:if|when)\b")
"""Asks what is done in some case, whose number is no guess."""
IN_GENERAL = re.compile(r"^(?:do|does|can|could|should|must|when do|where do|which .+ do) (?:you|i|we|u|it)\b")
"""Asks what is done in general, not what comes out."""
A_KIND = re.compile(r"^(?:is|are) [-−\d.,]+ (?:an?|ever|always) ")
A_RULE = re.compile(r"^(?:can|could|must|does|do|should|will|are there|is there)\b")
ENOUGH = 0.6
"""The share of its telling words that a question must have from the notes of the objective."""


def asks_about_the_lesson(
    tutor: Tutor, objective_id: str, item: DrawnItem | None, message: tuple[str, Reading]
) -> bool:
    """Return whether a message that was read as something else is a question about the lesson that the notes answer.

    `message` is the text with what it was read as.
    """
    text, reading = message
    if reading.kind in ("distress", "greeting", "topic question"):
        return False
    asked = read_question(as_in_the_notes(tutor, objective_id, text))
    if _is_among_faqs(tutor, objective_id, asked, message):
        return True
    if not _is_put_as_question(text, asked) or OF_THE_ANSWER.search(plain(text)) or TO_DO.search(plain(text)):
        return False
    if reading.kind == "attempt" and not (item and _is_no_guess(text, item)):
        return False
    if reading.offloading in ("question pasted", "near copy"):
        return False
    if reading.offloading == "do it for me" and asked.kind != "way":
        return False
    if not _names_the_lesson(tutor, objective_id, asked, item, reading):
        return False
    near = is_near(tutor.passages.faqs.meant(text, objective_id))
    return near or explaining.explanation(tutor, objective_id, text, item) is not None


def _is_among_faqs(tutor: Tutor, objective_id: str, asked: Asked, message: tuple[str, Reading]) -> bool:
    """Return whether a message puts one of the questions that pupils ask, and says what it is about."""
    text, reading = message
    if reading.offloading in ("question pasted", "near copy"):
        return False
    meant = tutor.passages.faqs.meant(text, objective_id)
    if WHAT_IS_X.fullmatch(plain(text)):
        return False
    if meant.log_odds >= fitted().enough and reading.kind != "attempt" and meant.kind in OF_NO_TELLING_WORD:
        return True  # "its and it's", "what does the U mean"
    telling = {*telling_words(asked.text), *telling_words(text)} - OF_THE_TASK
    if not telling:
        return meant.kind == "formula" and meant.taken is not None
    if reading.kind == "attempt" and re.search(r"\d", text):
        return meant.log_odds >= CERTAIN
    if meant.taken is not None:
        return True
    asks = _is_put_as_question(text, asked) and not (OF_THE_ANSWER.search(plain(text)) or TO_DO.search(plain(text)))
    return asks and reading.kind != "attempt" and is_near(meant)


def _is_put_as_question(text: str, asked: Asked) -> bool:
    said = plain(text)
    return asked.kind != "other" or bool(ASKS.match(said)) or text.rstrip().endswith("?")


def _names_the_lesson(tutor: Tutor, objective_id: str, asked: Asked, item: DrawnItem | None, reading: Reading) -> bool:
    """Return whether a question is of the words to know, or of words of the notes beyond what the item asks for."""
    if tutor.catalogue.objective(objective_id) is None:  # a teacher's own question: the words to know decide
        return True
    if any(glossary.find(tutor, objective_id, term) for term in asked.terms):
        return True
    telling = [word for word in telling_words(asked.text) if word not in OF_THE_TASK and not _is_a_sign(word)]
    if not telling:
        return False
    notes = frozenset(
        word for one in tutor.catalogue.passages_of(objective_id) for word in word_stems(f"{one.heading} {one.text}")
    )
    known = [word for word in telling if meets(word, notes)]
    if len(known) < ENOUGH * len(telling):
        return False
    if OF_A_CASE.match(asked.text) or IN_GENERAL.match(asked.text):
        return True
    if item and _may_ask_for_the_answer(asked, item, reading):
        named = glossary.named_in(tutor, objective_id, asked.text)
        return bool(named) or not set(telling) <= word_stems(item.question)
    return True


def _may_ask_for_the_answer(asked: Asked, item: DrawnItem, reading: Reading) -> bool:
    of_a_thing = asked.kind in ("meaning", "other") and not _claims(asked.text, item)
    return reading.kind == "answer request" and of_a_thing


def _is_a_sign(word: str) -> bool:
    return len(word) == 1 or word.isdigit()


def _is_no_guess(text: str, item: DrawnItem) -> bool:
    """Return whether a question that holds numbers is about a rule and not about the open item.

    An equation is, where its left side is not in the question; "is 1 a prime number" is, and "can the first number be
    10", where what it names is not in the question.
    """
    said = plain(text)
    if "=" in said or A_SAMENESS.search(said):
        return _claims(said, item)
    if A_KIND.match(said) or OF_A_CASE.match(said):
        return True
    own = [word for word in telling_words(said) if word not in OF_THE_TASK and not _is_a_sign(word)]
    return bool(A_RULE.match(said)) and bool(own) and not set(own) & word_stems(item.question)


def _claims(said: str, item: DrawnItem) -> bool:
    """Return whether a text asks whether an equation holds whose left side is not in the item's question."""
    bare = re.sub(r"^(?:is|does|so|but|ok|wait|are|if)\s+", "", said.replace(" power ", "^"))
    claim = A_CLAIM.search(bare if "=" in bare else A_SAMENESS.sub("=", bare, count=1))
    if claim is None or not re.search(r"[-+*/^×÷]|\b(?:times|plus|minus|over)\b", claim["left"]):
        return False
    return squeezed(_in_signs(claim["left"])) not in squeezed(_in_signs(item.question))


def _in_signs(text: str) -> str:
    """Return maths with its operations as signs, so that "a^2 times a^3" is found in a question that has the sign."""
    for words, sign in (("times", "×"), ("plus", "+"), ("minus", "-"), (r"divided by|over", "÷")):
        text = re.sub(rf"\b(?:{words})\b", sign, text)
    return text.replace("\\times", "×").replace("\\div", "÷").replace("*", "×")
