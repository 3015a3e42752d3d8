"""Times, sizes and numbers in words, for the reader's language.

Moments come in aware and are shown in the zone that is handed in (the company's). `now` is
always handed in, so a page shows one moment's truth and a test needs no clock.
"""

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

translate = QCoreApplication.translate
_WORDS_UNTIL = timedelta(hours=4)


class DeadlineState(StrEnum):
    """How a deadline stands; the values are the keys of the `deadline` tone table."""

    LATE = "late"
    SOON = "soon"
    NORMAL = "normal"
    PAUSED = "paused"
    MET = "met"


def number(value: int) -> str:
    """`1.284` in Brazil, `1,284` in English."""
    return QLocale().toString(value)


def badge(count: int) -> str:
    """A counter that keeps its width: 99+ above 99."""
    return number(count) if count <= 99 else "99+"


def file_size(size: int) -> str:
    """`412 kB`, `25 MB`: decimal units, a space, one decimal only below ten. Negative sizes are refused
    with `ValueError`."""
    if size < 0:
        raise ValueError("a file's size is never negative")
    value = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        rounded = round(value, 1) if value < 10 and unit != "B" else round(value)
        if rounded < 1000 or unit == "GB":
            break
        value /= 1000
    whole = float(rounded).is_integer()
    text = QLocale().toString(int(rounded)) if whole else QLocale().toString(float(rounded), "f", 1)
    return f"{text} {unit}"


def duration(span: timedelta) -> str:
    """`35 min`, `1 h 10 min`, `2 h`, `3 d 4 h`: the two largest units that are not zero.

    A negative span is told by its length; less than a minute is `1 min` unless it is nothing.
    """
    seconds = abs(span.total_seconds())
    minutes = int(seconds // 60) if seconds >= 60 or seconds == 0 else 1
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    if days:
        return (
            translate("Wording", "{days} d {hours} h").format(days=days, hours=hours)
            if hours
            else translate("Wording", "{days} d").format(days=days)
        )
    if hours and minutes:
        return translate("Wording", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if hours:
        return translate("Wording", "{hours} h").format(hours=hours)
    return translate("Wording", "{minutes} min").format(minutes=minutes)


def clock(moment: datetime, zone: tzinfo) -> str:
    """`16:30`."""
    local = moment.astimezone(zone)
    return QLocale().toString(QTime(local.hour, local.minute), translate("Wording", "HH:mm"))


def day(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today`, `tomorrow`, `yesterday`, a weekday of the six days to come, else `27/11`.

    The year is told only when it is another one.
    """
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    away = (local - today).days
    near = {
        0: translate("Wording", "today"),
        1: translate("Wording", "tomorrow"),
        -1: translate("Wording", "yesterday"),
    }
    if away in near:
        return near[away]
    date = QDate(local.year, local.month, local.day)
    if 1 < away < 7:
        return QLocale().dayName(date.dayOfWeek(), QLocale.FormatType.LongFormat).removesuffix("-feira")
    return QLocale().toString(
        date,
        translate("Wording", "MM/dd") if local.year == today.year else translate("Wording", "MM/dd/yyyy"),
    )


def when(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """`today, 16:30`, `tomorrow, 10:00`, `Thursday, 12:00`; a far day goes without its time: `27/11`."""
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if -1 <= (local - today).days < 7:
        return translate("Wording", "{day}, {time}").format(
            day=day(moment, now, zone), time=clock(moment, zone)
        )
    return day(moment, now, zone)


def exact(moment: datetime, zone: tzinfo) -> str:
    """The whole moment for a tooltip: `22/11/2026 10:42`."""
    local = moment.astimezone(zone)
    stamp = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
    return QLocale().toString(stamp, translate("Wording", "MM/dd/yyyy HH:mm"))


def age(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """How old, for a narrow column: `now`, `22 min`, `3 h`, `yesterday`, `22/11`, another `2013`."""
    past = now - moment
    if past < timedelta(minutes=1):
        return translate("Wording", "now")
    if past < timedelta(hours=1):
        return translate("Wording", "{minutes} min").format(minutes=int(past.total_seconds() // 60))
    if moment.astimezone(zone).date() == now.astimezone(zone).date():
        return translate("Wording", "{hours} h").format(hours=int(past.total_seconds() // 3600))
    year = moment.astimezone(zone).year
    if year != now.astimezone(zone).year and past > timedelta(days=7):
        return str(year)
    return day(moment, now, zone)


def ago(moment: datetime, now: datetime, zone: tzinfo) -> str:
    """How long ago, in a sentence: `4 min ago`, `1 h 10 min ago`, then `yesterday, 18:04` or a date."""
    past = now - moment
    if past < timedelta(minutes=1):
        return translate("Wording", "now")
    if past < _WORDS_UNTIL:
        return translate("Wording", "{duration} ago").format(duration=duration(past))
    return when(moment, now, zone)


def deadline_state(
    due: datetime, now: datetime, *, total: timedelta | None = None, paused: bool = False, met: bool = False
) -> DeadlineState:
    """Amber when under 2 h or a quarter of `total` is left, red when late; paused and met go before."""
    if met:
        return DeadlineState.MET
    if paused:
        return DeadlineState.PAUSED
    left = due - now
    if left < timedelta(0):
        return DeadlineState.LATE
    soon = timedelta(hours=2) if total is None else max(timedelta(hours=2), total / 4)
    return DeadlineState.SOON if left < soon else DeadlineState.NORMAL


def deadline(due: datetime, now: datetime, zone: tzinfo) -> str:
    """A running deadline: `overdue by 35 min`, `due in 1 h 10 min`, then `today, 16:30` as of four hours."""
    left = due - now
    if left < timedelta(0):
        return translate("Wording", "overdue by {duration}").format(duration=duration(left))
    if left < _WORDS_UNTIL:
        return translate("Wording", "due in {duration}").format(duration=duration(left))
    return when(due, now, zone)


def paused(reason: str) -> str:
    """A stopped clock with why: `paused: client`."""
    return translate("Wording", "paused: {reason}").format(reason=reason)


def late(by: timedelta) -> str:
    """A deadline that was not kept, once the work is done: `late by 2 d 5 h`."""
    return translate("Wording", "late by {duration}").format(duration=duration(by))


def met(took: timedelta) -> str:
    """A deadline that was kept: `met in 1 h 32 min`."""
    return translate("Wording", "met in {duration}").format(duration=duration(took))
