"""The people of the example desk: users, permission groups, who works in which portfolio."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import CreateUser, ListUsers, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, MANAGER_RIGHTS, Right
from pacdesk.desk.company.commands import SetDepartmentsOfUser
from pacdesk.desk.port import DeskPort
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.desk.values import Command, TicketScope
from pacdesk.exchange.demo.numbers import Ids
from pacdesk.exchange.demo.things import Person, Stock, read

RIGHTS = {"attendants": ATTENDANT_RIGHTS, "supervisors": MANAGER_RIGHTS | {Right.SEE_AS}, "none": frozenset()}


class People:
    """Makes them by ordinary commands, once everything else is there."""

    def __init__(
        self, desk: DeskPort, stock: Stock, ids: Ids, as_at: Callable[[datetime], None], now: datetime
    ) -> None:
        self._desk, self._stock, self._ids = desk, stock, ids
        self._as_at, self._now = as_at, now

    def add(self) -> None:
        """Groups, a user for each of the staff, and the members of the portfolios."""
        groups = {row["name"]: self._group(row) for row in read("world")["permission_group"]}
        users = {row.name: row.id for row in self._desk.ask(ListUsers())}
        chief = users[self._stock.people[0].actor.name]
        for person, row in zip(self._stock.people[1:], read("world")["staff"][1:], strict=True):
            wanted = tuple(groups[name] for name in row.get("groups", ("Atendentes",)))
            users[person.actor.name] = self._user(person, wanted, chief)
            if "manages" in row:
                managed = frozenset({self._stock.departments[row["manages"]]})
                self._run(SetDepartmentsOfUser, user=users[person.actor.name], managed=managed)
        self._portfolios(users)

    def _run(self, kind: Callable[..., Command[Any]], /, **values: Any) -> Any:
        self._now += timedelta(seconds=11)
        self._as_at(self._now)
        return self._desk.run(kind(id=self._new(), at=self._now, **values)).answer

    def _new(self) -> UUID:
        return self._ids.at(self._now)

    def _group(self, row: dict[str, Any]) -> UUID:
        group = self._new()
        self._run(
            SavePermissionGroup,
            group=group,
            name=row["name"],
            rights=frozenset(map(str, RIGHTS[row["rights"]])),
            denied=frozenset(row.get("denied", ())),
            scope=TicketScope(row.get("scope", TicketScope.ALL)),
            masked=frozenset(row.get("masked", ())),
            locked=frozenset(row.get("locked", ())),
            is_default=row.get("default", False),
        )
        return group

    def _user(self, person: Person, groups: tuple[UUID, ...], superior: UUID) -> UUID:
        user = self._new()
        self._run(
            CreateUser,
            user=user,
            login=person.actor.login,
            name=person.actor.name,
            staff=person.actor.staff_id,
            groups=groups,
            superior=superior,
        )
        return user

    def _portfolios(self, users: dict[str, UUID]) -> None:
        today = self._now.date()
        wanted = {row["name"]: row for row in read("world")["portfolio"]}
        for portfolio in self._desk.ask(ListPortfolios()):
            row = wanted[portfolio.name]
            members = [MemberRow(user=users[name]) for name in row.get("titulars", ())]
            members += [
                MemberRow(
                    user=users[name],
                    role=Role.SUBSTITUTE,
                    starts_on=today - timedelta(days=3),
                    ends_on=today + timedelta(days=11),
                )
                for name in row.get("substitutes", ())
            ]
            self._run(
                SavePortfolio,
                portfolio=portfolio.id,
                version=portfolio.version,
                name=portfolio.name,
                tone=portfolio.tone,
                members=tuple(members),
            )
