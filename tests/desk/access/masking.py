"""A small desk with people from whom personal fields are covered, and what must not reach them."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import CreateUser, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, PERSONAL_FIELDS, Right
from pacdesk.desk.clients.commands import ChangeClient, CreateClient, CreateOrganization, GetClient
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientValues,
    ContactValues,
    OrganizationValues,
    PersonType,
    RequesterKind,
)
from pacdesk.desk.company.commands import ListDepartments, SaveStaffMember
from pacdesk.desk.opening import create_local, open_local
from pacdesk.desk.tickets.commands import ChangeTicket, FieldChange, OpenTicket
from pacdesk.desk.tickets.rows import AddressSnapshot
from pacdesk.desk.tickets.rules import AddressOrigin, TicketKind
from pacdesk.desk.values import new_id, to_plain
from pacdesk.desk.workflow.commands import ListTypes
from tests.desk.access.town import Town
from tests.walled import Crowd

DOCUMENT, PHONE, OLD_PHONE, MOBILE = "11144477735", "+551133334444", "+551133335555", "+14155550123"
EMAIL, CONTACT_EMAIL, CONTACT_PHONE = "rita@aurora.example", "rosa@aurora.example", "+5549988887777"
STREET, COMPANY = "Rua das Acácias", "11222333000181"
SECRETS = (
    *(DOCUMENT, "111.444.777", EMAIL, CONTACT_EMAIL, COMPANY, STREET, "88509"),
    *("33334444", "3333-4444", "33335555", "4155550123", "415-555", "88887777", "8888-7777"),
)
TELEPHONES = SECRETS[7:]
"""None of these may reach who is masked, in any form that is stored."""


def build(folder: Path, first: Any) -> Town:
    """`ana` sees every personal field covered, `bia` telephones, `caio` none, `raiz` administers."""
    path = folder / "masks.pacdesk"
    create_local(path, first)
    desk = open_local(path)
    names: dict[str, UUID | str] = {name: new_id() for name in ("fresh", "nothing", "every", "phones")}
    department, type_id = desk.ask(ListDepartments())[0].id, desk.ask(ListTypes())[0].id
    desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    for group, masked in (("every", PERSONAL_FIELDS), ("phones", ("phone", "mobile"))):
        desk.run(SavePermissionGroup(group=UUID(str(names[group])), name=group, masked=frozenset(masked)))
    rights = ATTENDANT_RIGHTS | {Right.CLIENT_EDIT, Right.AUDIT_SEE}
    for login, groups in (("ana", ("every",)), ("bia", ("phones",)), ("caio", ())):
        staff, user = new_id(), new_id()
        desk.run(SaveStaffMember(staff=staff, name=login.title(), department=department))
        given = tuple(UUID(str(names[group])) for group in groups)
        desk.run(
            CreateUser(user=user, login=login, name=login.title(), rights=rights, staff=staff, groups=given)
        )
        names[login] = user
    names |= {"department": department, "type": type_id}
    _client(desk, names, department, type_id)
    return Town(Crowd(desk, ["raiz", "ana", "bia", "caio"], [], [], []), names)


def _client(desk: Any, names: dict[str, UUID | str], department: UUID, type_id: UUID) -> None:
    organization, client, ticket = new_id(), new_id(), new_id()
    desk.run(
        CreateOrganization(
            organization=organization, values=OrganizationValues(name="Grupo Aurora", document=COMPANY)
        )
    )
    values = ClientValues(
        legal_name="Rita Aurora",
        kind=RequesterKind.PROSPECT,
        person_type=PersonType.PERSON,
        document=DOCUMENT,
        email=EMAIL,
        phone=OLD_PHONE,
        mobile=MOBILE,
        organization_id=organization,
        note="Prefere a tarde",
    )
    contact = ContactValues(name="Rosa", email=CONTACT_EMAIL, phone=CONTACT_PHONE)
    place = AddressValues(street=STREET, number="12", cep="88509000", city="Lages", state="SC")
    desk.run(CreateClient(client=client, values=values, contacts=(contact,), addresses=(place,)))
    seen = desk.ask(GetClient(client=client))
    changed = replace(seen.values, phone=PHONE)
    desk.run(ChangeClient(client=client, version=seen.version, before=seen.values, values=changed))
    desk.run(
        OpenTicket(
            ticket=ticket, kind=TicketKind.CLIENT, client=client, type_id=type_id, department=department,
            subject="Sem sinal", description="Parou.", address=AddressSnapshot(street=STREET, city="Lages"),
        )
    )  # fmt: skip
    moved = FieldChange(
        name="address",
        seen=to_plain(AddressSnapshot(street=STREET, city="Lages")),
        wanted=to_plain(AddressSnapshot(street=STREET, number="14", city="Lages")),
    )
    desk.run(ChangeTicket(ticket=ticket, changes=(moved,)))
    copied = FieldChange(
        name="address_origin", seen=str(AddressOrigin.MANUAL), wanted=str(AddressOrigin.CLIENT)
    )
    desk.run(ChangeTicket(ticket=ticket, changes=(copied,)))
    card = desk.ask(GetClient(client=client))
    names |= {
        "organization": organization, "client": client, "ticket": ticket,
        "contact": card.contacts[0].id, "address": card.addresses[0].id,
    }  # fmt: skip
