"""The queue drawn: what was asked for, read from the address; each case as a row of words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Final
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup

from carnet.domain.queue import Reason
from carnet.domain.typed import whole
from carnet.journeys.progress import progress
from carnet.services import waiting_line
from carnet.services.circle import onlooker
from carnet.services.turn import PARIS, paris_date
from carnet.services.waiting_line import Waiting
from carnet.store import queue
from carnet.store.database import Reader
from carnet.store.queue import VIEWS, Found, Wanted
from helpdesk import needs, queue_words, wrap_up_words
from helpdesk.case_sheet import Choice
from helpdesk.case_words import CHANNELS, STATES
from helpdesk.lists import lists
from helpdesk.plate import filled
from helpdesk.queue_sheet import Filter, Listing, Row, View
from helpdesk.queue_words import WHEN, WHY
from helpdesk.session import Seat
from helpdesk.sheet import Need
from helpdesk.wording import Wording
from helpdesk.words import SUBJECTS
from web.dates import calendar

FILTERS: Final = ("subject", "channel", "department")
MOST_PAGES: Final = 10_000
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
TONES: Final = {
    Reason.PROMISED: "danger",
    Reason.LATE: "danger",
    Reason.ON_THE_LINE: "warn",
    Reason.LAST_WARNING: "warn",
    Reason.FIRST_WARNING: "warn",
    Reason.RESTING: "quiet",
}


def wanted() -> Wanted:
    """Return what the address asks for; what it says wrongly is not asked for."""
    asked = request.values
    view, number = asked.get("view", "todo"), whole(asked.get("page", ""), longest=5) or 1
    return Wanted(
        view=view if view in VIEWS else "todo",
        subject=_known(asked.get("subject", ""), SUBJECTS),
        channel=_known(asked.get("channel", ""), CHANNELS),
        department=asked.get("department", "")[:3],
        number=min(max(number, 1), MOST_PAGES),
    )


def listing(seat: Seat, asked: Wanted, stamp: str) -> Listing:
    """Return one page of the queue as a helper sees it; what is the same for the whole line is found once under each ``stamp``."""
    # A page that answers a press reads in the session that wrote: what it sees may still be undone, and is nobody else's.
    if asked.view == "mine" or not isinstance(seat.db, Reader):
        return _found(seat, asked)
    who = onlooker(seat.helper)
    shared = lists().shown(stamp, asked, who)
    if shared is not None:
        mine = waiting_line.in_hand(seat.db, seat.helper, seat.now)
        return replace(shared, counts={**shared.counts, "mine": mine})
    found = _found(seat, asked)
    if seat.helper.id not in found.watchers:
        lists().keep(stamp, asked, who, found)
    return found


def _found(seat: Seat, asked: Wanted) -> Listing:
    words, counts = seat.wording, waiting_line.counts(seat.db, seat.helper, seat.now)
    page = waiting_line.page(seat.db, asked, seat.helper, seat.now)
    narrowed = tuple(getattr(asked, name) for name in FILTERS)
    is_filtered = any(narrowed)
    total = counts[asked.view]
    if is_filtered:
        total = waiting_line.count(seat.db, asked, seat.helper, seat.now)
    rows = tuple(_row(seat, each) for each in page.rows)
    query = query_of(asked)
    return Listing(
        view=asked.view,
        title=words.text(queue_words.VIEWS[asked.view]),
        told=words.fill_named("queue_many", count=total) if total > 1 else words["queue_one" if total else "queue_none"],
        views=_views(words, asked.view),
        counts=counts,
        rows=rows,
        table=_table(rows, words, query, (asked.number - 1) * queue.PAGE + 1),
        watchers=frozenset(who.helper_id for each in page.rows for who in each.present),
        filters=_filters(words, narrowed, waiting_line.departments(seat.db, seat.helper, seat.now)),
        is_filtered=is_filtered,
        total=total,
        query=query,
        number=asked.number,
        before=query_of(asked, page=asked.number - 1) if asked.number > 1 else "",
        after=query_of(asked, page=asked.number + 1) if page.has_more else "",
    )  # fmt: skip


def _table(rows: tuple[Row, ...], words: Wording, query: str, first: int) -> Markup:
    drawn = (
        filled("helpdesk/_row.html", row, words, query, order=place) for place, row in enumerate(rows, first)
    )
    return Markup("").join(drawn)


def back(**more: object) -> str:
    """Return what leads back to the list that was shown, and says ``more``: ``?view=mine&page=2&said=closed``."""
    return query_of(wanted(), **more)


def query_of(asked: Wanted, **more: object) -> str:
    """Return the question mark and what follows, such as ``?view=mine&page=2``."""
    named = {
        "view": asked.view,
        **{name: getattr(asked, name) for name in FILTERS},
        "page": asked.number,
        **more,
    }
    usual = {"view": "todo", "page": 1}
    said = {name: value for name, value in named.items() if value and value != usual.get(name)}
    return f"?{urlencode(said)}" if said else "?"


def name_of(words: Wording, channel: str, place: str, window: tuple[datetime, datetime] | None) -> str:
    """Return what a case is called in the list: what was asked, never by whom."""
    if window:
        return words.fill_named("queue_promised", from_at=window[0])
    request_name = words.text(queue_words.REQUESTS[channel])
    return f"{request_name}, {place}" if place else request_name


def _row(seat: Seat, each: Waiting) -> Row:
    words, case = seat.wording, each.case
    others = tuple((who.name, who.doing) for who in each.present if who.helper_id != seat.helper.id)
    due = _deadline(words, each, seat.now)
    return _told(words, case, each.reason, each.window, due, others, has_left=each.has_left)


@lru_cache(maxsize=1024)
def _told(
    words: Wording,
    case: Found,
    reason: Reason,
    window: tuple[datetime, datetime] | None,
    deadline: tuple[str, str],
    others: tuple[tuple[str, str], ...],
    *,
    has_left: bool,
) -> Row:
    """Return a case as words, found once whoever asks: two hundred consoles look at the same ones."""
    return Row(
        number=case.id,
        version=case.version,
        name=name_of(words, case.channel, case.place, window),
        subject=words.text(SUBJECTS[case.subject]) if case.subject in SUBJECTS else words["case_no_subject"],
        channel=words.text(CHANNELS[case.channel]),
        channel_icon=queue_words.CHANNEL_ICONS[case.channel],
        needs=_needs(words, case),
        labels=tuple(words.text(queue_words.LABELS[name]) for name in case.labels.split()),
        stands=_stands(words, case),
        deadline=deadline[0],
        tone=deadline[1],
        why=words.text(WHY[reason]),
        has_left=has_left and case.channel == "kiosk",
        may_take=case.owner_id is None and case.state != "closed",
        owner=case.owner or "",
        present=tuple(
            words.fill_named("queue_writing" if doing == "writing" else "queue_here", name=name)
            for name, doing in others
        ),
    )


def _stands(words: Wording, case: Found) -> str:
    if case.state == "closed":
        return words.text(wrap_up_words.CODES.get(case.wrap_up, "")) or str(case.wrap_up or "")
    if case.state != "open":
        return words.text(STATES[case.state])
    counted = progress((case.subject, case.step))
    if counted:
        return words.fill_named("progress", number=counted[0], total=counted[1])
    return words["queue_not_begun"] if not case.step else words.text(STATES["open"])


def _deadline(words: Wording, each: Waiting, now: datetime) -> tuple[str, str]:
    """Return when a case is due, and the colour of it."""
    case, tone = each.case, TONES.get(each.reason, "good")
    if case.state == "closed":
        return _when(words, "ended", case.closed_at), "quiet"
    if each.reason is Reason.ON_THE_LINE:
        return _length(words, "waits", each.waited) if each.waited >= timedelta(minutes=1) else words.text(
            WHEN["now"]
        ), tone
    if each.window:
        return _call(words, each.window, now), tone
    if case.state == "paused":
        return words.text(WHEN["paused"]), tone
    if case.due_at is None:
        return "", tone
    if now > case.due_at:
        return _length(words, "late", now - case.due_at), tone
    if case.due_at - now < HOUR:
        return words.fill(WHEN["in"], count=int((case.due_at - now).total_seconds()) // 60), tone
    return _day(words, case.due_at, paris_date(now), "today", "tomorrow", "day"), tone


def _call(words: Wording, window: tuple[datetime, datetime], now: datetime) -> str:
    from_at = window[0]
    if from_at <= now:
        return words.text(WHEN["call_now"])
    if from_at - now < HOUR:
        return words.fill(WHEN["call_in"], count=int((from_at - now).total_seconds()) // 60)
    return _day(words, from_at, paris_date(now), "call_today", "call_tomorrow", "call_day")


@lru_cache(maxsize=1024)
def _day(words: Wording, at: datetime, on: date, today: str, tomorrow: str, later: str) -> str:
    days = (paris_date(at) - on).days
    name = {0: today, 1: tomorrow}.get(days, later)
    if days > 6 and later == "day":
        return _when(words, "on", at)
    day = calendar(words.tag).weekdays[at.astimezone(PARIS).weekday()]
    return words.fill(WHEN[name], at=at, from_at=at, day=day)


def _when(words: Wording, name: str, at: datetime) -> str:
    return words.fill(WHEN[name], day=paris_date(at), at=at)


def _length(words: Wording, name: str, length: timedelta) -> str:
    """Return how long, in minutes, then hours, then days."""
    if length < HOUR:
        return words.fill(WHEN[name], count=int(length.total_seconds()) // 60)
    if length < DAY or f"{name}_days" not in WHEN:
        return words.fill(WHEN[f"{name}_hours"], count=int(length.total_seconds()) // 3600)
    return words.fill(WHEN[f"{name}_days"], count=length.days)


def _needs(words: Wording, case: Found) -> tuple[Need, ...]:
    if case.language is None:
        return ()
    return needs.chosen(
        words, language=case.language, easy=case.easy, size=case.size, voice=case.voice, theme=case.theme, pace=case.pace
    )  # fmt: skip


@cache
def _views(words: Wording, here: str) -> tuple[View, ...]:
    return tuple(
        View(name, words.text(queue_words.VIEWS[name]), queue_words.ICONS[name], is_here=name == here)
        for name in VIEWS
    )


@lru_cache(maxsize=64)
def _filters(words: Wording, chosen: tuple[str, ...], departments: tuple[str, ...]) -> tuple[Filter, ...]:
    offered = {
        "subject": [(name, words.text(msgid)) for name, msgid in SUBJECTS.items()],
        "channel": [(name, words.text(msgid)) for name, msgid in CHANNELS.items()],
        "department": [(each, each) for each in departments],
    }
    return tuple(
        Filter(name, words[f"queue_{name}"], _choices(words, offered[name], value))
        for name, value in zip(FILTERS, chosen, strict=True)
    )


def _choices(words: Wording, offered: list[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
    everything = Choice("", words["queue_filter_all"], is_chosen=not chosen)
    return (everything, *(Choice(value, label, is_chosen=value == chosen) for value, label in offered))


def _known(value: str, names: Mapping[str, str]) -> str:
    return value if value in names else ""
