"""Cuts running text into passages: at its sections first, then between paragraphs, each of a length to be read alone.

Knows words and paragraphs; no format.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST = 40
MOST = 160
SHORTEST = 15
"""Words below which what a section leaves over is not worth a passage of its own."""
TOO_SHORT = "it is too short to be read alone"
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"$(])")


@dataclass(frozen=True)
class Cut:
    """A passage with the heading that it stands under."""

    heading: str
    text: str


def cut(heading: str, paragraphs: Sequence[str]) -> tuple[tuple[Cut, ...], tuple[str, ...]]:
    """Return a section's passages, and what of it is too short to be one.

    Paragraphs are put together up to the most words a passage may have; a longer one is cut between sentences.
    """
    pieces = [piece.strip() for paragraph in paragraphs for piece in _pieces(paragraph) if piece.strip()]
    groups: list[list[str]] = []
    for piece in pieces:
        if groups and _belongs(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    groups = _joined(groups)
    texts = ["\n\n".join(group) for group in groups]
    good = tuple(Cut(heading, text) for text in texts if len(text.split()) >= SHORTEST)
    return good, tuple(text for text in texts if len(text.split()) < SHORTEST)


def _belongs(group: list[str], piece: str) -> bool:
    """Return whether a paragraph goes with those before it: they are few words yet, or few together."""
    together = _words([*group, piece])
    return together <= 2 * FEWEST or (_words(group) < FEWEST and together <= MOST)


def _joined(groups: list[list[str]]) -> list[list[str]]:
    """Return groups with a last one that is too short put with the one before, where both fit."""
    if len(groups) > 1 and _words(groups[-1]) < FEWEST and _words(groups[-2] + groups[-1]) <= MOST:
        return [*groups[:-2], groups[-2] + groups[-1]]
    return groups


def _pieces(paragraph: str) -> Iterator[str]:
    """Yield a paragraph, or its stretches of whole sentences where it is too long."""
    held: list[str] = []
    for sentence in SENTENCE_END.split(paragraph):
        if held and _words([*held, sentence]) > MOST:
            yield " ".join(held)
            held = []
        words = sentence.split()
        if len(words) > MOST:
            yield from (" ".join(words[start : start + MOST]) for start in range(0, len(words), MOST))
        else:
            held.append(sentence)
    if held:
        yield " ".join(held)


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)
