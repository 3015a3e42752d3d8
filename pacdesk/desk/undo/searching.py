"""The search documents of clients and contracts that an undo has touched; tickets do their own."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from pacdesk.desk.clients.parts import index_client
from pacdesk.desk.clients.tables import Client, Contact
from pacdesk.desk.contracts.handlers import index_contract
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tx import Tx
from pacdesk.storage.search import drop_documents


def refresh(tx: Tx, touched: Iterable[Any]) -> None:
    """Make their documents anew, or take out those of what is gone."""
    clients: set[UUID] = set()
    for row in touched:
        if isinstance(row, Client):
            clients.add(row.id)
        elif isinstance(row, Contact):
            clients.add(row.client_id)
        elif isinstance(row, Contract):
            _contract(tx, row)
    for client_id in sorted(clients):
        client = tx.session.get_one(Client, client_id)
        if client.voided_at is None:
            index_client(tx, client)
        else:
            drop_documents(tx.session, ref=client_id)


def _contract(tx: Tx, contract: Contract) -> None:
    if contract.voided_at is None:
        index_contract(tx, contract)
    else:
        drop_documents(tx.session, ref=contract.id)
