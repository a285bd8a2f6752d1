"""Compares a list with a school, and changes nothing: who is new, who moves, who leaves, and what cannot be told."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor import people
from tutor.rosters import upn as upns
from tutor.rosters.differences import Change, Difference
from tutor.rosters.keys import RosterKeys
from tutor.rosters.matching import Conflict, Matching, Pair
from tutor.rosters.roster import Line, Roster
from tutor.rosters.school_now import EXTERNAL, UPN, Known, Pupil, SchoolNow, folded
from tutor.translating import to_translate as _

TAKEN = _("The username “%(username)s” belongs to somebody else. Give another in the list, or leave it empty.")
TWICE = _("The username “%(username)s” stands on more than one line.")
NO_YEAR = _("The class “%(name)s” is new, and the list does not say its year group. Add the class here first.")
TWO_CLASSES = _("There are several classes called “%(name)s” here. Rename one first.")
NEW = 0
"""The id of a class that is to be made."""


@dataclass(frozen=True)
class Classes:
    """The classes that a list names, by small letters: those of the school, and those to be made."""

    known: dict[str, list[Known]]
    made: dict[str, Known]
    named: frozenset[int]

    def of(self, name: str, year: int | None) -> list[Known]:
        """Return the classes that a name may mean: none if it is to be made and its year group is not known."""
        called = self.known.get(name.casefold(), [])
        of_year = [one for one in called if one.year == year] if len(called) > 1 else []
        return of_year or called or [self.made[one] for one in [name.casefold()] if one in self.made]


def difference(roster: Roster, school: SchoolNow, keys: RosterKeys, whole: bool) -> Difference:
    """Return what taking a list in would change. `whole` is whether pupils who are not in it have left."""
    matching = Matching(school, keys)
    matching.run(roster.lines)
    classes = _classes([pair.line for pair in matching.pairs], school)
    usernames, conflicts = _usernames(matching.pairs, school)
    conflicts += _class_conflicts(matching.pairs, classes)
    held = {line.number for conflict in conflicts for line in conflict.lines}
    changes = tuple(
        _change(pair, usernames.get(pair.line.number, ""), classes if roster.has_classes else None, (school, keys))
        for pair in matching.pairs
        if pair.line.number not in held
    )
    joined = {one.name for change in changes for one in change.joins if one.id == NEW}
    kept = {pair.pupil.id for pair in matching.pairs if pair.pupil}
    kept |= {pupil.id for conflict in matching.conflicts for pupil in conflict.pupils}
    return Difference(
        source=roster.source,
        changes=changes,
        leavers=_leavers(roster, school, keys, kept if whole and roster.whole else None),
        conflicts=(*matching.conflicts, *conflicts),
        problems=roster.problems,
        new_classes=tuple(one for one in classes.made.values() if one.name in joined),
        present=sum(not one.left for one in school.pupils.values()),
        passed_over=roster.passed_over,
    )


def _classes(lines: Iterable[Line], school: SchoolNow) -> Classes:
    known: dict[str, list[Known]] = defaultdict(list)
    for one in school.classes.values():
        known[one.name.casefold()].append(one)
    years: dict[str, Counter[int]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for line in lines:
        for name in line.classes:
            names.setdefault(name.casefold(), name)
            years[name.casefold()].update([line.year] if line.year else [])
    made = {
        plain: Known(NEW, name, years[plain].most_common(1)[0][0])
        for plain, name in names.items()
        if plain not in known and years[plain]
    }
    named = frozenset(one.id for plain in names for one in known.get(plain, []))
    return Classes(dict(known), made, named)


def _class_conflicts(pairs: Sequence[Pair], classes: Classes) -> list[Conflict]:
    """Return the lines that name a class of which there are several, or a new one without a year group."""
    unclear: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for pair in pairs:
        for name in pair.line.classes:
            if (count := len(classes.of(name, pair.line.year))) != 1:
                unclear[(name, TWO_CLASSES if count else NO_YEAR)].append(pair.line)
    return [Conflict(tuple(lines), text, {"name": name}) for (name, text), lines in unclear.items()]


def _usernames(pairs: Sequence[Pair], school: SchoolNow) -> tuple[dict[int, str], list[Conflict]]:
    """Return the usernames of new pupils by line, and the lines whose own cannot be given."""
    new = [pair.line for pair in pairs if pair.pupil is None]
    counts = Counter(line.username for line in new if line.username)
    conflicts = [
        Conflict((line,), TAKEN if line.username in school.usernames else TWICE, {"username": line.username})
        for line in new
        if line.username and (line.username in school.usernames or counts[line.username] > 1)
    ]
    taken = set(school.usernames) | set(counts)
    given: dict[int, str] = {}
    for line in new:
        given[line.number] = line.username or people.username_from(line.name, taken.__contains__)
        taken.add(given[line.number])
    return given, conflicts


def _change(pair: Pair, username: str, classes: Classes | None, now: tuple[SchoolNow, RosterKeys]) -> Change:
    (school, keys), line, pupil = now, pair.line, pair.pupil
    joins, leaves = _moves(line, pupil, classes, school) if classes else ((), ())
    return Change(
        line,
        pupil,
        pair.by,
        joins,
        leaves,
        username,
        renamed=pupil is not None and line.name != pupil.name and line.name.casefold() != pupil.name.casefold(),
        upn=_is_new_upn(line, pupil, school, keys),
        number=_is_new_number(line, pupil, school, keys),
    )


def _moves(
    line: Line, pupil: Pupil | None, classes: Classes, school: SchoolNow
) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Return the classes that a pupil joins and leaves. A class that no list has ever named is left alone."""
    wanted = [one for name in line.classes for one in classes.of(name, line.year)]
    own = pupil.classes if pupil else frozenset()
    ids = {one.id for one in wanted}
    of_lists = own & (classes.named | school.listed)
    left = sorted(one for one in of_lists - ids if one in school.classes)
    return tuple(one for one in wanted if one.id not in own), tuple(school.classes[one] for one in left)


def _is_new_upn(line: Line, pupil: Pupil | None, school: SchoolNow, keys: RosterKeys) -> bool:
    """Return whether a line has a UPN to keep: a temporary one never takes the place of the pupil's own."""
    if not line.upn or keys.keyed_hash(UPN, line.upn) in school.upn_owners:
        return False
    return not (upns.is_temporary(line.upn) and pupil and pupil.id in school.permanent)


def _is_new_number(line: Line, pupil: Pupil | None, school: SchoolNow, keys: RosterKeys) -> bool:
    if not line.external_id:
        return False
    owner = school.external_owners.get(keys.keyed_hash(EXTERNAL, line.external_id))
    return pupil is None or owner != pupil.id


def _leavers(roster: Roster, school: SchoolNow, keys: RosterKeys, kept: set[int] | None) -> tuple[Pupil, ...]:
    """Return who leaves: whom the list calls gone and, of a whole list, who is not in it.

    Nobody leaves whose name stands on a line that could not be read.
    """
    gone = {school.external_owners.get(keys.keyed_hash(EXTERNAL, one)) for one in roster.leaving}
    unread = {folded(problem.name) for problem in roster.problems}
    return tuple(
        pupil
        for pupil in sorted(school.pupils.values(), key=lambda one: (one.name.casefold(), one.id))
        if not pupil.left
        and folded(pupil.name) not in unread
        and (pupil.id in gone or (kept is not None and pupil.id not in kept))
    )
