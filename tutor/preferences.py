"""How somebody likes pages to look and to be read: the choices there are, and what an account has chosen.

Only what differs from the usual is kept, so that most accounts say nothing of how somebody reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from tutor.records import Account


@dataclass(frozen=True)
class Preference:
    """Something to choose: its name in the records, and its values with their labels, the usual one first."""

    name: str
    title: str
    values: tuple[tuple[str, str], ...]
    hint: str = ""

    @property
    def usual(self) -> str:
        """What holds until something else is chosen."""
        return self.values[0][0]


PREFERENCES = (
    Preference(
        "size",
        "Size of text",
        (("normal", "Normal"), ("large", "Large"), ("larger", "Larger"), ("largest", "Largest")),
    ),
    Preference(
        "spacing",
        "Spacing",
        (("normal", "Normal"), ("wide", "Wide")),
        "Wide puts more room between lines, words and letters.",
    ),
    Preference(
        "font",
        "Letters",
        (("normal", "Attain’s own"), ("dyslexic", "OpenDyslexic")),
        "Some people with dyslexia find OpenDyslexic easier to read. Formulas and diagrams keep their letters.",
    ),
    Preference(
        "theme",
        "Colours",
        (
            ("device", "As my device is set"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("cream", "Cream"),
            ("contrast", "High contrast"),
        ),
    ),
    Preference(
        "motion",
        "Movement",
        (("device", "As my device is set"), ("none", "None: nothing fades or slides")),
    ),
    Preference(
        "focus",
        "Focus",
        (("off", "Show the whole page"), ("on", "Show only the question, my answer and help")),
        "In a session the rest is then behind one heading, “Everything else”.",
    ),
    Preference(
        "aloud",
        "Reading aloud",
        (("on", "Show “Listen” buttons"), ("off", "No “Listen” buttons")),
        "Your device reads questions, hints and notes to you. Formulas are read in words.",
    ),
    Preference(
        "rate",
        "Speed of reading aloud",
        (("normal", "Normal"), ("slow", "Slower"), ("fast", "Faster")),
    ),
)
"""Everything that can be chosen, in the order of the page."""


def complete(kept: Mapping[str, str]) -> dict[str, str]:
    """Return a value for every preference: the one kept where it is a choice there is, else the usual one."""
    return {one.name: kept[one.name] if kept.get(one.name) in dict(one.values) else one.usual for one in PREFERENCES}


def choose(db: Session, account_id: int, wanted: Mapping[str, str]) -> None:
    """Keep what an account wants beside what it has chosen before; names and values that are no choice are dropped.

    The transaction is the caller's.
    """
    account = db.get_one(Account, account_id)
    chosen = complete({**account.preferences, **_known(wanted)})
    account.preferences = {one.name: chosen[one.name] for one in PREFERENCES if chosen[one.name] != one.usual}


def _known(wanted: Mapping[str, str]) -> dict[str, str]:
    return {one.name: wanted[one.name] for one in PREFERENCES if wanted.get(one.name) in dict(one.values)}
