"""Rules of the Friday page about how pupils work, and about what waits for the teacher.

Each says what was recorded and judges nobody.
"""

from content_store.catalogue import Catalogue
from tutor import offloading
from tutor.class_week import Answered, ClassWeek
from tutor.findings import Finding, Link, Row, count, day_words, names, pupil_link, title_of
from tutor.teaching_records import Handover

THURSDAY = 3
"""The day of the week, from 0, from which not having worked yet is worth saying."""
ASKED = 3
ASKED_SHARE = 0.25
"""A pupil asks for answers a lot: in so many messages at least, and in this share of all of the week's."""
TRIES = 2
"""Wrong tries at a question before leaving it is giving up: after one, the bell may have rung."""
NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Hours by the clock of the school."""
WAITS_FOR = {
    "unsure": "an answer that could not be marked for certain",
    "stuck": "got nowhere with a question",
    "solution": "asks to see a full solution",
}


def concerns(_: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return one finding for each message that an adult should read, still unread."""
    found = []
    for one in week.waiting:
        if one.reason == "concern":
            name = week.pupils[one.pupil_id].name
            found.append(
                Finding(
                    "concern",
                    f"concern/{one.id}",
                    f"{name} wrote something that an adult should read",
                    "The pupil was told whom to turn to. Read it, and follow your school's safeguarding policy.",
                    (Row(one.pupil_id, "wrote it", one.at),),
                    Link("Read what was written", "handover", {"handover_id": one.id or 0}),
                    1,
                )
            )
    return found


def stopped(_: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return who worked in the weeks before and not in this one, once most of the week is over.

    Where nobody worked, nobody has stopped: it may be a holiday.
    """
    missing = {who: last for who, last in week.before.items() if who not in week.worked}
    if not missing or not week.worked or (week.today - week.monday).days < THURSDAY:
        return []
    ordered = sorted(missing, key=lambda who: (missing[who], week.pupils[who].name))
    rows = tuple(Row(who, "last worked", missing[who], link=pupil_link(week, who)) for who in ordered)
    return [
        Finding(
            "stopped",
            "stopped",
            f"{count(len(rows), 'pupil has', 'pupils have')} stopped",
            f"At work in the two weeks before, and not this week: {names(week, ordered)}.",
            rows,
            pupil_link(week, ordered[0]),
            len(rows),
        )
    ]


def half_way(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return who left a question before today after several wrong tries, and has done nothing since."""
    left = [one for one in _newest(week) if one.attempt.right is False and one.attempt.number >= TRIES]
    if not left:
        return []
    left.sort(key=lambda one: (-one.attempt.number, week.pupils[one.attempt.pupil_id].name))
    ids = [one.attempt.pupil_id for one in left]
    rows = tuple(
        Row(
            one.attempt.pupil_id,
            f"left {title_of(catalogue, one.attempt.objective_id)} after {one.attempt.number} tries at a question",
            one.attempt.at,
            link=pupil_link(week, one.attempt.pupil_id),
        )
        for one in left
    )
    return [
        Finding(
            "half way",
            "half way",
            f"{count(len(ids), 'pupil', 'pupils')} gave up half way",
            f"The last thing recorded is an answer that was not right, and not the first: {names(week, ids)}.",
            rows,
            pupil_link(week, ids[0]),
            len(ids),
        )
    ]


def _newest(week: ClassWeek) -> list[Answered]:
    """Return each pupil's newest attempt where nothing was begun after it and its day is over; none of a placement."""
    last = {one.pupil_id: one for one in week.said}
    newest = {one.attempt.pupil_id: one for one in week.answered}
    return [
        one
        for who, one in newest.items()
        if last[who].session_id == one.attempt.session_id
        and last[who].local.date() < week.today
        and week.sessions[one.attempt.session_id].purpose != "placement"
    ]


def waiting(catalogue: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return what waits in the queue, but for what an adult should read: that stands by itself."""
    those = [one for one in week.waiting if one.reason != "concern"]
    if not those:
        return []
    order = list(WAITS_FOR)
    those.sort(key=lambda one: (order.index(one.reason), one.at, one.id))
    counted = [(name, sum(one.reason == name for one in those)) for name in order]
    words = {
        "unsure": ("answer to judge", "answers to judge"),
        "stuck": ("pupil who got nowhere", "pupils who got nowhere"),
        "solution": ("wish for a full solution", "wishes for a full solution"),
    }
    parts = [count(number, *words[name]) for name, number in counted if number]
    return [
        Finding(
            "waiting",
            f"waiting/{max(one.id or 0 for one in those)}",
            f"Waiting for you: {len(those)}",
            f"{', '.join(parts)}.",
            tuple(_waiting_row(catalogue, one) for one in those),
            Link("Open what waits for you", "queue"),
            len(those),
        )
    ]


def _waiting_row(catalogue: Catalogue, one: Handover) -> Row:
    link = Link("Open", "handover", {"handover_id": one.id or 0})
    return Row(one.pupil_id, f"{WAITS_FOR[one.reason]}, {title_of(catalogue, one.objective_id)}", one.at, link=link)


def asks(_: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return one finding for each pupil who asks for answers a lot."""
    found = []
    for who, own in week.offloading.items():
        if own.asked < ASKED or own.rate < ASKED_SHARE:
            continue
        name = week.pupils[who].name
        rows = [Row(who, f"{offloading.IN_WORDS[kind]}: {number}") for kind, number in own.requests.most_common()]
        rows.append(Row(who, f"tried an answer: {own.attempts}; full solutions shown: {own.delivered}"))
        found.append(
            Finding(
                "asks",
                f"asks/{who}",
                f"{name} asks for answers",
                f"In {own.asked} of {own.messages} messages the work was to be done by the tutor.",
                tuple(rows),
                pupil_link(week, who),
                own.asked,
            )
        )
    return found


def hours(_: Catalogue, week: ClassWeek) -> list[Finding]:
    """Return who worked at night or beyond the day's time: a fact, from which nothing follows."""
    rows = [*_nights(week), *_long_days(week)]
    if not rows:
        return []
    ids = list(dict.fromkeys(row.pupil_id for row in rows))
    return [
        Finding(
            "hours",
            "hours",
            f"{count(len(ids), 'pupil', 'pupils')} at work late or long",
            f"Only so that you know: {names(week, ids)}.",
            tuple(rows),
            pupil_link(week, ids[0]),
            len(ids),
        )
    ]


def _nights(week: ClassWeek) -> list[Row]:
    latest = {}
    for one in week.said:
        if one.local.hour >= NIGHT_FROM or one.local.hour < NIGHT_UNTIL:
            latest[one.pupil_id, one.local.date()] = one
    return [Row(one.pupil_id, f"at work at {one.local:%H:%M}", one.at) for one in latest.values()]


def _long_days(week: ClassWeek) -> list[Row]:
    rows = []
    for (who, day), minutes in sorted(week.minutes().items(), key=lambda one: one[0][::-1]):
        allowed = week.daily_minutes + week.more_minutes.get((who, day), 0)
        if minutes > allowed:
            rows.append(Row(who, f"about {minutes:.0f} minutes on {day_words(day)}, {allowed} is the day's time"))
    return rows
