"""Reads about contracts. Lists load no objects."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from pacdesk.desk.access.queries import may_see, visible
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.changing import read_values
from pacdesk.desk.clients.covering import covered, covered_address
from pacdesk.desk.clients.queries import NAME, seen_client
from pacdesk.desk.clients.revealed import masked_of
from pacdesk.desk.clients.rows import AddressValues
from pacdesk.desk.clients.rules import address_line, only_choice
from pacdesk.desk.clients.tables import Address, Client
from pacdesk.desk.contracts.commands import ContractCount, ContractPage, GetContract, LookUpContracts
from pacdesk.desk.contracts.rows import (
    AccessStatus,
    ContractCard,
    ContractChoice,
    ContractFilter,
    ContractRow,
    ContractStatus,
    ContractValues,
)
from pacdesk.desk.contracts.rules import filter_words, state_of
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.paging import contains, page_rownos
from pacdesk.desk.tx import Asking, Questions
from pacdesk.desk.values import Page
from pacdesk.errors import NotFound
from pacdesk.storage.types import fold


def contract_page(asking: Asking, question: ContractPage) -> Page[ContractRow]:
    """One page of a list of contracts, by position in a covering index."""
    demand(asking.actor, Right.CLIENT_SEE)
    rownos = page_rownos(
        asking.session,
        Contract,
        getattr(Contract, question.sort.value),
        _wanted(asking, question.filter),
        offset=question.offset,
        limit=question.limit,
        descending=question.descending,
        counted=lambda: contract_count(asking, ContractCount(filter=question.filter)),
    )
    found = asking.session.execute(_row_query().where(Contract.rowno.in_(rownos)))
    by_rowno = {row.rowno: _row(row) for row in found}
    return Page(offset=question.offset, rows=tuple(by_rowno[n] for n in rownos if n in by_rowno))


def contract_count(asking: Asking, question: ContractCount) -> int:
    """How many contracts a list has."""
    demand(asking.actor, Right.CLIENT_SEE)
    count = select(func.count()).select_from(Contract).where(_wanted(asking, question.filter))
    return asking.session.scalar(count) or 0


def _wanted(asking: Asking, wanted: ContractFilter) -> ColumnElement[bool]:
    conditions = [Contract.voided_at.is_(None), visible(Contract, asking.actor)]
    for word in filter_words(wanted.words):
        piece = fold(word)
        conditions.append(or_(contains(Contract.find_key, piece), contains(Contract.client_sort_key, piece)))
    if wanted.client_id is not None:
        conditions.append(Contract.client_id == wanted.client_id)
    if wanted.status is not None:
        conditions.append(Contract.status == wanted.status.value)
    return and_(*conditions)


def _row_query() -> Select[Any]:
    return select(
        Contract.rowno,
        Contract.id,
        Contract.number,
        Contract.plan,
        Contract.client_id,
        NAME.label("client_name"),
        Contract.status,
        Contract.access_status,
        Contract.starts_on,
        Contract.ends_on,
        Contract.monthly_cents,
    ).join(Client, Client.id == Contract.client_id)


def _row(row: Any) -> ContractRow:
    status, access = ContractStatus(row.status), AccessStatus(row.access_status)
    return ContractRow(
        rowno=row.rowno,
        id=row.id,
        number=row.number,
        plan=row.plan,
        client_id=row.client_id,
        client_name=row.client_name,
        status=status,
        access_status=access,
        state=state_of(status, access),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        monthly_cents=row.monthly_cents,
    )


def get_contract(asking: Asking, question: GetContract) -> ContractCard:
    """One contract. Raises Forbidden, NotFound."""
    demand(asking.actor, Right.CLIENT_SEE)
    contract = asking.get(Contract, question.contract)
    if not may_see(asking.actor, contract.portfolio_id):
        raise NotFound("row.not_found", table="contracts", id=str(contract.id))
    client = asking.get(Client, contract.client_id)
    address = None if contract.address_id is None else asking.find(Address, contract.address_id)
    values = read_values(contract, ContractValues)
    masked = masked_of(asking, client.id)
    line = ""
    if address is not None:
        line = address_line(covered_address(read_values(address, AddressValues), masked))
    card = ContractCard(
        id=contract.id,
        version=contract.version,
        values=values,
        client_id=client.id,
        client_name=client.trade_name or client.legal_name,
        client_document=client.document or "",
        state=state_of(values.status, values.access_status),
        address_line=line,
        created_at=contract.created_at,
    )
    return covered(card, masked)


def look_up_contracts(asking: Asking, question: LookUpContracts) -> ContractChoice:
    """Contracts of one client, those in force first; the only live one may be chosen by itself (S3.8).

    Raises Forbidden, NotFound.
    """
    client = seen_client(asking, question.client)
    closed = (ContractStatus.CANCELLED.value, ContractStatus.ENDED.value)
    query = (
        _row_query()
        .where(Contract.client_id == client.id, Contract.voided_at.is_(None))
        .order_by(case((Contract.status.in_(closed), 1), else_=0), Contract.number_key, Contract.rowno)
    )
    every = [_row(row) for row in asking.session.execute(query)]
    pieces = [fold(word) for word in filter_words(question.words)]
    rows = tuple(row for row in every if all(p in fold(f"{row.number} {row.plan}") for p in pieces))
    return ContractChoice(rows=rows, only=only_choice([r.id for r in every if r.status.value not in closed]))


QUESTIONS: Questions = {
    ContractPage: contract_page,
    ContractCount: contract_count,
    GetContract: get_contract,
    LookUpContracts: look_up_contracts,
}
