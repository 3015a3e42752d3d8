"""Business time: weekly working hours, Brazilian holidays, and days off of the company's own. Pure.

A stay or a goal counts only in working hours: a lunch break, a weekend or a holiday inside it costs
nothing, and what is opened outside hours starts to count when the next ones begin.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from pacdesk.desk.company.rules import DEFAULT_ZONE
from pacdesk.desk.lean import dataclass
from pacdesk.errors import Invalid, UserError

PARAMETER = "working_hours"
"""Under which name the desk keeps them."""
DAYS = 7
LONGEST_SEARCH = 3660
"""Days after which the search for working hours ends: ten years."""
Span = tuple[time, time]
_USUAL: tuple[Span, ...] = ((time(8), time(18)),)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Spans of each weekday, Monday first, in the company's zone; a span never passes midnight. `state`
    is the letters of a Brazilian state whose own holidays count too."""

    days: tuple[tuple[Span, ...], ...] = (*(_USUAL,) * 5, (), ())
    holidays: bool = True
    state: str = ""
    days_off: frozenset[date] = field(default_factory=frozenset)


def to_parameter(hours: WorkingHours) -> dict[str, Any]:
    """Working hours as the desk keeps them."""
    return {
        "days": [[[f"{a:%H:%M}", f"{b:%H:%M}"] for a, b in spans] for spans in hours.days],
        "holidays": hours.holidays,
        "state": hours.state,
        "days_off": sorted(day.isoformat() for day in hours.days_off),
    }


def from_parameter(plain: Any) -> WorkingHours:
    """Working hours as the desk keeps them; the usual ones where it keeps none.

    Raises Invalid `hours.unreadable`, and with a problem a weekday `hours.backwards`, `hours.overlap`.
    """
    if plain is None:
        return WorkingHours()
    try:
        days = tuple(
            tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans) for spans in plain["days"]
        )
        hours = WorkingHours(
            days=days,
            holidays=bool(plain.get("holidays", True)),
            state=str(plain.get("state", "")),
            days_off=frozenset(date.fromisoformat(one) for one in plain.get("days_off", ())),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Invalid("hours.unreadable", reason=str(error)) from error
    problems = hours_problems(hours)
    if problems:
        raise Invalid("hours.unreadable", problems=problems, reason="")
    return hours


def hours_problems(hours: WorkingHours) -> tuple[UserError, ...]:
    """What is the matter with the spans, a problem a weekday (`field` is `day0` … `day6`)."""
    problems = []
    if len(hours.days) != DAYS:
        return (UserError("hours.unreadable", reason=str(len(hours.days))),)
    for number, spans in enumerate(hours.days):
        if any(end <= start for start, end in spans):
            problems.append(UserError("hours.backwards", field=f"day{number}"))
        elif any(later[0] < sooner[1] for sooner, later in pairwise(spans)):
            problems.append(UserError("hours.overlap", field=f"day{number}"))
    return tuple(problems)


@cache
def holidays_of(year: int, state: str) -> frozenset[date]:
    """The public holidays of Brazil in a year, with those of a state (two letters, or empty)."""
    from holidays import country_holidays

    return frozenset(country_holidays("BR", subdiv=state or None, years=year))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working hours in a zone. All moments are aware."""

    hours: WorkingHours = field(default_factory=WorkingHours)
    zone: str = DEFAULT_ZONE

    def business_minutes(self, start: datetime, end: datetime) -> int:
        """Whole business minutes between two moments; 0 when `end` is not after `start`."""
        return self.business_seconds(start, end) // 60

    def business_seconds(self, start: datetime, end: datetime) -> int:
        """Business seconds between two moments. What is before and after any moment between adds up."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        spent = timedelta(0)
        for began, ended in self._spans(start, end):
            spent += min(ended, end) - max(began, start)
        return int(spent.total_seconds())

    def add_business(self, start: datetime, minutes: int) -> datetime | None:
        """The first moment at which that many business minutes have passed; None where no working hours
        come within ten years."""
        left = timedelta(minutes=minutes)
        if left <= timedelta(0):
            return start
        start = start.astimezone(UTC)
        for began, ended in self._spans(start, start + timedelta(days=LONGEST_SEARCH)):
            from_here = max(began, start)
            if ended - from_here >= left:
                return from_here + left
            left -= ended - from_here
        return None

    def is_off(self, day: date) -> bool:
        """Whether nobody works that day, whatever weekday it is."""
        if day in self.hours.days_off:
            return True
        return self.hours.holidays and day in holidays_of(day.year, self.hours.state)

    def _spans(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working spans that touch start … end, in UTC, in order."""
        zone = ZoneInfo(self.zone)
        day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
        while day <= last:
            spans = self.hours.days[day.weekday()]
            if spans and not self.is_off(day):
                for opens, closes in spans:
                    began = datetime.combine(day, opens, zone).astimezone(UTC)
                    ended = datetime.combine(day, closes, zone).astimezone(UTC)
                    if ended > start and began < end and began < ended:
                        yield began, ended
            day += timedelta(days=1)


def calendar_of(plain: Any, zone: str) -> Calendar:
    """The calendar of a desk from its parameter; one that cannot be read counts as the usual hours."""
    try:
        return Calendar(from_parameter(plain), zone)
    except Invalid:
        return Calendar(WorkingHours(), zone)
