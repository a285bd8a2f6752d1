"""The probabilities of knowledge tracing that were fitted to a school's own log, one set an objective.

They are data: a JSON file that the setting `tracing` names. Knows the file; does not know how it was fitted.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tutor.mastery import MOST_GUESS, MOST_SLIP, Tracing, tracing_for

LEAST = 0.001
"""A probability of 0 could never be left again, whatever the answers."""


class InvalidTracings(ValueError):
    """A file of fitted probabilities cannot be used; the message names the file and what is wrong."""


class FittedTracing(BaseModel):
    """The probabilities of one objective and what they rest on.

    `guess` at most .3 and `slip` at most .1: Baker, Corbett and Aleven (2008), "More accurate student modeling
    through contextual estimation of slip and guess probabilities". A fit beyond is degenerate: an answer would say
    little or the wrong thing about what is known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    known: float = Field(ge=LEAST, le=1 - LEAST)
    learn: float = Field(ge=LEAST, le=1 - LEAST)
    guess: float = Field(ge=LEAST, le=MOST_GUESS)
    slip: float = Field(ge=LEAST, le=MOST_SLIP)
    pupils: int = Field(ge=1)
    attempts: int = Field(ge=1)
    log_likelihood: float = Field(le=0)


class FittedTracings(BaseModel):
    """A whole file: the day of the fit, and the objectives by id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fitted_on: date
    objectives: dict[str, FittedTracing]

    def tracing_for(self, objective_id: str, kind: str, choices: int = 4) -> Tracing:
        """Return the probabilities for an item of an objective: the fitted ones, or the defaults where there are none.

        A choice can be guessed at least as often as blindly, whatever was fitted over items of several kinds.
        """
        fitted = self.objectives.get(objective_id)
        usual = tracing_for(kind, choices)
        if fitted is None:
            return usual
        tracing = Tracing(fitted.known, fitted.learn, fitted.guess, fitted.slip)
        return replace(tracing, guess=max(tracing.guess, usual.guess)) if kind == "choice" else tracing

    def starting_value(self, objective_id: str) -> float:
        """Return the probability that an objective is known when nothing is known of the pupil."""
        fitted = self.objectives.get(objective_id)
        return fitted.known if fitted else Tracing().known


DEFAULTS = FittedTracings(fitted_on=date.min, objectives={})
"""What holds where nothing was fitted."""


def read_tracings(path: Path | None) -> FittedTracings:
    """Return the fitted probabilities of a file, or `DEFAULTS` where none is named.

    Raises:
        InvalidTracings: the file is missing or is not one, or a fit in it is degenerate.
    """
    if path is None:
        return DEFAULTS
    try:
        return FittedTracings.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise InvalidTracings(f"{path}: {place}: {first['msg']}") from None
    except OSError as error:
        raise InvalidTracings(f"{path} cannot be read: {error.strerror}") from error


def write_tracings(path: Path, fitted: Mapping[str, FittedTracing], on: date) -> None:
    """Write a file that `read_tracings` reads, objectives in the order of their ids, numbers to six places.

    Raises:
        OSError: the file cannot be written.
    """
    rounded = {name: _rounded(fitted[name]) for name in sorted(fitted)}
    file = FittedTracings(fitted_on=on, objectives=rounded)
    path.write_text(file.model_dump_json(indent=2) + "\n", encoding="utf-8")


def _rounded(one: FittedTracing) -> FittedTracing:
    numbers = {name: round(getattr(one, name), 6) for name in ("known", "learn", "guess", "slip", "log_likelihood")}
    return one.model_copy(update=numbers)
