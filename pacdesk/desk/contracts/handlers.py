"""Writes about contracts."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, event, inspect, select, update
from sqlalchemy.orm import Mapper

from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.changing import merged_with, read_values, write_values
from pacdesk.desk.clients.parts import demand_sight, editable_client, used
from pacdesk.desk.clients.tables import Client
from pacdesk.desk.company.handlers import draw_numbers
from pacdesk.desk.company.queries import zone_of
from pacdesk.desk.company.rules import year_in_zone
from pacdesk.desk.contracts.commands import ChangeContract, CreateContract, VoidContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.contracts.rules import clean_contract, contract_number, search_text, untouched_fields
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tx import Handlers, Tx
from pacdesk.desk.values import Visibility
from pacdesk.errors import Invalid, UserError
from pacdesk.storage.schema import SearchDoc
from pacdesk.storage.search import add_document, change_document, drop_documents, number_forms
from pacdesk.storage.types import fold


def create_contract(tx: Tx, command: CreateContract) -> str:
    """Make a contract; its number is drawn if none was given.

    Raises Forbidden, NotFound, Invalid with one problem a field.
    """
    demand(tx.actor, Right.CONTRACT_EDIT)
    if command.imported:
        demand(tx.actor, Right.IMPORT_DATA)
    client = editable_client(tx, command.client)
    values = clean_contract(command.values, imported=command.imported)
    contract = Contract(
        id=command.contract,
        client_id=client.id,
        portfolio_id=client.portfolio_id,
        client_sort_key=client.sort_key,
        created_at=tx.now,
    )
    _check(tx, contract, values)
    write_values(contract, values)
    contract.number = values.number or _draw(tx)
    tx.add(contract)
    index_contract(tx, contract)
    return contract.number


def index_contract(tx: Tx, contract: Contract) -> None:
    """Make a contract findable anew."""
    tx.flush()
    drop_documents(tx.session, ref=contract.id)
    add_document(
        tx.session,
        kind="contract",
        ref=contract.id,
        portfolio=contract.portfolio_id,
        ticket=None,
        visibility=Visibility.INTERNAL,
        happened_at=contract.created_at,
        text=_text(tx, contract),
    )


def change_contract(tx: Tx, command: ChangeContract) -> None:
    """Change a contract. Raises Forbidden, NotFound, Invalid, Conflict `row.fields_changed`."""
    contract = _editable(tx, command.contract)
    merged, current = merged_with(tx, contract, command.before, command.values)
    values = clean_contract(merged, untouched=untouched_fields(merged, current))
    if not values.number:
        raise Invalid(problems=(UserError("field.required", field="number"),))
    _check(tx, contract, values)
    write_values(contract, values)
    tx.flush()
    change_document(tx.session, contract.id, _text(tx, contract))


def void_contract(tx: Tx, command: VoidContract) -> None:
    """Take a contract out. Raises Invalid `contract.in_use` while a ticket or a login names it."""
    contract = _editable(tx, command.contract)
    tx.get_seen(Contract, contract.id, command.version)
    for table in ("tickets", "access_logins"):
        count = used(tx, table, contract_id=contract.id)
        if count:
            raise Invalid("contract.in_use", table=table, count=count)
    contract.voided_at = tx.now
    drop_documents(tx.session, ref=contract.id)


def _editable(tx: Tx, contract_id: UUID) -> Contract:
    demand(tx.actor, Right.CONTRACT_EDIT)
    contract = tx.get_locked(Contract, contract_id)
    demand_sight(tx, contract)
    return contract


def _check(tx: Tx, contract: Contract, values: ContractValues) -> None:
    problems = []
    if values.number and _taken(tx, contract, values.number):
        problems.append(UserError("contract.number_taken", field="number", number=values.number))
    if values.address_id is not None and not used(
        tx, "addresses", id=values.address_id, client_id=contract.client_id
    ):
        problems.append(UserError("field.of_another_client", field="address_id"))
    if problems:
        raise Invalid(problems=tuple(problems))


def _taken(tx: Tx, contract: Contract, number: str) -> bool:
    holder = select(Contract.id).where(
        Contract.number_key == fold(number), Contract.voided_at.is_(None), Contract.id != contract.id
    )
    return tx.session.scalar(holder.limit(1)) is not None


def _draw(tx: Tx) -> str:
    """The next free number of this year: one that somebody typed by hand is passed over."""
    year = year_in_zone(tx.now, zone_of(tx))
    while True:
        number = contract_number(year, draw_numbers(tx, "contract", year, 1))
        if not tx.session.scalar(select(Contract.id).where(Contract.number_key == fold(number)).limit(1)):
            return number


def _text(tx: Tx, contract: Contract) -> str:
    return _text_of(contract, tx.get(Client, contract.client_id))


def _text_of(contract: Any, client: Client) -> str:
    values = read_values(contract, ContractValues)
    return search_text(values, number_forms(values.number), client.trade_name or client.legal_name)


def keep_found(_mapper: Mapper[Any], connection: Connection, client: Client) -> None:
    """A contract is found by its client's name too: carry a new one to its search text."""
    attributes = inspect(client).attrs
    if not any(attributes[name].history.has_changes() for name in ("trade_name", "legal_name")):
        return
    of_client = select(Contract.__table__).where(
        Contract.client_id == client.id, Contract.voided_at.is_(None)
    )
    for contract in connection.execute(of_client).all():
        new = update(SearchDoc).where(SearchDoc.ref == contract.id)
        connection.execute(new.values(text=_text_of(contract, client)))


event.listen(Client, "after_update", keep_found)


HANDLERS: Handlers = {
    CreateContract: create_contract,
    ChangeContract: change_contract,
    VoidContract: void_contract,
}
