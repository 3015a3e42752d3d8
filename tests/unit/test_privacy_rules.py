"""The pure rules of data protection."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.privacy.rules import RequestKind, due_on, is_personal, pseudonym_of, sac_until


def test_requests_are_due_by_the_law():
    asked = date(2026, 11, 22)
    assert due_on(RequestKind.CONFIRM, asked) == asked
    assert due_on(RequestKind.ACCESS, asked) == date(2026, 12, 7)
    assert due_on(RequestKind.HISTORY, asked) == date(2026, 11, 27)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1)))  # noqa: DTZ001  (made aware below)
def test_the_sac_decree_keeps_two_years_whatever_the_day(closed):
    until = sac_until(closed.replace(tzinfo=UTC))
    assert timedelta(730) <= until - closed.date() <= timedelta(731)
    assert sac_until(datetime(2024, 2, 29, tzinfo=UTC)) == date(2026, 3, 1)


@given(st.uuids(), st.uuids())
def test_a_pseudonym_is_short_and_tells_only_the_number(one, other):
    assert len(pseudonym_of(one)) == len("Titular 3F9A-12CD")
    assert (pseudonym_of(one) == pseudonym_of(other)) == (
        (one.hex[:4], one.hex[-4:]) == (other.hex[:4], other.hex[-4:])
    )
    assert pseudonym_of(UUID(int=0)) == "Titular 0000-0000"


def test_what_only_tells_the_course_of_a_ticket_is_not_personal():
    assert not is_personal({"from": "Novo", "to": "Fim", "condition": "Concluir", "reason": ""})
    assert not is_personal({"attendant": "Ana", "before": ""})
    for payload in (
        {"text": "a"},
        {"fields": {"subject": ["a", "b"]}},
        {"files": ["a.txt"]},
        {"reason": "a"},
    ):
        assert is_personal(payload), payload
