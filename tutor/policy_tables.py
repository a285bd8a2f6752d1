"""Rows of the policies' tables for sessions without help and for work that a teacher set, and what a row is.

`policy` puts them into its tables; the order there decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.policy import MoveName

WITHOUT_HELP = ("placement", "test")
"""What a session may be for in which there is neither help nor a verdict, and a question may be passed."""


@dataclass(frozen=True)
class Row:
    """One line of the table: these moves where all of `when` holds of the situation."""

    when: Mapping[str, Any]
    moves: tuple["MoveName", ...]


def row(*moves: "MoveName", **when: Any) -> Row:
    """Return a row; an underscore in a name of the situation stands for a space."""
    return Row(MappingProxyType({name.replace("_", " "): value for name, value in when.items()}), moves)


@dataclass(frozen=True)
class SetWork:
    """What a policy may look at of work that a teacher set.

    Attributes:
        left: Questions after the open one that a teacher's list still has; None where the tutor chooses them.
        time_up: Whether the time that a teacher planned has been worked.
        tried_since: Whether there has been a genuine attempt since the newest hint on the open item.
        first_miss: Whether the newest genuine attempt is the only one since then.
    """

    left: int | None = None
    time_up: bool = False
    tried_since: bool = True
    first_miss: bool = False

    @property
    def situation(self) -> dict[str, Any]:
        """What the rows of a table may ask about, by name."""
        return {"listed": self.left is not None, "tried since": self.tried_since, "first miss": self.first_miss}

    @property
    def is_set_done(self) -> bool | None:
        """Whether the session ends with the open item; None where the teacher's plan does not decide that."""
        if self.time_up or self.left is not None:
            return self.time_up or self.left == 0
        return None


OWN_WORK = SetWork()
"""What holds of work that nobody set."""

NO_HELP = (
    *(row("finish", purpose=purpose, phase="done") for purpose in WITHOUT_HELP),
    *(
        row("no_help", purpose=purpose, meant=meant)
        for purpose in WITHOUT_HELP
        for meant in ("question", "help", "answer request", "solution", "off topic", "greeting")
    ),
)
"""Who asks for something in a placement or a test is told that there is no help; the question stays, or is skipped."""
PLACEMENT = (
    row("finish", purpose="placement", placed=True),
    row("place", purpose="placement"),
)
"""While a pupil is being placed there are neither verdicts nor hints: only the next question."""
TEST = (
    row("finish", purpose="test", set_done=True),
    row("ask", purpose="test"),
)
"""A test goes through its list: what was right is said at its end."""
LISTED = (
    row("confirm", "finish", right=True, purpose="practice", listed=True, set_done=True),
    row("confirm", "ask", right=True, purpose="practice", listed=True),
)
"""Items that a teacher chose come one after another; one like it without help is put only after a full solution."""
LESS = (
    row("once_more", wrong=True, first_miss=True, less_help=True),
    row("attempt_first", meant="help", tried_since=False, less_help=True),
)
"""Less help: the first wrong answer after a hint brings none by itself, and each hint needs a try since the last."""
