"""What a flow adds to a dossier: custom values, what was understood, what was ticked; and what the
ticket's present stage hides from the reader of the copy (S1.33)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.clients.brazil import format_document
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.tickets import dossier as d
from pacdesk.desk.tickets.field_changes import shown_value
from pacdesk.desk.tickets.rows import EntryRow
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.staging import custom_values
from pacdesk.desk.tickets.tables import Ticket, TicketCheck, UnderstandingText
from pacdesk.desk.tx import Asking
from pacdesk.desk.workflow.rows import FieldKind, FieldRow, Flow, Side
from pacdesk.desk.workflow.rules import hidden_fields

NOTHING = "–"
_FIELDS_OF_FACTS = {
    "contract.number": "contract",
    "contract.login": "login",
    "ticket.attendant": "attendant",
    "ticket.department": "department",
    "ticket.priority": "priority",
    "ticket.reserved_date": "reserved_on",
    "ticket.address": "address",
    "client.contact": "contact",
}
"""Which of a ticket's own fields a fact of the document shows."""
_HANDS = frozenset({EventKind.TAKEN, EventKind.HANDED_OVER})
_CPF_DIGITS = 11


def hidden_from(flow: Flow, ticket: Ticket, audience: d.Audience) -> frozenset[str]:
    """The fields that the stage hides from that audience; an auditor reads everything."""
    if audience is d.Audience.AUDIT:
        return frozenset()
    side = Side.ONLINE if audience is d.Audience.CLIENT else Side.INSIDE
    return hidden_fields(flow, ticket.stage_id, side)


def open_facts(facts: tuple[d.Fact, ...], hidden: frozenset[str]) -> tuple[d.Fact, ...]:
    """Facts without those that show a hidden field."""
    return tuple(fact for fact in facts if _FIELDS_OF_FACTS.get(fact.label) not in hidden)


def open_head(head: d.TicketHead, hidden: frozenset[str]) -> d.TicketHead:
    """The head without what is hidden."""
    return replace(
        head,
        subject=NOTHING if "subject" in hidden else head.subject,
        complementary="" if "complementary_status" in hidden else head.complementary,
    )


def client_said(asking: Asking, ticket: Ticket, hidden: frozenset[str]) -> str:
    """Under whose name the client speaks where his contact is hidden; empty where the contact is not."""
    if "contact" not in hidden or ticket.client_id is None:
        return ""
    client = asking.session.get_one(Client, ticket.client_id)
    return client.trade_name or client.legal_name


def open_entry(entry: d.Entry, row: EntryRow, hidden: frozenset[str], client: str) -> d.Entry:
    """An entry without what is hidden: the description of the opening, in whose hands the ticket went,
    and the contact's name (`client` stands for it)."""
    kind = row.kind
    if client and row.on_behalf_of:
        entry = replace(entry, author=client)
    if kind is EventKind.OPENED and "description" in hidden:
        return replace(entry, text="", images=())
    if kind in _HANDS and hidden & {"attendant", "department"}:
        return replace(entry, facts=())
    return entry


def open_stage(visit: d.StageVisit, hidden: frozenset[str]) -> d.StageVisit:
    """A stay without its attendant where he is hidden."""
    return replace(visit, attendant="") if "attendant" in hidden else visit


def field_facts(
    asking: Asking, ticket: Ticket, flow: Flow, hidden: frozenset[str], language: d.Language
) -> tuple[d.Fact, ...]:
    """The custom values in the order of the form."""
    values = custom_values(asking, ticket.id)
    return tuple(
        _fact(asking, row, values[row.key], language)
        for row in flow.fields
        if row.key in values and row.key not in hidden
    )


def _fact(asking: Asking, row: FieldRow, value: Any, language: d.Language) -> d.Fact:
    match row.kind:
        case FieldKind.YES_NO:
            return d.Fact(row.name, "yes" if value else "no", d.FactKind.CODE)
        case FieldKind.DOCUMENT:
            kind = d.FactKind.CPF if len(str(value)) == _CPF_DIGITS else d.FactKind.PLAIN
            return d.Fact(row.name, format_document(str(value)), kind)
    return d.Fact(row.name, _in_words(row, shown_value(asking, row, value), language))


def _in_words(row: FieldRow, value: Any, language: d.Language) -> str:
    text = str(value)
    portuguese = language is d.Language.PORTUGUESE
    if row.kind in (FieldKind.NUMBER, FieldKind.MONEY) and portuguese:
        return text.replace(".", ",")
    if row.kind is FieldKind.DATE:
        day = date.fromisoformat(text)
        return f"{day:%d/%m/%Y}" if portuguese else f"{day:%m/%d/%Y}"
    return text


def understandings(asking: Asking, ticket: UUID, client: str) -> tuple[d.Understanding, ...]:
    """Every version that was put before the client, and what he decided, under his own name or `client`."""
    rows = asking.session.scalars(
        select(UnderstandingText)
        .where(UnderstandingText.ticket_id == ticket, UnderstandingText.voided_at.is_(None))
        .order_by(UnderstandingText.number)
    )
    return tuple(
        d.Understanding(
            number=row.number,
            text=row.text,
            state=row.state,
            author=row.author_label,
            written_at=row.written_at,
            decided_by=(client or row.decided_by_label) if row.decided_at else "",
            decided_at=row.decided_at,
            justification=row.justification,
        )
        for row in rows
    )


def checks(asking: Asking, ticket: Ticket, flow: Flow) -> tuple[d.Check, ...]:
    """What was ticked in each stage, and what the present stage still asks for."""
    rows = asking.session.scalars(
        select(TicketCheck)
        .where(TicketCheck.ticket_id == ticket.id, TicketCheck.voided_at.is_(None), TicketCheck.done)
        .order_by(TicketCheck.at, TicketCheck.rowno)
    ).all()
    texts = {
        (stage.key, item.key): (stage.name, item.text) for stage in flow.stages for item in stage.checklist
    }
    done = [
        d.Check(*texts.get((row.stage_key, row.item), (row.stage_key, row.item)), row.by_label, row.at)
        for row in rows
    ]
    ticked = {(row.stage_key, row.item) for row in rows}
    stage = flow.stage(ticket.stage_id)
    left = [item for item in stage.checklist if (stage.key, item.key) not in ticked]
    return (*done, *(d.Check(stage.name, item.text) for item in left))
