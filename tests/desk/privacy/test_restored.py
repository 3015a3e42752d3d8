"""A backup made before an erasing brings the data back: it goes again (LGPD art. 16)."""

import json
from pathlib import Path

import pytest

from pacdesk.desk import local
from pacdesk.desk.checks.checking import check
from pacdesk.desk.privacy.commands import (
    EraseAgain,
    FindPeople,
    GetPerson,
    ListErasures,
    RunRetention,
    SaveRetention,
)
from pacdesk.desk.privacy.rules import PersonKind, RetentionKind
from pacdesk.desk.tickets.commands import GetTicket
from pacdesk.desk.values import new_id, utc_now
from pacdesk.errors import DeskUnavailable, Forbidden
from pacdesk.storage import backup, erased_list
from tests.desk.privacy.holder import TRACES, settle
from tests.desk.privacy.test_erasing import erase, everywhere, traces


@pytest.fixture
def erased(world, desk_path, tmp_path):
    """A desk with a backup from before its erasing, closed; answers (backup, whom, what became of her)."""
    holder = settle(world.desk, world)
    made = tmp_path / "antes"
    backup.make(desk_path, made)
    done = erase(world.desk, PersonKind.CLIENT, holder.client)
    world.root.close()
    return made, holder, done


def put_back(made: Path, desk: Path) -> None:
    for end in ("", "-wal", "-shm", ".files", ".files-wal", ".files-shm"):
        desk.with_name(desk.name + end).unlink(missing_ok=True)
    backup.restore(made, desk)


def test_whoever_was_erased_since_is_erased_again_at_the_next_opening(erased, desk_path, world):
    made, holder, done = erased
    said = erased_list.list_path(desk_path).read_text("utf-8")
    assert holder.client.hex in said
    assert done.pseudonym in said
    assert [trace for trace in TRACES if trace in said.lower()] == []
    put_back(made, desk_path)
    with pytest.raises(DeskUnavailable) as refusal:
        local.open_to_read(desk_path)
    assert refusal.value.code == "privacy.erased_is_back"
    with local.open_to_work(desk_path) as opened:
        assert opened.again is not None
        assert (opened.again.people, opened.again.rules, opened.again.rules_off) == (1, (), ())
        world.root = opened.desk
        assert traces(everywhere(world)) == []
        assert opened.desk.ask(FindPeople(typed="zeferina")) == ()
        assert opened.desk.ask(GetTicket(ticket=holder.ticket)).client_name == done.pseudonym
        (kept,) = opened.desk.ask(ListErasures())
        assert (kept.id, kept.at, kept.pseudonym) == (done.id, done.at, done.pseudonym)
        assert check(opened.desk, writer=opened.desk).problems == 0
    for file in desk_path.parent.glob(f"{desk_path.name}*"):
        content = file.read_bytes().lower()
        assert not any(trace.encode() in content for trace in TRACES), file.name
    with local.open_to_work(desk_path) as opened:
        assert opened.again is None


def test_an_open_ticket_and_a_log_in_that_are_back_stand_in_nobodys_way(world, desk_path, tmp_path):
    holder = settle(world.desk, world)
    made = tmp_path / "antes"
    with world.root.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tickets SET closed_at = NULL")
    backup.make(desk_path, made)
    with world.root.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tickets SET closed_at = opened_at")
    erase(world.desk, PersonKind.CLIENT, holder.client, mentions=True)
    world.root.close()
    put_back(made, desk_path)
    with local.open_to_work(desk_path) as opened:
        world.root = opened.desk
        assert traces(everywhere(world)) == []
        card = opened.desk.ask(GetPerson(kind=PersonKind.CLIENT, person=holder.client))
        assert card.person.erased


def test_somebody_of_after_the_backup_is_only_noted(world, desk_path, tmp_path):
    made = tmp_path / "antes"
    backup.make(desk_path, made)
    holder = settle(world.desk, world)
    erase(world.desk, PersonKind.CLIENT, holder.client)
    world.root.close()
    put_back(made, desk_path)
    with local.open_to_work(desk_path) as opened:
        (kept,) = opened.desk.ask(ListErasures())
        assert kept.person_id == holder.client
        assert check(opened.desk, writer=opened.desk).problems == 0


@pytest.mark.parametrize("active", [True, False])
def test_rules_run_again_unless_they_are_off(world, desk_path, tmp_path, active):
    def rule(version, *, on):
        kind = RetentionKind.TICKET_FILES
        world.desk.run(SaveRetention(kind=kind, version=version, days=90, basis="CDC", active=on))

    settle(world.desk, world)
    with world.root.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE tickets SET closed_at = opened_at - 10000000000000")
    rule(0, on=active)
    made = tmp_path / "antes"
    backup.make(desk_path, made)
    if not active:
        rule(1, on=True)
    world.desk.run(RunRetention(kind=RetentionKind.TICKET_FILES))
    world.root.close()
    put_back(made, desk_path)
    with local.open_to_work(desk_path) as opened:
        world.root = opened.desk
        assert opened.again is not None
        found = opened.again.rules if active else opened.again.rules_off
        assert found == (RetentionKind.TICKET_FILES,)
        assert len(world.sql("SELECT id FROM attachments")) == (not active)


def test_what_a_kill_left_unlisted_is_listed_when_the_desk_is_opened(erased, desk_path):
    place = erased_list.list_path(desk_path)
    listed = json.loads(place.read_text("utf-8"))
    place.unlink()
    local.open_to_work(desk_path).close()
    assert json.loads(place.read_text("utf-8")) == listed


def test_a_damaged_list_keeps_nobody_from_his_work_and_is_put_aside(erased, desk_path):
    place = erased_list.list_path(desk_path)
    place.write_text("{", "utf-8")
    with pytest.raises(DeskUnavailable) as refusal:
        erased_list.take_over(place, desk_path.with_name("outra.pacdesk"))
    assert refusal.value.code == "privacy.list_damaged"
    local.open_to_work(desk_path).close()
    assert json.loads(place.read_text("utf-8"))[erased_list.FORMAT]
    assert place.with_name(place.name + ".damaged").read_text("utf-8") == "{"


def test_the_list_of_another_desk_erases_nothing_here(erased, desk_path):
    made, holder, _ = erased
    put_back(made, desk_path)
    place = erased_list.list_path(desk_path)
    raw = json.loads(place.read_text("utf-8"))
    (listed,) = raw[erased_list.FORMAT].values()
    place.write_text(json.dumps({erased_list.FORMAT: {new_id().hex: listed}}), "utf-8")
    with local.open_to_work(desk_path) as opened:
        assert opened.again is None
        assert opened.desk.ask(FindPeople(typed="zeferina"))
        erase(opened.desk, PersonKind.CLIENT, holder.client)
    assert len(json.loads(place.read_text("utf-8"))[erased_list.FORMAT]) == 2


def test_nobody_but_the_desk_itself_erases_past_what_stands_in_the_way(world):
    holder = settle(world.desk, world, close=False)
    again = EraseAgain(
        erasure=new_id(), erased_at=utc_now(), kind="client", person=holder.client,
        pseudonym="Titular 0000-0000", mentions=False,
    )  # fmt: skip
    with pytest.raises(Forbidden):
        world.desk.run(again)
