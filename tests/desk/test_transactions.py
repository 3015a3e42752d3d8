"""What every handler stands on: the transaction's own ids, rows as they were seen, forms and rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from pacdesk.desk import opening
from pacdesk.desk.changing import merged_with, read_values, write_values
from pacdesk.desk.company.tables import Department
from pacdesk.desk.opening import FirstRows, create_local, open_local
from pacdesk.desk.tickets.tables import CannedMessage, Subject
from pacdesk.desk.tx import Asking, Tx
from pacdesk.desk.values import Command, new_id
from pacdesk.errors import Conflict, DeskUnavailable, NotFound
from pacdesk.storage import unit_of_work
from pacdesk.storage.unit_of_work import Signature, read
from tests.conftest import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe(Command[None]):
    """A command of the test's own."""


class Purpose(StrEnum):
    TICKET = "ticket"


@dataclass(frozen=True)
class SubjectForm:
    name: str
    purpose: Purpose
    tone: str


@contextmanager
def writing(world: World, command: Command[Any] | None = None) -> Iterator[Tx]:
    """A transaction that commits at its end."""
    command = command or Probe()
    with unit_of_work.write(world.root.engine) as unit:
        tx = Tx(unit, world.desk.actor, command, world.clock())
        yield tx
        unit.commit(Signature(command.id, "Probe", command.at, None, "Ana Prado", {}))


def add_subject(world: World, name: str = "Rede") -> Any:
    with writing(world) as tx:
        return tx.add(Subject(id=new_id(), name=name, name_key=name.lower())).id


def test_ids_born_in_a_command_are_the_same_whenever_it_runs_again(both: World) -> None:
    command = Probe()
    found = []
    for _ in range(2):
        with unit_of_work.write(both.root.engine) as unit:
            tx = Tx(unit, both.desk.actor, command, both.clock())
            found.append([tx.child_id("ticket"), tx.child_id("ticket", 1), tx.child_id("event")])
    assert found[0] == found[1]
    assert len(set(found[0])) == 3
    assert {made.version for made in found[0]} == {8}
    assert Probe().id != command.id


def test_rows_as_they_were_seen_and_voided_ones_gone(both: World) -> None:
    subject = add_subject(both)
    with writing(both) as tx:
        assert tx.at == tx.command.at
        assert tx.on_postgres is (both.root.engine.dialect.name == "postgresql")
        assert tx.get_seen(Subject, subject, 1).name == "Rede"
        with pytest.raises(Conflict) as moved:
            tx.get_seen(Subject, subject, 2)
        assert moved.value.facts["current"] == 1
        assert tx.get_or_new(Subject, subject, 1).id == subject
        fresh = tx.get_or_new(Subject, new_id(), 0)
        fresh.name = fresh.name_key = "outro"
        tx.get_locked(Subject, subject).voided_at = tx.now
        tx.flush()
        assert tx.find(Subject, subject) is None
        for look in (tx.get, tx.get_locked):
            with pytest.raises(NotFound) as gone:
                look(Subject, subject)
            assert gone.value.code == "row.not_found"
        with pytest.raises(NotFound):
            tx.get(Subject, new_id())
    assert both.sql("SELECT version FROM subjects WHERE voided_at IS NOT NULL") == [(2,)]


def test_what_is_not_committed_is_not_there(both: World) -> None:
    def fail() -> None:
        with writing(both) as tx:
            tx.add(Subject(id=new_id(), name="Rede", name_key="rede"))
            tx.flush()
            raise RuntimeError

    before = both.sql("SELECT count(*) FROM change_sets")
    with pytest.raises(RuntimeError):
        fail()
    assert both.sql("SELECT count(*) FROM subjects") == [(0,)]
    assert both.sql("SELECT count(*) FROM change_sets") == before


def test_two_writers_of_one_row_the_second_is_told(both: World) -> None:
    subject = add_subject(both)
    with unit_of_work.write(both.root.engine) as unit:
        tx = Tx(unit, both.desk.actor, Probe(), both.clock())
        row = tx.get(Subject, subject)
        # Somebody else was faster: the row's version is no longer the one that was read.
        unit.session.execute(text("UPDATE subjects SET version = 7"))
        row.name = "Outro"
        with pytest.raises(Conflict) as late:
            unit.commit(Signature(tx.command.id, "Probe", tx.at, None, "Ana", {}))
    assert late.value.code == "row.changed_meanwhile"
    assert both.sql("SELECT name, version FROM subjects") == [("Rede", 1)]


def test_a_forms_values_go_into_a_row_and_come_back(both: World) -> None:
    subject = add_subject(both)
    with writing(both) as tx:
        row = tx.get(Subject, subject)
        seen = read_values(row, SubjectForm)
        assert seen == SubjectForm("Rede", Purpose.TICKET, row.tone)
        write_values(row, SubjectForm("Voz", Purpose.TICKET, "info"))
        assert type(row.purpose) is str
    with read(both.root.engine) as session:
        row = Asking(session, both.desk.actor, both.clock()).get(Subject, subject)
        assert (row.name, row.tone, row.version) == ("Voz", "info", 2)


def test_an_untouched_form_moves_no_version(both: World) -> None:
    subject = add_subject(both)
    with writing(both) as tx:
        row = tx.get(Subject, subject)
        write_values(row, read_values(row, SubjectForm))
    assert both.sql("SELECT version FROM subjects") == [(1,)]


def test_an_empty_text_is_null_where_a_column_may_be(both: World) -> None:
    @dataclass(frozen=True)
    class DepartmentForm:
        name: str
        portfolio_id: Any

    with writing(both) as tx:
        row = tx.get(Department, both.department)
        write_values(row, DepartmentForm(row.name, ""))
        assert row.portfolio_id is None


def test_a_conflict_names_fields_values_and_who(both: World) -> None:
    subject = add_subject(both)
    seen = SubjectForm("Rede", Purpose.TICKET, "off")
    with writing(both) as tx:
        write_values(tx.get(Subject, subject), SubjectForm("Voz", Purpose.TICKET, "off"))
    with writing(both) as tx:
        row = tx.get(Subject, subject)
        merged, current = merged_with(tx, row, seen, SubjectForm("Rede", Purpose.TICKET, "info"))
        assert (merged.name, merged.tone, current.name) == ("Voz", "info", "Voz")
        with pytest.raises(Conflict) as clash:
            merged_with(tx, row, seen, SubjectForm("Dados", Purpose.TICKET, "off"))
        who, _ = tx.last_change(row)
    facts = clash.value.facts
    assert clash.value.field == "name"
    assert facts["fields"] == ("name",)
    assert (facts["seen"], facts["yours"], facts["theirs"]) == (
        {"name": "Rede"}, {"name": "Dados"}, {"name": "Voz"},
    )  # fmt: skip
    assert facts["who"] == who == "Ana Prado"


def test_who_changed_a_row_without_traces_is_nobody(both: World) -> None:
    with writing(both) as tx:
        assert tx.last_change(CannedMessage(id=new_id())) == ("", None)


@pytest.mark.parametrize("broken", ["fill", "_add_first_rows", "_add_owner"])
def test_a_desk_whose_making_fails_anywhere_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "mesa.pacdesk"

    def fail(*_: object, **__: object) -> None:
        raise DeskUnavailable("desk.disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(opening, broken, fail)
        with pytest.raises(DeskUnavailable, match=r"desk\.disk_full"):
            create_local(path, FirstRows("Mesa", owner="ana"), key=bytes(32))
    assert list(tmp_path.iterdir()) == []
    create_local(path, FirstRows("Mesa", owner="ana"))
    open_local(path).close()


def test_making_over_a_desk_touches_nothing(desk_path: Path) -> None:
    before = desk_path.read_bytes()
    with pytest.raises(DeskUnavailable, match=r"desk\.exists"):
        create_local(desk_path, FirstRows("Outra"))
    assert desk_path.read_bytes() == before
