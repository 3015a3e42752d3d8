"""Changing the fields of a ticket, its own and the custom ones: one place for the form, for a move and for
what a flow does by itself."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.clients.covering import shut_fields
from pacdesk.desk.clients.tables import AccessLogin, Client, Contact
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.lean import dataclass
from pacdesk.desk.tickets.commands import FieldChange
from pacdesk.desk.tickets.common import (
    Place,
    address_of,
    check_belongings,
    head_text,
    hold_with,
    resting,
    visible_client,
)
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import (
    AddressOrigin,
    BestTime,
    EventKind,
    OpeningFacts,
    Priority,
    SubjectRules,
    TicketKind,
    opening_problems,
)
from pacdesk.desk.tickets.staging import custom_values
from pacdesk.desk.tickets.tables import (
    Attachment,
    ComplementaryStatus,
    Subject,
    Ticket,
    TicketEvent,
    TicketValue,
)
from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import Visibility, from_plain, to_plain
from pacdesk.desk.workflow.fields import checked
from pacdesk.desk.workflow.rows import FieldKind, FieldRow, Flow, Side
from pacdesk.desk.workflow.rules import change_refusal, hidden_fields
from pacdesk.errors import Conflict, Invalid, UserError
from pacdesk.storage.search import change_document
from pacdesk.storage.types import fold

FIELDS: dict[str, tuple[str, Any]] = {
    "contact": ("contact_id", UUID | None),
    "login": ("login_id", UUID | None),
    "contract": ("contract_id", UUID | None),
    "subject_id": ("subject_id", UUID | None),
    "subject": ("subject", str),
    "description": ("description", str),
    "priority": ("priority", Priority),
    "reserved_on": ("reserved_on", date | None),
    "best_time": ("best_time", BestTime),
    "complementary_status": ("complementary_status_id", UUID | None),
    "address_origin": ("address_origin", AddressOrigin),
    "address": ("address", AddressSnapshot),
}
"""What `ChangeTicket` calls a field: its column, and the type of its value."""

_NAMES: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "contact": (Contact, lambda row: row.name),
    "login": (AccessLogin, lambda row: row.login),
    "contract": (Contract, lambda row: row.number),
    "subject_id": (Subject, lambda row: row.name),
    "complementary_status": (ComplementaryStatus, lambda row: row.name),
    "department": (Department, lambda row: row.name),
    "attendant": (StaffMember, lambda row: row.name),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Changes that passed every check but the writing: own fields in their own type, custom ones plain,
    and whom the ticket is handed to."""

    own: Mapping[str, Any] = field(default_factory=dict)
    custom: Mapping[str, Any] = field(default_factory=dict)
    handed: Mapping[str, UUID | None] = field(default_factory=dict)

    @property
    def plain(self) -> dict[str, Any]:
        """Every wanted value by field name, as the engine reads it."""
        return {name: to_plain(value) for name, value in {**self.own, **self.custom, **self.handed}.items()}


HANDED = frozenset({"department", "attendant"})
"""Own fields that a hand-over changes, or a flow; never the form."""


def read_changes(
    tx: Tx,
    ticket: Ticket,
    flow: Flow,
    changes: Iterable[FieldChange],
    *,
    opening: bool = False,
    asked: frozenset[str] = frozenset(),
) -> tuple[Wanted, dict[str, Any]]:
    """What is wanted of each field that does change, and the plain values before. When `opening`, the
    flow's own defaults may go into hidden fields; so may what a transition asks for (`asked`), which may
    also be whom the ticket is handed to.

    Raises Conflict `ticket.field_changed`, Invalid `ticket.field_unknown`, `field.not_a_choice`, `value.*`,
    and `stage.field_hidden`, `client.field_locked` before a conflict could tell what is hidden.
    """
    changes = tuple(changes)
    if not opening:
        _refuse_covered(tx, changes)
        _refuse_hidden(flow, ticket, [change for change in changes if change.name not in asked])
    handed = [change for change in changes if change.name in HANDED & asked]
    changes = tuple(change for change in changes if change not in handed)
    kept = custom_values(tx, ticket.id)
    own = {change.name: _parsed(change) for change in changes if change.name in FIELDS}
    custom, problems = _custom_wanted(flow, [change for change in changes if change.name not in FIELDS])
    if problems:
        raise Invalid("ticket.incomplete", problems=problems)
    before = {name: to_plain(getattr(ticket, FIELDS[name][0])) for name in own}
    before |= {name: kept.get(name) for name in custom}
    moved = [change for change in changes if _has_moved(change, before[change.name], custom)]
    if moved:
        raise _conflict(tx, ticket, flow, moved, before)
    return (
        Wanted(
            {name: value for name, value in own.items() if to_plain(value) != before[name]},
            {name: value for name, value in custom.items() if value != before[name]},
            _handed_to(tx, ticket, handed),
        ),
        before,
    )


def _handed_to(tx: Tx, ticket: Ticket, changes: Iterable[FieldChange]) -> dict[str, UUID | None]:
    """To whom a move hands the ticket. Raises NotFound, Invalid `field.inactive`, `field.not_a_choice`."""
    wanted = {change.name: _id_of(change) for change in changes}
    department_id = wanted.get("department") or ticket.department_id
    department = tx.get(Department, department_id)
    attendant_id = wanted.get("attendant")
    person = None if attendant_id is None else tx.get(StaffMember, attendant_id)
    problems = resting(department=department, attendant=person)
    if problems:
        raise Invalid("ticket.incomplete", problems=problems)
    held = {"department": ticket.department_id, "attendant": ticket.attendant_id}
    moved = department_id != ticket.department_id
    return {name: value for name, value in wanted.items() if moved or value != held[name]}


def _id_of(change: FieldChange) -> UUID | None:
    try:
        return None if change.wanted is None else UUID(str(change.wanted))
    except ValueError as error:
        raise Invalid("field.not_a_choice", field=change.name, value=str(change.wanted)) from error


def _refuse_hidden(flow: Flow, ticket: Ticket, changes: Iterable[FieldChange]) -> None:
    hidden = hidden_fields(flow, ticket.stage_id, Side.INSIDE)
    named = {change.name: "address" if change.name == "address_origin" else change.name for change in changes}
    demand_changeable(flow, ticket, (name for name, flag in named.items() if flag in hidden))


def _refuse_covered(tx: Tx, changes: Iterable[FieldChange]) -> None:
    """Raise Invalid `client.field_locked` before a conflict could tell the address that is covered."""
    if "address" in shut_fields(tx.actor) and any(change.name == "address" for change in changes):
        raise Invalid("ticket.incomplete", problems=(UserError("client.field_locked", field="address"),))


def _custom_wanted(
    flow: Flow, changes: Iterable[FieldChange]
) -> tuple[dict[str, Any], tuple[UserError, ...]]:
    wanted, problems = {}, []
    for change in changes:
        row = flow.field(change.name)
        if row is None:
            raise Invalid("ticket.field_unknown", field=change.name)
        wanted[change.name], problem = checked(row, to_plain(change.wanted))
        if problem is not None:
            problems.append(problem)
    return wanted, tuple(problems)


def demand_changeable(flow: Flow, ticket: Ticket, names: Iterable[str], side: Side = Side.INSIDE) -> None:
    """Raise Invalid with a problem for each field that its stage hides or locks (S1.25, S1.34)."""
    problems = []
    for name in names:
        engine_name = "address" if name == "address_origin" else name
        refusal = change_refusal(flow, ticket.stage_id, engine_name, side)
        if refusal is not None:
            problems.append(UserError(refusal.code, field=name, **dict(refusal.facts)))
    if problems:
        raise Invalid("ticket.incomplete", problems=tuple(problems))


def check_wanted(tx: Tx, ticket: Ticket, flow: Flow, wanted: Wanted) -> None:
    """Ask every rule about the values before anything is written.

    Raises Invalid with a problem a field, NotFound for a client who may not be seen.
    """
    if wanted.own:
        _check(tx, ticket, dict(wanted.own))
    for name, value in wanted.custom.items():
        row = flow.field(name)
        if row is not None and value is not None:
            _check_pointer(tx, ticket, row, value)


def _check_pointer(tx: Tx, ticket: Ticket, row: FieldRow, value: Any) -> None:
    if row.kind is FieldKind.CLIENT:
        visible_client(tx, UUID(value))
    if row.kind is FieldKind.FILE:
        for one in value:
            if tx.get(Attachment, UUID(one)).ticket_id != ticket.id:
                raise Invalid("value.not_an_id", field=row.key, label=row.name, value=one)


def record_changes(tx: Tx, ticket: Ticket, written: Mapping[str, Any], by: str = "") -> None:
    """Note changed fields in the history; `by` is the move or stage that changed them by itself."""
    if not written:
        return
    payload: dict[str, Any] = {"fields": dict(written)}
    if by:
        payload["by"] = by
    record(
        tx,
        ticket,
        Fact(
            id=tx.child_id(f"changed {by}".strip()),
            kind=EventKind.CHANGED,
            visibility=Visibility.INTERNAL,
            payload=payload,
        ),
    )


def write_changes(tx: Tx, ticket: Ticket, flow: Flow, wanted: Wanted) -> dict[str, dict[str, Any]]:
    """Write what `check_wanted` let pass; answers each field's value before and after as the history
    keeps it."""
    names = {**wanted.own, **wanted.handed}
    before = {name: _shown(tx, name, _current(ticket, name)) for name in names}
    if wanted.own:
        _write(tx, ticket, dict(wanted.own))
    if wanted.handed:
        hold_with(tx, ticket, **wanted.handed)
    after = {name: _shown(tx, name, _current(ticket, name)) for name in names}
    written = {
        name: {"from": before[name], "to": after[name]}
        for name in names
        if name not in HANDED or before[name] != after[name]
    }
    kept = custom_values(tx, ticket.id)
    for name, value in wanted.custom.items():
        row = flow.field(name)
        if row is None or kept.get(name) == value:
            continue
        _put_value(tx, ticket, row, value)
        written[name] = {
            "label": row.name,
            "from": shown_value(tx, row, kept.get(name)),
            "to": shown_value(tx, row, value),
        }
    return written


def _current(ticket: Ticket, name: str) -> Any:
    column = {"department": "department_id", "attendant": "attendant_id"}.get(name) or FIELDS[name][0]
    return to_plain(getattr(ticket, column))


def _put_value(tx: Tx, ticket: Ticket, row: FieldRow, value: Any) -> None:
    kept = tx.session.scalar(
        select(TicketValue).where(TicketValue.ticket_id == ticket.id, TicketValue.field == row.key)
    )
    if kept is None:
        tx.add(
            TicketValue(
                id=tx.child_id(f"value {ticket.id} {row.key}"),
                ticket_id=ticket.id,
                portfolio_id=ticket.portfolio_id,
                field=row.key,
                value=value,
            )
        )
    else:
        kept.value, kept.voided_at = value, None


def shown_value(tx: Asking, row: FieldRow, value: Any) -> Any:
    """A custom value as the history and the dossier keep it: names in place of keys and ids."""
    if value is None:
        return ""
    names = {choice.key: choice.name for choice in row.choices}
    if row.kind is FieldKind.CHOICE:
        return names.get(value, value)
    if row.kind is FieldKind.CHOICES:
        return ", ".join(names.get(one, one) for one in value)
    if row.kind is FieldKind.CLIENT:
        client = tx.session.get(Client, UUID(value))
        return "" if client is None else client.trade_name or client.legal_name
    if row.kind is FieldKind.FILE:
        files = [tx.session.get(Attachment, UUID(one)) for one in value]
        return ", ".join(file.name for file in files if file is not None)
    return value


def _parsed(change: FieldChange) -> Any:
    """The wanted value in its own type; what came through an outbox is plain."""
    kind = FIELDS[change.name][1]
    try:
        value = from_plain(kind, to_plain(change.wanted))
    except (TypeError, ValueError) as error:
        raise Invalid("field.not_a_choice", field=change.name, value=str(change.wanted)) from error
    return value.strip() if isinstance(value, str) and kind is str else value


def _has_moved(change: FieldChange, current: Any, custom: Mapping[str, Any]) -> bool:
    wanted = custom[change.name] if change.name in custom else to_plain(change.wanted)
    return current not in (to_plain(change.seen), wanted)


def _conflict(
    tx: Tx, ticket: Ticket, flow: Flow, moved: list[FieldChange], before: Mapping[str, Any]
) -> Conflict:
    """Both values, and who changed the field when; `fields` names every one that moved."""
    first = moved[0]
    current, event, row = before[first.name], _last_change(tx, ticket, first.name), flow.field(first.name)
    shown = [
        shown_value(tx, row, value) if row else _shown(tx, first.name, value)
        for value in (current, to_plain(first.wanted))
    ]
    return Conflict(
        "ticket.field_changed",
        field=first.name,
        name=row.name if row else first.name,
        theirs=shown[0],
        yours=shown[1],
        theirs_value=current,
        who=event.actor_label if event else "",
        when=event.happened_at if event else None,
        fields=tuple(change.name for change in moved),
    )


def _last_change(tx: Tx, ticket: Ticket, field: str) -> TicketEvent | None:
    changes = tx.session.scalars(
        select(TicketEvent)
        .where(TicketEvent.ticket_id == ticket.id, TicketEvent.kind == EventKind.CHANGED)
        .order_by(TicketEvent.number.desc())
    )
    for event in changes:
        if event.payload is not None and field in json.loads(event.payload).get("fields", {}):
            return event
    return None


def _shown(tx: Tx, name: str, value: Any) -> Any:
    """A value as the history keeps it: names in place of ids."""
    if name not in _NAMES:
        return value
    if value is None:
        return ""
    table, label = _NAMES[name]
    row = tx.session.get(table, UUID(value) if isinstance(value, str) else value)
    return "" if row is None else label(row)


def _check(tx: Tx, ticket: Ticket, fields: dict[str, Any]) -> None:
    after = {name: fields.get(name, getattr(ticket, column)) for name, (column, _) in FIELDS.items()}
    subject = None if after["subject_id"] is None else tx.get(Subject, after["subject_id"])
    rules = None
    if subject is not None:
        rules = SubjectRules(subject.name, subject.login_required, subject.contract_required)
    problems = opening_problems(
        OpeningFacts(
            kind=TicketKind(ticket.kind),
            client_id=ticket.client_id,
            login_id=after["login"],
            contract_id=after["contract"],
            subject=after["subject"],
            description=after["description"],
            has_department=True,
            has_type=True,
            subject_rules=rules,
        )
    )
    if "address" in fields and after["address_origin"] != AddressOrigin.MANUAL:
        problems = (*problems, UserError("address.not_manual", field="address"))
    if problems:
        raise Invalid("ticket.incomplete", problems=problems)
    if fields.get("complementary_status") is not None:
        tx.get(ComplementaryStatus, fields["complementary_status"])
    check_belongings(
        tx,
        ticket.client_id,
        contact=fields.get("contact"),
        login=fields.get("login"),
        contract=fields.get("contract"),
    )


def _write(tx: Tx, ticket: Ticket, fields: dict[str, Any]) -> None:
    for name, value in fields.items():
        setattr(ticket, FIELDS[name][0], to_plain(value) if name == "address" else value)
    _write_address(tx, ticket, fields)
    if "subject" in fields:
        ticket.subject_key = fold(ticket.subject)
        change_document(tx.session, ticket.id, head_text(ticket))
    if "subject_id" in fields:
        subject = None if ticket.subject_id is None else tx.get(Subject, ticket.subject_id)
        goal = subject.goal_hours if subject else None
        ticket.due_at = None if goal is None else ticket.opened_at + timedelta(hours=goal)


def _write_address(tx: Tx, ticket: Ticket, fields: Mapping[str, Any]) -> None:
    origin = AddressOrigin(ticket.address_origin)
    if {"address_origin", "login", "contract"} & fields.keys() and origin is not AddressOrigin.MANUAL:
        place = Place(origin, AddressSnapshot(), ticket.client_id, ticket.login_id, ticket.contract_id)
        # With its origin in one statement: the wall takes a covered address from where it comes from.
        with tx.session.no_autoflush:
            address, ticket.latitude, ticket.longitude = address_of(tx, place)
        ticket.address = to_plain(address)
    elif "address_origin" in fields:
        ticket.latitude = ticket.longitude = None
