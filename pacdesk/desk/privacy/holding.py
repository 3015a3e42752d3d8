"""Legal holds, and the register of what people asked about their data."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from sqlalchemy import select

from pacdesk.desk.access.queries import may_see, may_see_ticket, visible
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.queries import zone_of
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.privacy.commands import (
    AnswerRequest,
    LiftHold,
    ListHolds,
    ListRequests,
    PlaceHold,
    SaveRequest,
)
from pacdesk.desk.privacy.rules import (
    HoldRow,
    PersonKind,
    RequestKind,
    RequestRow,
    RequestState,
    due_on,
)
from pacdesk.desk.privacy.tables import LegalHold, SubjectRequest
from pacdesk.desk.tickets.tables import Ticket
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.errors import Forbidden, Invalid, NotFound, UserError


def place_hold(tx: Tx, command: PlaceHold) -> object:
    """Raises Forbidden, NotFound, Invalid `privacy.hold_reason`, `privacy.hold_one`."""
    demand(tx.actor, Right.PRIVACY_ATTEND)
    if (command.client is None) == (command.ticket is None):
        raise Invalid("privacy.hold_one")
    if not command.reason.strip():
        raise Invalid(problems=(UserError("privacy.hold_reason", field="reason"),))
    tx.add(
        LegalHold(
            id=command.hold,
            client_id=command.client,
            ticket_id=command.ticket,
            portfolio_id=_portfolio(tx, command),
            reason=command.reason.strip(),
            placed_at=tx.now,
            placed_by_label=tx.actor.name,
        )
    )
    return command.hold


def _portfolio(tx: Tx, command: PlaceHold) -> object:
    if command.client is not None:
        client = tx.get(Client, command.client)
        if not may_see(tx.actor, client.portfolio_id):
            raise NotFound("row.not_found", table="clients", id=str(client.id))
        return client.portfolio_id
    if command.ticket is None:
        raise Invalid("privacy.hold_one")
    ticket = tx.get(Ticket, command.ticket)
    if not may_see_ticket(tx.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(ticket.id))
    return ticket.portfolio_id


def lift_hold(tx: Tx, command: LiftHold) -> None:
    """Raises Forbidden, NotFound, Conflict, Invalid `privacy.hold_lifted`."""
    demand(tx.actor, Right.PRIVACY_ATTEND)
    row = tx.get_seen(LegalHold, command.hold, command.version)
    if not may_see(tx.actor, row.portfolio_id):
        raise NotFound("row.not_found", table="legal_holds", id=str(command.hold))
    if row.lifted_at is not None:
        raise Invalid("privacy.hold_lifted", who=row.lifted_by_label)
    row.lifted_at, row.lifted_by_label = tx.now, tx.actor.name


def list_holds(asking: Asking, question: ListHolds) -> tuple[HoldRow, ...]:
    """Raises Forbidden."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    wanted = select(LegalHold).where(LegalHold.voided_at.is_(None), visible(LegalHold, asking.actor))
    if not question.lifted:
        wanted = wanted.where(LegalHold.lifted_at.is_(None))
    return hold_rows(asking, asking.session.scalars(wanted.order_by(LegalHold.placed_at.desc())))


def hold_rows(asking: Asking, holds: Iterable[LegalHold]) -> tuple[HoldRow, ...]:
    """As lists show them: by the client's name, or the ticket's protocol and subject."""
    return tuple(
        HoldRow(
            id=row.id,
            version=row.version,
            client_id=row.client_id,
            ticket_id=row.ticket_id,
            name=_name(asking, row),
            reason=row.reason,
            placed_at=row.placed_at,
            placed_by=row.placed_by_label,
            lifted_at=row.lifted_at,
            lifted_by=row.lifted_by_label,
        )
        for row in holds
    )


def _name(asking: Asking, row: LegalHold) -> str:
    if row.client_id is not None:
        client = asking.session.get(Client, row.client_id)
        return "" if client is None else client.legal_name
    ticket = None if row.ticket_id is None else asking.session.get(Ticket, row.ticket_id)
    return "" if ticket is None else f"{show_protocol(ticket.protocol)} {ticket.subject}"


# --- requests ------------------------------------------------------------------------------------


def save_request(tx: Tx, command: SaveRequest) -> object:
    """Raises Forbidden, NotFound, Conflict, Invalid with one problem a field: `privacy.who_empty`,
    `privacy.asked_later`, `privacy.due_early`."""
    demand(tx.actor, Right.PRIVACY_ATTEND)
    due = command.due_on or due_on(command.kind, command.asked_on)
    problems = []
    if not command.person_name.strip():
        problems.append(UserError("privacy.who_empty", field="person_name"))
    if command.asked_on > tx.now.astimezone(ZoneInfo(zone_of(tx))).date():
        problems.append(UserError("privacy.asked_later", field="asked_on"))
    if due < command.asked_on:
        problems.append(UserError("privacy.due_early", field="due_on"))
    if problems:
        raise Invalid(problems=tuple(problems))
    row = tx.get_or_new(SubjectRequest, command.request, command.version)
    if row.state not in (None, RequestState.OPEN):
        raise Forbidden("privacy.request_closed", who=row.noted_by_label)
    row.kind, row.person_kind, row.person_id = command.kind, command.person_kind, command.person
    row.person_label, row.asked_by = command.person_name.strip(), command.asked_by.strip()
    row.channel, row.details = command.channel.strip(), command.details.strip()
    row.asked_on, row.due_on = command.asked_on, due
    row.noted_by_label = tx.actor.name
    return row.id


def answer_request(tx: Tx, command: AnswerRequest) -> None:
    """Raises Forbidden `privacy.request_closed`, NotFound, Conflict, Invalid `privacy.answer_empty`."""
    demand(tx.actor, Right.PRIVACY_ATTEND)
    if not command.answer.strip():
        raise Invalid(problems=(UserError("privacy.answer_empty", field="answer"),))
    row = tx.get_seen(SubjectRequest, command.request, command.version)
    if row.state != RequestState.OPEN:
        raise Forbidden("privacy.request_closed", who=row.noted_by_label)
    row.state = RequestState.REFUSED if command.refused else RequestState.ANSWERED
    row.answered_at, row.answer = tx.now, command.answer.strip()
    row.noted_by_label = tx.actor.name


def list_requests(asking: Asking, question: ListRequests) -> tuple[RequestRow, ...]:
    """Raises Forbidden."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    wanted = select(SubjectRequest).where(SubjectRequest.voided_at.is_(None))
    if question.only_open:
        wanted = wanted.where(SubjectRequest.state == RequestState.OPEN)
    if question.person is not None:
        wanted = wanted.where(SubjectRequest.person_id == question.person)
    rows = list(asking.session.scalars(wanted.order_by(SubjectRequest.due_on, SubjectRequest.rowno)))
    closed = [row for row in rows if row.state != RequestState.OPEN]
    waiting = [row for row in rows if row.state == RequestState.OPEN]
    return tuple(map(_request_row, (*waiting, *reversed(closed))))


def _request_row(row: SubjectRequest) -> RequestRow:
    return RequestRow(
        id=row.id,
        version=row.version,
        kind=RequestKind(row.kind),
        state=RequestState(row.state),
        person_kind=None if row.person_kind is None else PersonKind(row.person_kind),
        person_id=row.person_id,
        person_name=row.person_label,
        asked_by=row.asked_by,
        channel=row.channel,
        details=row.details,
        asked_on=row.asked_on,
        due_on=row.due_on,
        answered_at=row.answered_at,
        answer=row.answer,
        noted_by=row.noted_by_label,
    )


HANDLERS: Handlers = {
    PlaceHold: place_hold,
    LiftHold: lift_hold,
    SaveRequest: save_request,
    AnswerRequest: answer_request,
}
QUESTIONS: Questions = {ListHolds: list_holds, ListRequests: list_requests}
