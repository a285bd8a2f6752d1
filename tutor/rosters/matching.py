"""Which line of a list is which pupil: by UPN, then by the number in the school's own system, then by name.

A name decides only where one line and one pupil are left that agree in class or year group. Whatever could be two
pupils is a conflict that a person has to settle: nothing is guessed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from tutor.rosters import upn as upns
from tutor.rosters.keys import RosterKeys
from tutor.rosters.roster import Line
from tutor.rosters.school_now import EXTERNAL, UPN, Pupil, SchoolNow, folded
from tutor.translating import to_translate as _

BY_UPN, BY_NUMBER, BY_NAME, NEW = _("UPN"), _("number"), _("name"), _("new")


@dataclass(frozen=True)
class Pair:
    """A line, the pupil whom it is about (None for somebody new), and what told."""

    line: Line
    pupil: Pupil | None
    by: str


@dataclass(frozen=True)
class Conflict:
    """Lines that are not taken in because they could be about more than one pupil, with the pupils they may be."""

    lines: tuple[Line, ...]
    text: str
    values: dict[str, Any] = field(default_factory=dict)
    pupils: tuple[Pupil, ...] = ()

    @property
    def message(self) -> str:
        """The reason in English."""
        return self.text % self.values if self.values else self.text


SAME_NUMBER = _("One UPN or number stands on lines with different names. Correct the list.")
SAME_PUPIL = _("These lines lead to the same pupil. Correct the list.")
TWO_NUMBERS = _("The UPN and the number belong to two different pupils here. Correct the list or the accounts.")
OTHER_PUPIL = _("The number belongs to a pupil here with another name and another UPN. Correct the list.")
ONE_NAME = _(
    "One name more than once, and nothing to tell the pupils apart. Send the list with UPNs or admission numbers, or "
    "put the pupils' classes right here first."
)
OTHER_YEAR = _(
    "A pupil of this name is here in another class and year group. If it is the same pupil, put the class right here "
    "first; if not, send the list with UPNs or admission numbers."
)


@dataclass
class Matching:
    """Lines and pupils being paired."""

    now: SchoolNow
    keys: RosterKeys
    pairs: list[Pair] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def run(self, lines: Sequence[Line]) -> None:
        """Pair every line, or find why it cannot be."""
        self._upn_owners = {owner: one for one, owner in self.now.upn_owners.items()}
        rest = [line for line in self._joined(lines) if not self._by_number(line)]
        self._one_line_each()
        self._by_names(rest)

    def _joined(self, lines: Sequence[Line]) -> list[Line]:
        """Return one line for each pupil where a list has one for each class; others with one number are conflicts."""
        joined: list[Line] = list(lines)
        for number in (attrgetter("upn"), attrgetter("external_id")):
            groups: dict[str, list[Line]] = defaultdict(list)
            for line in joined:
                groups[number(line) or f"line {line.number}"].append(line)
            joined = []
            for group in groups.values():
                names, upns_here = ({folded(line.name) for line in group}, {line.upn for line in group} - {""})
                if len(names) > 1 or len(upns_here) > 1:
                    self.conflicts.append(Conflict(tuple(group), SAME_NUMBER))
                else:
                    joined.append(_one_of(group))
        return joined

    def _by_number(self, line: Line) -> bool:
        """Pair a line by its UPN or the number of the school's own system; return whether it is settled."""
        upn = self.keys.keyed_hash(UPN, line.upn) if line.upn else ""
        owner = self.now.pupils.get(self.now.upn_owners.get(upn, 0))
        number = self.keys.keyed_hash(EXTERNAL, line.external_id) if line.external_id else ""
        numbered = self.now.pupils.get(self.now.external_owners.get(number, 0))
        if owner and numbered and owner != numbered:
            self.conflicts.append(Conflict((line,), TWO_NUMBERS, pupils=(owner, numbered)))
        elif owner:
            self.pairs.append(Pair(line, owner, BY_UPN))
        elif numbered and self._is_other(line, numbered) and folded(line.name) != folded(numbered.name):
            self.conflicts.append(Conflict((line,), OTHER_PUPIL, pupils=(numbered,)))
        elif numbered:
            self.pairs.append(Pair(line, numbered, BY_NUMBER))
        return bool(owner or numbered)

    def _is_other(self, line: Line, pupil: Pupil) -> bool:
        """Return whether the UPNs say that a line and a pupil are two people; a temporary UPN says nothing."""
        known = self._upn_owners.get(pupil.id)
        if not line.upn or known is None or upns.is_temporary(line.upn) or pupil.id not in self.now.permanent:
            return False
        return known != self.keys.keyed_hash(UPN, line.upn)

    def _one_line_each(self) -> None:
        """Make a conflict of lines that lead to one pupil."""
        counts = Counter(pair.pupil.id for pair in self.pairs if pair.pupil)
        for account_id in [one for one, count in counts.items() if count > 1]:
            pairs = [pair for pair in self.pairs if pair.pupil and pair.pupil.id == account_id]
            self.pairs = [pair for pair in self.pairs if pair not in pairs]
            pupil = self.now.pupils[account_id]
            self.conflicts.append(Conflict(tuple(pair.line for pair in pairs), SAME_PUPIL, pupils=(pupil,)))

    def _by_names(self, lines: Sequence[Line]) -> None:
        taken = {pair.pupil.id for pair in self.pairs if pair.pupil}
        taken |= {pupil.id for conflict in self.conflicts for pupil in conflict.pupils}
        pupils: dict[str, list[Pupil]] = defaultdict(list)
        for pupil in self.now.pupils.values():
            if pupil.id not in taken:
                pupils[folded(pupil.name)].append(pupil)
        named: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            named[folded(line.name)].append(line)
        for name, group in named.items():
            self._by_name(group, pupils.get(name, []))

    def _by_name(self, lines: list[Line], pupils: list[Pupil]) -> None:
        """Pair the lines and pupils of one name: those alone in their class, or both alone and of one year group."""
        alone = len(lines) == len(pupils) == 1
        for line in list(lines):
            fitting = [one for one in pupils if self._in_class(line, one) and not self._is_other(line, one)]
            if alone and not fitting:
                fitting = [one for one in pupils if self._in_year(line, one) and not self._is_other(line, one)]
            rivals = [one for one in lines if fitting and (alone or self._in_class(one, fitting[0]))]
            if len(fitting) == len(rivals) == 1:
                self.pairs.append(Pair(line, fitting[0], BY_NAME))
                lines.remove(line)
                pupils = [one for one in pupils if one is not fitting[0]]
        self._unpaired(lines, [one for one in pupils if any(self._may_be(line, one) for line in lines)])

    def _unpaired(self, lines: list[Line], possible: list[Pupil]) -> None:
        """Take lines as new pupils where nobody of the name may be meant, else make a conflict of them."""
        if possible:
            several = len(lines) + len(possible) > 2
            self.conflicts.append(Conflict(tuple(lines), ONE_NAME if several else OTHER_YEAR, pupils=tuple(possible)))
        elif len(lines) > 1 and not _told_apart(lines):
            self.conflicts.append(Conflict(tuple(lines), ONE_NAME))
        else:
            self.pairs += [Pair(line, None, NEW) for line in lines]

    def _may_be(self, line: Line, pupil: Pupil) -> bool:
        """Return whether a line could be about a pupil of its name; somebody who left long ago is not meant."""
        return not self._is_other(line, pupil) and (not pupil.left or self._in_year(line, pupil))

    def _in_class(self, line: Line, pupil: Pupil) -> bool:
        names = {self.now.classes[one].name.casefold() for one in pupil.classes if one in self.now.classes}
        return bool(names & {name.casefold() for name in line.classes})

    def _in_year(self, line: Line, pupil: Pupil) -> bool:
        """Return whether the year groups agree: the same, or the next as after a summer, or one is not known."""
        years = {self.now.classes[one].year for one in pupil.classes if one in self.now.classes}
        return not years or line.year is None or bool(years & {line.year, line.year - 1})


def _told_apart(lines: Iterable[Line]) -> bool:
    """Return whether every line of one name has a UPN or a number of its own."""
    numbers = [line.upn or line.external_id for line in lines]
    return all(numbers) and len(set(numbers)) == len(numbers)


def _one_of(lines: Sequence[Line]) -> Line:
    """Return lines about one pupil as one, with all of their classes and whatever number any of them has."""
    classes = tuple(dict.fromkeys(name for line in lines for name in line.classes))
    first = lines[0]
    return replace(
        first,
        classes=classes,
        year=next((line.year for line in lines if line.year), None),
        upn=next((line.upn for line in lines if line.upn), ""),
        external_id=next((line.external_id for line in lines if line.external_id), ""),
    )
