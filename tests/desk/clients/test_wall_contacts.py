"""A contact that a ticket names stays (S1.12), also for who does not see the ticket."""

from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from pacdesk.desk.access.commands import CreateUser, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.clients.commands import CreateClient, GetClient, SaveContact, VoidContact
from pacdesk.desk.clients.rows import ClientValues, ContactValues, RequesterKind
from pacdesk.desk.company.commands import ListDepartments
from pacdesk.desk.opening import at_desk, create_local, open_local, open_shared, sole_actor
from pacdesk.desk.tickets.commands import OpenTicket, TicketCount
from pacdesk.desk.tickets.rows import TicketFilter
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import TicketScope, new_id, utc_now
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.errors import Invalid
from tests.conftest import FIRST
from tests.walled import Crowd, Walled

pytestmark = pytest.mark.postgres


def test_wall_s1_12_a_contact_named_out_of_sight_stays(tmp_path: Path) -> None:
    create_local(tmp_path / "x.pacdesk", FIRST)
    desk = open_local(tmp_path / "x.pacdesk")
    group, client, named, free = (new_id() for _ in range(4))
    desk.run(SavePermissionGroup(group=group, name="Próprios", scope=TicketScope.OWN))
    desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    desk.run(CreateUser(user=new_id(), login="bia", name="Bia", rights=ATTENDANT_RIGHTS, groups=(group,)))
    desk.run(CreateClient(client=client, values=ClientValues(legal_name="Alfa", kind=RequesterKind.PROSPECT)))
    for contact, name in ((named, "Ana"), (free, "Rui")):
        values = ContactValues(name=name, email=f"{name.lower()}@alfa.example")
        desk.run(SaveContact(contact=contact, client=client, values=values))
    opening = OpenTicket(
        ticket=new_id(), kind=TicketKind.CLIENT, type_id=desk.ask(ListTypes())[0].id, client=client,
        department=desk.ask(ListDepartments())[0].id,
        contact=named, subject="Parou", description="Parou.", at=utc_now(),
    )  # fmt: skip
    desk.run(opening)
    walled = Walled(18, FIRST, Crowd(desk, ["raiz", "bia"], [], [], []))
    try:
        with closing(open_shared(walled.address_of("bia"))) as opened:
            actor = sole_actor(opened)
            assert actor is not None
            bia = at_desk(opened, actor)
            assert bia.ask(TicketCount(filter=TicketFilter())) == 0
            versions = {one.id: one.version for one in bia.ask(GetClient(client=client)).contacts}
            with pytest.raises(Invalid, match=r"contact\.in_use"):
                bia.run(VoidContact(contact=named, version=versions[named]))
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="names this contact"):
                walled.connect("bia").execute(
                    "UPDATE contacts SET voided_at = now(), version = version + 1 WHERE name = 'Ana'"
                )
            bia.run(VoidContact(contact=free, version=versions[free]))
    finally:
        walled.drop()
        desk.close()
