"""A large desk as a keyed file and behind the wall of a shared one, for what is measured."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from pacdesk.desk.access.commands import CreateUser, SavePermissionGroup
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.desk import Desk
from pacdesk.desk.moving import ToServer, move
from pacdesk.desk.opening import at_desk, find_user, open_local, open_shared, sole_actor
from pacdesk.desk.portfolios.commands import SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow
from pacdesk.desk.values import TicketScope, new_id
from pacdesk.exchange import bench_desk
from pacdesk.storage.postgres.people import open_login
from tests.conftest import FIRST
from tests.walled import Walled

PEOPLE = ("raiz", "ana", "bia")
KEY = bytes(range(32))


@dataclass
class Large:
    """The desk as a file and behind the wall: `ana` sees a tenth (4 of 40 portfolios) whole, `bia` there her
    own and the free of all types but one, `raiz` everything."""

    path: Path
    walled: Walled

    def shared(self, login: str, address: str | None = None) -> Desk:
        """As that person opens it, there or at another address of the same server."""
        desk = open_shared(address or self.walled.address_of(login))
        actor = sole_actor(desk)
        assert actor is not None
        return at_desk(desk, actor)

    def local(self, login: str) -> Desk:
        """The same person at the file."""
        desk = open_local(self.path, key=KEY)
        found = find_user(desk, login)
        assert found is not None
        return at_desk(desk, found[3])


@contextmanager
def large_desk(folder: Path, tickets: int, version: int, entries: int = 0) -> Iterator[Large]:
    """Made, moved to a server of that version, and taken away again."""
    path = folder / "large.pacdesk"
    _make(path, tickets, entries)
    walled = Walled(version, FIRST)
    with closing(open_local(path, key=KEY)) as desk:
        move(desk, ToServer(walled.address))
    with walled.owner.begin() as connection:
        for login in PEOPLE:
            open_login(connection, login, None)
    with walled.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    yield Large(path, walled)
    walled.drop()


def _make(path: Path, tickets: int, entries: int) -> None:
    made = bench_desk.make(path, tickets=tickets, entries=entries, key=KEY)
    ana, bia, short = new_id(), new_id(), new_id()
    with closing(open_local(path, key=KEY)) as desk:
        desk.run(CreateUser(user=new_id(), login="raiz", name="Raiz", is_admin=True))
        desk.run(
            SavePermissionGroup(
                group=short,
                name="Curto",
                scope=TicketScope.OWN_AND_FREE,
                blocked_types=frozenset({made.types[2]}),
            )
        )
        people = ((ana, "ana", ()), (bia, "bia", (short,)))
        for (user, login, groups), staff in zip(people, made.staff, strict=False):
            desk.run(
                CreateUser(
                    user=user, login=login, name=login, rights=ATTENDANT_RIGHTS, staff=staff, groups=groups
                )
            )
        for n in range(8, 12):
            desk.run(
                SavePortfolio(
                    portfolio=made.portfolios[n],
                    version=1,
                    name=f"Carteira {n}",
                    members=(MemberRow(user=ana), MemberRow(user=bia)),
                )
            )


def server_work(pid: int) -> float:
    """Milliseconds of a processor that a process has used."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6


def say(line: str) -> None:
    """Print it at once, and how busy the machine was."""
    sys.stdout.write(f"{line}, load {os.getloadavg()[0]:.1f}\n")
    sys.stdout.flush()
