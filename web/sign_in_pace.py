"""How many wrong passwords are let through for one username and from one address: guessing is slow, classes are not.

The counts are this process's own and forgotten when it stops. Only wrong passwords count, because a whole school may
share one address.
"""

import math
import time

from flask import Flask, current_app, request
from flask_babel import gettext as _
from flask_babel import ngettext
from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

EXTENSION = "attain-sign-in"
OF_USERNAME = (RateLimitItemPerMinute(10, 5), RateLimitItemPerDay(100))
OF_ADDRESS = (RateLimitItemPerMinute(200, 5),)


def register(app: Flask) -> None:
    """Let the application count wrong passwords."""
    app.extensions[EXTENSION] = MovingWindowRateLimiter(MemoryStorage())


def minutes_to_wait(username: str) -> int:
    """Return how many minutes nobody may try this username from this address, 0 if a try is let through."""
    limiter = _limiter()
    full = [(limit, keys) for limit, keys in _counted(username) if not limiter.test(limit, *keys)]
    ends = [limiter.get_window_stats(limit, *keys).reset_time for limit, keys in full]
    return max((max(1, math.ceil((end - time.time()) / 60)) for end in ends), default=0)


def count_wrong(username: str) -> None:
    """Count a wrong password."""
    for limit, keys in _counted(username):
        _limiter().hit(limit, *keys)


def forget(username: str) -> None:
    """Forget the wrong passwords of a username: its owner has signed in, or got a new password."""
    for limit in OF_USERNAME:
        _limiter().clear(limit, "username", _plain(username))


def too_many(minutes: int) -> str:
    """Return what somebody is told who has to wait."""
    hours = math.ceil(minutes / 60)
    wait = (
        ngettext(
            "There have been too many wrong passwords. Wait a minute, then try again.",
            "There have been too many wrong passwords. Wait %(num)s minutes, then try again.",
            minutes,
        )
        if minutes <= 90
        else ngettext(
            "There have been too many wrong passwords. Wait an hour, then try again.",
            "There have been too many wrong passwords. Wait %(num)s hours, then try again.",
            hours,
        )
    )
    with_new = _("With a new password from a teacher or the IT lead you can sign in at once.")
    return f"{wait} {with_new}"


def _limiter() -> MovingWindowRateLimiter:
    limiter: MovingWindowRateLimiter = current_app.extensions[EXTENSION]
    return limiter


def _counted(username: str) -> list[tuple[RateLimitItem, tuple[str, str]]]:
    of_username = [(limit, ("username", _plain(username))) for limit in OF_USERNAME]
    return [*of_username, *((limit, ("address", request.remote_addr or "")) for limit in OF_ADDRESS)]


def _plain(username: str) -> str:
    return username.strip().casefold()
