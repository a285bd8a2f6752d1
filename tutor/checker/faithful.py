"""Whether a rewording stays true to the authored text: as many denials, no opposites, most of its words."""

from tutor.checker.vocabulary import OPPOSITES, content_words, negations, stem, stems

KEEPS = 0.5
"""The share of a hint's content words that its rewording must keep: below it, drafts in the log had wandered off."""
PAIRS = tuple((one if " " in one else stem(one), other if " " in other else stem(other)) for one, other in OPPOSITES)


def kept(draft: str, authored: str) -> float:
    """Return the share of the authored text's content words that a draft keeps."""
    wanted = content_words(authored)
    return len(wanted & content_words(draft)) / len(wanted) if wanted else 1.0


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
