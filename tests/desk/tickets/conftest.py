"""What tests about tickets share."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pacdesk.desk.clients.tables import AccessLogin, Address, Client, Contact
from pacdesk.desk.contracts.tables import Contract
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import new_id
from pacdesk.storage.unit_of_work import write


@pytest.fixture
def client_rows() -> Callable:
    """Writes a client with a contact, an address, a contract and a login; answers their ids by name."""

    def make(world, name: str = "Serra Azul") -> dict[str, UUID]:
        ids = {kind: new_id() for kind in ("client", "contact", "address", "contract", "login")}
        client = {"client_id": ids["client"]}
        with write(world.root.engine) as unit:
            session = unit.session
            session.add(
                Client(id=ids["client"], legal_name=name, sort_key=name.lower(), created_at=world.clock())
            )
            session.flush()
            session.add(
                Address(
                    id=ids["address"], street="Rua A", number="1", city="Chapecó", latitude=-27.1, **client
                )
            )
            session.add(Contact(id=ids["contact"], name="Jonas", **client))
            session.flush()
            session.add(
                Contract(
                    id=ids["contract"],
                    number="CT-1",
                    number_key="ct-1",
                    created_at=world.clock(),
                    address_id=ids["address"],
                    **client,
                )
            )
            session.add(AccessLogin(id=ids["login"], login="serra", address_id=ids["address"], **client))
            session.commit()
        return ids

    return make


@pytest.fixture
def client_of(client_rows: Callable) -> Callable:
    """Opens a ticket for a new client; answers the ticket's id."""

    def make(world, **more) -> UUID:
        ids = client_rows(world)
        return world.open(kind=TicketKind.CLIENT, client=ids["client"], **more)

    return make
