"""Whether a rewording stays true to the authored text: as many denials, no opposites, most of its words."""

import re
from itertools import groupby

from tutor.checker.vocabulary import OPPOSITES, content_words, negations, stem, stems
from tutor.wording_rules import sentences, words

KEEPS = 0.5
"""The share of a hint's content words that its rewording must keep: below it, drafts in the log had wandered off."""
LEAST_OF_A_SENTENCE = 0.4
"""The share of each of its sentences' content words that a rewording must keep."""
MOST_KNOWN = 0.5
TELLING_BACK = frozenset(map(stem, ["wrote", "chose", "working", "look", "line", "answer"]))
"""Words in which a reply says back what the pupil did."""
FRAGMENT = re.compile(r"(?:^|[.!?”]\s+)From (?:the|your) working,? “[^”]*”\s*\.")
"""A quotation cut off from the sentence that it belongs to."""
PAIRS = tuple((one if " " in one else stem(one), other if " " in other else stem(other)) for one, other in OPPOSITES)


def kept(draft: str, authored: str) -> float:
    """Return the share of the authored text's content words that a draft keeps."""
    wanted = content_words(authored)
    return len(wanted & content_words(draft)) / len(wanted) if wanted else 1.0


def drops_a_sentence(draft: str, authored: str) -> bool:
    """Return whether a rewording leaves one sentence of its authored text out: the correction, or what to do next."""
    said = content_words(draft)
    wanted = [content_words(sentence) for sentence in sentences(authored)]
    return any(len(one & said) < LEAST_OF_A_SENTENCE * len(one) for one in wanted)


def adds_a_sentence(draft: str, known: tuple[str, ...]) -> bool:
    """Return whether most words of one sentence of a draft stand in none of the texts that it may draw on."""
    before = TELLING_BACK.union(*(content_words(text) for text in known))
    said = [content_words(sentence) for sentence in sentences(draft)]
    return any(len(one & before) < MOST_KNOWN * len(one) for one in said)


def speaks_of(draft: str, wishes: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Return whether a draft has a word of a teacher's wish that stands in none of the texts it may draw on.

    A wish says how a reply is put and never what it says, and may hold what is nobody's business: a name, a need.
    """
    before = TELLING_BACK.union(*(content_words(text) for text in known))
    return bool(content_words(draft) & content_words(" ".join(wishes)) - before)


def turns_a_denial(draft: str, authored: str) -> bool:
    """Return whether a rewording denies what its authored text does not, or the other way round."""
    return negations(draft) != negations(authored)


def drops_the_question(draft: str, authored: str) -> bool:
    """Return whether a rewording answers or drops the question that its authored text asks, or asks where it does not.

    The commonest way in which the default model runs ahead: it turns "Which is more dilute?" into what is.
    """
    return ("?" in draft) != ("?" in authored)


def swapped(draft: str, sources: tuple[str, ...]) -> set[str]:
    """Return the words of a draft whose opposites stand in its sources, and which themselves do not.

    "absorb" where the notes say "reflect" is caught; a source that has both, or neither, settles nothing.
    """
    said, known = stems(draft), stems(" ".join(sources))
    both_ways = (*PAIRS, *((other, one) for one, other in PAIRS))
    return {one for one, other in both_ways if said[one] and not known[one] and known[other]}


def flipped(draft: str, authored: str) -> set[str]:
    """Return the words that a rewording has more often than its authored text at the cost of their opposites."""
    said, kept_to = stems(draft), stems(authored)
    both_ways = (*PAIRS, *((other, one) for one, other in PAIRS))
    return {one for one, other in both_ways if said[one] > kept_to[one] and said[other] < kept_to[other]}


def crossed(draft: str, authored: str) -> bool:
    """Return whether a rewording that keeps two opposites says of each what its authored text says of the other.

    "In dim light the rate is 21, so find the rate in bright light" has the same words the other way round. A rewording
    keeps the order, so the opposites must come in it too.
    """
    said, kept_to = _joined(draft), _joined(authored)
    for pair in OPPOSITES:
        one, other = (stem(phrase.replace(" ", "")) for phrase in pair)
        own, wanted = (
            [word for word, _ in groupby(word for word in text if word in (one, other))] for text in (said, kept_to)
        )
        if len(own) == len(wanted) > 1 and own != wanted:
            return True
    return False


def _joined(text: str) -> list[str]:
    """Return the stems of a text in order, each phrase that has an opposite as one word."""
    plain = text.casefold()
    for phrase in (phrase for pair in OPPOSITES for phrase in pair if " " in phrase):
        plain = plain.replace(phrase, phrase.replace(" ", ""))
    return [stem(word) for word in words(plain)]


def is_fragment(draft: str) -> bool:
    """Return whether a draft cuts the quoted working off from its sentence."""
    return bool(FRAGMENT.search(draft))
