"""How well lessons are found: graded search queries against one content folder.

Knows queries, judgements and the usual measures; not how searching is done.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import fmean

import numpy as np
from pydantic import BaseModel, Field, ValidationError

from content_store.catalogue import Catalogue
from content_store.problems import Problem
from evaluation.benchmarks.cases import InvalidCases
from retrieval.embedding import Embedder, MiniLM
from retrieval.passages import Passages

CUT = 10
DEPTH = 100

Grades = Mapping[str, int]


class Query(BaseModel):
    """A search query and the grades (1 marginal to 3 highly relevant) of the lessons that answer it."""

    query: str = Field(min_length=1)
    qrels: dict[str, int] = Field(min_length=1)


@dataclass(frozen=True)
class Scores:
    """Means over queries, each from 0 to 1. `ndcg_linear` takes the grade itself as the gain."""

    ndcg: float
    mrr: float
    recall: float
    ndcg_linear: float


@dataclass(frozen=True)
class RetrievalReport:
    """What a run found. The headline is over the queries that the content can answer at all."""

    headline: Scores
    over_all: Scores
    queries: int
    answerable: int
    latency_p50: float
    latency_p95: float
    content_version: str
    model: str


def run(queries: Path, content: Path, embedder: Embedder | None = None) -> RetrievalReport:
    """Return how well the lessons of a content folder answer the queries of a file, one JSON object a line.

    Raises:
        InvalidCases: a line of the file is not a query with graded lessons.
        ContentUnavailable: the folder cannot be served.
    """
    asked = read_queries(queries)
    catalogue, embedder = Catalogue.open(content), embedder or MiniLM()
    passages = Passages(catalogue, embedder)
    lessons = {lesson.id for lesson in catalogue.every_lesson()}
    passages.search_lessons(asked[0].query)  # the first search reads the model
    scores, seconds = [], []
    for one in asked:
        start = time.perf_counter()
        ranking = [hit.lesson_id for hit in passages.search_lessons(one.query, DEPTH)]
        seconds.append(time.perf_counter() - start)
        scores.append(score(ranking, one.qrels))
    answerable = [found for found, one in zip(scores, asked, strict=True) if lessons & one.qrels.keys()]
    p50, p95 = np.percentile(seconds, [50, 95])
    return RetrievalReport(
        headline=mean(answerable),
        over_all=mean(scores),
        queries=len(asked),
        answerable=len(answerable),
        latency_p50=float(p50) * 1000,
        latency_p95=float(p95) * 1000,
        content_version=catalogue.version,
        model=embedder.name,
    )


def read_queries(file: Path) -> list[Query]:
    """Return the queries of a file; keys other than `query` and `qrels` are passed over.

    Raises:
        InvalidCases: naming each line that is not a query, or the file if it has none.
    """
    found: list[Query] = []
    problems: list[Problem] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.strip():
                found.append(Query.model_validate_json(line))
        except ValidationError as error:
            rule = f"the line is not a graded query: {error.errors()[0]['msg']}"
            problems.append(Problem(str(file), number, rule, 'write {"query": "...", "qrels": {"lesson": 3}}'))
    if not found and not problems:
        problems.append(Problem(str(file), 0, "the file has no queries", "write one JSON object a line"))
    if problems:
        raise InvalidCases("\n".join(map(str, problems)))
    return found


def score(ranking: Sequence[str], grades: Grades) -> Scores:
    """Return the scores of one ranking."""
    return Scores(
        ndcg=ndcg(ranking, {lesson: 2**grade - 1 for lesson, grade in grades.items()}),
        mrr=reciprocal_rank(ranking, grades),
        recall=recall(ranking, grades),
        ndcg_linear=ndcg(ranking, grades),
    )


def mean(scores: Sequence[Scores]) -> Scores:
    """Return the mean of each measure; nought where there are no queries."""
    if not scores:
        return Scores(0.0, 0.0, 0.0, 0.0)
    return Scores(
        ndcg=fmean(one.ndcg for one in scores),
        mrr=fmean(one.mrr for one in scores),
        recall=fmean(one.recall for one in scores),
        ndcg_linear=fmean(one.ndcg_linear for one in scores),
    )


def ndcg(ranking: Sequence[str], gains: Grades) -> float:
    """Return the discounted cumulative gain of the first ten, as a share of the best possible.

    The headline's gain is 2^grade - 1, as in Burges et al. (2005), "Learning to rank using gradient descent", and as
    Oak scores its own search; `ndcg_linear` has the grade as its gain, as in Järvelin and Kekäläinen (2002) and
    trec_eval. The discount at rank r is log2(r + 1).
    """
    gained = sum(gains.get(lesson, 0) / log2(rank + 1) for rank, lesson in enumerate(ranking[:CUT], 1))
    best = sorted(gains.values(), reverse=True)[:CUT]
    ideal = sum(gain / log2(rank + 1) for rank, gain in enumerate(best, 1))
    return gained / ideal if ideal else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float:
    """Return one over the rank of the first graded lesson among the first hundred, or nought."""
    return next((1 / rank for rank, lesson in enumerate(ranking, 1) if grades.get(lesson, 0) > 0), 0.0)


def recall(ranking: Sequence[str], grades: Grades) -> float:
    """Return the share of the graded lessons that are among the first ten."""
    graded = {lesson for lesson, grade in grades.items() if grade > 0}
    return len(graded.intersection(ranking[:CUT])) / len(graded) if graded else 0.0


def as_json(report: RetrievalReport) -> str:
    """Return the report as one JSON object on one line."""
    latency = {"p50": round(report.latency_p50, 2), "p95": round(report.latency_p95, 2)}
    document = {
        **_named(report.headline),
        "latency_ms": latency,
        "queries": report.queries,
        "answerable": report.answerable,
        "all": _named(report.over_all),
        "content_version": report.content_version,
        "model": report.model,
    }
    return json.dumps(document)


def as_text(report: RetrievalReport) -> str:
    """Return the report for people."""
    lines = [
        f"{report.answerable} of {report.queries} queries have a graded lesson in this content.",
        f"{'':16}{'those':>8}{'all':>8}",
    ]
    overall = _named(report.over_all)
    lines += [f"{name:16}{value:8.3f}{overall[name]:8.3f}" for name, value in _named(report.headline).items()]
    lines.append(f"A search takes {report.latency_p50:.1f} ms (median), {report.latency_p95:.1f} ms (95th percentile).")
    lines.append(f"Content {report.content_version[:12]}, embedded with {report.model}.")
    return "\n".join(lines)


def _named(scores: Scores) -> dict[str, float]:
    return {
        "ndcg@10": round(scores.ndcg, 4),
        "mrr": round(scores.mrr, 4),
        "recall@10": round(scores.recall, 4),
        "ndcg@10_linear": round(scores.ndcg_linear, 4),
    }
