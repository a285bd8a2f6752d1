"""What taking a list in would change, worked out before anything is changed."""

from dataclasses import dataclass

from tutor.rosters.keys import RosterKeys
from tutor.rosters.matching import BY_NAME, Conflict
from tutor.rosters.roster import Line, Problem
from tutor.rosters.school_now import Known, Pupil


@dataclass(frozen=True)
class Change:
    """What a list changes for one pupil, None for somebody new. A class to join that is to be made has the id 0.

    `upn` and `number` are whether these are kept from now on, to find the pupil again.
    """

    line: Line
    pupil: Pupil | None
    by: str
    joins: tuple[Known, ...] = ()
    leaves: tuple[Known, ...] = ()
    username: str = ""
    renamed: bool = False
    upn: bool = False
    number: bool = False

    @property
    def back(self) -> bool:
        """Whether somebody who had left comes back."""
        return self.pupil is not None and self.pupil.left

    @property
    def told(self) -> bool:
        """Whether there is something to tell: a number that is only kept to find the pupil again is nothing."""
        return self.pupil is None or self.back or self.renamed or bool(self.joins or self.leaves)


@dataclass(frozen=True)
class Difference:
    """How a list differs from a school. `present` counts the pupils who are here now."""

    source: str
    changes: tuple[Change, ...]
    leavers: tuple[Pupil, ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[Problem, ...]
    new_classes: tuple[Known, ...]
    present: int
    passed_over: int = 0

    @property
    def joiners(self) -> tuple[Change, ...]:
        """The pupils who are new."""
        return tuple(one for one in self.changes if one.pupil is None)

    @property
    def back(self) -> tuple[Change, ...]:
        """The pupils who had left and are in the list."""
        return tuple(one for one in self.changes if one.back)

    @property
    def movers(self) -> tuple[Change, ...]:
        """The pupils whose classes change."""
        return tuple(one for one in self.changes if one.pupil and not one.back and (one.joins or one.leaves))

    @property
    def renamed(self) -> tuple[Change, ...]:
        """The pupils who have another name in the list."""
        return tuple(one for one in self.changes if one.renamed)

    @property
    def by_name(self) -> tuple[Change, ...]:
        """The pupils who were found by name alone."""
        return tuple(one for one in self.changes if one.by == BY_NAME)

    @property
    def unchanged(self) -> int:
        """How many pupils stay as they are."""
        return sum(not one.told for one in self.changes)

    @property
    def changes_anything(self) -> bool:
        """Whether there is something to confirm, if only numbers to keep."""
        return bool(self.leavers) or any(one.told or one.upn or one.number for one in self.changes)

    def must_be_agreed(self, share: int) -> bool:
        """Return whether the leavers need a tick of their own: more than `share` per cent, or lines were refused."""
        unread = bool(self.problems or self.conflicts)
        return bool(self.leavers) and (unread or len(self.leavers) * 100 > share * self.present)

    def digest(self, keys: RosterKeys) -> str:
        """Return what tells whether another difference is the same; it tells nothing of what is in it."""
        core = [repr(self), *(one.line.upn for one in self.changes)]
        return keys.keyed_hash("difference", "\n".join(core))
