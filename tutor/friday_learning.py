"""Rules of the Friday page about what is learned: a wrong idea that is shared, replies that did not help, good news."""

from collections import defaultdict

from content_store.catalogue import Catalogue
from tutor.class_week import Answered, ClassWeek
from tutor.findings import Finding, Link, Row, count, names, title_of
from tutor.item_choice import drawn
from tutor.records import Attempt

SHARED_BY = 2
"""Pupils who share a misconception before it is the class's matter."""


def misconceptions(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return the misconceptions that pupils share who have not answered such a question right since."""
    shown: dict[str, dict[int, Answered]] = defaultdict(dict)
    for one in week.answered:
        if one.attempt.misconception_id:
            shown[one.attempt.misconception_id][one.attempt.pupil_id] = one
    found = []
    for name, newest in shown.items():
        idea = catalogue.misconception(name)
        still = {who: one for who, one in newest.items() if not _right_since(week, one.attempt, name)}
        if idea is None or len(still) < SHARED_BY:
            continue
        over = len(newest) - len(still)
        since = f" {count(over, 'more pupil has', 'more pupils have')} got such a question right since." if over else ""
        found.append(
            Finding(
                "misconception",
                f"misconception/{name}",
                f"{len(still)} pupils with one wrong idea in {title_of(catalogue, idea.objective_id)}",
                f"{idea.statement} Shown by {names(week, still)}.{since}",
                tuple(_answer_row(catalogue, one) for one in still.values()),
                Link(
                    "Make a starter of three questions on this",
                    "starter",
                    {"objective_id": idea.objective_id, "misconception": name},
                ),
                len(still),
            )
        )
    return found


def _right_since(week: ClassWeek, attempt: Attempt, name: str) -> bool:
    """Return whether a pupil has answered right, without help, where the misconception could have shown."""
    later = (one.attempt for one in week.answered if one.attempt.pupil_id == attempt.pupil_id)
    return any(
        one.right
        and not one.aided
        and (one.id or 0) > (attempt.id or 0)
        and name in (one.diagnosis or {}).get("could", [])
        for one in later
    )


def _answer_row(catalogue: Catalogue, one: Answered) -> Row:
    attempt, facts = one.attempt, one.turn.facts
    item = drawn(catalogue, attempt.item_id, attempt.seed)
    chosen = facts.get("shown") or (facts.get("reading") if attempt.answer.startswith("choice-") else "") or ""
    return Row(
        attempt.pupil_id,
        "answered",
        attempt.at,
        question=item.question if item else "",
        answer="" if chosen else attempt.answer,
        chosen=chosen,
    )


def unhelpful(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return the replies that pupils say did not help, the newest first."""
    if not week.unhelpful:
        return []
    rows = tuple(
        Row(
            said.pupil_id,
            f"{_reply(turn.move, turn.rung)} in {title_of(catalogue, session.objective_id)}",
            said.at,
            link=Link("Read it in its place", "transcript", {"session_id": session.id or 0, "position": turn.position}),
        )
        for said, turn, session in week.unhelpful
    )
    newest = max(turn.id or 0 for _, turn, _ in week.unhelpful)
    first = rows[0].link or Link("", "class")
    ids = list(dict.fromkeys(row.pupil_id for row in rows))
    return [
        Finding(
            "unhelpful",
            f"unhelpful/{newest}",
            f"{count(len(rows), 'reply', 'replies')} did not help",
            f"So said {names(week, ids)}. Reading the place is recorded.",
            rows,
            Link("Read the newest in its place", first.page, first.of),
            len(rows),
        )
    ]


def good_news(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return who became nearly secure or secure in what."""
    if not week.gains:
        return []
    ordered = sorted(
        week.gains, key=lambda one: (one.words != "secure", week.pupils[one.pupil_id].name, one.objective_id)
    )
    rows = tuple(Row(one.pupil_id, f"{one.words} in {title_of(catalogue, one.objective_id)}") for one in ordered)
    ids = list(dict.fromkeys(one.pupil_id for one in ordered))
    return [
        Finding(
            "good news",
            "good news",
            f"Good news of {count(len(ids), 'pupil', 'pupils')}",
            f"New this week, without help: {names(week, ids)}. Tell them that you have seen it.",
            rows,
            Link("See how the class stands", "class"),
            len(rows),
        )
    ]


def _reply(move: str, rung: int) -> str:
    named = {"explain": "an explanation", "bottom_out": "how it is done", "twin": "a worked example"}
    return named.get(move, f"hint {rung}")
