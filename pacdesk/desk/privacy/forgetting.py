"""Takes out of rows what tells of somebody, and leaves what only counts: protocols, times, sums, the chain.

All of it goes past the mapper: an image of what a row was must not outlive the row's text.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, delete, exists, func, select, text, update

from pacdesk.desk.access.tables import KnownComputer, SecondFactor, User
from pacdesk.desk.clients.parts import index_client
from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact, Organization
from pacdesk.desk.company.tables import Company, StaffMember
from pacdesk.desk.contracts.handlers import index_contract
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.privacy.reach import ids_among, parts, spoken_for
from pacdesk.desk.privacy.rules import ERASED_SUBJECT, is_personal
from pacdesk.desk.privacy.tables import LegalHold, SubjectRequest
from pacdesk.desk.tickets.common import index_ticket
from pacdesk.desk.tickets.tables import (
    Attachment,
    ImportedKey,
    StageVisit,
    Subject,
    Ticket,
    TicketCheck,
    TicketEvent,
    TicketReferral,
    TicketValue,
    UnderstandingText,
)
from pacdesk.desk.tx import Tx
from pacdesk.desk.workflow.rows import FieldKind
from pacdesk.desk.workflow.tables import FlowField, HandoverReason, Transition
from pacdesk.storage.postgres.wall import login_behind_wall
from pacdesk.storage.schema import Base, ChangeRow, ChangeSet, Read, SearchDoc, StoredFile
from pacdesk.storage.search import drop_documents
from pacdesk.storage.types import fold
from pacdesk.storage.unit_of_work import Captured

_WRITTEN: Final = (
    FieldKind.TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.DOCUMENT,
    FieldKind.CLIENT,
    FieldKind.FILE,
)
"""Own fields that may name somebody; numbers, money, days and choices count on."""
_LABELS: Final = (
    (StageVisit, "attendant_label"),
    (TicketCheck, "by_label"),
    (TicketReferral, "by_label"),
    (UnderstandingText, "author_label"),
    (UnderstandingText, "decided_by_label"),
    (Attachment, "added_by_label"),
    (Ticket, "opened_by_label"),
    (LegalHold, "placed_by_label"),
    (LegalHold, "lifted_by_label"),
    (SubjectRequest, "noted_by_label"),
)
"""Where rows name who did it."""
RELABELLED: Final = len(_LABELS)
STEP: Final = 100
"""Tickets between two looks at whether to go on."""


class Forgetting:
    """One erasing. Every method takes ids and adds what it took to `counts`."""

    def __init__(self, tx: Tx, pseudonym: str = "", labels: Iterable[str] = ()) -> None:
        self._tx = tx
        self._name = pseudonym
        self._labels = frozenset(labels)
        self._walled = login_behind_wall(tx.session) is not None
        self._touched: dict[UUID, None] = {}
        self._imaged: set[UUID] = set()
        self.counts: Counter[str] = Counter()
        self._done = self._total = 0

    def expect(self, steps: int) -> None:
        """Say that this many steps (tickets, texts elsewhere, kinds of labels) are still to come."""
        self._total += steps
        self.did(0)

    def did(self, steps: int) -> None:
        """Tell how far it is. Raises what whoever waits raises, with which nothing is erased."""
        self._done += steps
        self._tx.progress(self._done, self._total)

    # --- records of people

    def client(self, client_id: UUID) -> None:
        """A client's own row; its name follows where lists sort by it."""
        key = fold(self._name)
        self._update(
            Client,
            [client_id],
            **_emptied(
                "trade_name state_registration registration_state city_registration email phone mobile "
                "phone_key external_table external_code note"
            ),
            legal_name=self._name,
            sort_key=key,
            find_key=key,
            document=None,
            document_ok=True,
            user_id=None,
        )
        for kind in (Ticket, Contract):
            self._execute(update(kind).where(kind.client_id == client_id).values(client_sort_key=key))

    def organization(self, organization_id: UUID) -> None:
        """An organization: its clients stay in it."""
        named = {"name": self._name, "sort_key": fold(self._name), "document": None, "document_ok": True}
        self._update(Organization, [organization_id], **named, note="")

    def contacts(self, ids: Iterable[UUID]) -> None:
        """Contacts."""
        nothing = _emptied("job_title email phone mobile note")
        self._update(Contact, ids, **nothing, name=self._name, user_id=None)

    def addresses(self, ids: Iterable[UUID]) -> None:
        """Addresses; city and state still count."""
        nothing = _emptied("label cep street number complement district")
        self._update(Address, ids, **nothing, cep_ok=True, latitude=None, longitude=None)

    def logins(self, ids: Iterable[UUID]) -> None:
        """Access logins."""
        self._update(AccessLogin, ids, login=self._name, note="", active=False)

    def contracts(self, ids: Iterable[UUID]) -> None:
        """Contracts: number, plan, days and sums stay."""
        for part in parts(ids):
            kept = self._tx.session.execute(
                select(Contract.id, Contract.number, Contract.plan).where(Contract.id.in_(part))
            )
            for row_id, number, plan in kept.all():
                find = fold(f"{number} {plan}")
                self._update(Contract, [row_id], note="", external_code="", find_key=find)

    def staff(self, staff_id: UUID, users: Iterable[UUID]) -> None:
        """A staff member and his log-ins. The log-in's own name signs the chain, and stays."""
        users = list(users)
        key = fold(self._name)
        self._update(
            StaffMember, [staff_id], **_emptied("email phone job_title"), name=self._name, sort_key=key
        )
        self._update(User, users, name=self._name)
        self._execute(update(Ticket).where(Ticket.attendant_id == staff_id).values(attendant_sort_key=key))
        self.relabel()
        self._authors(users)

    def relabel(self, tickets: Iterable[UUID] | None = None) -> None:
        """Where rows name who did it: everywhere, or on tickets."""
        for kind, column in _LABELS:
            self.did(1)
            named = select(kind.id).where(kind.__table__.c[column].in_(self._labels))
            if tickets is None:
                self._update(kind, self._tx.session.scalars(named), **{column: self._name})
            elif kind not in (LegalHold, SubjectRequest):
                hung = kind.__table__.c["id" if kind is Ticket else "ticket_id"]
                for part in parts(tickets):
                    rows = self._tx.session.scalars(named.where(hung.in_(part)))
                    self._update(kind, rows, **{column: self._name})

    def _authors(self, users: list[UUID]) -> None:
        """Who acted, on rows that nobody changes otherwise."""
        if self._walled:
            self._call("app.forget_author()")
            return
        labels = sorted(self._labels)
        computers = ids_among(self._tx, KnownComputer.id, KnownComputer.user_id, users)
        self._update(KnownComputer, computers, name="", voided_at=self._tx.now)
        factors = ids_among(self._tx, SecondFactor.id, SecondFactor.user_id, users)
        nothing = {"secret": "", "recovery": [], "codes_left": 0}
        self._update(SecondFactor, factors, **nothing, voided_at=self._tx.now)
        for kind in (TicketEvent, ChangeSet, Read):
            self._execute(
                update(kind)
                .where(kind.actor_id.in_(users) | kind.actor_label.in_(labels))
                .values(actor_label=self._name)
            )

    # --- tickets

    def tickets(self, ids: Iterable[UUID]) -> None:
        """All that was written in tickets and hung on them."""
        for part in parts(ids, STEP):
            self.texts(part)
            self.files_of(part)
            self.did(len(part))

    def texts(self, ids: Iterable[UUID]) -> None:
        """All that was written in tickets, and for whom; their protocol, course, times and sums stay."""
        for part in parts(ids):
            self._labels |= spoken_for(self._tx, part)
            self._heads(part)
            self._parts_of(part)
            self.events(part, ids_among(self._tx, TicketEvent.id, TicketEvent.ticket_id, part))
            self._documents(part)
            self.counts["tickets"] += len(part)

    def files_of(self, tickets: Iterable[UUID]) -> None:
        """The files of tickets."""
        self.files(ids_among(self._tx, Attachment.id, Attachment.ticket_id, tickets))

    def _heads(self, part: list[UUID]) -> None:
        named = self._tx.session.execute(
            select(Ticket.id, func.coalesce(Subject.name, ERASED_SUBJECT))
            .outerjoin(Subject, Subject.id == Ticket.subject_id)
            .where(Ticket.id.in_(part))
        )
        by_subject: dict[str, list[UUID]] = {}
        for row_id, subject in named:
            by_subject.setdefault(subject, []).append(row_id)
        for subject, ids in by_subject.items():
            self._update(
                Ticket,
                ids,
                subject=subject,
                subject_key=fold(subject),
                description="",
                address=None,
                latitude=None,
                longitude=None,
            )
        named_openers = self._tx.session.scalars(
            select(Ticket.id).where(Ticket.id.in_(part), Ticket.opened_by_label.in_(self._labels))
        )
        self._update(Ticket, named_openers, opened_by_label=self._name)

    def _parts_of(self, part: list[UUID]) -> None:
        tx = self._tx
        visits = ids_among(
            tx, StageVisit.id, StageVisit.ticket_id, part, StageVisit.reason.not_in(self._known_reasons())
        )
        self._update(StageVisit, visits, reason="")
        values = tx.session.scalars(
            select(TicketValue.id)
            .join(Ticket, Ticket.id == TicketValue.ticket_id)
            .where(
                TicketValue.ticket_id.in_(part),
                ~exists().where(
                    FlowField.version_id == Ticket.workflow_version_id,
                    FlowField.key == TicketValue.field,
                    FlowField.kind.not_in(_WRITTEN),
                ),
            )
        )
        self._update(TicketValue, values, value=None)
        understood = ids_among(tx, UnderstandingText.id, UnderstandingText.ticket_id, part)
        self._update(UnderstandingText, understood, text="", justification="")
        decided = ids_among(
            tx,
            UnderstandingText.id,
            UnderstandingText.id,
            understood,
            UnderstandingText.decided_by_label != "",
        )
        self._update(UnderstandingText, decided, decided_by_label=self._name)

    def _known_reasons(self) -> set[str]:
        """Reasons that were chosen, not written."""
        session = self._tx.session
        known = set(session.scalars(select(HandoverReason.name))) | {""}
        for reasons in session.scalars(select(Transition.reasons).where(Transition.reasons.is_not(None))):
            known |= {one if isinstance(one, str) else str(one.get("name", "")) for one in reasons}
        return known

    def events(self, tickets: Iterable[UUID], events: Iterable[UUID]) -> None:
        """Salt and payload of those events that hold more than the bare course, and his name wherever it
        stands on an event of those tickets. The chain still verifies (DESIGN section 3)."""
        gone = self._personal(events)
        self._forget_payloads(gone)
        labels = sorted(self._labels)
        for part in parts(tickets):
            if not labels:
                break
            if self._walled:
                self._call("app.forget_labels(:tickets, :labels)", tickets=part, labels=labels)
                continue
            for column in ("on_behalf_of", "actor_label"):
                place = TicketEvent.__table__.c[column]
                self._execute(
                    update(TicketEvent)
                    .where(TicketEvent.ticket_id.in_(part), place.in_(labels))
                    .values({column: self._name})
                )

    def course(self, events: Iterable[UUID]) -> None:
        """The payload of events whatever they hold."""
        self._forget_payloads(list(events))

    def _personal(self, events: Iterable[UUID]) -> list[UUID]:
        held = []
        for part in parts(events):
            rows = self._tx.session.execute(
                select(TicketEvent.id, TicketEvent.payload).where(
                    TicketEvent.id.in_(part), TicketEvent.payload.is_not(None)
                )
            )
            held += [row_id for row_id, payload in rows if is_personal(json.loads(payload or "{}"))]
        return held

    def _forget_payloads(self, events: list[UUID]) -> None:
        for part in parts(events):
            if self._walled:
                self._call("app.forget_events(:events)", events=part)
            else:
                self._execute(
                    update(TicketEvent).where(TicketEvent.id.in_(part)).values(payload=None, salt=None)
                )
            self._execute(delete(SearchDoc).where(SearchDoc.ref.in_(part)))
        self.counts["entries"] += len(events)

    def subjects(self, tickets: Iterable[UUID]) -> None:
        """Subject and description of tickets, which are then found by their protocol."""
        for part in parts(tickets):
            self._heads(part)
            self._execute(delete(SearchDoc).where(SearchDoc.ref.in_(part)))
            self._index(part)

    def _documents(self, part: list[UUID]) -> None:
        self._execute(delete(SearchDoc).where(SearchDoc.ticket_id.in_(part)))
        self._index(part)

    def _index(self, part: list[UUID]) -> None:
        self._tx.session.expire_all()
        live = self._tx.session.scalars(select(Ticket).where(Ticket.id.in_(part), Ticket.voided_at.is_(None)))
        for ticket in live.all():
            index_ticket(self._tx, ticket)

    def files(self, attachments: Iterable[UUID]) -> None:
        """Attachments, with the bytes that nobody else names: a local desk's go after the commit."""
        for part in parts(attachments):
            self._touch("attachments", part)
            if self._walled:  # with the images of these rows, which nobody can tell the owner of afterwards
                self._imaged.update(part)
                self._call("app.forget_files(:attachments)", attachments=part)
            else:
                self._drop_files(part)
            self.counts["files"] += len(part)

    def _drop_files(self, part: list[UUID]) -> None:
        session = self._tx.session
        files = set(session.scalars(select(Attachment.file_id).where(Attachment.id.in_(part))))
        self._execute(delete(Attachment).where(Attachment.id.in_(part)))
        named = exists().where(Attachment.file_id == StoredFile.id)
        logo = exists().where(Company.logo_file_id == StoredFile.id)
        kept = session.execute(
            select(StoredFile.id, StoredFile.sha256).where(StoredFile.id.in_(files), ~named, ~logo)
        )
        gone = dict(iter(kept))
        self._execute(delete(StoredFile).where(StoredFile.id.in_(gone)))
        digests = set(gone.values())
        still = set(session.scalars(select(StoredFile.sha256).where(StoredFile.sha256.in_(digests))))
        self._tx.forgotten.extend(sorted(digests - still))

    # --- what is kept beside the rows

    def requests(self, person: UUID) -> None:
        """What the register of requests says of him; which, when and how it ended stays."""
        rows = self._tx.session.scalars(select(SubjectRequest.id).where(SubjectRequest.person_id == person))
        self.register(rows)

    def holds(self, ids: Iterable[UUID]) -> None:
        """Why there were holds."""
        self._update(LegalHold, ids, reason="")

    def register(self, requests: Iterable[UUID]) -> None:
        """Names and words of requests."""
        nothing = _emptied("asked_by channel details answer")
        self._update(SubjectRequest, requests, **nothing, person_label=self._name)

    def images(self) -> None:
        """What change sets still show of every row that was touched."""
        for part in parts(row_id for row_id in self._touched if row_id not in self._imaged):
            if self._walled:
                self._call("app.forget_images(:rows)", rows=part)
                continue
            self._execute(update(ChangeRow).where(ChangeRow.row_id.in_(part)).values(before=None, after=None))

    def keys(self, people: Iterable[UUID]) -> None:
        """By what imports know somebody: a document, a log-in, the number of another system."""
        for part in parts(people):
            if self._walled:
                self._call("app.forget_keys(:rows)", rows=part)
            else:
                self._execute(delete(ImportedKey).where(ImportedKey.row_id.in_(part)))

    def index(self, client_id: UUID | None, contracts: Iterable[UUID]) -> None:
        """Search documents anew, of what is left."""
        session = self._tx.session
        session.expire_all()
        client = None if client_id is None else session.get(Client, client_id)
        if client is not None and client.voided_at is None:
            index_client(self._tx, client)
        elif client is not None:
            drop_documents(session, ref=client.id)
        for part in parts(contracts):
            for contract in session.scalars(select(Contract).where(Contract.id.in_(part))).all():
                drop_documents(session, ref=contract.id)
                if contract.voided_at is None:
                    index_contract(self._tx, contract)

    # --- shared

    def _update(self, kind: type[Base], ids: Iterable[UUID], **values: Any) -> None:
        table: Table = kind.__table__  # type: ignore[assignment]  # declared as FromClause
        for part in parts(ids):
            self._execute(
                update(table).where(table.c.id.in_(part)).values(version=table.c.version + 1, **values)
            )
            self._touch(kind.__tablename__, part)

    def _touch(self, table: str, ids: Iterable[UUID]) -> None:
        """Listed in the change set by its key: whoever would take an older change back finds it moved."""
        for row_id in ids:
            if row_id not in self._touched:
                self._touched[row_id] = None
                self._tx.unit.gathered.note(
                    Captured(
                        table=table,
                        row_id=row_id,
                        portfolio_id=None,
                        operation="update",
                        version=None,
                        before=None,
                        after=None,
                    )
                )

    def _execute(self, statement: Any) -> None:
        self._tx.session.execute(statement, execution_options={"synchronize_session": False})

    def _call(self, function: str, **values: Any) -> None:
        self._tx.session.execute(text(f"SELECT {function}"), values)


def _emptied(names: str) -> Mapping[str, Any]:
    return dict.fromkeys(names.split(), "")
