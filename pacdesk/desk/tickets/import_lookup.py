"""What the names in a file mean on this desk: types, departments, attendants, subjects, clients."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from pacdesk.desk.clients.brazil import documents
from pacdesk.desk.clients.parts import index_client
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.tickets.imported import ImportCases, ImportedCase, ImportedClient, Pairs
from pacdesk.desk.tickets.rules import DEFAULT_PRIORITY, Priority
from pacdesk.desk.tickets.tables import ImportBatch, ImportedKey, Subject
from pacdesk.desk.tx import Tx
from pacdesk.desk.workflow.queries import current_flow
from pacdesk.desk.workflow.rows import Flow
from pacdesk.desk.workflow.tables import TicketType
from pacdesk.errors import Invalid, NotFound
from pacdesk.storage.schema import NO_PORTFOLIO
from pacdesk.storage.types import fold

PRIORITIES = {
    "1": Priority.LOW, "low": Priority.LOW, "baixa": Priority.LOW,
    "2": Priority.NORMAL, "normal": Priority.NORMAL, "medium": Priority.NORMAL, "media": Priority.NORMAL,
    "3": Priority.HIGH, "high": Priority.HIGH, "alta": Priority.HIGH,
    "4": Priority.CRITICAL, "critical": Priority.CRITICAL, "critica": Priority.CRITICAL,
    "urgent": Priority.CRITICAL, "urgente": Priority.CRITICAL,
}  # fmt: skip
# For values that the mapping itself gave; those of a column have its name.
_LABELS = {
    "department": "Departamento", "attendant": "Atendente", "priority": "Prioridade", "channel": "Canal",
}  # fmt: skip


class Lookup:
    """Names to rows, each asked once a batch. Labels of what stays over are the source's words."""

    def __init__(self, tx: Tx, command: ImportCases) -> None:
        self._tx = tx
        self._default_type = command.default_type
        self._labels = {**_LABELS, **dict(command.labels)}
        self._types = self._by_name(TicketType)
        self._flows: dict[UUID, Flow] = {}
        self._departments = {
            row.name_key: row
            for row in tx.session.scalars(
                select(Department).where(Department.voided_at.is_(None)).order_by(Department.position)
            )
        }
        self._staff: dict[str, StaffMember] = {}
        for person in tx.session.scalars(select(StaffMember).where(StaffMember.voided_at.is_(None))):
            self._staff.setdefault(person.sort_key, person)
        self._subjects = self._by_name(Subject)

    def _by_name(self, table: Any) -> dict[str, UUID]:
        rows = self._tx.session.execute(select(table.name_key, table.id).where(table.voided_at.is_(None)))
        return {name: row_id for name, row_id in rows}  # noqa: C416  (a row is a tuple only to the reader)

    def flow_for(self, case: ImportedCase) -> tuple[UUID, Flow]:
        """The case's type and its published flow. Raises Invalid `import.type_missing`."""
        type_id = self._default_type
        if case.type:
            named = self._types.get(fold(case.type))
            if named is None:
                raise Invalid("import.type_missing", type=case.type)
            type_id = named
        if type_id not in self._flows:
            self._flows[type_id] = current_flow(self._tx, type_id)
        return type_id, self._flows[type_id]

    def department_for(self, case: ImportedCase) -> Department:
        """The named department, else the first one. Raises NotFound on a desk without any."""
        named = self._departments.get(fold(case.department)) if case.department else None
        if named is not None:
            return named
        if not self._departments:
            raise NotFound("row.not_found", table="departments", id="")
        return next(iter(self._departments.values()))

    def portfolio_of(self, department: Department) -> UUID:
        """The portfolio of a ticket without client (DESIGN section 3)."""
        return department.portfolio_id or NO_PORTFOLIO

    def attendant_for(self, case: ImportedCase) -> StaffMember | None:
        """The staff member of that name, if there is one."""
        return self._staff.get(fold(case.attendant)) if case.attendant else None

    def priority_for(self, case: ImportedCase) -> Priority:
        """1 … 4 or its name; normal when the source says something else."""
        return PRIORITIES.get(fold(case.priority), DEFAULT_PRIORITY)

    def subject_for(self, case: ImportedCase) -> UUID | None:
        """The subject of that name; made when there is none."""
        if not case.subject:
            return None
        key = fold(case.subject)
        if key not in self._subjects:
            subject_id = self._tx.child_id("subject", len(self._subjects))
            self._tx.add(Subject(id=subject_id, name=case.subject, name_key=key))
            self._subjects[key] = subject_id
        return self._subjects[key]

    def left_over(self, case: ImportedCase) -> Pairs:
        """Values that have no row on this desk, with the words of the file; without those that the
        mapping keeps as attributes anyhow."""
        found = []
        if case.department and fold(case.department) not in self._departments:
            found.append((self._labels["department"], case.department))
        if case.attendant and self.attendant_for(case) is None:
            found.append((self._labels["attendant"], case.attendant))
        if case.priority and fold(case.priority) not in PRIORITIES:
            found.append((self._labels["priority"], case.priority))
        if case.channel:
            found.append((self._labels["channel"], case.channel))
        if case.address is not None and case.address.zip_as_given:
            found.append(("CEP", case.address.zip_as_given))
        kept, kept_texts = {label for label, _ in case.attributes}, {text for _, text in case.attributes}
        return tuple((label, text) for label, text in found if label not in kept or text not in kept_texts)

    def clients_of(self, cases: Iterable[ImportedCase], batch: ImportBatch) -> dict[str, Client]:
        """The clients of these cases by their key in the source; made when they are not there."""
        wanted = {case.client.key: case.client for case in cases if case.client is not None}
        found = self._known_clients(batch.source, list(wanted))
        missing = [given for key, given in wanted.items() if key not in found]
        for n, given in enumerate(missing):
            client = self._by_document(given) or self._new_client(given, batch, n)
            found[given.key] = client
            self._tx.add(
                ImportedKey(
                    source=batch.source, kind="client", key=given.key, row_id=client.id, batch_id=batch.id
                )
            )
        self._tx.flush()
        return found

    def _known_clients(self, source: str, keys: Sequence[str]) -> dict[str, Client]:
        found: dict[str, Client] = {}
        for start in range(0, len(keys), 500):
            rows = self._tx.session.execute(
                select(ImportedKey.key, Client)
                .join(Client, Client.id == ImportedKey.row_id)
                .where(
                    ImportedKey.source == source,
                    ImportedKey.kind == "client",
                    ImportedKey.key.in_(keys[start : start + 500]),
                )
            )
            found.update((key, client) for key, client in rows)
        return found

    def _by_document(self, given: ImportedClient) -> Client | None:
        reading = documents.read_document(given.document or "")
        if not reading.value or not reading.ok:
            return None
        return self._tx.session.scalars(
            select(Client)
            .where(Client.document == reading.value, Client.voided_at.is_(None))
            .order_by(Client.rowno)
            .limit(1)
        ).first()

    def _new_client(self, given: ImportedClient, batch: ImportBatch, n: int) -> Client:
        """A client of the past: a bad number is marked, not refused."""
        reading = documents.read_document(given.document or "")
        client = self._tx.add(
            Client(
                id=self._tx.child_id("client", n),
                person_type="person" if len(reading.value) == 11 else "company",
                legal_name=given.name,
                sort_key=fold(given.name),
                document=reading.value or None,
                document_ok=reading.ok,
                email=given.email or "",
                phone=given.phone or "",
                external_table=batch.source,
                external_code=given.key,
                created_at=self._tx.now,
            )
        )
        index_client(self._tx, client)
        return client
