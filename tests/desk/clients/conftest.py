"""Moves that most tests about clients need."""

from typing import Any
from uuid import UUID

import pytest

from pacdesk.desk.clients.commands import CreateClient, GetClient
from pacdesk.desk.clients.rows import ClientCard, ClientValues
from pacdesk.desk.desk import Desk
from pacdesk.desk.values import new_id

CNPJ = "12.ABC.345/01DE-35"
PHONE = "(49) 3330-7788"


def company(name: str = "Frigorífico Serra Azul", **more: Any) -> ClientValues:
    """A company whose form is complete."""
    values: dict[str, Any] = {
        "legal_name": f"{name} Ltda",
        "trade_name": name,
        "document": CNPJ,
        "email": "contato@serraazul.example.com",
        "phone": PHONE,
    }
    return ClientValues(**(values | more))


class Clients:
    """Makes clients and reads their cards."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def new(self, name: str = "Frigorífico Serra Azul", **more: Any) -> UUID:
        """A new company; answers its id."""
        parts = {k: more.pop(k) for k in ("contacts", "addresses", "logins", "imported") if k in more}
        client = new_id()
        command = CreateClient(client=client, values=company(name, **more), accept_duplicate=True, **parts)
        self.desk.run(command)
        return client

    def card(self, client: UUID) -> ClientCard:
        """Its card."""
        return self.desk.ask(GetClient(client=client))


@pytest.fixture
def clients(both):
    """Clients on both engines."""
    return Clients(both.desk)
