"""Whether what a draft states is in the passages, and whether a question about them rests on them."""

import re
from itertools import pairwise

from tutor.checker.vocabulary import STOP, content_words, denies, negations, stem
from tutor.wording_rules import sentences, words

FRAME = frozenset(map(stem, [
    "explain", "happen", "reason", "mean", "kind", "part", "type", "word", "describe", "tell", "say", "sentence",
    "would", "make", "could", "should", "example", "give", "notes", "did", "know", "think", "other", "else", "name",
    "find", "effect", "role", "purpose", "thing", "way", "between", "about", "any", "been", "were", "had", "main",
    "need",
]))  # fmt: skip
"""Words in which any question may be put."""
LONGEST_QUESTION = 30
"""Words: a question about one sentence that the pupil has just read."""
LEAST_OF_A_MEANING = 0.4
"""The share of a meaning's words that a question for the word must give."""
JUST_SAID = 0.8
"""The share of a question's words that stand in what was quoted before it: such a one asks for a copy of that."""
OF_ITS_CLAUSE = 0.75
"""The share of the words of a question why that must stand in what the sentence gives the reason for."""
ASKS_FOR_THE_POINT = re.compile(r"what (?:do|does|did) .+ mean\?$", re.IGNORECASE)
"""Asks what a thing means that is no word: the default model's way out with a sentence that states nothing."""
TWICE = re.compile(r"\b(\w{3,}) (?:and|or|from|than) \1\b", re.IGNORECASE)
ASKS = re.compile(
    r"^(?:what|why|how|which|where|when|who|in what|in which|from what|at what|to what|for what)\b", re.IGNORECASE
)

NAMES_A_THING = re.compile(
    r"^(?:what|which \w+) (?:is|are|was|were) the (?:\w+ ){1,3}(?:of|in|for|between|from)\b", re.IGNORECASE
)
"""Asks for a thing by what it is of, so that the order in which the notes have the two says nothing."""


def is_grounded(draft: str, passages: tuple[str, ...]) -> bool:
    """Return whether every sentence follows the wording of some sentence of the passages closely.

    A sentence passes when its content words, and nearly every pair of neighbouring ones in that order and close
    together, stand in one sentence of a passage. Single words are not enough, nor pairs from all over a passage:
    "leaves look green because chlorophyll absorbs green light" is made of a true passage's pieces.
    """
    sources = [_ordered(source) for passage in passages for source in sentences(passage)]
    wanted = [_ordered(sentence) for sentence in sentences(draft)]
    return all(any(_supports(source, sentence) for source in sources) for sentence in wanted)


def asks_about(draft: str, quoted: str) -> bool:
    """Return whether a draft is one short question whose words one quoted sentence carries.

    What a question takes for granted is a claim too ("why does chlorophyll absorb green light?"), so its words must
    come from one sentence and may not deny where that does not. Questions answered by yes or no are refused: a pupil
    who nods shows nothing, and they put a claim in the pupil's mouth.
    """
    asked = sentences(draft)
    if len(asked) != 1 or not draft.endswith("?") or len(draft.split()) > LONGEST_QUESTION or not ASKS.match(draft):
        return False
    told = content_words(draft) - FRAME
    if not told or TWICE.search(draft) or ASKS_FOR_THE_POINT.match(draft) or _means_too_little(draft, told, quoted):
        return False
    fitting = [one for one in sentences(quoted) if told <= content_words(one)]
    fitting = [one for one in fitting if negations(draft) <= negations(one)]
    return any(_fits(draft, told, one) for one in fitting)


def _fits(draft: str, told: set[str], source: str) -> bool:
    """Return whether a question takes nothing for granted that the sentence does not say."""
    effect = content_words(_effect(source))
    if draft.casefold().startswith("why") and len(told & effect) < OF_ITS_CLAUSE * len(told):
        return False
    if re.match(r"what (?:do|does|did)\b", draft, re.IGNORECASE) and effect <= told:
        return False
    return bool(NAMES_A_THING.match(draft)) or _in_order(draft, source)


def _effect(source: str) -> str:
    """Return the part of a sentence that its reason is the reason for; the whole where it gives none.

    "A doubles B, but C makes it four times as large, because D": D is the reason for C and not for A.
    """
    before, reason, _ = source.replace(", as ", " because ").partition(" because ")
    if reason:
        return re.split(r"[,;] (?:but|and|while) ", before)[-1]
    if " so that " in source:
        return source.partition(" so that ")[0]
    _, so, after = source.partition(", so ")
    return after if so else source


def _means_too_little(draft: str, told: set[str], quoted: str) -> bool:
    """Return whether a question for the word with some meaning leaves most of the meaning out."""
    asks_for_word = re.match(r"which words? mean", draft, re.IGNORECASE)
    wanted = [word for word in _ordered(quoted) if word not in FRAME]
    if not asks_for_word or not wanted:
        return False
    return wanted[0] not in told or len(told & set(wanted)) < LEAST_OF_A_MEANING * len(set(wanted))


def repeats(draft: str, asked: str) -> bool:
    """Return whether a question only asks again what the pupil has just asked."""
    return content_words(draft) - FRAME <= content_words(asked)


def restates(draft: str, quoted: str) -> bool:
    """Return whether a question asks back what has just been said: nearly all of its words stand in the quotation."""
    told = content_words(draft) - FRAME
    return draft.endswith("?") and len(told & content_words(quoted)) >= JUST_SAID * len(told)


def _in_order(question: str, source: str) -> bool:
    """Return whether the words after a question's verb do not run against the source's order.

    "What reflects light" and "what light does it reflect" differ by one pair; a question with its parts swapped, as
    "how does light reflect chlorophyll", has most pairs the other way round.
    """
    order = _ordered(source)
    at, backwards = -1, 0
    for word in _ordered(question):
        places = [place for place, one in enumerate(order) if one == word]
        ahead = [place for place in places if place > at]
        backwards += bool(places and not ahead)
        at = min(ahead) if ahead else at
    return backwards <= 1


def _supports(source: list[str], sentence: list[str]) -> bool:
    """Return whether one sentence's content words carry another's."""
    pairs, wanted = _close_pairs(source), list(pairwise(sentence))
    missing = [pair for pair in wanted if pair not in pairs]
    few = len(missing) <= 0.2 * len(wanted) and not any("not" in pair for pair in missing)
    return few and set(sentence) <= set(source)


def _ordered(text: str) -> list[str]:
    """Return the stems of a text's content words in order, each way of denying among them as "not"."""
    found = ["not" if denies(word) else word for word in words(text)]
    return [stem(word) for word in found if word == "not" or (word not in STOP and len(word) > 1)]


def _close_pairs(ordered: list[str]) -> set[tuple[str, str]]:
    """Return the pairs of words that stand in order within three words.

    No pair reaches across a denial: "energy is not lost" does not support "energy is lost".
    """
    pairs = set()
    for i, first in enumerate(ordered):
        for second in ordered[i + 1 : i + 4]:
            pairs.add((first, second))
            if second == "not":
                break
    return pairs
