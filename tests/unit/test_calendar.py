"""Business time: what counts between two moments, and when so many minutes have passed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.company.calendar import (
    Calendar,
    WorkingHours,
    calendar_of,
    from_parameter,
    holidays_of,
    to_parameter,
)
from pacdesk.errors import Invalid

ZONE = ZoneInfo("America/Sao_Paulo")
LUNCH = ((time(8), time(12)), (time(13), time(18)))
WITH_LUNCH = Calendar(WorkingHours(days=(*(LUNCH,) * 5, (), ())))
USUAL = Calendar()


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 in the company's zone; 16 November is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "minutes"),
    [
        (USUAL, at(16, 8), at(16, 18), 600),
        (WITH_LUNCH, at(16, 11, 30), at(16, 13, 30), 60),
        (WITH_LUNCH, at(16, 12, 10), at(16, 12, 50), 0),
        (USUAL, at(13, 17), at(16, 9), 120),
        (USUAL, at(14, 10), at(15, 22), 0),
        (USUAL, at(16, 22), at(17, 8, 30), 30),
        (USUAL, at(16, 5), at(16, 8, 1), 1),
        (USUAL, at(19, 17), at(23, 9), 120),
        (USUAL, at(17, 9), at(16, 9), 0),
        (USUAL, at(16, 9), at(16, 9, 0) + timedelta(seconds=59), 0),
    ],
    ids=[
        "a day", "lunch break", "inside lunch", "over a weekend", "only a weekend", "opened at night",
        "opened before hours", "over the holiday of 20 November", "backwards", "less than a minute",
    ],
)  # fmt: skip
def test_d10_only_working_hours_count(calendar, start, end, minutes):
    assert calendar.business_minutes(start, end) == minutes


def test_d10_a_goal_of_two_hours_opened_on_friday_evening_ends_on_monday():
    assert USUAL.add_business(at(13, 17), 120) == at(16, 9)
    assert USUAL.add_business(at(14, 11), 60) == at(16, 9)
    assert WITH_LUNCH.add_business(at(16, 11, 30), 60) == at(16, 13, 30)


def test_state_holidays_and_own_days_off():
    assert date(2026, 7, 9) in holidays_of(2026, "SP")
    assert date(2026, 7, 9) not in holidays_of(2026, "")
    assert date(2023, 11, 20) not in holidays_of(2023, "")
    off = Calendar(WorkingHours(days_off=frozenset({date(2026, 11, 17)})))
    assert off.business_minutes(at(16, 17), at(18, 9)) == 120
    open_all_year = Calendar(WorkingHours(holidays=False))
    assert open_all_year.business_minutes(at(20, 8), at(20, 18)) == 600


def test_no_working_hours_never_end():
    closed = Calendar(WorkingHours(days=((),) * 7))
    assert closed.business_minutes(at(16, 8), at(27, 8)) == 0
    assert closed.add_business(at(16, 8), 1) is None


def test_the_night_on_which_the_clock_moved_counts_as_it_was():
    nights = Calendar(WorkingHours(days=(((time(0), time(6)),),) * 7, holidays=False))
    began = datetime(2018, 11, 4, 0, 0, tzinfo=ZONE)
    assert nights.business_minutes(began, datetime(2018, 11, 4, 7, 0, tzinfo=ZONE)) in (300, 360)


def test_what_cannot_be_is_refused_by_weekday():
    plain = to_parameter(WorkingHours())
    plain["days"][2] = [["18:00", "08:00"]]
    plain["days"][4] = [["08:00", "12:00"], ["11:00", "18:00"]]
    with pytest.raises(Invalid) as caught:
        from_parameter(plain)
    assert [(p.code, p.field) for p in caught.value.problems] == [
        ("hours.backwards", "day2"),
        ("hours.overlap", "day4"),
    ]
    assert calendar_of(plain, "America/Sao_Paulo") == USUAL
    for broken in ({}, {"days": 3}, {"days": [["x"]] * 7}, "x"):
        with pytest.raises(Invalid):
            from_parameter(broken)


spans = st.lists(st.integers(0, 95), min_size=0, max_size=6, unique=True).map(sorted)


@st.composite
def calendars(draw):
    days = []
    for _ in range(7):
        marks = draw(spans)
        quarter = [time(mark // 4, mark % 4 * 15) for mark in marks[: len(marks) // 2 * 2]]
        days.append(tuple(zip(quarter[::2], quarter[1::2], strict=True)))
    off = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=3))
    return Calendar(WorkingHours(days=tuple(days), holidays=draw(st.booleans()), days_off=off))


moments = st.integers(0, 480_000).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(calendars(), st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_parts_add_up_and_never_pass_the_elapsed_time(calendar, three):
    first, middle, last = three
    whole = calendar.business_seconds(first, last)
    parts = calendar.business_seconds(first, middle) + calendar.business_seconds(middle, last)
    assert abs(whole - parts) <= 1
    assert 0 <= whole <= (last - first).total_seconds()


@given(calendars(), moments, st.integers(1, 3000))
def test_adding_is_the_other_way_round_of_counting(calendar, start, minutes):
    end = calendar.add_business(start, minutes)
    if end is None:
        assert not any(calendar.hours.days)
        return
    assert calendar.business_minutes(start, end) == minutes
    assert calendar.business_minutes(start, end - timedelta(seconds=1)) == minutes - 1


@given(calendars())
def test_the_parameter_keeps_every_hour(calendar):
    assert from_parameter(to_parameter(calendar.hours)) == calendar.hours
