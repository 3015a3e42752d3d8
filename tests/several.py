"""A walled desk with a few people at it, each with his own log-in."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import text

from pacdesk.desk.access.commands import CreateUser, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, Right
from pacdesk.desk.clients.commands import CreateClient
from pacdesk.desk.clients.rows import ClientValues
from pacdesk.desk.company.commands import ListDepartments, SaveStaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import at_desk, find_user, open_shared
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.desk.tickets.commands import OpenTicket
from pacdesk.desk.tickets.rules import TicketKind
from pacdesk.desk.values import TicketScope, new_id
from pacdesk.desk.workflow.commands import ListTypes
from tests.conftest import FIRST
from tests.walled import Walled

PEOPLE = ("chefe", "ana", "bia", "caio")


class Shared:
    """A walled desk: a boss, two people with a portfolio each, and one who sees only his own tickets."""

    def __init__(self, version: int) -> None:
        self.walled = Walled(version, FIRST, logins=PEOPLE)
        self.users = {login: new_id() for login in PEOPLE}
        owner = open_shared(self.walled.address)
        group = new_id()
        owner.run(SavePermissionGroup(group=group, name="Só os meus", scope=TicketScope.OWN))
        for login in PEOPLE:
            staff = new_id()
            owner.run(SaveStaffMember(staff=staff, name=login.title()))
            owner.run(
                CreateUser(
                    user=self.users[login], login=login, name=login.title(), is_admin=login == "chefe",
                    rights=ATTENDANT_RIGHTS | {Right.CLIENT_EDIT}, staff=staff,
                    groups=(group,) if login == "caio" else (),
                )
            )  # fmt: skip
        self.portfolios = {"ana": new_id(), "bia": new_id()}
        for login, portfolio in self.portfolios.items():
            members = [MemberRow(user=self.users[login], role=Role.TITULAR)]
            if login == "ana":
                members.append(MemberRow(user=self.users["caio"], role=Role.TITULAR))
            owner.run(SavePortfolio(portfolio=portfolio, name=login, members=tuple(members)))
        self.department = owner.ask(ListDepartments())[0].id
        self.type_id = owner.ask(ListTypes())[0].id
        owner.close()
        self._desks: dict[str, Desk] = {}

    def desk(self, login: str) -> Desk:
        """That person's desk, the same each time: the server lets nobody in more than six times."""
        if login not in self._desks:
            self.through(login, self.walled.address_of(login))
        return self._desks[login]

    def through(self, login: str, address: str) -> None:
        """From now on that person comes by this way."""
        if login in self._desks:
            self._desks.pop(login).close()
        made = open_shared(address)
        found = find_user(made, login)
        assert found is not None
        self._desks[login] = at_desk(made, found[3])

    def client(self, desk: Desk, name: str, owner: str | None) -> UUID:
        client = new_id()
        own = None if owner is None else self.portfolios[owner]
        values = ClientValues(legal_name=name, own_portfolio_id=own)
        desk.run(CreateClient(client=client, values=values, imported=True))
        return client

    def ticket(self, desk: Desk, client: UUID) -> UUID:
        ticket = new_id()
        desk.run(
            OpenTicket(
                ticket=ticket, kind=TicketKind.CLIENT, client=client, type_id=self.type_id,
                department=self.department, subject="Sem sinal", description="Desde ontem.",
            )
        )  # fmt: skip
        return ticket

    def owner(self, statement: str) -> list[Any]:
        with self.walled.owner.begin() as connection:
            ran = connection.execute(text(statement))
            return list(ran) if ran.returns_rows else []

    def head(self) -> int:
        return int(self.owner("SELECT n FROM app.feed_head")[0][0])

    def seen(self, login: str, after: int) -> set[tuple[str, UUID]]:
        """What plain SQL shows that person of what came after a number."""
        rows = self.walled.connect(login).execute(
            "SELECT r.place, r.row_id FROM app.feed f JOIN app.feed_rows r ON r.entry = f.id WHERE f.n > %s",
            (after,),
        )
        return set(rows.fetchall())

    def close(self) -> None:
        for desk in self._desks.values():
            desk.close()
        self.walled.drop()


def until(done: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.01)
