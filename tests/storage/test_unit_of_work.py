"""One transaction and what it leaves behind, on both engines."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from pacdesk.desk.access.tables import User
from pacdesk.desk.values import new_id
from pacdesk.errors import Conflict
from pacdesk.storage import unit_of_work
from pacdesk.storage.schema import ChangeRow, ChangeSet
from pacdesk.storage.unit_of_work import Signature, plain, read, write

pytestmark = pytest.mark.unwalled("nobody writes rows past the desk")

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def signature():
    return Signature(command_id=new_id(), command="C", at=NOW, actor_id=None, actor_label="A", label={})


def add_user(world, login="ana"):
    user = User(id=new_id(), login=login, login_key=login, name="Ana", rights=[])
    with write(world.root.engine) as unit:
        unit.session.add(user)
        unit.commit(signature())
    return user.id


def rows_of(world, command_id):
    with read(world.root.engine) as session:
        found = session.scalars(select(ChangeRow).where(ChangeRow.change_set_id == command_id)).all()
        made = session.scalars(select(ChangeSet).where(ChangeSet.id == command_id)).one()
        return found, made


def test_nothing_stays_unless_committed(both):
    with write(both.root.engine) as unit:
        unit.session.add(User(id=new_id(), login="x", login_key="x", name="X", rights=[]))
        unit.session.flush()

    def fails():
        with write(both.root.engine) as unit:
            unit.session.add(User(id=new_id(), login="y", login_key="y", name="Y", rights=[]))
            unit.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert both.sql("SELECT count(*) FROM users")[0][0] == 0


def test_a_version_rises_once_a_flush_and_only_by_a_change(both):
    user = add_user(both)
    with write(both.root.engine) as unit:
        row = unit.session.get(User, user)
        row.name, row.login = "Lia", "lia"
        unit.commit(signature())
    with write(both.root.engine) as unit:
        row = unit.session.get(User, user)
        row.name = "Lia"
        unit.commit(signature())
    assert both.sql("SELECT version FROM users")[0][0] == 2


def test_a_row_written_behind_ones_back_is_a_conflict(both):
    user = add_user(both)

    def overtaken():
        with write(both.root.engine) as unit:
            row = unit.session.get(User, user)
            unit.session.execute(text("UPDATE users SET version = 9"))
            row.name = "B"
            unit.commit(signature())

    with pytest.raises(Conflict) as refusal:
        overtaken()
    assert refusal.value.code == "row.changed_meanwhile"
    assert both.sql("SELECT name, version FROM users") == [("Ana", 1)]


def test_a_change_set_holds_what_was_and_what_became(both):
    user = add_user(both)
    made, changed, gone = (signature() for _ in range(3))
    other = new_id()
    with write(both.root.engine) as unit:
        unit.session.add(User(id=other, login="b", login_key="b", name="B", rights=["x"], last_login_at=NOW))
        unit.commit(made)
    with write(both.root.engine) as unit:
        unit.session.get(User, user).name = "Lia"
        unit.commit(changed)
    with write(both.root.engine) as unit:
        unit.session.delete(unit.session.get(User, other))
        unit.commit(gone)
    (insert,), kept = rows_of(both, made.command_id)
    assert (insert.operation, insert.table_name, insert.row_id, insert.version) == (
        "insert",
        "users",
        other,
        1,
    )
    assert insert.before is None
    assert insert.after["rights"] == ["x"]
    assert insert.after["last_login_at"] == 1_795_132_800_000_000
    assert "rowno" not in insert.after
    assert (kept.row_count, kept.keeps_images, kept.command, kept.actor_label) == (1, True, "C", "A")
    (update,), _ = rows_of(both, changed.command_id)
    assert (update.before, update.after) == ({"version": 1, "name": "Ana"}, {"version": 2, "name": "Lia"})
    (delete,), _ = rows_of(both, gone.command_id)
    assert (delete.operation, delete.after, delete.before["login"]) == ("delete", None, "b")


def test_a_large_change_set_keeps_its_keys_only(both, monkeypatch):
    assert unit_of_work.IMAGE_LIMIT == 10_000
    monkeypatch.setattr(unit_of_work, "IMAGE_LIMIT", 3)
    for how_many, keeps in ((3, True), (4, False)):
        signed = signature()
        with write(both.root.engine) as unit:
            for n in range(how_many):
                login = f"{how_many}-{n}"
                unit.session.add(User(id=new_id(), login=login, login_key=login, name="X", rights=[]))
            unit.commit(signed)
        rows, kept = rows_of(both, signed.command_id)
        assert (len(rows), kept.row_count, kept.keeps_images) == (how_many, how_many, keeps)
        assert all((row.after is not None) == keeps for row in rows)


def test_an_empty_transaction_leaves_no_change_set(both):
    before = both.sql("SELECT count(*) FROM change_sets")
    with write(both.root.engine) as unit:
        unit.commit(signature())
    assert both.sql("SELECT count(*) FROM change_sets") == before


def test_a_broken_constraint_is_a_bug_not_a_sentence(both):
    add_user(both)
    with pytest.raises(DBAPIError):
        add_user(both)


def test_a_read_cannot_write_on_a_server(both):
    if both.root.engine.dialect.name == "sqlite":
        pytest.skip("a read on SQLite holds one snapshot; the file's mode guards it")
    with pytest.raises(DBAPIError), read(both.root.engine) as session:
        session.execute(text("UPDATE users SET name = 'x'"))


def test_plain_values():
    row = new_id()
    assert plain(row) == str(row)
    assert plain(NOW) == 1_795_132_800_000_000
    assert plain(b"\x01") == "01"
    assert plain(NOW.date()) == "2026-11-20"
    assert plain(1 + 2j) == "(1+2j)"
    assert [plain(v) for v in (None, "a", 1, 1.5, True, {"a": 1}, [1])] == [
        None,
        "a",
        1,
        1.5,
        True,
        {"a": 1},
        [1],
    ]
