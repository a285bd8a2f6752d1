"""How searching and building behave at a size: copies of a folder's passages, searched with real queries.

Copies are for size only. Each has a vector of its own, near the one it was copied from, so that a large index has
something to tell apart; how well lessons are found is measured elsewhere, on real ones.
"""

import json
import resource
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from content_store.catalogue import Catalogue
from content_store.progress import Report, silent
from evaluation.benchmarks.cases import percentile
from evaluation.benchmarks.retrieval import read_queries
from retrieval.embedding import MiniLM, Vectors
from retrieval.index import VectorIndex
from retrieval.indexer import PASSAGES, passage_text, read_index
from retrieval.words import Words

NOISE = 0.5
"""How far a copy lies from its original, against the original's length."""
FOUND = 10
ROUNDS = 4
BATCH_OF_PLAIN = 32
"""The batch of `SentenceTransformer.encode` where nothing else is said."""


@dataclass(frozen=True)
class SizeReport:
    """Times in milliseconds, memory in megabytes, recall against comparing every passage.

    `words` are the spelling of the query corrected and every passage scored by its words; `whole` is a query from its
    text to its hits by meaning and by words.
    """

    passages: int
    kind: str
    build_seconds: float
    search_p50: float
    search_p95: float
    with_embedding_p95: float
    words_p95: float
    whole_p95: float
    recall_at_10: float
    index_megabytes: float
    peak_megabytes: float


@dataclass(frozen=True)
class EmbeddingReport:
    """Passages a second of the build's embedder and of plain `encode`, on the same texts in turn."""

    texts: int
    ours: float
    plain: float
    ratio: float


def run(queries: Path, content: Path, size: int, report: Report = silent) -> SizeReport:
    """Return how an index of so many passages behaves, searched with the queries of a file.

    Raises:
        InvalidCases: the file has no queries.
        ContentUnavailable: the folder cannot be served.
    """
    asked = [one.query for one in read_queries(queries)]
    catalogue, embedder = Catalogue.open(content), MiniLM()
    texts = [passage_text(one.heading, one.text) for one in catalogue.passage_texts()]
    vectors = copies(read_index(catalogue, PASSAGES, len(texts)).vectors(), size, report)
    start = time.perf_counter()
    written = VectorIndex.of(vectors, vectors.shape[1]).written()
    built = time.perf_counter() - start
    index = VectorIndex.read(written)
    words = Words([texts[row % len(texts)] for row in range(size)], embedder.words)
    embedder.embed(asked[:1])
    spent = _Spent()
    for query in asked * ROUNDS:
        vector, rows = _searched(query, (words, embedder, index), spent)
        exact = np.argpartition(-(vectors @ vector[0]), FOUND)[:FOUND]
        spent.kept.append(len(rows & set(exact.tolist())) / FOUND)
    return SizeReport(
        passages=size,
        kind="every passage compared" if index.is_flat else "cells, eight bits",
        build_seconds=round(built, 1),
        search_p50=round(percentile(spent.search, 50), 2),
        search_p95=round(percentile(spent.search, 95), 2),
        with_embedding_p95=round(percentile(spent.embedded, 95), 2),
        words_p95=round(percentile(spent.worded, 95), 2),
        whole_p95=round(percentile(spent.whole, 95), 2),
        recall_at_10=round(float(np.mean(spent.kept)), 4),
        index_megabytes=round(len(written) / 1e6, 1),
        peak_megabytes=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 0),
    )


@dataclass
class _Spent:
    """Milliseconds of each query: nearest vectors, with embedding, its words, all of it; and what was found."""

    search: list[float] = field(default_factory=list)
    embedded: list[float] = field(default_factory=list)
    worded: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)


def _searched(query: str, means: tuple[Words, MiniLM, VectorIndex], spent: _Spent) -> tuple[Vectors, set[int]]:
    """Return a query's vector and the rows found for it, and note the times."""
    words, embedder, index = means
    start = time.perf_counter()
    corrected = words.corrected(query)
    read = time.perf_counter()
    vector = embedder.embed([corrected])
    middle = time.perf_counter()
    rows = {row for row, _ in index.nearest(vector, FOUND)}
    end = time.perf_counter()
    words.scores(corrected)
    last = time.perf_counter()
    spent.search.append((end - middle) * 1000)
    spent.embedded.append((end - read) * 1000)
    spent.worded.append((last - end + read - start) * 1000)
    spent.whole.append((last - start) * 1000)
    return vector, rows


def copies(vectors: Vectors, size: int, report: Report = silent) -> Vectors:
    """Return so many unit vectors: the given ones, then copies that lie near them."""
    rng = np.random.default_rng(1)
    found = np.empty((size, vectors.shape[1]), dtype=np.float32)
    for start in range(0, size, len(vectors)):
        some = vectors[: size - start]
        noise = rng.normal(size=some.shape).astype(np.float32) * (NOISE / vectors.shape[1] ** 0.5)
        moved = some + noise * (start > 0)
        found[start : start + len(some)] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
        report("Copying", min(start + len(some), size), size)
    return found


def embedding(content: Path, most: int) -> EmbeddingReport:
    """Return how fast passages are embedded beside plain `SentenceTransformer.encode`, in four rounds by turns."""
    texts = [passage_text(one.heading, one.text) for one in Catalogue.open(content).passage_texts()][:most]
    embedder = MiniLM()
    embedder.embed(texts[:8])
    spent = {"ours": 0.0, "plain": 0.0}
    quarter = max(1, len(texts) // 4)
    for start in range(0, len(texts), quarter):
        some = texts[start : start + quarter]
        for name, encode in (("ours", embedder.embed), ("plain", embedder.plain)):
            begun = time.perf_counter()
            encode(some)
            spent[name] += time.perf_counter() - begun
    ours, plain = len(texts) / spent["ours"], len(texts) / spent["plain"]
    return EmbeddingReport(len(texts), round(ours, 1), round(plain, 1), round(ours / plain, 2))


def as_json(report: SizeReport | EmbeddingReport) -> str:
    """Return a report as one JSON object on one line."""
    return json.dumps(asdict(report))


def as_text(report: SizeReport | EmbeddingReport) -> str:
    """Return a report for people, a line for each figure."""
    named: dict[str, Any] = asdict(report)
    return "\n".join(f"{name.replace('_', ' '):20}{value}" for name, value in named.items())
