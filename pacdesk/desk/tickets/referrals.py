"""Opening one ticket to somebody outside its portfolio (D20): it ends with its day or with the ticket."""

from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.access.queries import may_see_ticket
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.access.tables import User
from pacdesk.desk.tickets.commands import EndReferral, ListReferrals, ReferTicket
from pacdesk.desk.tickets.common import seen_ticket
from pacdesk.desk.tickets.events import Fact, record
from pacdesk.desk.tickets.rows import ReferralRow
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import Ticket, TicketReferral
from pacdesk.desk.tx import Asking, Handlers, Questions, Tx
from pacdesk.desk.values import Visibility
from pacdesk.errors import Forbidden, Invalid, NotFound


def referred_to(asking: Asking, user: UUID) -> frozenset[UUID]:
    """The open tickets that are referred to a user now."""
    return frozenset(
        asking.session.scalars(
            select(TicketReferral.ticket_id)
            .join(Ticket, Ticket.id == TicketReferral.ticket_id)
            .where(
                TicketReferral.user_id == user,
                TicketReferral.voided_at.is_(None),
                TicketReferral.until > asking.now,
                Ticket.closed_at.is_(None),
            )
        )
    )


def refer_ticket(tx: Tx, command: ReferTicket) -> None:
    """Raises Forbidden, NotFound, Invalid `referral.past`, `referral.closed`, `field.inactive`."""
    demand(tx.actor, Right.TICKET_REFER)
    ticket = seen_ticket(tx, command.ticket)
    user = tx.get(User, command.user)
    if ticket.closed_at is not None:
        raise Invalid("referral.closed", field="user")
    if not user.active:
        raise Invalid("field.inactive", field="user")
    if command.until <= tx.at:
        raise Invalid("referral.past", field="until")
    row = _row_of(tx, ticket.id, user.id)
    if row is None:
        row = tx.add(
            TicketReferral(
                id=tx.child_id("referral"),
                ticket_id=ticket.id,
                portfolio_id=ticket.portfolio_id,
                user_id=user.id,
                until=command.until,
            )
        )
    row.until, row.by_label, row.voided_at = command.until, tx.actor.name, None
    _note(tx, ticket, EventKind.REFERRED, {"user": user.name, "until": command.until.isoformat()})


def end_referral(tx: Tx, command: EndReferral) -> None:
    """Raises Forbidden, NotFound, Invalid `referral.none`."""
    demand(tx.actor, Right.TICKET_REFER)
    ticket = seen_ticket(tx, command.ticket)
    if ticket.id in tx.actor.sight.referred:
        raise Forbidden("access.right_missing", right=str(Right.TICKET_REFER), actor=tx.actor.name)
    row = _row_of(tx, ticket.id, command.user)
    if row is None or row.voided_at is not None:
        raise Invalid("referral.none", field="user")
    row.voided_at = tx.at
    _note(tx, ticket, EventKind.REFERRAL_ENDED, {"user": tx.get(User, command.user).name})


def _row_of(tx: Tx, ticket: UUID, user: UUID) -> TicketReferral | None:
    return tx.session.scalar(
        select(TicketReferral).where(TicketReferral.ticket_id == ticket, TicketReferral.user_id == user)
    )


def _note(tx: Tx, ticket: Ticket, kind: EventKind, payload: dict[str, str]) -> None:
    fact = Fact(id=tx.child_id(str(kind)), kind=kind, visibility=Visibility.INTERNAL, payload=payload)
    record(tx, ticket, fact)


def list_referrals(asking: Asking, question: ListReferrals) -> tuple[ReferralRow, ...]:
    """Those that are open now, the first to end first. Raises NotFound."""
    ticket = asking.get(Ticket, question.ticket)
    if not may_see_ticket(asking.actor, ticket):
        raise NotFound("row.not_found", table="tickets", id=str(question.ticket))
    if ticket.closed_at is not None:
        return ()
    live = (
        select(TicketReferral.user_id, User.name, TicketReferral.until, TicketReferral.by_label)
        .join(User, User.id == TicketReferral.user_id)
        .where(
            TicketReferral.ticket_id == ticket.id,
            TicketReferral.voided_at.is_(None),
            TicketReferral.until > asking.now,
        )
        .order_by(TicketReferral.until, User.login_key)
    )
    return tuple(ReferralRow(*row) for row in asking.session.execute(live))


QUESTIONS: Questions = {ListReferrals: list_referrals}
HANDLERS: Handlers = {ReferTicket: refer_ticket, EndReferral: end_referral}
