"""Asking a version what it says of the ways of past tickets (D12), a page of tickets at a time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from pacdesk.desk.access.queries import visible
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.tickets.flow_questions import ReplayTickets
from pacdesk.desk.tickets.remapping import custom_of
from pacdesk.desk.tickets.rules import EventKind, standing_of
from pacdesk.desk.tickets.staging import COLUMNS
from pacdesk.desk.tickets.tables import StageVisit, Ticket, TicketEvent
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import to_plain
from pacdesk.desk.workflow.flows import flow_of
from pacdesk.desk.workflow.queries import current_flow
from pacdesk.desk.workflow.replaying import (
    Counting,
    Mark,
    PastCase,
    PastStep,
    ReplayReport,
    StageNames,
    replay,
)
from pacdesk.desk.workflow.rows import FieldRow, Flow
from pacdesk.desk.workflow.tables import Stage
from pacdesk.errors import NotFound

PAGE = 500


@dataclass(slots=True)
class _Past:
    """What is left of one ticket's way: what an import told, and the stays noted here."""

    imported: list[tuple[Any, Mapping[str, Any]]] = field(default_factory=list)
    visits: list[Any] = field(default_factory=list)


def replay_tickets(asking: Asking, question: ReplayTickets) -> ReplayReport:
    """What a version says of the last tickets of its type, the latest first, as far as the asker sees
    them. Raises NotFound.

    A ticket's way is what its import told (an event stands for the stage of its activity's name, else for
    the stage that the import's mapping gave it; one that means neither moves nothing), and after that the
    stays noted here. Fields are judged by what the import told until then, and by the values of today.
    """
    flow = _flow(asking, question)
    names, counting = StageNames(flow), Counting()
    left, mark = question.last, question.after
    while left is None or left > 0:
        page = _page(asking, flow.type_id, mark, PAGE if left is None else min(PAGE, left))
        if not page:
            return counting.report()
        mark = (page[-1].opened_at, page[-1].rowno)
        left = None if left is None else left - len(page)
        for answers in replay(flow, _cases(asking, flow, names, page)):
            counting.add(answers)
    return counting.report(mark)


def _flow(asking: Asking, question: ReplayTickets) -> Flow:
    if question.flow is not None:
        return question.flow
    if question.version_id is not None:
        return flow_of(asking, question.version_id)
    if question.type_id is None:
        raise NotFound("row.not_found", table="workflow_versions", id="")
    return current_flow(asking, question.type_id)


def _page(asking: Asking, type_id: UUID, mark: Mark | None, most: int) -> Sequence[Any]:
    t = Ticket
    wanted = select(
        t.rowno, t.opened_at, t.id, t.protocol, t.waiting_on, t.origin, t.kind,
        *(getattr(t, column) for column in dict.fromkeys(COLUMNS.values())),
    ).where(t.voided_at.is_(None), t.type_id == type_id, visible(t, asking.actor))  # fmt: skip
    if mark is not None:
        wanted = wanted.where(tuple_(t.opened_at, t.rowno) < mark)
    return asking.session.execute(wanted.order_by(t.opened_at.desc(), t.rowno.desc()).limit(most)).all()


def _cases(asking: Asking, flow: Flow, names: StageNames, page: Sequence[Any]) -> Iterator[PastCase]:
    ids = [row.id for row in page]
    past = {ticket: _Past() for ticket in ids}
    _add_imported(asking, past)
    _add_visits(asking, past)
    custom = custom_of(asking, ids, [row.key for row in flow.fields])
    for row in page:
        values = {name: to_plain(getattr(row, column)) for name, column in COLUMNS.items()}
        facts = {"waiting_on": row.waiting_on, "origin": row.origin, "kind": row.kind}
        yield PastCase(
            key=show_protocol(row.protocol),
            steps=tuple(_steps(flow, names, past[row.id])),
            values=values | facts | custom.get(row.id, {}),
        )


def _add_imported(asking: Asking, past: Mapping[UUID, _Past]) -> None:
    e = TicketEvent
    rows = asking.session.execute(
        select(e.ticket_id, e.id, e.kind, e.happened_at, e.payload, e.names_event_id)
        .where(e.ticket_id.in_(list(past)), e.kind.in_((EventKind.IMPORTED, EventKind.UNDONE)))
        .order_by(e.ticket_id, e.happened_at, e.number)
    ).all()
    undone = standing_of(
        (row.id, EventKind.UNDONE, _named(row)) for row in rows if row.kind == EventKind.UNDONE
    ).undone_by
    for row in rows:
        if row.kind == EventKind.IMPORTED and row.id not in undone and row.payload is not None:
            past[row.ticket_id].imported.append((row.happened_at, json.loads(row.payload)))


def _named(row: Any) -> tuple[UUID, ...]:
    listed = json.loads(row.payload or "{}").get("events", ())
    if listed:
        return tuple(UUID(one) for one in listed)
    return () if row.names_event_id is None else (row.names_event_id,)


def _add_visits(asking: Asking, past: Mapping[UUID, _Past]) -> None:
    v = StageVisit
    rows = asking.session.execute(
        select(v.ticket_id, v.entered_at, v.stage_label, v.condition, Stage.key)
        .outerjoin(Stage, Stage.id == v.stage_id)
        .where(v.ticket_id.in_(list(past)), v.voided_at.is_(None))
        .order_by(v.ticket_id, v.entered_at, v.rowno)
    )
    for row in rows:
        past[row.ticket_id].visits.append(row)


def _steps(flow: Flow, names: StageNames, past: _Past) -> Iterator[PastStep]:
    steps = 0
    values: dict[str, Any] = {}
    for _, told in past.imported:
        values |= _attributes(flow.fields, told.get("attributes") or {})
        called = tuple(str(told[name]) for name in ("activity", "stage") if told.get(name))
        if told.get("stage") or names.first(called) is not None:
            steps += 1
            yield PastStep(stages=_best_first(names, called), values=dict(values))
    yield from _stays(flow, past, since=past.imported[-1][0] if steps else None)


def _best_first(names: StageNames, called: tuple[str, ...]) -> tuple[str, ...]:
    """The activity where the flow has a stage of that name; else the stage of the import's mapping."""
    return called if names.first(called[:1]) is not None else called[::-1]


def _stays(flow: Flow, past: _Past, since: Any) -> Iterator[PastStep]:
    """The stays noted here; those that an import noted are told by its events already. A stage that was
    renamed since is known by its key."""
    before: str | None = None
    for visit in past.visits:
        label, before = before, visit.stage_label
        if since is not None and visit.entered_at <= since:
            continue
        beside = label is not None and not visit.condition
        if not (beside and label == visit.stage_label):
            now = flow.stage_by_key(visit.key) if visit.key else None
            called = (visit.stage_label,) if now is None else (now.name, visit.stage_label)
            yield PastStep(stages=called, beside=beside)


def _attributes(fields: Iterable[FieldRow], told: Mapping[str, Any]) -> dict[str, Any]:
    """What an import told of the custom fields, known by their names or keys; choices as their keys."""
    said = {" ".join(str(name).split()).casefold(): value for name, value in told.items()}
    found: dict[str, Any] = {}
    for row in fields:
        for name in (row.key, row.name.casefold()):
            if name in said:
                names = {choice.name.casefold(): choice.key for choice in row.choices}
                found[row.key] = names.get(str(said[name]).casefold(), said[name])
    return found


QUESTIONS: Questions = {ReplayTickets: replay_tickets}
