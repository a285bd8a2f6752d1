"""What kind of question about the lesson a pupil asks, and of which words.

Reads how it is put alone: what a word means, how two things differ, why, by which formula, in which way. Knows neither
the notes nor the open item.
"""

import re
from dataclasses import dataclass
from typing import Literal

from tutor.message_words import plain

Kind = Literal["meaning", "difference", "reason", "formula", "way", "other"]

MOST_WORDS_OF_A_TERM = 5
LEAD = re.compile(
    r"^(?:(?:so|but|and|also|ok|okay|well|wait|um+|er+m*|hi|hey|hello|please|sorry|sir|miss|can you|could you|"
    r"would you|tell me|explain|remind me|say|do you know|i do not (?:really )?(?:get|know|understand|remember)|"
    r"i forgot|i am not sure)[\s,]+)+"
)
TAIL = re.compile(
    r"(?:[\s,]+(?:again|then|please|exactly|actually|though|really|even|anyway|sir|miss|lol|bro|thing|stuff|"
    r"in (?:this|that|a|an|the) (?:lesson|question|story|text|play|poem|sentence|sum|case)|"
    r"in (?:maths?|science|biology|chemistry|physics|english)|on about|called|(?:used )?for|about))+$"
)
ARTICLE = re.compile(r"^(?:an?|the|this|that|these|those|some|any|it is called an?|the words?|a word)\s+")
EVEN = r"(?:(?:even|actually|exactly|really|just)\s+)*"
MEANING = (
    rf"what (?:do|does|did|dose) {EVEN}(?P<a>.+?) {EVEN}(?:mean|stand for)s?$",
    r"what (?:is|are) (?:the )?(?:meaning|definition) of (?P<b>.+)$",
    rf"what (?:is|are) {EVEN}meant by (?P<c>.+)$",
    r"what (?:do|does) (?:you|they|it|u) mean by (?P<d>.+)$",
    rf"(?:what|who|whats) {EVEN}(?:is|are|was|were) {EVEN}(?P<e>.+)$",
    r"which (?:one |ones )?(?:is|are) (?P<f>.+)$",
    r"(?:define|describe) (?P<g>.+)$",
    r"what (?P<h>.+) (?:is|are|means?)$",
    r"(?:the )?(?:meaning|definition) of (?P<i>.+)$",
    r"(?P<j>.+?) (?:meaning|definition|means?)(?: what)?$",
)
"""The pieces of a question that ask what a word means; the named part is the word."""
CALLED = re.compile(r"why (?:is|are) (?:it|they|that|this) called (.+)$")
KNOWN_BY = re.compile(
    r"how (?:do|can|would|will|should) (?:i|you|we|u) (?:know|tell) (?:if |that |when |which (?:one |side )?)*"
    r"(?:it is |is it |is |are |they are )?(.+)$"
)
"""Asks how a thing is recognised, which its meaning tells."""
TERM = r"(?:the )?(?:words? )?(.+?)"
DIFFERENCE = (
    rf"(?:what (?:is|are) )?(?:the )?d[ie]f+\w* (?:between|of|in) {TERM} (?:and|an|from|to|or|&) {TERM}$",
    rf"{TERM} (?:vs?\.?|versus) {TERM}(?:[,\s]+(?:what is |what are )?(?:the )?d[ie]f+\w*)?$",
    rf"{TERM} (?:and|or) {TERM}[,\s]+(?:what is |what are )?(?:the )?d[ie]f+\w*$",
    rf"how (?:is|are|does|do) {TERM} (?:differ|different|differs) (?:from|to|than) {TERM}$",
    rf"how (?:are|do|is) {TERM} (?:and|or) {TERM} (?:differ|different)$",
    rf"(?:is|are) {TERM} (?:just )?(?:the )?same (?:thing )?(?:as|like) {TERM}$",
    rf"(?:is|are) {TERM} and {TERM} (?:just )?the same(?: thing)?$",
    rf"compare {TERM} (?:and|with|to) {TERM}$",
    rf"how (?:do|can) (?:i|you|we) tell (?!(?:if|when|whether|which|what)\b){TERM} (?:from|and|or) {TERM}(?: apart)?$",
)
REASON = re.compile(r"\b(?:why|how come|what (?:is|was) the (?:reason|point)|reason (?:for|why))\b")
OF_A_FORMULA = re.compile(
    r"\bwhat is (?:the )?(?:\w+ )?(?:formula|equation)\b|\b(?:formula|equation) (?:for|of)\b"
    r"|\b(?:what|which) (?:formula|equation)\b"
)
WAY = re.compile(r"\bhow (?:do|can|would|should|could|to|did|does)\b|\bwhat (?:do|should) (?:i|you|we) do\b|\bmethod\b")


@dataclass(frozen=True)
class Asked:
    """A question as it was read: `terms` are the one word or phrase, or the two, that it is of."""

    text: str
    kind: Kind
    terms: tuple[str, ...] = ()


def read_question(text: str) -> Asked:
    """Return what kind of question a text is, and of which words; the text with its words written out."""
    said = _bare(plain(text))
    if both := _two_things(said):
        return Asked(said, "difference", both)
    if called := CALLED.match(said):
        return Asked(said, "meaning", (term_of(called[1]),))
    if REASON.search(said):
        return Asked(said, "reason")
    if OF_A_FORMULA.search(said):
        return Asked(said, "formula")
    if term := _one_word(said):
        return Asked(said, "meaning", (term,))
    if (known := KNOWN_BY.match(said)) and len(known[1].split()) <= MOST_WORDS_OF_A_TERM:
        return Asked(said, "way", (term_of(known[1]),))
    return Asked(said, "way" if WAY.search(said) else "other")


def term_of(text: str) -> str:
    """Return a word or phrase as a glossary would have it, without article and what trails after it."""
    said = TAIL.sub("", text.strip(" ?!.,;:\"'“”"))
    while (bare := ARTICLE.sub("", said)) != said:
        said = bare
    return said.strip(" ?!.,;:\"'“”")


def _bare(said: str) -> str:
    """Return a question without greeting, request and what trails after it."""
    said = re.sub(r"[“”\"]", "", said).strip(" ?!.,")
    return TAIL.sub("", LEAD.sub("", said)).strip(" ?!.,")


def _two_things(said: str) -> tuple[str, ...]:
    for pattern in DIFFERENCE:
        if found := re.match(pattern, said):
            both = tuple(term_of(one) for one in found.groups())
            if all(one and len(one.split()) <= MOST_WORDS_OF_A_TERM for one in both):
                return _with_head(both)
    return ()


def _with_head(both: tuple[str, ...]) -> tuple[str, ...]:
    """Return two terms, the first with the noun that stands with the second alone: "open and closed circles"."""
    first, second = both
    if len(first.split()) == 1 and len(second.split()) == 2 and not first.endswith("s"):
        return f"{first} {second.split()[1]}", second
    return both


def _one_word(said: str) -> str:
    for pattern in MEANING:
        if found := re.match(pattern, said):
            term = term_of(next(group for group in found.groups() if group))
            if term and len(term.split()) <= MOST_WORDS_OF_A_TERM:
                return term
    return ""
