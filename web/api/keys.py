"""Who asks the API: the key of a request, what it may see, and how often it may ask."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, Response, abort, current_app, g, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tutor import api_keys
from tutor.api_keys import ApiKey
from tutor.database import reading, transaction
from web.api.problems import problem
from web.context import records

Arguments = ParamSpec("Arguments")

EXTENSION = "attain-api"
NO_ANSWERS = "This key may not see answers."


@dataclass(frozen=True)
class Pace:
    """How often each key may ask, and how often it has; the counts are this process's own."""

    limiter: MovingWindowRateLimiter
    limit: RateLimitItem


def register(app: Flask, per_minute: int) -> None:
    """Let the application count what each key asks."""
    app.extensions[EXTENSION] = Pace(MovingWindowRateLimiter(MemoryStorage()), RateLimitItemPerMinute(per_minute))


def with_key(view: Callable[Arguments, Any]) -> Callable[Arguments, Any]:
    """Declare that a view wants a key in force, which has not asked too often."""

    @wraps(view)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Any:
        key = _key_of_request()
        if key is None:
            return _unknown()
        if (wait := _seconds_to_wait(key)) is not None:
            return _too_many(wait)
        _note_day(key)
        g.api_key = key
        return view(*args, **kwargs)

    guarded.audience = ("key",)  # type: ignore[attr-defined] # read by the test that every view declares one
    return guarded


def sees_answers(wanted: bool | None) -> bool:
    """Return whether answers are shown: where the key may see them, unless they are not wanted; else it is refused."""
    may: bool = g.api_key.may_see_answers
    if wanted and not may:
        abort(403, NO_ANSWERS)
    return may and wanted is not False


def _key_of_request() -> ApiKey | None:
    """Return the key that the Authorization header carries, if it is in force; no cookie is looked at."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not key.strip():
        return None
    with reading(records()) as db:
        return api_keys.find(db, key.strip())


def _seconds_to_wait(key: ApiKey) -> int | None:
    """Return how long a key that has asked too often must wait, None if it need not."""
    pace: Pace = current_app.extensions[EXTENSION]
    if pace.limiter.hit(pace.limit, str(key.id)):
        return None
    again = pace.limiter.get_window_stats(pace.limit, str(key.id)).reset_time
    return max(1, math.ceil(again - time.time()))


def _note_day(key: ApiKey) -> None:
    """Keep the day of a key's use: one write a day."""
    today = datetime.now(UTC).date()
    if key.last_used_on != today:
        with transaction(records()) as db:
            api_keys.note_use(db, key.id or 0, today)


def _unknown() -> Response:
    told = problem(401, "Send a key that is in force as `Authorization: Bearer KEY`: a teacher gives one.")
    told.headers["WWW-Authenticate"] = 'Bearer realm="Attain"'
    return told


def _too_many(wait: int) -> Response:
    told = problem(429, f"This key has asked too often: ask again in {wait} seconds.")
    told.headers["Retry-After"] = str(wait)
    return told
