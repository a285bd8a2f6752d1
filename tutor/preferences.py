"""How somebody likes pages to look and to be read: the choices there are, and what an account has chosen.

Only what differs from the usual is kept, so that most accounts say nothing of how somebody reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from tutor.records import Account
from tutor.translating import to_translate as _


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


OF_DEVICE = "device"
LANGUAGES = ((OF_DEVICE, _("As my device is set")), ("en", "English"), ("pl", "Polski"))
"""Each language by its own name, which is never translated."""
PREFERENCES = (
    Preference(
        "language",
        _("Language"),
        LANGUAGES,
        _("Of the pages. Lessons, hints and what people write stay as they were written."),
    ),
    Preference(
        "size",
        _("Size of text"),
        (("normal", _("Normal")), ("large", _("Large")), ("larger", _("Larger")), ("largest", _("Largest"))),
    ),
    Preference(
        "spacing",
        _("Spacing"),
        (("normal", _("Normal")), ("wide", _("Wide"))),
        _("Wide puts more room between lines, words and letters."),
    ),
    Preference(
        "font",
        _("Letters"),
        (("normal", _("Attain’s own")), ("dyslexic", _("OpenDyslexic"))),
        _("Some people with dyslexia find OpenDyslexic easier to read. Formulas and diagrams keep their letters."),
    ),
    Preference(
        "theme",
        _("Colours"),
        (
            ("device", _("As my device is set")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("cream", _("Cream")),
            ("contrast", _("High contrast")),
        ),
    ),
    Preference(
        "motion",
        _("Movement"),
        (("device", _("As my device is set")), ("none", _("None: nothing fades or slides"))),
    ),
    Preference(
        "focus",
        _("Focus"),
        (("off", _("Show the whole page")), ("on", _("Show only the question, my answer and help"))),
        _("In a session the rest is then behind one heading, “Everything else”."),
    ),
    Preference(
        "aloud",
        _("Reading aloud"),
        (("on", _("Show “Listen” buttons")), ("off", _("No “Listen” buttons"))),
        _("Your device reads questions, hints and notes to you. Formulas are read in words."),
    ),
    Preference(
        "rate",
        _("Speed of reading aloud"),
        (("normal", _("Normal")), ("slow", _("Slower")), ("fast", _("Faster"))),
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
