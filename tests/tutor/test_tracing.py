import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.mastery import Tracing, tracing_for
from tutor.settings import read_settings
from tutor.tracing import DEFAULTS, FittedTracing, InvalidTracings, read_tracings, write_tracings

FITTED = {"known": 0.4, "learn": 0.2, "guess": 0.2, "slip": 0.05, "pupils": 40, "attempts": 200, "log_likelihood": -90}


def written(path: Path, **changes: object) -> Path:
    objectives = {"ratio-share": {**FITTED, **changes}}
    path.write_text(json.dumps({"fitted_on": "2026-11-23", "objectives": objectives}), encoding="utf-8")
    return path


def test_without_a_file_every_objective_has_the_defaults() -> None:
    assert read_tracings(None) is DEFAULTS
    for kind in ("numeric", "choice"):
        assert DEFAULTS.tracing_for("ratio-share", kind, 5) == tracing_for(kind, 5)
    assert DEFAULTS.starting_value("ratio-share") == Tracing().known


def test_a_fitted_objective_has_its_own_and_others_the_defaults(tmp_path: Path) -> None:
    found = read_tracings(written(tmp_path / "tracing.json"))
    assert found.tracing_for("ratio-share", "numeric") == Tracing(0.4, 0.2, 0.2, 0.05)
    assert found.tracing_for("ratio-scale", "numeric") == Tracing()
    assert (found.starting_value("ratio-share"), found.starting_value("ratio-scale")) == (0.4, Tracing().known)


@pytest.mark.parametrize(("choices", "guess"), [(2, 0.3), (4, 0.25), (8, 0.2)])
def test_a_choice_can_be_guessed_at_least_as_often_as_blindly(tmp_path: Path, choices: int, guess: float) -> None:
    found = read_tracings(written(tmp_path / "tracing.json"))
    assert found.tracing_for("ratio-share", "choice", choices).guess == guess


@pytest.mark.parametrize(
    "changes",
    [
        {"guess": 0.31},
        {"slip": 0.11},
        {"guess": 0},
        {"known": 0},
        {"known": 1},
        {"learn": -0.1},
        {"learn": "much"},
        {"learn": float("nan")},
        {"pupils": 0},
        {"attempts": 0},
        {"log_likelihood": 1},
        {"forget": 0.1},
    ],
)
def test_a_degenerate_or_unreadable_fit_is_refused_by_name(tmp_path: Path, changes: dict[str, object]) -> None:
    file = written(tmp_path / "tracing.json", **changes)
    with pytest.raises(InvalidTracings, match=rf"tracing\.json: .*{next(iter(changes))}|tracing\.json: the file"):
        read_tracings(file)


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"objectives": {}}'])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tracing.json").write_bytes(content)
    with pytest.raises(InvalidTracings, match=r"tracing\.json"):
        read_tracings(tmp_path / "tracing.json")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidTracings, match=r"none\.json cannot be read"):
        read_tracings(tmp_path / "none.json")


@given(st.floats(0.001, 0.999), st.floats(0.001, 0.999), st.floats(0.001, 0.3), st.floats(0.001, 0.1))
def test_what_is_written_is_read_again(tmp_path_factory, known, learn, guess, slip) -> None:
    path = tmp_path_factory.mktemp("tracings") / "tracing.json"
    one = FittedTracing(
        known=known, learn=learn, guess=guess, slip=slip, pupils=30, attempts=90, log_likelihood=-1.23456789
    )
    write_tracings(path, {"b": one, "a": one}, date(2026, 11, 23))
    found = read_tracings(path)
    assert (list(found.objectives), found.fitted_on) == (["a", "b"], date(2026, 11, 23))
    assert found.objectives["a"].known == pytest.approx(known, abs=1e-6)
    assert found.objectives["b"].slip == pytest.approx(slip, abs=1e-6)


def test_the_setting_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTAIN_TRACING", str(written(tmp_path / "tracing.json")))
    assert "ratio-share" in read_tracings(read_settings().tracing).objectives
