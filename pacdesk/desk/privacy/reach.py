"""Which rows are somebody's, what stands in the way of erasing them, and which texts elsewhere name him.

What was taken back by undo counts too: its rows are still there, with all that stands in them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute

from pacdesk.desk.access.queries import may_see
from pacdesk.desk.access.tables import User
from pacdesk.desk.clients.brazil import format_document, format_phone
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact, Organization
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.contracts.rows import ContractStatus
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.lean import dataclass
from pacdesk.desk.privacy.rules import Mention, PersonKind, sac_until
from pacdesk.desk.privacy.tables import Erasure, LegalHold
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import Ticket, TicketEvent
from pacdesk.desk.tx import Asking
from pacdesk.errors import NotFound, UserError
from pacdesk.storage.schema import Base, SearchDoc
from pacdesk.storage.search import match
from pacdesk.storage.types import fold

T = TypeVar("T")
PART: Final = 400
"""Ids bound to one statement."""
_STANDING: Final = (ContractStatus.ACTIVE, ContractStatus.SUSPENDED)
_LEAST_NEEDLE: Final = 6
_MOST_MENTIONS: Final = 500
_KINDS: Final[dict[PersonKind, type[Base]]] = {
    PersonKind.CLIENT: Client,
    PersonKind.ORGANIZATION: Organization,
    PersonKind.CONTACT: Contact,
    PersonKind.LOGIN: AccessLogin,
    PersonKind.STAFF: StaffMember,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Ids of everything that is somebody's. `tickets`: his own; `events`: what was said in his name.

    `labels` are his names as they stand on rows that name people; `needles` what texts know him by.
    """

    kind: PersonKind
    id: UUID
    name: str
    client: UUID | None = None
    contacts: tuple[UUID, ...] = ()
    addresses: tuple[UUID, ...] = ()
    logins: tuple[UUID, ...] = ()
    contracts: tuple[UUID, ...] = ()
    tickets: tuple[UUID, ...] = ()
    events: tuple[UUID, ...] = ()
    users: tuple[UUID, ...] = ()
    labels: frozenset[str] = frozenset()
    needles: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether his tickets are his altogether, all that was written in them included."""
        return self.kind is PersonKind.CLIENT


def parts(ids: Iterable[T], most: int = PART) -> Iterator[list[T]]:
    """Ids in lists that one statement can bind."""
    whole = list(ids)
    for start in range(0, len(whole), most):
        yield whole[start : start + most]


def ids_of(asking: Asking, column: Any, *conditions: ColumnElement[bool]) -> tuple[UUID, ...]:
    """The ids that a condition finds."""
    return tuple(asking.session.scalars(select(column).where(*conditions)))


def ids_among(
    asking: Asking, column: Any, among: InstrumentedAttribute[Any], ids: Iterable[UUID], *more: Any
) -> tuple[UUID, ...]:
    """The ids of rows that hang on any of `ids`, however many those are."""
    return tuple(row for part in parts(ids) for row in ids_of(asking, column, among.in_(part), *more))


def reach_of(asking: Asking, kind: PersonKind, person: UUID) -> Reach:
    """Everything of somebody. Raises NotFound, also where he is out of sight."""
    row: Any = asking.session.get(_KINDS[kind], person)
    if row is None or (kind is not PersonKind.STAFF and not may_see(asking.actor, row.portfolio_id)):
        raise NotFound("row.not_found", table=_KINDS[kind].__tablename__, id=str(person))
    finders: dict[PersonKind, Callable[[Asking, Any], Reach]] = {
        PersonKind.CLIENT: _of_client,
        PersonKind.ORGANIZATION: _of_organization,
        PersonKind.CONTACT: _of_contact,
        PersonKind.LOGIN: _of_login,
        PersonKind.STAFF: _of_staff,
    }
    return finders[kind](asking, row)


def _of_client(asking: Asking, client: Client) -> Reach:
    contacts = asking.session.scalars(select(Contact).where(Contact.client_id == client.id)).all()
    tickets = ids_of(asking, Ticket.id, Ticket.client_id == client.id)
    people = {client.legal_name, client.trade_name, *(contact.name for contact in contacts)}
    return Reach(
        kind=PersonKind.CLIENT,
        id=client.id,
        name=client.legal_name,
        client=client.id,
        contacts=tuple(contact.id for contact in contacts),
        addresses=ids_of(asking, Address.id, Address.client_id == client.id),
        logins=ids_of(asking, AccessLogin.id, AccessLogin.client_id == client.id),
        contracts=ids_of(asking, Contract.id, Contract.client_id == client.id),
        tickets=tickets,
        events=ids_among(asking, TicketEvent.id, TicketEvent.ticket_id, tickets),
        labels=frozenset(label for label in people | spoken_for(asking, tickets) if label),
        needles=_needles(
            (client.legal_name, client.trade_name),
            (client.document,),
            (client.phone, client.mobile, client.email),
        ),
    )


def spoken_for(asking: Asking, tickets: Iterable[UUID]) -> frozenset[str]:
    """In whose name something was said in tickets."""
    return frozenset(
        label
        for part in parts(tickets)
        for label in asking.session.scalars(
            select(TicketEvent.on_behalf_of).where(TicketEvent.ticket_id.in_(part)).distinct()
        )
        if label
    )


def _of_organization(asking: Asking, organization: Organization) -> Reach:
    """Its own row alone: its clients are found by themselves."""
    del asking
    return Reach(
        kind=PersonKind.ORGANIZATION,
        id=organization.id,
        name=organization.name,
        needles=_needles((organization.name,), (organization.document,), ()),
    )


def _of_contact(asking: Asking, contact: Contact) -> Reach:
    theirs = ids_of(asking, Ticket.id, Ticket.client_id == contact.client_id)
    asked = ids_of(asking, Ticket.id, Ticket.contact_id == contact.id)
    said = ids_among(
        asking, TicketEvent.id, TicketEvent.ticket_id, theirs, TicketEvent.on_behalf_of == contact.name
    )
    return Reach(
        kind=PersonKind.CONTACT,
        id=contact.id,
        name=contact.name,
        client=contact.client_id,
        contacts=(contact.id,),
        tickets=tuple(
            dict.fromkeys((*asked, *ids_among(asking, TicketEvent.ticket_id, TicketEvent.id, said)))
        ),
        events=said,
        labels=frozenset({contact.name}),
        needles=_needles((contact.name,), (), (contact.phone, contact.mobile, contact.email)),
    )


def _of_login(asking: Asking, login: AccessLogin) -> Reach:
    return Reach(
        kind=PersonKind.LOGIN,
        id=login.id,
        name=login.login,
        client=login.client_id,
        logins=(login.id,),
        tickets=ids_of(asking, Ticket.id, Ticket.login_id == login.id),
        needles=_needles((), (), (login.login,)),
    )


def _of_staff(asking: Asking, staff: StaffMember) -> Reach:
    users = asking.session.scalars(select(User).where(User.staff_id == staff.id)).all()
    return Reach(
        kind=PersonKind.STAFF,
        id=staff.id,
        name=staff.name,
        tickets=ids_of(asking, Ticket.id, Ticket.attendant_id == staff.id),
        users=tuple(user.id for user in users),
        labels=frozenset({staff.name, *(user.name for user in users)} - {""}),
        needles=_needles((staff.name,), (), (staff.phone, staff.email)),
    )


def _needles(names: Sequence[str], documents: Sequence[str | None], marks: Sequence[str]) -> tuple[str, ...]:
    """What texts know somebody by: whole names of two words at least, numbers bare and as people write them,
    addresses of mail."""
    found = [name for name in names if len(name.split()) > 1]
    for number in documents:
        found += [number, format_document(number)] if number else []
    for mark in marks:
        found += [mark, format_phone(mark)] if mark.startswith("+") else [mark]
    return tuple(dict.fromkeys(needle for needle in found if len(needle) >= _LEAST_NEEDLE))


# --- what stands in the way -------------------------------------------------------------------


def obstacles_of(asking: Asking, reach: Reach) -> tuple[UserError, ...]:
    """Why somebody cannot be erased now; nothing when he can.

    `privacy.held`, `privacy.erased_already`, `privacy.open_tickets`, `privacy.standing_contract`,
    `privacy.sac`; of staff `privacy.user_active`, `privacy.staff_needs_admin`.
    """
    found = list(_holds(asking, reach))
    if was_erased(asking, reach.id):
        found.append(UserError("privacy.erased_already", name=reach.name))
    opened = _count_open(asking, reach.tickets)
    if opened:
        found.append(UserError("privacy.open_tickets", count=opened))
    if reach.kind is PersonKind.STAFF:
        return (*found, *_staff_obstacles(asking, reach))
    if reach.whole:
        found += _contract_obstacles(asking, reach)
    found += _sac_obstacles(asking, reach)
    return tuple(found)


def kept_among(asking: Asking, tickets: Iterable[UUID], *, sac: bool = True) -> frozenset[UUID]:
    """Those of tickets from which nothing is erased, whoever it tells of: on hold, or (`sac`) in their time
    under the SAC decree."""
    kept: set[UUID] = set()
    today = asking.now.date()
    for part in parts(tickets):
        rows = asking.session.execute(
            select(Ticket.id, Ticket.closed_at, Ticket.voided_at, Client.under_sac, hold_on(Ticket))
            .outerjoin(Client, Client.id == Ticket.client_id)
            .where(Ticket.id.in_(part))
        )
        for row_id, closed_at, voided_at, under_sac, held in rows:
            counted = closed_at if sac and under_sac and voided_at is None else None
            if held or (counted is not None and sac_until(counted) > today):
                kept.add(row_id)
    return frozenset(kept)


def hold_on(ticket: Any) -> ColumnElement[bool]:
    """Whether a hold stands on a ticket (table or alias), or on its client."""
    return exists().where(
        or_(LegalHold.client_id == ticket.client_id, LegalHold.ticket_id == ticket.id),
        LegalHold.lifted_at.is_(None),
        LegalHold.voided_at.is_(None),
    )


def was_erased(asking: Asking, person: UUID) -> bool:
    """Whether somebody was erased before."""
    return asking.session.scalar(select(Erasure.id).where(Erasure.person_id == person).limit(1)) is not None


def active_holds(asking: Asking, clients: Iterable[UUID], tickets: Iterable[UUID]) -> list[LegalHold]:
    """The holds that stand on any of these."""
    standing = (LegalHold.lifted_at.is_(None), LegalHold.voided_at.is_(None))
    held = [
        *ids_among(asking, LegalHold.id, LegalHold.client_id, clients, *standing),
        *ids_among(asking, LegalHold.id, LegalHold.ticket_id, tickets, *standing),
    ]
    return [asking.session.get_one(LegalHold, one) for one in dict.fromkeys(held)]


def _holds(asking: Asking, reach: Reach) -> Iterator[UserError]:
    clients: tuple[UUID, ...] = () if reach.client is None else (reach.client,)
    if reach.kind is PersonKind.ORGANIZATION:
        clients = ids_of(asking, Client.id, Client.organization_id == reach.id)
    held = active_holds(asking, clients, reach.tickets)
    for hold in dict.fromkeys((*held, *_holds_on_acts(asking, reach.users))):
        yield UserError(
            "privacy.held", reason=hold.reason, who=hold.placed_by_label, since=hold.placed_at.date()
        )


def _holds_on_acts(asking: Asking, users: Sequence[UUID]) -> Iterable[LegalHold]:
    """Holds on tickets in which somebody acted: who did what stays readable there."""
    acted = (
        exists()
        .where(TicketEvent.ticket_id == Ticket.id, TicketEvent.actor_id.in_(users))
        .where(or_(Ticket.id == LegalHold.ticket_id, Ticket.client_id == LegalHold.client_id))
    )
    standing = (LegalHold.lifted_at.is_(None), LegalHold.voided_at.is_(None))
    return asking.session.scalars(select(LegalHold).where(acted, *standing)) if users else ()


def _count_open(asking: Asking, tickets: Iterable[UUID]) -> int:
    return len(
        ids_among(
            asking, Ticket.id, Ticket.id, tickets, Ticket.closed_at.is_(None), Ticket.voided_at.is_(None)
        )
    )


def _contract_obstacles(asking: Asking, reach: Reach) -> Iterator[UserError]:
    standing = ids_among(
        asking,
        Contract.id,
        Contract.id,
        reach.contracts,
        Contract.status.in_(_STANDING),
        Contract.voided_at.is_(None),
    )
    if standing:
        yield UserError("privacy.standing_contract", count=len(standing))


def _sac_obstacles(asking: Asking, reach: Reach) -> Iterator[UserError]:
    client = None if reach.client is None else asking.session.get(Client, reach.client)
    if client is None or not client.under_sac:
        return
    closed = [
        at
        for part in parts(reach.tickets)
        for at in asking.session.scalars(
            select(func.max(Ticket.closed_at)).where(Ticket.id.in_(part), Ticket.voided_at.is_(None))
        )
        if at is not None
    ]
    if closed and sac_until(max(closed)) > asking.now.date():
        yield UserError("privacy.sac", until=sac_until(max(closed)))


def _staff_obstacles(asking: Asking, reach: Reach) -> Iterator[UserError]:
    active = ids_among(asking, User.id, User.id, reach.users, User.active, User.voided_at.is_(None))
    if active:
        yield UserError("privacy.user_active", name=reach.name)
    if not asking.actor.is_admin:
        yield UserError("privacy.staff_needs_admin", actor=asking.actor.name)


# --- texts elsewhere ----------------------------------------------------------------------------


def mentions_of(asking: Asking, reach: Reach) -> tuple[Mention, ...]:
    """Texts elsewhere that name him, as the search finds them; his own tickets are no elsewhere."""
    own = {reach.id, *reach.contacts, *reach.logins, *reach.contracts}
    own |= {reach.client} if reach.whole and reach.client else set()
    theirs = set(reach.tickets) if reach.whole else set()
    found: dict[int, Any] = {}
    for needle in reach.needles:
        found |= {row.doc_id: row for row in _documents(asking, needle)}
    elsewhere = [row for row in found.values() if row.ref not in own and row.ticket_id not in theirs]
    tickets = {row.ticket_id for row in elsewhere if row.ticket_id is not None}
    protocols = _protocols(asking, tickets)
    kept = {None, *kept_among(asking, tickets, sac=reach.kind is not PersonKind.STAFF)}
    newest = sorted(elsewhere, key=lambda row: -row.doc_id)
    return tuple(
        Mention(row.ticket_id, protocols.get(row.ticket_id, ""), row.text, row.ticket_id in kept)
        for row in newest
    )


def _documents(asking: Asking, needle: str) -> Sequence[Any]:
    is_name = not any(c.isdigit() or c == "@" for c in needle)
    found = match(asking.session, f'"{needle}"' if is_name else needle)
    if found is None:
        return ()
    condition, values = found
    docs = SearchDoc.__table__.c
    statement = text(
        f"SELECT d.doc_id, d.ref, d.ticket_id, d.text FROM search_docs d WHERE {condition} "
        "ORDER BY d.doc_id DESC LIMIT :most"
    ).bindparams(**values, most=_MOST_MENTIONS)
    rows = asking.session.execute(statement.columns(docs.doc_id, docs.ref, docs.ticket_id, docs.text)).all()
    # The folding of a word's beginning finds more than the name: a text must hold it as it stands.
    return [row for row in rows if not is_name or fold(needle) in fold(row.text)]


def _protocols(asking: Asking, tickets: Iterable[UUID]) -> dict[UUID, str]:
    return {
        row.id: row.protocol
        for part in parts(tickets)
        for row in asking.session.execute(select(Ticket.id, Ticket.protocol).where(Ticket.id.in_(part)))
    }


def mentioning(asking: Asking, reach: Reach, found: Iterable[Mention]) -> tuple[tuple[UUID, UUID], ...]:
    """Events elsewhere whose text holds one of his needles, with their tickets (event, ticket), also those
    that a later one corrected, which no search finds any more; the opening of a ticket whose subject or
    description does is among them. `found` is what the search finds (`mentions_of`)."""
    if not reach.needles:
        return ()
    tickets = {mention.ticket for mention in found} - {None}
    events = asking.session.execute(
        select(TicketEvent.id, TicketEvent.ticket_id).where(_holds_any(TicketEvent.payload, reach.needles))
    )
    heads = asking.session.execute(
        select(TicketEvent.id, TicketEvent.ticket_id)
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .where(
            TicketEvent.kind == EventKind.OPENED,
            or_(_holds_any(Ticket.subject, reach.needles), _holds_any(Ticket.description, reach.needles)),
        )
    )
    folded = _folded_events(asking, reach, tickets)
    own = set(reach.tickets) if reach.whole else set()
    pairs = dict.fromkeys((row[0], row[1]) for row in (*events, *heads, *folded))
    return tuple(pair for pair in pairs if pair[1] not in own)


def _folded_events(asking: Asking, reach: Reach, tickets: Iterable[Any]) -> Iterator[tuple[UUID, UUID]]:
    """Events of tickets that the search found: written with other accents, or a number with other marks."""
    wanted = [fold(needle) for needle in reach.needles]
    digits = [bare for needle in reach.needles if len(bare := _bare(needle)) >= _LEAST_NEEDLE]
    for part in parts(tickets):
        rows = asking.session.execute(
            select(TicketEvent.id, TicketEvent.ticket_id, TicketEvent.payload).where(
                TicketEvent.ticket_id.in_(part), TicketEvent.payload.is_not(None)
            )
        )
        for row in rows:
            said = fold(row.payload)
            if any(one in said for one in wanted) or any(one in _bare(said) for one in digits):
                yield row.id, row.ticket_id


def _bare(value: str) -> str:
    return "".join(c for c in value if c.isdigit())


def _holds_any(column: Any, needles: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(needle, autoescape=True) for needle in needles))
