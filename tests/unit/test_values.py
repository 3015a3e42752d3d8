"""Commands travel as text and mean the same afterwards."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.areas import HANDLERS
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    CancelTicket,
    HandOver,
    NewFile,
    OpenTicket,
    SaveSubject,
    WaitFor,
    WriteEntry,
)
from pacdesk.desk.tickets.rules import BestTime, Priority, TicketKind, WaitingOn
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import Visibility, child_id, from_plain, new_id, to_plain

FILE = NewFile(attachment=UUID(int=1), sha256="0", name="a", size=1, media_type="x/y", inline=True)


@given(
    st.builds(
        OpenTicket,
        ticket=st.uuids(),
        client=st.none() | st.uuids(),
        kind=st.sampled_from(TicketKind),
        subject=st.text(),
        priority=st.none() | st.sampled_from(Priority),
        reserved_on=st.none() | st.dates(),
        best_time=st.sampled_from(BestTime),
        files=st.lists(st.just(FILE), max_size=2).map(tuple),
        at=st.datetimes(timezones=st.just(UTC)),
        id=st.uuids(),
    )
    | st.builds(
        WriteEntry,
        ticket=st.uuids(),
        entry=st.uuids(),
        text=st.text(),
        visibility=st.sampled_from(Visibility),
    )
    | st.builds(HandOver, ticket=st.uuids(), department=st.uuids(), attendant=st.none() | st.uuids())
    | st.builds(AdvanceTicket, ticket=st.uuids(), transition=st.uuids())
    | st.builds(WaitFor, ticket=st.uuids(), waiting_on=st.sampled_from(WaitingOn))
    | st.builds(CancelTicket, ticket=st.uuids(), reason=st.text())
    | st.builds(SaveSubject, subject=st.uuids(), name=st.text(), goal_hours=st.none() | st.integers())
    | st.builds(Undo, change_set=st.uuids())
)
def test_a_command_is_the_same_after_a_stay_in_an_outbox(command):
    text = json.dumps(to_plain(command))
    assert from_plain(type(command), json.loads(text)) == command


def test_every_command_has_a_handler_and_a_name_of_its_own():
    names = [kind.__name__ for kind in HANDLERS]
    assert len(set(names)) == len(names)


def test_values_of_another_kind_are_refused():
    for kind, plain in ((int, "1"), (str, 1), (bool, 1), (UUID, "x"), (date, "x"), (Priority, 9)):
        with pytest.raises((TypeError, ValueError)):
            from_plain(kind, plain)
    with pytest.raises(TypeError):
        to_plain(object())


def test_scalars_and_containers_have_one_plain_form():
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert to_plain({"a": (Decimal("1.5"), b"\x01", moment, Priority.HIGH)}) == {
        "a": ["1.5", "01", "2026-11-20T12:00:00+00:00", 3]
    }
    assert to_plain(frozenset({"b", "a"})) == ["a", "b"]
    assert from_plain(frozenset[str], ["a"]) == frozenset({"a"})
    assert from_plain(dict[str, int], {"a": 1}) == {"a": 1}
    assert from_plain(tuple[int, str], [1, "a"]) == (1, "a")
    assert from_plain(bytes, "01") == b"\x01"
    assert from_plain(float, 1) == 1
    assert from_plain(int | None, None) is None


def test_what_is_born_in_a_command_has_the_same_id_whenever_it_runs():
    command = new_id()
    assert child_id(command, "event", 1) == child_id(command, "event", 1)
    assert len({child_id(command, role, n) for role in ("event", "visit") for n in range(3)}) == 6
    assert child_id(command, "event", 1).version == 8
