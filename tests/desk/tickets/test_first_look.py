"""What is shown before a desk is open is what it shows when it is."""

from pathlib import Path
from zoneinfo import ZoneInfo

from pacdesk.desk.access.commands import CreateUser
from pacdesk.desk.access.passwords import hash_password
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import open_local, sole_actor
from pacdesk.desk.tickets import commands as c
from pacdesk.desk.tickets.first_look import first_look
from pacdesk.desk.tickets.rows import TicketFilter, TicketSort
from pacdesk.desk.values import new_id
from pacdesk.storage.driver import connect
from tests.conftest import Clock, World


def _filled(path: Path, tickets: int) -> None:
    desk = open_local(path)
    clock = Clock()
    desk._clock = clock
    world = World(desk, clock)
    for number in range(tickets):
        world.open(f"Assunto {number}")
    desk.close()
    with connect(path) as connection:
        connection.execute("UPDATE tickets SET due_at = opened_at + (rowno * 7919) % 97 WHERE rowno % 3")


def _same(path: Path) -> None:
    desk = open_local(path)
    actor = sole_actor(desk)
    assert actor is not None
    page = desk.acting(actor).ask(
        c.TicketPage(filter=TicketFilter(), sort=TicketSort.DUE, descending=False, offset=0, limit=128)
    )
    desk.close()
    look = first_look(path)
    assert look is not None
    assert list(look.rows) == list(page.rows)
    assert ZoneInfo(look.zone)


def test_it_is_the_queue_s_first_page(desk_path: Path) -> None:
    _same(desk_path)
    _filled(desk_path, 20)
    _same(desk_path)


def test_nothing_is_shown_where_somebody_must_log_in(desk_path: Path) -> None:
    _filled(desk_path, 2)
    desk = open_local(desk_path)
    actor = sole_actor(desk)
    assert actor is not None
    _add_user(desk.acting(actor))
    desk.close()
    assert first_look(desk_path) is None


def _add_user(desk: Desk) -> None:
    desk.run(
        CreateUser(
            user=new_id(),
            login="ana",
            name="Ana",
            is_admin=True,
            password_hash=hash_password("segredo longo"),
        )
    )


def test_nothing_is_shown_of_what_cannot_be_read(desk_path: Path, tmp_path: Path) -> None:
    assert first_look(tmp_path / "missing.pacdesk") is None
    other = tmp_path / "other.pacdesk"
    other.write_bytes(b"no desk at all")
    assert first_look(other) is None
    with connect(desk_path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    assert first_look(desk_path) is None


def test_nothing_is_shown_between_two_keys(desk_path: Path) -> None:
    assert first_look(desk_path) is not None
    desk_path.with_name(f"{desk_path.name}.rekey-plan").touch()
    assert first_look(desk_path) is None
