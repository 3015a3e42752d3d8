"""What may be taken back, by whom and for how long, without a desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from pacdesk.desk.access.rules import Allowed, Right
from pacdesk.desk.undo.rules import KEPT, DoneFacts, RowChange, by_row, depth_of, may_undo, stands_after
from pacdesk.desk.values import Actor

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ME = Actor(user_id=UUID(int=1), login="ana", name="Ana", rights=frozenset({"ticket.work"}))
BOSS = Actor(user_id=UUID(int=2), login="lia", name="Lia", is_admin=True)
DONE = DoneFacts(
    command="TakeTicket",
    author=UUID(int=1),
    author_name="Ana",
    at=NOW,
    right=Right.TICKET_WORK,
    undoable=True,
    undone=False,
    keeps_images=True,
)


@pytest.mark.parametrize(
    ("actor", "changed", "code", "facts"),
    [
        (ME, {"undoable": False}, "undo.not_undoable", {"command": "TakeTicket"}),
        (BOSS, {"undone": True}, "undo.already_undone", {"command": "TakeTicket"}),
        (BOSS, {"keeps_images": False}, "undo.too_big", {"command": "TakeTicket"}),
        (BOSS, {"at": NOW - KEPT - timedelta(microseconds=1)}, "undo.too_old", {"days": 30}),
        (ME, {"author": UUID(int=3), "author_name": "Bia"}, "undo.not_yours", {"who": "Bia"}),
        (ME, {"right": Right.EXPORT}, "access.right_missing", {"right": "export"}),
        (ME, {"right": None}, "access.right_missing", {"right": "admin"}),
    ],
)
def test_why_something_is_not_taken_back(actor, changed, code, facts):
    answer = may_undo(actor, replace(DONE, **changed), NOW)
    assert (answer.code, answer.facts) == (code, facts)


@pytest.mark.parametrize(
    ("actor", "changed"),
    [
        (ME, {}),
        (ME, {"at": NOW - KEPT}),
        (BOSS, {}),
        (BOSS, {"right": None}),
        (replace(ME, rights=frozenset(), is_admin=True), {"right": None}),
    ],
)
def test_its_author_or_an_administrator_takes_it_back(actor, changed):
    assert may_undo(actor, replace(DONE, **changed), NOW) == Allowed()


A, B, C, D = (UUID(int=n) for n in range(1, 5))


@pytest.mark.parametrize(
    ("steps", "stands"),
    [
        ([], False),
        ([(A, None)], True),
        ([(A, None), (B, A)], False),
        ([(A, None), (B, A), (C, B)], True),
        ([(A, None), (A, None), (B, A)], False),
        ([(A, None), (B, A), (B, A)], False),
        ([(A, None), (B, A), (A, None)], True),
        ([(B, A)], True),
        ([(A, None), (B, None), (C, B)], True),
        ([(A, None), (B, None), (C, B), (D, A)], False),
    ],
)
def test_a_change_and_its_undo_cancel_each_other(steps, stands):
    assert stands_after(steps) is stands


def test_odd_is_an_undo_and_even_a_redo():
    under = {"undo": "command", "redo": "undo"}
    assert [depth_of(item, under.get) for item in ("command", "undo", "redo")] == [
        (0, "command"),
        (1, "command"),
        (2, "command"),
    ]


def test_steps_of_a_row_are_joined_and_what_left_nothing_is_gone():
    def step(row, operation, version, before=(), after=()):
        return RowChange("t", row, operation, version, dict(before), dict(after))

    found = by_row(
        [
            step(A, "insert", 1, after={"x": 1}),
            step(B, "update", 5, {"x": 1}, {"x": 2}),
            step(A, "update", 2, {"x": 1}, {"x": 2, "y": 3}),
            step(C, "insert", 1, after={"x": 1}),
            step(B, "update", 6, {"x": 2, "y": 0}, {"x": 3, "y": 1}),
            step(C, "delete", None, {"x": 1}),
            step(D, "update", 2, {"x": 1}, {"x": 2}),
            step(D, "delete", 3, {"x": 2, "y": 9}),
        ]
    )
    assert found == [
        step(A, "insert", 2, {"x": 1}, {"x": 2, "y": 3}),
        step(B, "update", 6, {"x": 1, "y": 0}, {"x": 3, "y": 1}),
        step(D, "delete", 3, {"x": 1, "y": 9}),
    ]
