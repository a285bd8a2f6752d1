import json
from math import log2

import pytest

from content_store.build import build
from content_store.curriculum import Lesson, Rows, Source, Subject, Unit
from content_store.oak import read_oak
from evaluation.benchmarks.cases import InvalidCases
from evaluation.benchmarks.retrieval import Scores, as_json, as_text, mean, ndcg, read_queries, recall, run, score
from retrieval.indexer import Indexer


def test_ndcg_by_hand():
    grades = {"a": 3, "b": 2, "c": 1}
    found = score(["b", "x", "a"], grades)
    gained = 3 / 1 + 0 + 7 / log2(4)
    ideal = 7 / 1 + 3 / log2(3) + 1 / log2(4)
    assert found.ndcg == pytest.approx(gained / ideal) == pytest.approx(0.6921, abs=1e-4)
    assert found.ndcg_linear == pytest.approx((2 + 3 / 2) / (3 + 2 / log2(3) + 1 / 2))


def test_the_best_ranking_scores_one():
    assert ndcg(["a", "b"], {"a": 3, "b": 1}) == pytest.approx(1)


def test_only_the_first_ten_gain():
    ranking = [str(place) for place in range(20)]
    assert ndcg(ranking, {"10": 3}) == 0
    assert recall(ranking, {"9": 3, "10": 3}) == 0.5


@pytest.mark.parametrize(("ranking", "expected"), [(["a"], 1), (["x", "a", "b"], 1 / 2), (["x"], 0), ([], 0)])
def test_reciprocal_rank_is_that_of_the_first_graded_lesson(ranking, expected):
    assert score(ranking, {"a": 1, "b": 3}).mrr == expected


def test_the_mean_of_no_queries_is_nought():
    assert mean([]) == Scores(0, 0, 0, 0)


def write(tmp_path, *lines):
    file = tmp_path / "queries.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_lines_may_hold_more_than_is_read(tmp_path):
    (query,) = read_queries(write(tmp_path, '{"query": "cells", "qrels": {"a": 3}, "phase": "secondary"}', ""))
    assert (query.query, query.qrels) == ("cells", {"a": 3})


@pytest.mark.parametrize(
    "line", ["{", '{"query": "cells"}', '{"query": "", "qrels": {"a": 1}}', '{"query": "a", "qrels": {}}']
)
def test_a_line_that_is_no_query_is_named(tmp_path, line):
    with pytest.raises(InvalidCases, match=r":2: the line is not a graded query"):
        read_queries(write(tmp_path, '{"query": "cells", "qrels": {"a": 3}}', line))


def test_a_file_without_queries_is_named(tmp_path):
    with pytest.raises(InvalidCases, match="no queries"):
        read_queries(write(tmp_path, ""))


@pytest.fixture(scope="module")
def report(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("benchmark")
    titles = {"prime": "Prime numbers", "lung": "How the lungs work", "map": "Distances on a map"}
    rows = Rows(
        sources=[Source(id="ours", title="Ours", licence="CC BY 4.0", attribution="Us")],
        subjects=[Subject(id="all", title="All", source_id="ours")],
        units=[Unit(id="all", subject_id="all", title="All")],
        lessons=[Lesson(id=name, unit_id="all", title=title) for name, title in titles.items()],
    )
    build(rows, folder / "content", Indexer(embedder))
    lines = [
        '{"query": "prime numbers", "qrels": {"prime": 3}}',
        '{"query": "brething lungs", "qrels": {"lung": 3, "gone": 1}}',
        '{"query": "the Holocaust", "qrels": {"gone": 3}}',
    ]
    return run(write(folder, *lines), folder / "content", embedder)


def test_the_headline_is_over_what_can_be_answered(report):
    assert (report.queries, report.answerable) == (3, 2)
    assert report.headline.mrr == 1
    assert report.headline.recall == pytest.approx(3 / 4)
    assert report.over_all.mrr == pytest.approx(2 / 3)
    assert 0 < report.latency_p50 <= report.latency_p95


def test_the_report_as_json_has_the_agreed_keys(report):
    document = json.loads(as_json(report))
    assert list(document)[:3] == ["ndcg@10", "mrr", "recall@10"]
    assert set(document["latency_ms"]) == {"p50", "p95"}
    assert document["queries"] == 3
    assert document["answerable"] == 2


def test_the_report_as_text_says_how_many_queries_count(report):
    assert as_text(report).startswith("2 of 3 queries")


@pytest.mark.slow
@pytest.mark.shared_data
def test_lessons_of_oak_are_found_as_well_as_the_reference(shared_data, tmp_path, embedder):
    build(read_oak(shared_data / "oak-curriculum-ontology"), tmp_path / "oak", Indexer(embedder))
    report = run(shared_data / "oak-search" / "queries.jsonl", tmp_path / "oak", embedder)
    assert report.headline.ndcg_linear >= 0.737
    assert report.headline.mrr >= 0.881
