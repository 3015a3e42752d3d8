"""What was done, and what *undo* and *redo* would act on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.undo.commands import ListChangeSets, PartsOf, UndoStatus
from pacdesk.desk.undo.reading import chain_of, facts_of
from pacdesk.desk.undo.rules import UndoRow, UndoState, may_undo
from pacdesk.storage.schema import ChangeSet

_CLOCKS: Final = timedelta(hours=1)
"""How much a command's time may lie before its id's, which comes from another clock."""


def list_change_sets(asking: Asking, question: ListChangeSets) -> tuple[UndoRow, ...]:
    """Newest first. Raises Forbidden: everybody's needs the right to see the audit."""
    if not question.mine:
        demand(asking.actor, Right.AUDIT_SEE)
    found = _steps(asking, question.limit, mine=question.mine)
    return tuple(replace(_row(asking, done), together=_how_many(asking, done)) for done in found)


def _how_many(asking: Asking, done: ChangeSet) -> int:
    together = _together_with(done)
    if together is None:
        return 1
    return asking.session.scalar(select(func.count()).select_from(ChangeSet).where(*together)) or 1


def undo_status(asking: Asking, question: UndoStatus) -> UndoState:
    """The last of one's own that can be taken back, and the last undo that nothing new has followed."""
    undo = redo = None
    something_new = False
    for done in _steps(asking, question.limit, mine=True):
        row = _row(asking, done)
        if row.is_undo:
            redo = redo or (row if row.may and not something_new else None)
            continue
        undo = undo or (row if row.may else None)
        something_new = something_new or not row.is_redo
        if undo is not None and something_new:
            break
    return UndoState(undo=undo, redo=redo)


def _steps(asking: Asking, limit: int, *, mine: bool) -> Iterator[ChangeSet]:
    """One's own or everybody's, newest first; of what was given together only the last."""
    seen: set[str] = set()
    last: int | None = None
    steps = 0
    while steps < limit:
        wanted = _newest(limit).where(_own(asking)) if mine else _newest(limit)
        found = list(asking.session.scalars(wanted if last is None else wanted.where(ChangeSet.rowno < last)))
        for done in found:
            together = (done.label or {}).get("together", "")
            if together not in seen:
                steps += 1
                yield done
            if steps == limit:
                return
            seen |= {together} - {""}
        if len(found) < limit:
            return
        last = found[-1].rowno


def parts_of(asking: Asking, question: PartsOf) -> tuple[UUID, ...]:
    """One's own, or as an administrator anybody's; what is not to be found is left to `Undo` to refuse."""
    done = asking.session.scalar(select(ChangeSet).where(ChangeSet.id == question.change_set))
    if done is None:
        return (question.change_set,)
    together = _together_with(done)
    if together is None:
        return (done.id,)
    wanted = select(ChangeSet.id).where(ChangeSet.undone_by.is_(None), *together)
    if not asking.actor.is_admin:
        wanted = wanted.where(_own(asking))
    found = tuple(asking.session.scalars(wanted.order_by(ChangeSet.rowno.desc())))
    return found or (done.id,)


def _together_with(done: ChangeSet) -> tuple[ColumnElement[bool], ...] | None:
    """What holds of all that its author gave together with it; None: it was given alone."""
    together = (done.label or {}).get("together")
    if together is None:
        return None
    given = datetime.fromtimestamp(int.from_bytes(UUID(together).bytes[:6]) / 1000, UTC)
    return (
        ChangeSet.at >= given - _CLOCKS,
        ChangeSet.actor_id.is_not_distinct_from(done.actor_id),
        cast(ChangeSet.label, String).contains(together),
    )


def _newest(limit: int) -> Select[ChangeSet]:
    return select(ChangeSet).order_by(ChangeSet.rowno.desc()).limit(limit)


def _own(asking: Asking) -> ColumnElement[bool]:
    return ChangeSet.actor_id.is_not_distinct_from(asking.actor.user_id)


def _row(asking: Asking, done: ChangeSet) -> UndoRow:
    depth, root = chain_of(asking, done)
    return UndoRow(
        id=done.id,
        at=done.at,
        actor_label=done.actor_label,
        command=root.command,
        is_undo=depth % 2 == 1,
        is_redo=depth > 0 and depth % 2 == 0,
        row_count=done.row_count,
        undone=done.undone_by is not None,
        may=may_undo(asking.actor, facts_of(done, root), asking.now),
    )


QUESTIONS: Questions = {
    ListChangeSets: list_change_sets,
    UndoStatus: undo_status,
    PartsOf: parts_of,
}
