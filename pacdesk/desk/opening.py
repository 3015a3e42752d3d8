"""Making a desk and opening one: the file or server, its schema, its first rows, and who is there."""

import getpass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from pacdesk.desk.access.commands import SeeAs
from pacdesk.desk.access.rules import ATTENDANT_RIGHTS
from pacdesk.desk.access.tables import PermissionGroup, User
from pacdesk.desk.company.tables import Company, Department, StaffMember
from pacdesk.desk.desk import Desk
from pacdesk.desk.identity import actor_of, renewing
from pacdesk.desk.lean import dataclass
from pacdesk.desk.portfolios.tables import Portfolio
from pacdesk.desk.tx import Asking
from pacdesk.desk.values import Actor, TicketScope, new_id, utc_now
from pacdesk.desk.workflow.commands import CreateType, SaveGroup
from pacdesk.errors import DeskUnavailable, Forbidden, UserError
from pacdesk.storage import migrate, server
from pacdesk.storage.driver import connect
from pacdesk.storage.engines import postgres_engine, sqlite_engine
from pacdesk.storage.files import FileStore, LocalFiles, ServerFiles
from pacdesk.storage.postgres.wall import login_behind_wall
from pacdesk.storage.probe import certificate_fault
from pacdesk.storage.schema import NO_PORTFOLIO, DeskMeta
from pacdesk.storage.types import fold
from pacdesk.storage.unit_of_work import read, told, write

SYSTEM = Actor(user_id=None, login="pacdesk", name="pacdesk", is_admin=True)
"""Who acts while a desk is being made: nobody yet."""
DEFAULT_GROUP = "Grupo padrão"


@dataclass(frozen=True, slots=True)
class FirstRows:
    """What a new desk is filled with, in the language of who makes it."""

    desk_name: str
    company_name: str = ""
    department: str = "Atendimento"
    group: str = "Suporte"
    ticket_type: str = "Atendimento geral"
    permission_group: str = ""
    """The default permission group (Grupo Padrão, S2.12) that new users come into; none without a name."""
    demo: bool = False
    owner: str = ""
    """Who works alone at it: a staff member with a user without password, so that it opens at once."""


def files_path(path: Path) -> Path:
    """Where the files of the local desk `path` are."""
    return path.with_name(path.name + ".files")


def create_local(path: Path, first: FirstRows, *, key: bytes | None = None) -> None:
    """Make a local desk at `path`; nothing is left there if it fails.

    Raises DeskUnavailable (`desk.exists`, `desk.missing_folder`, `desk.disk_full`, …).
    """
    connect(path, key=key, create=True).close()
    engine = sqlite_engine(path, key=key)
    try:
        fill(engine, LocalFiles(files_path(path), key=key), first, kind="local")
    except BaseException:
        engine.dispose()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise
    engine.dispose()


def fill(engine: Engine, files: FileStore, first: FirstRows, *, kind: str) -> None:
    """Give an empty database its schema and its first rows."""
    with told():
        migrate.upgrade(engine)
    fill_rows(engine, files, first, kind=kind)


def fill_rows(engine: Engine, files: FileStore, first: FirstRows, *, kind: str) -> None:
    """Give a desk that has its schema and nothing in it its first rows."""
    with write(engine) as unit:
        _add_first_rows(unit.session, first, kind)
        unit.session.commit()
    desk = Desk(engine, files, SYSTEM)
    group = new_id()
    desk.run(SaveGroup(group=group, name=first.group))
    desk.run(CreateType(type_id=new_id(), group=group, name=first.ticket_type))


def _add_first_rows(session: Session, first: FirstRows, kind: str) -> None:
    now = utc_now()
    session.add(DeskMeta(id=new_id(), name=first.desk_name, kind=kind, created_at=now, demo=first.demo))
    session.add(Portfolio(id=NO_PORTFOLIO, name="—", name_key=""))
    session.add(Company(id=new_id(), trade_name=first.company_name))
    if first.permission_group:
        session.add(_default_group(first.permission_group))
    department = Department(id=new_id(), name=first.department, name_key=fold(first.department), position=0)
    session.add(department)
    if first.owner:
        session.flush()
        _add_owner(session, first.owner, department.id)


def _default_group(name: str) -> PermissionGroup:
    """Tickets of the departments one works in, with what an attendant needs for them."""
    return PermissionGroup(
        id=new_id(),
        name=name,
        name_key=fold(name),
        rights=sorted(map(str, ATTENDANT_RIGHTS)),
        denied=[],
        scope=TicketScope.DEPARTMENTS,
        blocked_types=[],
        masked=[],
        locked=[],
        is_default=True,
    )


def _add_owner(session: Session, name: str, department: UUID) -> None:
    staff = StaffMember(id=new_id(), name=name, sort_key=fold(name), department_id=department)
    session.add(staff)
    session.add(
        User(
            id=new_id(),
            login=name,
            login_key=fold(name),
            name=name,
            is_admin=True,
            rights=[],
            staff_id=staff.id,
        )
    )


def login_of_this_computer() -> str:
    """Under what name the system knows who is running this; `pacdesk` where it knows nobody."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "pacdesk"


def open_local(path: Path, *, key: bytes | None = None, read_only: bool = False) -> Desk:
    """Open the local desk `path`, brought up to date, with nobody at it yet (see `log_in`).

    Raises DeskUnavailable. The caller holds the writer lock, unless `read_only`.
    """
    engine = sqlite_engine(path, key=key, read_only=read_only)
    _stand(engine, read_only=read_only)
    return Desk(engine, LocalFiles(files_path(path), key=key, read_only=read_only), SYSTEM)


def open_shared(address: str, *, read_only: bool = False) -> Desk:
    """Open the shared desk at a `postgresql://` address. Raises DeskUnavailable."""
    engine = postgres_engine(address)
    try:
        refuse_unfit(engine)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, UserError) and error.code == "server.certificate":
            raise certificate_fault(server.conninfo(address)) or error from error
        raise
    del read_only
    return Desk(engine, ServerFiles(engine), SYSTEM)


def refuse_unfit(engine: Engine) -> str:
    """Refuse a server without a desk that this program can use; answers its schema.

    Raises DeskUnavailable `server.not_prepared`, `server.not_a_desk`, `server.schema_newer`,
    `server.schema_older`.
    """
    try:
        with told(), engine.connect() as connection:
            standing = migrate.standing(connection)
    except DeskUnavailable as error:
        known = {"desk.newer": "server.schema_newer", "desk.not_a_desk": "server.not_a_desk"}
        raise DeskUnavailable(known.get(error.code, error.code), **error.facts) from error
    if standing.found is None:
        raise DeskUnavailable("server.not_prepared")
    if not standing.is_current:
        raise DeskUnavailable("server.schema_older", found=standing.found, wanted=standing.wanted)
    return standing.wanted


def behind_the_wall(engine: Engine) -> str | None:
    """Who the server let in, None above its wall. Raises Forbidden `server.nobody`."""
    with read(engine) as session:
        login = login_behind_wall(session)
        if login is not None:
            _actor_behind(session, login)
        return login


def _stand(engine: Engine, *, read_only: bool) -> None:
    try:
        with told():
            if not read_only:
                migrate.upgrade(engine)
            with engine.connect() as connection:
                _refuse_older(migrate.standing(connection))
    except BaseException:
        engine.dispose()
        raise


def _refuse_older(standing: migrate.Standing) -> None:
    if not standing.is_current:
        raise DeskUnavailable("desk.older", found=standing.found, wanted=standing.wanted)


def sole_actor(desk: Desk) -> Actor | None:
    """Who a desk without passwords opens for: its one active user, of an example desk its administrator, on a
    desk that never had users whoever runs this. None when somebody must log in. Behind the wall of a
    shared desk it is who the server let in. Raises Forbidden `server.nobody` when that is no user of it."""
    with read(desk.engine) as session:
        behind = login_behind_wall(session)
        if behind is not None:
            return _actor_behind(session, behind)
        active = select(User).where(User.active, User.voided_at.is_(None))
        users = session.scalars(active.order_by(User.is_admin.desc(), User.rowno).limit(2)).all()
        example = session.scalar(select(DeskMeta.demo))
        if users and (example or len(users) == 1) and users[0].password_hash is None:
            return actor_of(Asking(session, SYSTEM, utc_now()), users[0])
        if session.scalar(select(func.count()).select_from(User)):
            return None
    name = login_of_this_computer()
    return Actor(user_id=None, login=name, name=name, is_admin=True)


def _actor_behind(session: Session, login: str) -> Actor:
    user = session.scalar(select(User).where(User.login == login, User.active, User.voided_at.is_(None)))
    if user is None:
        raise Forbidden("server.nobody", login=login)
    return actor_of(Asking(session, SYSTEM, utc_now()), user)


def find_user(desk: Desk, login: str) -> tuple[UUID, str | None, datetime | None, Actor] | None:
    """A user by log-in: id, password hash, refused until when, and the actor he would be. Behind the wall of
    a shared desk only whom the server let in, who needs no password any more."""
    with read(desk.engine) as session:
        user = session.scalar(select(User).where(User.login_key == fold(login), User.active))
        if user is None or user.voided_at is not None:
            return None
        behind = login_behind_wall(session)
        if behind is not None and behind != user.login:
            return None
        actor = actor_of(Asking(session, SYSTEM, utc_now()), user)
        return user.id, None if behind else user.password_hash, user.blocked_until, actor


def at_desk(desk: Desk, actor: Actor) -> Desk:
    """The desk with a user of its own at it: what he may is read anew when it may have changed."""
    return desk.acting(actor, None if actor.user_id is None else renewing(actor.user_id))


def seen_as(desk: Desk, user_id: UUID) -> Desk:
    """The desk as another user sees it, only to read; who looks as whom is recorded first.

    Raises Forbidden (`access.right_missing`, `see_as.above_yours`, `access.user_gone`), NotFound.
    """
    desk.run(SeeAs(user=user_id))
    renew = renewing(user_id)
    with read(desk.engine) as session:
        actor = renew(Asking(session, SYSTEM, utc_now()))
    if actor is None:
        raise Forbidden("access.user_gone", user=str(user_id))
    return desk.acting(actor, renew, only_to_read=True)
