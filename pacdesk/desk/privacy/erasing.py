"""Erasing somebody by pseudonym, and the texts of tickets that nobody needs any more."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import false, or_, select, text

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.privacy.commands import ErasePerson
from pacdesk.desk.privacy.forgetting import RELABELLED, STEP, Forgetting
from pacdesk.desk.privacy.reach import (
    Reach,
    ids_among,
    ids_of,
    kept_among,
    mentioning,
    mentions_of,
    obstacles_of,
    parts,
    reach_of,
)
from pacdesk.desk.privacy.rules import (
    MENTIONS_KEPT,
    ErasureRow,
    PersonKind,
    RequestState,
    demand_everything,
    pseudonym_of,
)
from pacdesk.desk.privacy.tables import Erasure, LegalHold, SubjectRequest
from pacdesk.desk.tickets.rules import EventKind
from pacdesk.desk.tickets.tables import Ticket, TicketEvent
from pacdesk.desk.tx import Tx
from pacdesk.errors import Forbidden, Invalid, UserError
from pacdesk.storage.erased_list import MENTIONS
from pacdesk.storage.postgres.wall import login_behind_wall
from pacdesk.storage.types import canonical, fold
from pacdesk.storage.unit_of_work import Captured

_NAMES_PEOPLE = (EventKind.TAKEN, EventKind.HANDED_OVER, EventKind.REFERRED, EventKind.REFERRAL_ENDED)


def erase_person(tx: Tx, command: ErasePerson) -> ErasureRow:
    """Raises Forbidden `access.right_missing`, `privacy.sight_cut`, and whatever stands in the way; NotFound;
    Invalid `privacy.typed_differs`, `privacy.reason_empty`."""
    demand(tx.actor, Right.PRIVACY_ERASE)
    demand_everything(tx.actor)
    reach = reach_of(tx, command.kind, command.person)
    problems = _typed_wrong(command, reach)
    if problems:
        raise Invalid(problems=problems)
    for obstacle in obstacles_of(tx, reach):
        raise Forbidden(obstacle.code, **dict(obstacle.facts))
    name = pseudonym_of(tx.child_id("pseudonym"))
    forgetting = Forgetting(tx, name, reach.labels)
    erasure = begin(tx, str(command.kind), name, command.reason.strip(), person=reach.id)
    forget_person(tx, forgetting, reach, mentions=command.mentions)
    if command.request is not None:
        _answer(tx, command.request, name)
    return ended(tx, erasure, forgetting.counts)


def forget_person(tx: Tx, forgetting: Forgetting, reach: Reach, *, mentions: bool) -> None:
    """All that is somebody's, and with `mentions` the texts elsewhere that name him. Raises what whoever
    waits raises when he is told how far it is."""
    forgetting.expect(1 + _steps_of(reach))
    pairs = _mentions(tx, reach, forgetting, asked=mentions)
    forgetting.expect(len(pairs))
    tx.flush()
    _BY_KIND[reach.kind](tx, forgetting, reach)
    _forget_mentions(tx, forgetting, pairs)
    forgetting.requests(reach.id)
    forgetting.images()
    forgetting.index(reach.client, reach.contracts)
    forgetting.did(1)


def _steps_of(reach: Reach) -> int:
    if reach.whole:
        return len(reach.tickets)
    return RELABELLED if reach.labels else 0


def _typed_wrong(command: ErasePerson, reach: Reach) -> tuple[UserError, ...]:
    problems = []
    if fold(command.typed) != fold(reach.name):
        problems.append(UserError("privacy.typed_differs", field="typed", name=reach.name))
    if not command.reason.strip():
        problems.append(UserError("privacy.reason_empty", field="reason"))
    return tuple(problems)


def begin(
    tx: Tx, kind: str, name: str, reason: str, *, person: UUID | None = None, row_id: UUID | None = None
) -> Erasure:
    """Write down that something is erased, before any of it is. On a shared desk the wall writes it, and lets
    go of what is this erasing's alone."""
    row_id = row_id or tx.child_id("erasure")
    if login_behind_wall(tx.session) is None:
        return tx.add(
            Erasure(
                id=row_id,
                at=tx.now,
                actor_id=tx.actor.user_id,
                actor_label=tx.actor.name,
                kind=kind,
                person_id=person,
                pseudonym=name,
                reason=reason,
                counts={},
            )
        )
    said = {"id": row_id, "kind": kind, "person": person, "name": name, "reason": reason}
    tx.session.execute(text("SELECT app.begin_erasing(:id, :kind, :person, :name, :reason)"), said)
    tx.unit.gathered.note(
        Captured(
            table=Erasure.__tablename__,
            row_id=row_id,
            portfolio_id=None,
            operation="insert",
            version=None,
            before=None,
            after=None,
        )
    )
    return tx.session.get_one(Erasure, row_id)


def ended(tx: Tx, row: Erasure, counts: Counter[str]) -> ErasureRow:
    """Add what was taken, and have its bytes overwritten after the commit."""
    if login_behind_wall(tx.session) is None:
        row.counts = dict(counts)
        tx.flush()
    else:
        said = {"id": row.id, "counts": canonical(dict(counts))}
        tx.session.execute(text("SELECT app.count_erased(:id, :counts)"), said)
        tx.session.refresh(row)
    tx.scrubs = True
    return erasure_row(row)


def erasure_row(row: Erasure) -> ErasureRow:
    """As lists show it."""
    known = row.kind in set(map(str, PersonKind))
    return ErasureRow(
        id=row.id,
        at=row.at,
        by=row.actor_label,
        kind=row.kind,
        person_kind=PersonKind(row.kind) if known else None,
        person_id=row.person_id,
        pseudonym=row.pseudonym,
        reason=row.reason,
        counts=dict(row.counts),
    )


def forget_client(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    """A client with all that is his."""
    if reach.client is not None:
        forgetting.client(reach.client)
    forgetting.contacts(reach.contacts)
    forgetting.addresses(reach.addresses)
    forgetting.logins(reach.logins)
    forgetting.contracts(reach.contracts)
    forgetting.tickets(reach.tickets)
    _forget_holds(tx, forgetting, reach)
    forgetting.keys((reach.id, *reach.contacts, *reach.addresses, *reach.logins, *reach.contracts))


def _forget_organization(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    del tx
    forgetting.organization(reach.id)
    forgetting.keys((reach.id,))


def _forget_contact(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    forgetting.contacts(reach.contacts)
    theirs = () if reach.client is None else ids_of(tx, Ticket.id, Ticket.client_id == reach.client)
    theirs = tuple(set(theirs) - kept_among(tx, theirs))
    forgetting.events(theirs, reach.events)
    forgetting.relabel(theirs)
    forgetting.keys(reach.contacts)


def _forget_login(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    del tx
    forgetting.logins(reach.logins)
    forgetting.keys(reach.logins)


def _forget_staff(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    forgetting.staff(reach.id, reach.users)
    holding = [TicketEvent.payload.contains(name, autoescape=True) for name in sorted(reach.labels)]
    named = select(TicketEvent.id).where(TicketEvent.kind.in_(_NAMES_PEOPLE), or_(false(), *holding))
    forgetting.course(tx.session.scalars(named))


_BY_KIND = {
    PersonKind.CLIENT: forget_client,
    PersonKind.ORGANIZATION: _forget_organization,
    PersonKind.CONTACT: _forget_contact,
    PersonKind.LOGIN: _forget_login,
    PersonKind.STAFF: _forget_staff,
}


def _forget_holds(tx: Tx, forgetting: Forgetting, reach: Reach) -> None:
    """The reasons of holds that were lifted; one that stands forbids all of this."""
    own = {
        *ids_among(tx, LegalHold.id, LegalHold.client_id, [reach.client] if reach.client else []),
        *ids_among(tx, LegalHold.id, LegalHold.ticket_id, reach.tickets),
    }
    forgetting.holds(own)


def _mentions(tx: Tx, reach: Reach, forgetting: Forgetting, *, asked: bool) -> tuple[tuple[UUID, UUID], ...]:
    """The texts elsewhere that go where it was `asked`: not those of tickets that a hold or the SAC decree
    keeps, nor of records of others. Those that stay are counted."""
    searched = mentions_of(tx, reach)
    found = mentioning(tx, reach, searched)
    going: tuple[tuple[UUID, UUID], ...] = ()
    if asked:
        kept = kept_among(tx, {ticket for _, ticket in found}, sac=reach.kind is not PersonKind.STAFF)
        going = tuple(pair for pair in found if pair[1] not in kept)
        forgetting.counts[MENTIONS] = len(going)
    staying = len(found) - len(going) + sum(mention.ticket is None for mention in searched)
    if staying:
        forgetting.counts[MENTIONS_KEPT] = staying
    return going


def _forget_mentions(tx: Tx, forgetting: Forgetting, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    for part in parts((event for event, _ in pairs), STEP):
        forgetting.events((), part)
        opened = TicketEvent.kind == EventKind.OPENED
        openings = ids_among(tx, TicketEvent.ticket_id, TicketEvent.id, part, opened)
        forgetting.subjects(openings)
        forgetting.did(len(part))


def _answer(tx: Tx, request: UUID, name: str) -> None:
    row = tx.get(SubjectRequest, request)
    tx.session.refresh(row)
    row.state = RequestState.ANSWERED
    row.answered_at, row.answer = tx.now, name
