"""Finding somebody, and counting what is his, place by place."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select

from pacdesk.desk.access.queries import visible
from pacdesk.desk.access.rules import Right, demand, may
from pacdesk.desk.access.tables import KnownComputer, User
from pacdesk.desk.clients.brazil import mask_document, phone_key
from pacdesk.desk.clients.tables import AccessLogin, Client, Contact, Organization
from pacdesk.desk.company.tables import StaffMember
from pacdesk.desk.privacy.commands import FindPeople, GetPerson
from pacdesk.desk.privacy.holding import hold_rows
from pacdesk.desk.privacy.reach import (
    Reach,
    active_holds,
    mentions_of,
    obstacles_of,
    parts,
    reach_of,
    was_erased,
)
from pacdesk.desk.privacy.rules import (
    PersonCard,
    PersonKind,
    PersonRow,
    Place,
    PlaceRow,
    sees_everything,
)
from pacdesk.desk.privacy.tables import Erasure, SubjectRequest
from pacdesk.desk.tickets.tables import Attachment, StageVisit, TicketEvent, TicketValue, UnderstandingText
from pacdesk.desk.tx import Asking, Questions
from pacdesk.storage.schema import ChangeRow, Read
from pacdesk.storage.types import fold

_LEAST: Final = 2
_LEAST_DIGITS: Final = 4


class _Wanted:
    """What was typed, as names, numbers and addresses of mail are compared."""

    def __init__(self, typed: str) -> None:
        self.words = fold(typed)
        self.bare = "".join(c for c in typed.upper() if c.isalnum())
        self.digits = "".join(c for c in typed if c.isdigit())
        self.is_number = len(self.digits) >= _LEAST_DIGITS and len(self.digits) * 2 > len(typed.strip())
        self.phone = phone_key(typed) if self.is_number else ""

    def fits(self, names: tuple[str, ...], phones: tuple[str, ...] = ()) -> bool:
        """Whether somebody of these names, addresses of mail and telephones is meant."""
        if self.is_number and any(self.digits in "".join(c for c in one if c.isdigit()) for one in phones):
            return True
        if self.phone and any(phone_key(one) == self.phone for one in phones if one):
            return True
        return any(self.words in fold(one) for one in names if one)


def find_people(asking: Asking, question: FindPeople) -> tuple[PersonRow, ...]:
    """Raises Forbidden."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    wanted = _Wanted(question.typed)
    if len(wanted.words) < _LEAST:
        return ()
    erased = frozenset(asking.session.scalars(select(Erasure.person_id)))
    found: list[PersonRow] = []
    for look in (_clients, _organizations, _contacts, _logins, _staff):
        rows = look(asking, wanted, question.limit)
        found += [row if row.id not in erased else _as_erased(row) for row in rows]
    return tuple(found)


def _as_erased(row: PersonRow) -> PersonRow:
    return replace(row, erased=True)


def _clients(asking: Asking, wanted: _Wanted, limit: int) -> list[PersonRow]:
    ways = [Client.find_key.contains(wanted.words, autoescape=True), Client.email.icontains(wanted.words)]
    ways.append(Client.sort_key.contains(wanted.words, autoescape=True))
    if wanted.is_number:
        ways.append(Client.document.contains(wanted.bare, autoescape=True))
        ways.append(Client.find_key.contains(wanted.digits, autoescape=True))
    if wanted.phone:
        ways.append(Client.phone_key.contains(wanted.phone, autoescape=True))
    rows = asking.session.scalars(
        select(Client).where(or_(*ways), visible(Client, asking.actor)).order_by(Client.sort_key).limit(limit)
    )
    return [client_row(row) for row in rows]


def client_row(row: Client) -> PersonRow:
    """A client as somebody found."""
    return PersonRow(
        kind=PersonKind.CLIENT, id=row.id, name=row.legal_name, detail=mask_document(row.document or "")
    )


def _organizations(asking: Asking, wanted: _Wanted, limit: int) -> list[PersonRow]:
    ways = [Organization.sort_key.contains(wanted.words, autoescape=True)]
    if wanted.is_number:
        ways.append(Organization.document.contains(wanted.bare, autoescape=True))
    rows = asking.session.scalars(
        select(Organization)
        .where(or_(*ways), visible(Organization, asking.actor))
        .order_by(Organization.sort_key)
        .limit(limit)
    )
    return [
        PersonRow(
            kind=PersonKind.ORGANIZATION, id=row.id, name=row.name, detail=mask_document(row.document or "")
        )
        for row in rows
    ]


def _contacts(asking: Asking, wanted: _Wanted, limit: int) -> list[PersonRow]:
    columns = (Contact.id, Contact.name, Contact.email, Contact.phone, Contact.mobile, Contact.job_title)
    fitting = (
        row
        for row in _with_client(asking, Contact, *columns)
        if wanted.fits((row.name, row.email), (row.phone, row.mobile))
    )
    return [_of(PersonKind.CONTACT, row, row.name, row.job_title) for row in islice(fitting, limit)]


def _logins(asking: Asking, wanted: _Wanted, limit: int) -> list[PersonRow]:
    rows = _with_client(asking, AccessLogin, AccessLogin.id, AccessLogin.login)
    fitting = (row for row in rows if wanted.fits((row.login,)))
    return [_of(PersonKind.LOGIN, row, row.login, "") for row in islice(fitting, limit)]


def _with_client(asking: Asking, kind: Any, *columns: Any) -> Iterator[Any]:
    """Bare columns: no database folds accents as we do, and of a large desk there are many rows."""
    return asking.session.execute(
        select(*columns, Client.legal_name)
        .join(Client, Client.id == kind.client_id)
        .where(visible(kind, asking.actor))
        .order_by(Client.sort_key, kind.rowno)
        .execution_options(yield_per=2000)
    )


def _of(kind: PersonKind, row: Any, name: str, detail: str) -> PersonRow:
    return PersonRow(kind=kind, id=row.id, name=name, detail=detail, of_client=row.legal_name)


def _staff(asking: Asking, wanted: _Wanted, limit: int) -> list[PersonRow]:
    rows = asking.session.execute(
        select(StaffMember, User.login, User.name)
        .outerjoin(User, User.staff_id == StaffMember.id)
        .order_by(StaffMember.sort_key)
    )
    fitting = (
        (staff, login)
        for staff, login, name in rows
        if wanted.fits((staff.name, staff.email, login or "", name or ""), (staff.phone,))
    )
    return [
        PersonRow(kind=PersonKind.STAFF, id=staff.id, name=staff.name, detail=login or staff.job_title)
        for staff, login in islice(fitting, limit)
    ]


# --- everything about one ------------------------------------------------------------------------


def get_person(asking: Asking, question: GetPerson) -> PersonCard:
    """Raises Forbidden, NotFound. `complete` is False for whom something is cut from sight."""
    demand(asking.actor, Right.PRIVACY_ATTEND)
    reach = reach_of(asking, question.kind, question.person)
    mentions = mentions_of(asking, reach)
    counts = {**_counted(asking, reach), Place.MENTIONS: len(mentions)}
    clients = () if reach.client is None else (reach.client,)
    return PersonCard(
        person=person_row(asking, reach),
        client=reach.client,
        places=tuple(PlaceRow(place, counts[place]) for place in Place if counts.get(place)),
        obstacles=obstacles_of(asking, reach) if may(asking.actor, Right.PRIVACY_ERASE) else (),
        mentions=mentions,
        held=hold_rows(asking, active_holds(asking, clients, reach.tickets)),
        complete=sees_everything(asking.actor),
    )


def person_row(asking: Asking, reach: Reach) -> PersonRow:
    """The row by which somebody is found."""
    client = None if reach.client is None else asking.session.get(Client, reach.client)
    own = reach.kind is PersonKind.CLIENT
    if reach.kind is PersonKind.ORGANIZATION:
        document = asking.session.get_one(Organization, reach.id).document
        erased = was_erased(asking, reach.id)
        return PersonRow(
            kind=reach.kind, id=reach.id, name=reach.name, detail=mask_document(document or ""), erased=erased
        )
    return PersonRow(
        kind=reach.kind,
        id=reach.id,
        name=reach.name,
        detail=mask_document(client.document or "") if own and client else "",
        of_client="" if own or client is None else client.legal_name,
        erased=was_erased(asking, reach.id),
    )


def _counted(asking: Asking, reach: Reach) -> dict[Place, int]:
    own = (reach.id, *reach.contacts, *reach.addresses, *reach.logins, *reach.contracts, *reach.users)
    counts = {
        Place.RECORD: 1,
        Place.TICKETS: len(reach.tickets),
        Place.USER: len(reach.users),
        Place.COMPUTERS: _count(asking, KnownComputer.user_id, reach.users),
        Place.REQUESTS: _count(asking, SubjectRequest.person_id, (reach.id,)),
        Place.CHANGES: _count(asking, ChangeRow.row_id, (*own, *(reach.tickets if reach.whole else ()))),
        Place.READS: _count(asking, Read.ref, own) + _count(asking, Read.actor_id, reach.users),
        Place.AUTHORED: _count(asking, TicketEvent.actor_id, reach.users),
        Place.ENTRIES: len(reach.events),
    }
    if reach.whole:
        counts |= {
            Place.CONTACTS: len(reach.contacts),
            Place.ADDRESSES: len(reach.addresses),
            Place.LOGINS: len(reach.logins),
            Place.CONTRACTS: len(reach.contracts),
            Place.FIELDS: _count(asking, TicketValue.ticket_id, reach.tickets),
            Place.UNDERSTANDINGS: _count(asking, UnderstandingText.ticket_id, reach.tickets),
            Place.VISITS: _count(asking, StageVisit.ticket_id, reach.tickets),
            Place.FILES: _count(asking, Attachment.ticket_id, reach.tickets),
        }
    return counts


def _count(asking: Asking, column: Any, ids: tuple[UUID, ...]) -> int:
    return sum(
        asking.session.scalar(select(func.count()).select_from(column.class_).where(column.in_(part))) or 0
        for part in parts(ids)
    )


QUESTIONS: Questions = {FindPeople: find_people, GetPerson: get_person}
