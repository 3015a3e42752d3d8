"""Setting up a shared desk and letting people in: for who owns it at the server."""

import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, select, text

from pacdesk.desk.access.commands import ChangeUser, CreateUser, DropSecondFactor
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.access.second_factor import is_asked
from pacdesk.desk.access.tables import PermissionGroup, User
from pacdesk.desk.company.tables import Department, StaffMember
from pacdesk.desk.desk import handlers, label_of
from pacdesk.desk.lean import dataclass
from pacdesk.desk.opening import SYSTEM, FirstRows, fill_rows
from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import Command, new_id, utc_now
from pacdesk.errors import DeskUnavailable, Forbidden, NotFound
from pacdesk.storage import erased_list
from pacdesk.storage.engines import postgres_engine
from pacdesk.storage.files import ServerFiles
from pacdesk.storage.migrate import Standing
from pacdesk.storage.postgres import people
from pacdesk.storage.postgres.wall import is_owner, is_raised, raise_wall, tells_texts
from pacdesk.storage.schema import DeskMeta
from pacdesk.storage.types import fold
from pacdesk.storage.unit_of_work import Signature, UnitOfWork, read, write

PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Prepared:
    """What setting up found and made: the schema before (None: none), whether the desk is new, how many
    erasures it lacks that this computer's list has (a dump from before them was restored), and whether it
    wants a superuser still: without one, plans tell of texts out of sight."""

    before: str | None
    after: str
    is_new: bool
    come_back: int = 0
    wants_superuser: bool = False


@dataclass(frozen=True, slots=True)
class LetIn:
    """Somebody who may log in now. `password` only when this program chose it."""

    user: UUID
    login: str
    password: str | None
    was_known: bool


def prepare(address: str, first: FirstRows) -> Prepared:
    """Give an empty database its schema, its wall and its first rows; one that has them is brought up to
    date. Killed half-way it goes on where it was. Raises DeskUnavailable, Forbidden."""
    engine = postgres_engine(address)
    try:
        standing = raise_wall(engine)
        with read(engine) as session:
            is_new = session.scalar(select(DeskMeta.id)) is None
        if is_new:
            fill_rows(engine, ServerFiles(engine), first, kind="shared")
        return _prepared(engine, standing, is_new=is_new)
    finally:
        engine.dispose()


def upgrade(address: str) -> Prepared:
    """Bring schema and wall of a shared desk to this program's. Raises DeskUnavailable (also
    `server.not_prepared`), Forbidden."""
    engine = postgres_engine(address)
    try:
        _demand_owner(engine)
        return _prepared(engine, raise_wall(engine), is_new=False)
    finally:
        engine.dispose()


def _prepared(engine: Engine, standing: Standing, *, is_new: bool) -> Prepared:
    back = () if is_new else erased_list.come_back(engine)
    with engine.connect() as connection:
        wants = tells_texts(connection)
    return Prepared(standing.found, standing.wanted, is_new, len(back), wants)


def let_in(address: str, name: str, login: str, *, admin: bool = False, password: str | None = None) -> LetIn:
    """Make a log-in at the server and its user in one transaction; a user who is there already, from a desk
    that was moved, only gets the log-in.

    He is the staff member of that name, or a new one in the first department. Without `password` one is
    chosen. Raises Invalid `server.login_form`, `server.login_not_plain`, and as `CreateUser`.
    """
    people.check_login(login)
    chosen = password or secrets.token_urlsafe(PASSWORD_BYTES)
    engine = postgres_engine(address)
    try:
        _demand_owner(engine)
        with write(engine) as unit:
            known = _user_of(unit, login)
            command = (
                _creating(unit, name, login, admin=admin) if known is None else _opening(known, admin=admin)
            )
            _do(unit, command, lambda connection: people.open_login(connection, login, chosen))
    finally:
        engine.dispose()
    return LetIn(command.user, login, None if password else chosen, known is not None)


def _creating(unit: UnitOfWork, name: str, login: str, *, admin: bool) -> CreateUser:
    usual = unit.session.scalar(
        select(PermissionGroup.id).where(PermissionGroup.is_default, PermissionGroup.voided_at.is_(None))
    )
    return CreateUser(
        user=new_id(),
        login=login,
        name=name,
        is_admin=admin,
        rights=frozenset() if usual else ATTENDANT_RIGHTS,
        staff=_staff_of(unit, name),
    )


def _opening(user: User, *, admin: bool) -> ChangeUser:
    return ChangeUser(
        user=user.id,
        version=user.version,
        login=user.login,
        name=user.name,
        is_admin=user.is_admin or admin,
        rights=frozenset(user.rights),
        staff=user.staff_id,
        active=True,
        superior=user.superior_id,
    )


def _staff_of(unit: UnitOfWork, name: str) -> UUID:
    key = fold(name)
    held = select(User.staff_id).where(User.staff_id.is_not(None), User.voided_at.is_(None))
    free = select(StaffMember.id).where(
        StaffMember.sort_key == key, StaffMember.voided_at.is_(None), StaffMember.id.not_in(held)
    )
    found = unit.session.scalar(free.order_by(StaffMember.rowno).limit(1))
    if found is not None:
        return found
    department = unit.session.scalar(
        select(Department.id).where(Department.voided_at.is_(None)).order_by(Department.position).limit(1)
    )
    made = StaffMember(id=new_id(), name=name.strip(), sort_key=key, department_id=department)
    unit.session.add(made)
    unit.session.flush()
    return made.id


def shut_out(address: str, login: str) -> None:
    """Close a log-in, end what it has open, and switch its user off, in one transaction. Raises NotFound
    `server.no_such_login`, Invalid `server.login_not_plain`, `user.last_admin`."""
    engine = postgres_engine(address)
    try:
        _demand_owner(engine)
        with write(engine) as unit:
            user = _user_of(unit, login)
            if user is None:
                raise NotFound("server.no_such_login", login=login)
            command = ChangeUser(
                user=user.id, version=user.version, login=user.login, name=user.name, is_admin=user.is_admin,
                rights=frozenset(user.rights), staff=user.staff_id, active=False, superior=user.superior_id,
            )  # fmt: skip
            _do(unit, command, lambda connection: _close(connection, login))
    finally:
        engine.dispose()


def _close(connection: Connection, login: str) -> None:
    # The log-in follows its user, and comes back with him; at once, so that it is not closed before.
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    people.close_login(connection, login)


def reset(address: str, login: str, password: str | None = None, *, without_code: bool = False) -> str | None:
    """Give a log-in a new password; answers it when this program chose it. `without_code` has it ask for
    no authenticator's code any more, for who lost telephone and recovery codes. Raises NotFound
    `server.no_such_login`, Invalid `server.login_not_plain`."""
    chosen = password or secrets.token_urlsafe(PASSWORD_BYTES)
    engine = postgres_engine(address)
    try:
        _demand_owner(engine)
        with write(engine) as unit:
            user = _user_of(unit, login)
            if user is None:
                raise NotFound("server.no_such_login", login=login)
            asks = without_code and is_asked(Asking(unit.session, SYSTEM, utc_now()), user.id)
            people.set_password(unit.session.connection(), login, chosen)
            if asks:
                _do(unit, DropSecondFactor(user=user.id), lambda _: None)
            else:
                unit.session.commit()
    finally:
        engine.dispose()
    return None if password else chosen


def _user_of(unit: UnitOfWork, login: str) -> User | None:
    return unit.session.scalar(select(User).where(User.login == login, User.voided_at.is_(None)))


def _do(unit: UnitOfWork, command: Command[Any], beside: Callable[[Connection], None]) -> None:
    now = utc_now()
    handlers()[type(command)](Tx(unit, SYSTEM, command, now), command)
    beside(unit.session.connection())
    unit.commit(
        Signature(
            command_id=command.id,
            command=type(command).__name__,
            at=now,
            actor_id=None,
            actor_label=SYSTEM.name,
            label=label_of(command),
        )
    )


def _demand_owner(engine: Engine) -> None:
    with read(engine) as session:
        connection = session.connection()
        if not is_raised(connection):
            raise DeskUnavailable("server.not_prepared")
        if not is_owner(connection):
            login = connection.exec_driver_sql("SELECT session_user::text").scalar()
            raise Forbidden("server.not_owner", login=login)
