"""The world of the ordinary tests behind the wall: everybody in it logs in for himself."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import make_url

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.company.commands import SaveStaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import FirstRows, at_desk, open_shared, sole_actor
from pacdesk.desk.values import new_id
from pacdesk.storage.engines import postgres_engine
from pacdesk.storage.postgres.people import open_login
from pacdesk.storage.postgres.wall import raise_wall
from tests.servers import execute, server, template

VERSION = 18


@cache
def _template(first: FirstRows) -> str:
    root = template(VERSION, first)
    execute(root, "CREATE DATABASE pacdesk_walled TEMPLATE pacdesk_template")
    engine = postgres_engine(server(VERSION).get_uri("pacdesk_walled"))
    raise_wall(engine)
    engine.dispose()
    return root


class People:
    """Makes users of a desk behind its wall, each with a log-in of the server."""

    def __init__(self, address: str, clock: Callable[[], datetime], files: Iterable[bytes]) -> None:
        self.address = address
        self._files = tuple(files)
        self.root = open_shared(address)
        self.root._clock = clock
        self._clock = clock
        self._open: list[Desk] = []

    def come(
        self,
        name: str,
        department: UUID,
        *,
        staff: UUID | None,
        admin: bool = False,
        rights: frozenset[str] | None = None,
    ) -> Desk:
        """The desk as that person opens it."""
        if staff is None:
            staff = new_id()
            self.root.run(SaveStaffMember(staff=staff, name=name, department=department))
        plain = unicodedata.normalize("NFD", name.split(maxsplit=1)[0].lower())
        login = f"{re.sub('[^a-z]', '', plain)}_{len(self._open)}"
        rights = ATTENDANT_RIGHTS if rights is None else rights
        self.root.run(
            CreateUser(user=new_id(), login=login, name=name, staff=staff, is_admin=admin, rights=rights)
        )
        with self.root.engine.begin() as connection:
            open_login(connection, login, None)
        there = make_url(self.address).set(username=login).render_as_string(hide_password=False)
        desk = open_shared(there)
        self._open.append(desk)
        actor = sole_actor(desk)
        assert actor is not None
        made: Any = at_desk(desk, actor)
        made._clock = self._clock
        for content in self._files:
            made.put_file(content)
        return made

    def close(self) -> None:
        """Everybody leaves."""
        for desk in (*self._open, self.root):
            desk.close()


@contextmanager
def people(first: FirstRows, clock: Callable[[], datetime], files: Iterable[bytes] = ()) -> Iterator[People]:
    """Of a fresh desk behind its wall; each brings these files, for nobody hangs on a ticket what he did not
    bring."""
    root = _template(first)
    name = f"walled_{secrets.token_hex(6)}"
    execute(root, f"CREATE DATABASE {name} TEMPLATE pacdesk_walled")
    made = People(str(server(VERSION).get_uri(name)), clock, files)
    yield made
    made.close()
    execute(root, f"DROP DATABASE {name} WITH (FORCE)")
