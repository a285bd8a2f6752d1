"""Telling by meaning what the patterns leave open: the examples nearest to a message say what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.embedding import Embedder, Vectors
from tutor.message_examples import labelled

NEAREST = 5
"""How many examples have a say."""
SHARPNESS = 12.0
"""How much more a nearer example counts: weights are exp(SHARPNESS * similarity)."""


@dataclass(frozen=True)
class Sense:
    """The label that the nearest examples give, and the similarity (0 to 1) of the nearest of that label."""

    label: str
    similarity: float


_KNOWN: dict[str, tuple[tuple[str, ...], Vectors]] = {}
"""The labels and vectors of the examples, by the digest of the embedder that made them."""


def senses(texts: Sequence[str], embedder: Embedder) -> list[Sense]:
    """Return what each text is by its nearest examples; one call of the embedder for all of them."""
    if not texts:
        return []
    if embedder.digest not in _KNOWN:
        named, lines = zip(*labelled(), strict=True)
        _KNOWN[embedder.digest] = named, embedder.embed(lines)
    labels, vectors = _KNOWN[embedder.digest]
    return [_vote(labels, row) for row in embedder.embed(texts) @ vectors.T]


def _vote(labels: tuple[str, ...], similarities: Vectors) -> Sense:
    best = np.argsort(-similarities, kind="stable")[:NEAREST]
    weights: dict[str, float] = {}
    for place in best:
        weights[labels[place]] = weights.get(labels[place], 0.0) + float(np.exp(SHARPNESS * similarities[place]))
    label = max(weights, key=lambda one: weights[one])
    nearest = max(float(similarities[place]) for place in best if labels[place] == label)
    return Sense(label, nearest)
