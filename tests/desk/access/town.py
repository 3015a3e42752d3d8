"""A small desk with something that most of its people must not see, marked so that it is found anywhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import CreateUser, ListUsers, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, PERSONAL_FIELDS, Right
from pacdesk.desk.clients.commands import CreateClient, CreateOrganization
from pacdesk.desk.clients.rows import (
    AddressValues,
    ClientValues,
    ContactValues,
    LoginValues,
    OrganizationValues,
)
from pacdesk.desk.company.commands import (
    ListDepartments,
    SaveDepartment,
    SaveStaffMember,
    SetDepartmentsOfUser,
)
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractValues
from pacdesk.desk.opening import create_local, open_local
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow
from pacdesk.desk.tickets.commands import NewFile, OpenTicket, WriteEntry
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import TicketScope, Visibility, new_id
from pacdesk.desk.workflow.commands import ListTypes
from tests.users import change_of
from tests.walled import Crowd

MARK = "SEGREDO-ALHEIO"
MANAGING = ATTENDANT_RIGHTS | {Right.CATALOGUE_EDIT, Right.AUDIT_SEE, Right.TICKET_REFER, Right.IMPORT_DATA}


@dataclass
class Town:
    """The desk, and the ids that attacks name."""

    crowd: Crowd
    names: dict[str, UUID | str]


def build(folder: Path, first: Any) -> Town:
    """`ana` attends in the south, `bia` there only to her own, `gil` manages there and sees the audit,
    `dora` edits users, `vera` sees personal fields covered, `mara` manages another department and works in no
    portfolio, `sem` works nowhere, `fora` is switched off; the mark is in the north."""
    path = folder / "town.pacdesk"
    create_local(path, first)
    desk = open_local(path)
    names: dict[str, UUID | str] = {"fresh": new_id(), "nothing": new_id()}
    department = desk.ask(ListDepartments())[0].id
    type_id = desk.ask(ListTypes())[0].id
    desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
    chief, strong, own = new_id(), new_id(), new_id()
    desk.run(CreateUser(user=chief, login="chefe", name="Chefe", is_admin=True))
    desk.run(
        SavePermissionGroup(
            group=strong, name="Forte", rights=frozenset({Right.PORTFOLIO_ALL}), scope=TicketScope.ALL
        )
    )
    desk.run(SavePermissionGroup(group=own, name="Os seus", scope=TicketScope.OWN))
    covering, field = new_id(), new_id()
    desk.run(SavePermissionGroup(group=covering, name="Sem dados", masked=frozenset(PERSONAL_FIELDS)))
    desk.run(SaveDepartment(department=field, name="Campo"))
    people = {
        "ana": (ATTENDANT_RIGHTS, ()),
        "bia": (ATTENDANT_RIGHTS, (own,)),
        "gil": (MANAGING, ()),
        "dora": (ATTENDANT_RIGHTS | {Right.USERS_EDIT}, (own,)),
        "vera": (ATTENDANT_RIGHTS, (covering,)),
        "mara": (ATTENDANT_RIGHTS, ()),
        "sem": (ATTENDANT_RIGHTS, ()),
        "fora": (ATTENDANT_RIGHTS, ()),
    }
    for login, (rights, groups) in people.items():
        staff, user = new_id(), new_id()
        desk.run(SaveStaffMember(staff=staff, name=login.title(), department=department))
        desk.run(
            CreateUser(user=user, login=login, name=login.title(), rights=rights, staff=staff, groups=groups)
        )
        names[login], names[f"staff_{login}"] = user, staff
    managed = frozenset({field})
    desk.run(SetDepartmentsOfUser(user=UUID(str(names["mara"])), departments=managed, managed=managed))
    south, north = new_id(), new_id()
    inside = tuple(
        MemberRow(user=UUID(str(names[login]))) for login in ("ana", "bia", "gil", "dora", "vera", "fora")
    )
    desk.run(SavePortfolio(portfolio=south, name="Sul", members=inside))
    desk.run(SavePortfolio(portfolio=north, name="Norte", members=(MemberRow(user=chief),)))
    (row,) = [row for row in desk.ask(ListUsers()) if row.login == "fora"]
    desk.run(change_of(desk, row.id, active=False))
    names |= {
        "chief": chief, "strong": strong, "south": south, "north": north, "department": department,
        "type": type_id,
    }  # fmt: skip
    tickets = []
    for place, mark, prefix in ((south, "Comum", ""), (north, MARK, "foreign")):
        tickets.append(_side(desk, names, place, mark, prefix, department, type_id))
    crowd = Crowd(desk, ["raiz", *people], [south, north], tickets, [])
    return Town(crowd, names)


def _side(
    desk: Any,
    names: dict[str, UUID | str],
    place: UUID,
    mark: str,
    prefix: str,
    department: UUID,
    type_id: UUID,
) -> UUID:
    organization, client, contract, ticket, entry = (new_id() for _ in range(5))
    desk.run(
        CreateOrganization(
            organization=organization,
            values=OrganizationValues(name=f"{mark} Holding", own_portfolio_id=place),
            imported=True,
        )
    )
    desk.run(
        CreateClient(
            client=client,
            values=ClientValues(
                legal_name=f"{mark} Ltda", organization_id=organization, own_portfolio_id=place, note=mark
            ),
            contacts=(ContactValues(name=f"{mark} Pessoa"),),
            addresses=(AddressValues(street=f"Rua {mark}"),),
            logins=(LoginValues(login=f"login-{mark}"),),
            imported=True,
        )
    )
    desk.run(
        CreateContract(contract=contract, client=client, values=ContractValues(plan=mark), imported=True)
    )
    content = f"arquivo {mark}".encode()
    file = NewFile(
        attachment=new_id(),
        sha256=desk.put_file(content),
        name=f"{mark}.txt",
        size=len(content),
        media_type="text/plain",
    )
    desk.run(
        OpenTicket(
            ticket=ticket, kind=TicketKind.CLIENT, client=client, contract=contract, type_id=type_id,
            department=department, subject=f"{mark} assunto", description=f"{mark} descrição", files=(file,),
        )
    )  # fmt: skip
    desk.run(WriteEntry(ticket=ticket, entry=entry, text=f"{mark} nota", visibility=Visibility.INTERNAL))
    with desk.engine.connect() as connection:
        stored = connection.exec_driver_sql(
            "SELECT f.id, c.id, t.protocol FROM stored_files f JOIN attachments a ON a.file_id = f.id "
            "JOIN tickets t ON t.id = a.ticket_id JOIN contacts c ON c.client_id = t.client_id "
            "WHERE a.ticket_id = ?",
            (ticket.bytes,),
        ).one()
    mine = prefix or "mine"
    names |= {
        mine: ticket, f"{mine}_client": client, f"{mine}_organization": organization,
        f"{mine}_contract": contract, f"{mine}_event": entry, f"{mine}_sha": file.sha256,
        f"{mine}_file": UUID(bytes=stored[0]), f"{mine}_contact": UUID(bytes=stored[1]),
        f"{mine}_protocol": stored[2],
    }  # fmt: skip
    return ticket
