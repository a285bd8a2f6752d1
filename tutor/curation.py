"""What a school adds to the built content: its own items in revisions, and what is decided of items.

Revisions and decisions are only ever added, so who did what, and when, can be told of every one, and an attempt
on any item that was ever approved can be drawn again. Knows no pages, and not whether an item is sound.
"""

import json
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from content_store.curriculum import Item
from content_store.items import read_spec
from content_store.overlay import Overlay
from tutor.assembly import Tutor
from tutor.curation_records import ItemDecision, ItemRevision
from tutor.database import reading

log = logging.getLogger(__name__)

Decision = Literal["approved", "withdrawn", "hidden", "shown"]
SEPARATOR = "~"
"""What stands between the name of a school's item and the number of its revision: no item of a pack has it."""
MAX_STEM = 150
AFTER_THE_BUILT = 1000
"""Where the school's items stand among an objective's: after those that were built."""


@dataclass
class Standing:
    """What all decisions together come to.

    `active` is for each name the item id of the revision that pupils may get, `approved` the ids of all that they
    ever could, `withdrawn` the ids of those taken back since, and `hidden` the ids of built items.
    """

    active: dict[str, str] = field(default_factory=dict)
    approved: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)

    def state(self, item_id: str) -> str:
        """Return in one word what an item is: shown, hidden, active, replaced, withdrawn or a draft."""
        if SEPARATOR not in item_id:
            return "hidden" if item_id in self.hidden else "shown"
        if item_id in self.withdrawn:
            return "withdrawn"
        if item_id not in self.approved:
            return "draft"
        return "active" if self.active.get(name_of(item_id)) == item_id else "replaced"


def name_of(item_id: str) -> str:
    """Return the name of an item without the number of its revision."""
    return item_id.partition(SEPARATOR)[0]


def standing_of(decisions: Iterable[ItemDecision]) -> Standing:
    """Return what decisions come to, given from the oldest to the newest."""
    found = Standing()
    for one in decisions:
        DECIDED[one.decision](found, one.item_id)
    return found


def _approve(found: Standing, item_id: str) -> None:
    found.active[name_of(item_id)] = item_id
    found.approved.add(item_id)
    found.withdrawn.discard(item_id)


def _withdraw(found: Standing, item_id: str) -> None:
    found.withdrawn.add(item_id)
    if found.active.get(name_of(item_id)) == item_id:
        del found.active[name_of(item_id)]


DECIDED: dict[str, Callable[[Standing, str], None]] = {
    "approved": _approve,
    "withdrawn": _withdraw,
    "hidden": lambda found, item_id: found.hidden.add(item_id),
    "shown": lambda found, item_id: found.hidden.discard(item_id),
}


def decisions(db: Session) -> Sequence[ItemDecision]:
    """Return every decision, the oldest first."""
    return db.exec(select(ItemDecision).order_by(col(ItemDecision.id))).all()


def revisions_of(db: Session, name: str) -> Sequence[ItemRevision]:
    """Return the revisions of one item of the school's, the oldest first."""
    return db.exec(select(ItemRevision).where(ItemRevision.name == name).order_by(col(ItemRevision.number))).all()


def revision(db: Session, item_id: str) -> ItemRevision | None:
    """Return the revision that has this item id."""
    name, _, number = item_id.partition(SEPARATOR)
    if not number.isdecimal() or len(number) > 6:
        return None
    query = select(ItemRevision).where(ItemRevision.name == name, ItemRevision.number == int(number))
    return db.exec(query).first()


def newest_revisions(db: Session) -> list[ItemRevision]:
    """Return the newest revision of each of the school's items, in the order in which they were written."""
    newest = {one.name: one for one in db.exec(select(ItemRevision).order_by(col(ItemRevision.id))).all()}
    return sorted(newest.values(), key=lambda one: one.id or 0)


def drafts(db: Session) -> list[ItemRevision]:
    """Return what waits for approval: newest revisions that nobody has decided on, the oldest first."""
    decided = {one.item_id for one in decisions(db)}
    return [one for one in newest_revisions(db) if one.item_id not in decided]


def fresh_name(db: Session, stem: str) -> str:
    """Return a name for a new item of the school's that no other has; it begins with that of what it is for."""
    stem = re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-")[:MAX_STEM].strip("-") or "item"
    number = 1
    while revisions_of(db, f"{stem}-own-{number}"):
        number += 1
    return f"{stem}-own-{number}"


def next_item_id(db: Session, name: str) -> str:
    """Return the item id that the next revision of an item will have."""
    earlier = revisions_of(db, name)
    return f"{name}{SEPARATOR}{earlier[-1].number + 1 if earlier else 1}"


def add_revision(db: Session, written: ItemRevision) -> ItemRevision:
    """Keep a revision as the next of its name; its definition is given the id that goes with that.

    The definition is that of a sound item: whoever calls has read it.
    """
    item_id = next_item_id(db, written.name)
    written.number = int(item_id.partition(SEPARATOR)[2])
    definition: dict[str, Any] = json.loads(written.definition)
    written.definition = json.dumps(definition | {"id": item_id}, ensure_ascii=False)
    db.add(written)
    db.flush()
    return written


def decide(db: Session, item_id: str, decision: Decision, account_id: int, reason: str = "") -> ItemDecision:
    """Keep a decision on an item."""
    of_school = revision(db, item_id)
    made = ItemDecision(
        item_id=item_id,
        revision_id=of_school.id if of_school else None,
        decision=decision,
        account_id=account_id,
        reason=reason,
    )
    db.add(made)
    db.flush()
    return made


def overlay_of(db: Session) -> Overlay:
    """Return what the school lays over the built content: nothing in it was not approved by somebody."""
    standing = standing_of(decisions(db))
    items = {}
    for one in db.exec(select(ItemRevision).order_by(col(ItemRevision.id))).all():
        if one.item_id in standing.approved and (row := item_row(one)):
            items[row.id] = row
    return Overlay(items, frozenset(standing.active.values()) & items.keys(), frozenset(standing.hidden))


def item_row(one: ItemRevision) -> Item | None:
    """Return a revision as the catalogue has items; None where this version of Attain cannot read it."""
    try:
        spec = read_spec(one.definition)
    except ValidationError:
        log.warning("the school's item %s cannot be read by this version and is left out", one.item_id)
        return None
    return Item(
        id=one.item_id,
        objective_id=one.objective_id,
        kind=spec.kind,
        difficulty=spec.difficulty,
        definition=one.definition,
        position=AFTER_THE_BUILT + (one.id or 0),
    )


class Curated:
    """A tutor whose catalogue follows the school's decisions, whichever process they were made in.

    Safe to share between threads. A tutor that was handed out stays as it was: one request, one curriculum.
    """

    def __init__(self, tutor: Tutor, records: Engine) -> None:
        """Keep the tutor of the built content, and the records that the decisions stand in."""
        self._records = records
        self._held: tuple[tuple[int, int], Tutor] = ((0, 0), tutor)

    def tutor(self) -> Tutor:
        """Return the tutor as of the newest decision; it is made again only where one was added.

        Decisions are counted besides: of two made at once the later number may be there before the earlier.
        """
        with reading(self._records) as db:
            count, newest = db.exec(select(func.count(col(ItemDecision.id)), func.max(col(ItemDecision.id)))).one()
            as_of, held = (count, newest or 0), self._held
            if held[0] == as_of:
                return held[1]
            overlay = overlay_of(db)
        tutor = replace(held[1], catalogue=held[1].catalogue.overlaid(overlay))
        self._held = (as_of, tutor)
        return tutor
