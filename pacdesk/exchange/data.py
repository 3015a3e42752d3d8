"""Data imports (D13): each row an ordinary command, with all its rules and rights.

A row's key in the source names it: what was imported before is changed where it differs, the rest is
made. The id of a row is noted before the row is made, so that an import that was killed in between
goes on without doubling anything. A row that a rule refuses is told and the next one is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from pacdesk.desk.clients.brazil import read_document
from pacdesk.desk.clients.commands import (
    ChangeClient,
    CreateClient,
    FindDuplicates,
    GetClient,
    ListOrganizations,
    SaveAddress,
    SaveContact,
)
from pacdesk.desk.clients.rows import (
    AddressRow,
    AddressValues,
    ClientCard,
    ClientStatus,
    ClientValues,
    ContactRow,
    ContactValues,
    PersonType,
    RequesterKind,
    TaxRegime,
)
from pacdesk.desk.clients.rules import clean_address, clean_client, clean_contact
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, GetContract
from pacdesk.desk.contracts.rows import ContractCard, ContractStatus, ContractValues
from pacdesk.desk.contracts.rules import clean_contract, read_access
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.imported import KnownRows
from pacdesk.desk.values import Command, new_id
from pacdesk.errors import Conflict, NotFound, UserError
from pacdesk.exchange.cases import DataRow, short_key
from pacdesk.exchange.fields import RowFault
from pacdesk.exchange.mapping import ImportMap

E = TypeVar("E", bound=StrEnum)
R = TypeVar("R", ContactRow, AddressRow)
V = TypeVar("V", ContactValues, AddressValues)
MADE, CHANGED, SAME = "made", "changed", "same"


class Plan(NamedTuple):
    """What bringing a row means: MADE, CHANGED or SAME, the commands that do it, and what of the row
    cannot be followed though it comes in."""

    done: str
    commands: tuple[Command[Any], ...] = ()
    remarks: tuple[RowFault, ...] = ()


class Records(Protocol):
    """What one kind of data needs: whether a row is there, and what is to be done with one."""

    kind: str

    def exists(self, row_id: UUID) -> bool:
        """Whether the row is (still) there."""

    def plan(self, row_id: UUID, row: DataRow, *, known: bool) -> Plan:
        """How to make or change it. Raises UserError, RowFault."""


def records_of(desk: DeskPort, mapping: ImportMap) -> Records:
    """The records that a mapping is about."""
    from pacdesk.exchange.data_tickets import Tickets

    kinds: dict[str, Callable[[DeskPort, ImportMap], Records]] = {
        "clients": Clients,
        "contracts": Contracts,
        "tickets": Tickets,
    }
    return kinds[mapping.what](desk, mapping)


class Base:
    """What every kind of data needs of the desk."""

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        self._desk, self._mapping = desk, mapping

    def _is_there(self, question: Any) -> bool:
        try:
            self._desk.ask(question)
        except NotFound:
            return False
        return True

    def _client(self, given: str) -> UUID | None:
        """The client of that key in the same source, or of that CNPJ or CPF."""
        if not given:
            return None
        key = short_key(given)
        known = self._desk.ask(KnownRows(source=self._mapping.source, kind="client", keys=(key,)))
        if key in known and self._is_there(GetClient(client=known[key])):
            return known[key]
        if read_document(given).ok:
            found = self._desk.ask(FindDuplicates(document=given))
            if len(found) == 1:
                return found[0].id
        raise RowFault("client_unknown", "client", given)


class Clients(Base):
    """Clients with their main contact and address."""

    kind = "client"

    def __init__(self, desk: DeskPort, mapping: ImportMap) -> None:
        super().__init__(desk, mapping)
        rows = desk.ask(ListOrganizations())
        self._documents: set[str] = set()
        self._organizations = {row.values.name.casefold().strip(): row.id for row in rows}

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetClient(client=row_id))

    def plan(self, row_id: UUID, row: DataRow, *, known: bool) -> Plan:
        given = self._given(row.values)
        if known:
            return self._changes(self._desk.ask(GetClient(client=row_id)), given, row.values)
        values = clean_client(ClientValues(**given), imported=True)
        if values.document_ok:
            self._refuse_twice(values.document)
        made = CreateClient(
            client=row_id,
            values=ClientValues(**given),
            contacts=_contacts(row.values),
            addresses=_addresses(row.values),
            imported=True,
        )
        return Plan(MADE, (made,))

    def _refuse_twice(self, document: str) -> None:
        if not document:
            return
        if document in self._documents or self._desk.ask(FindDuplicates(document=document)):
            raise Conflict("client.duplicate", field="document")
        self._documents.add(document)

    def _changes(self, card: ClientCard, given: dict[str, Any], row: dict[str, str]) -> Plan:
        """What a later file changes: an empty cell leaves what stands there."""
        told = {name: value for name, value in given.items() if value != ""}
        wanted = clean_client(replace(card.values, **told), imported=True)
        commands: list[Command[Any]] = []
        if wanted != card.values:
            commands.append(
                ChangeClient(
                    client=card.id, version=card.version, before=card.values, values=wanted, imported=True
                )
            )
        for contact in _contacts(row):
            commands += _changed_contact(card, contact)
        for address in _addresses(row):
            commands += _changed_address(card, address)
        return Plan(CHANGED if commands else SAME, tuple(commands))

    def _given(self, values: dict[str, str]) -> dict[str, Any]:
        plain = (
            "legal_name", "trade_name", "document", "state_registration", "registration_state",
            "city_registration", "email", "phone", "mobile", "external_table", "external_code", "note",
        )  # fmt: skip
        given: dict[str, Any] = {name: values[name] for name in plain if name in values}
        choices: tuple[tuple[str, type[StrEnum]], ...] = (
            ("kind", RequesterKind),
            ("person_type", PersonType),
            ("tax_regime", TaxRegime),
            ("status", ClientStatus),
        )
        for name, kind in choices:
            if values.get(name):
                given[name] = _choice(kind, name, values[name])
        if "person_type" not in given and len(read_document(values.get("document", "")).value) == 11:
            given["person_type"] = PersonType.PERSON
        if values.get("organization"):
            key = values["organization"].casefold().strip()
            if key not in self._organizations:
                raise RowFault("name_unknown", "organization", values["organization"])
            given["organization_id"] = self._organizations[key]
        return given


def _contacts(values: dict[str, str]) -> tuple[ContactValues, ...]:
    if not values.get("contact_name"):
        return ()
    contact = ContactValues(
        name=values["contact_name"],
        email=values.get("contact_email", ""),
        phone=values.get("contact_phone", ""),
        is_main=True,
    )
    return (contact,)


def _addresses(values: dict[str, str]) -> tuple[AddressValues, ...]:
    names = ("cep", "street", "number", "complement", "district", "city", "state")
    given: dict[str, Any] = {name: values[name] for name in names if values.get(name)}
    return (AddressValues(**given, is_main=True),) if given else ()


def _changed_contact(card: ClientCard, given: ContactValues) -> list[Command[Any]]:
    there = _main_of(card.contacts)
    if there is None:
        return [SaveContact(contact=new_id(), client=card.id, values=given, imported=True)]
    wanted = clean_contact(_over(there.values, given), imported=True)
    if wanted == there.values:
        return []
    return [
        SaveContact(
            contact=there.id,
            client=card.id,
            version=there.version,
            before=there.values,
            values=wanted,
            imported=True,
        )
    ]


def _changed_address(card: ClientCard, given: AddressValues) -> list[Command[Any]]:
    there = _main_of(card.addresses)
    if there is None:
        return [SaveAddress(address=new_id(), client=card.id, values=given, imported=True)]
    wanted = clean_address(_over(there.values, given), imported=True)
    if wanted == there.values:
        return []
    return [
        SaveAddress(
            address=there.id,
            client=card.id,
            version=there.version,
            before=there.values,
            values=wanted,
            imported=True,
        )
    ]


def _main_of(rows: Sequence[R]) -> R | None:
    """The one that an import writes: the main one, else the first."""
    return next((row for row in rows if row.values.is_main), rows[0] if rows else None)


def _over(there: V, given: V) -> V:
    """What stands there with what a file says; what it leaves out stays."""
    fresh = type(given)(name="") if isinstance(given, ContactValues) else AddressValues()
    told = {
        field.name: value
        for field in fields(given)
        if (value := getattr(given, field.name)) != getattr(fresh, field.name)
    }
    return replace(there, **told)


class Contracts(Base):
    """Contracts of clients that are there."""

    kind = "contract"

    def exists(self, row_id: UUID) -> bool:
        return self._is_there(GetContract(contract=row_id))

    def plan(self, row_id: UUID, row: DataRow, *, known: bool) -> Plan:
        given = self._given(row.values)
        client = self._client(row.values["client"])
        if known:
            return self._changes(self._desk.ask(GetContract(contract=row_id)), given, row, client)
        if client is None:
            raise RowFault("client_unknown", "client")
        values = ContractValues(**given)
        clean_contract(values, imported=True)
        return Plan(MADE, (CreateContract(contract=row_id, client=client, values=values, imported=True),))

    def _changes(self, card: ContractCard, given: dict[str, Any], row: DataRow, client: UUID | None) -> Plan:
        moved = client not in (None, card.client_id)
        remarks = (RowFault("client_fixed", "client", row.values["client"]),) if moved else ()
        wanted = clean_contract(replace(card.values, **given), imported=True)
        if wanted == card.values:
            return Plan(SAME, (), remarks)
        change = ChangeContract(contract=card.id, version=card.version, before=card.values, values=wanted)
        return Plan(CHANGED, (change,), remarks)

    def _given(self, values: dict[str, str]) -> dict[str, Any]:
        plain = ("number", "plan", "note", "external_code")
        given: dict[str, Any] = {name: values[name] for name in plain if values.get(name)}
        for name in ("starts_on", "ends_on"):
            if values.get(name):
                given[name] = date.fromisoformat(values[name])
        if values.get("status"):
            given["status"] = _choice(ContractStatus, "status", values["status"])
        if values.get("access_status"):
            access = read_access(values["access_status"])
            if access is None:
                raise RowFault("choice", "access_status", values["access_status"])
            given["access_status"] = access
        if values.get("monthly"):
            given["monthly_cents"] = _cents(values["monthly"], self._mapping.file.decimal)
        return given


def named(known: dict[str, UUID], column: str, name: str) -> UUID | None:
    """The row of that name; the first one when the file names none."""
    if not name:
        return next(iter(known.values()), None)
    found = known.get(name.casefold().strip())
    if found is None:
        raise RowFault("name_unknown", column, name)
    return found


def _choice(kind: type[E], column: str, text: str) -> E:
    try:
        return kind(text)
    except ValueError:
        raise RowFault("choice", column, text) from None


def _cents(text: str, decimal: str) -> int:
    """Money in centavos: `1.234,50` or `1234.50`, as the mapping's `decimal` says."""
    thousands = "." if decimal == "," else ","
    bare = text.replace("R$", "").replace("\xa0", "").replace(" ", "")
    try:
        return int((Decimal(bare.replace(thousands, "").replace(decimal, ".")) * 100).to_integral_value())
    except (InvalidOperation, ValueError, OverflowError):
        raise RowFault("number", "monthly", text) from None


def refusal(error: UserError) -> tuple[str, dict[str, Any]]:
    """A command's refusal as a problem's code and facts; the first of several fields speaks."""
    inner = getattr(error, "problems", ())
    told = inner[0] if inner else error
    return told.code, {**told.facts, "field": told.field}
