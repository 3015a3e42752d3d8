"""What people try with plain SQL, as their own role: nothing foreign is read, guessed or changed, nothing is
forged, no history is altered (issue 4; experiment X5 of the reference)."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from pacdesk.desk.opening import at_desk, open_shared, sole_actor
from pacdesk.desk.tickets.commands import FindTicket
from pacdesk.desk.tickets.rules import chain_hash
from pacdesk.storage.types import to_micros
from tests.conftest import FIRST
from tests.desk.access.attacks import GUESSES, NOT_DONE, READS, REFUSED
from tests.desk.access.server_attacks import CONDITIONS, REFUSED_BY_SERVER, TEXTS, WITH_WORK_COUNTED
from tests.desk.access.town import MARK, Town, build
from tests.servers import DEBIAN
from tests.walled import Walled

pytestmark = pytest.mark.postgres
ROLES = ("ana", "bia", "gil", "dora", "vera", "mara", "sem", "fora")
AT_LEAST = 60


@dataclass
class Siege:
    """The town behind its wall."""

    walled: Walled
    town: Town

    def fill(self, statement: str) -> str:
        """The statement with the ids of what it is after."""
        for name, value in self.town.names.items():
            statement = statement.replace(f"{{{name}}}", str(value))
        return statement

    def attempt(
        self, login: str, statement: str, settings: tuple[str, ...] = ()
    ) -> tuple[str, list[Any], int]:
        """What a statement answers: the error's text, the rows, and how many it touched. Taken back."""
        connection = self.walled.connect(login)
        connection.autocommit = False
        notices: list[str] = []

        def note(told: psycopg.errors.Diagnostic) -> None:
            notices.append(str(told.message_primary))

        connection.add_notice_handler(note)
        try:
            cursor = connection.cursor()
            if statement.startswith("COPY") and statement.endswith("STDOUT"):
                with cursor.copy(self.fill(statement).encode()) as copied:
                    return "", [bytes(row) for row in copied], 0
            for setting in settings:
                cursor.execute(setting.encode())
            cursor.execute(self.fill(statement).encode())
            rows = cursor.fetchall() if cursor.description else []
            while cursor.nextset():
                rows += cursor.fetchall() if cursor.description else []
        except psycopg.Error as error:
            return f"{type(error).__name__}: {error}", notices, 0
        else:
            return "", [*rows, *notices], cursor.rowcount
        finally:
            connection.remove_notice_handler(note)
            connection.rollback()
            connection.autocommit = True

    def owner(self, statement: str, **values: Any) -> list[Any]:
        """What the owner reads."""
        with self.walled.owner.connect() as connection:
            return list(connection.execute(text(statement), values))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town as a file."""
    made = build(tmp_path_factory.mktemp("town"), FIRST)
    yield made
    made.crowd.desk.close()


@pytest.fixture(scope="module", params=[18, 16, pytest.param(DEBIAN, id="debian")])
def siege(request: pytest.FixtureRequest, town: Town) -> Iterator[Siege]:
    """The town on that server."""
    walled = Walled(request.param, FIRST, town.crowd)
    with walled.owner.begin() as connection:
        given = {"sha": town.names["foreign_sha"], "bytes": f"arquivo {MARK}".encode()}
        connection.execute(text("INSERT INTO file_chunks VALUES (:sha, 0, :bytes)"), given)
        connection.exec_driver_sql("ANALYZE")
        superuser = str(connection.scalar(text("SELECT current_user")))
    yield Siege(walled, Town(town.crowd, {**town.names, "superuser": superuser}))
    walled.drop()


@pytest.mark.parametrize("login", ROLES)
def test_attack_nothing_foreign_is_read(siege: Siege, login: str) -> None:
    for statement in READS:
        error, rows, _ = siege.attempt(login, statement)
        assert MARK not in repr(rows), (login, statement)
        assert MARK not in error, (login, statement)


def test_attack_the_marks_are_there_to_be_found(siege: Siege) -> None:
    """Else the test above would pass on an empty desk."""
    found = [statement for statement in READS if MARK in repr(siege.attempt("raiz", statement)[1])]
    assert len(found) > 40
    for tried in (READS, (*GUESSES, *NOT_DONE), REFUSED, REFUSED_BY_SERVER, _for_administrators()):
        assert len(set(tried)) >= AT_LEAST


@pytest.mark.parametrize("login", ROLES)
def test_attack_nothing_foreign_is_guessed(siege: Siege, login: str) -> None:
    """Two statements that differ only in whether the foreign thing is there answer alike."""
    for there, not_there in GUESSES:
        error, rows, touched = siege.attempt(login, there)
        other_error, other_rows, other_touched = siege.attempt(login, not_there)
        kinds = (error.split(":")[0], other_error.split(":")[0])
        assert kinds[0] == kinds[1], (login, there, error, other_error)
        assert (rows, touched) == (other_rows, other_touched), (login, there)


@pytest.mark.parametrize("login", ROLES)
def test_attack_nothing_foreign_is_changed(siege: Siege, login: str) -> None:
    for statement in NOT_DONE:
        error, _, touched = siege.attempt(login, statement)
        assert error or touched <= 0, (login, statement, touched)
        assert "syntax error" not in error, statement
        assert "does not exist" not in error, (statement, error)


@pytest.mark.parametrize("login", ROLES)
def test_attack_no_role_setting_or_history_gives_way(siege: Siege, login: str) -> None:
    for statement in (*REFUSED, *REFUSED_BY_SERVER):
        error, rows, touched = siege.attempt(login, statement)
        assert error, (login, statement, rows, touched)
        assert "syntax error" not in error, statement


def _for_administrators() -> list[str]:
    """`raiz` may do to himself what a person may; the rest is refused to him like to anybody."""
    return [statement for statement in (*REFUSED, *REFUSED_BY_SERVER) if "raiz" not in statement]


def test_attack_an_administrator_is_no_owner(siege: Siege) -> None:
    for statement in _for_administrators():
        error, rows, touched = siege.attempt("raiz", statement)
        assert error, (statement, rows, touched)
        assert MARK not in repr(rows)


@pytest.mark.parametrize(
    ("login", "found"), [("ana", ("mine", None)), ("vera", ("mine", None)), ("sem", (None,) * 2)]
)
def test_wall_s3_04_a_ticket_in_sight_is_found_by_its_number(
    siege: Siege, login: str, found: tuple[str | None, ...]
) -> None:
    with closing(open_shared(siege.walled.address_of(login))) as desk:
        actor = sole_actor(desk)
        assert actor is not None
        for number, name in zip(("mine_protocol", "foreign_protocol"), found, strict=True):
            typed = FindTicket(typed=str(siege.town.names[number]))
            assert at_desk(desk, actor).ask(typed) == (siege.town.names[name] if name else None)


@pytest.mark.parametrize("login", ["ana", "vera"])
@pytest.mark.parametrize("setting", ["on", "off"])
def test_attack_no_text_is_found_by_its_work(siege: Siege, login: str, setting: str) -> None:
    """How many rows met a condition before the wall refused them finds a text out letter by letter."""
    ways = ("enable_seqscan", "enable_bitmapscan", "enable_sort")
    settings = ("SET LOCAL jit = off", *(f"SET LOCAL {way} = {setting}" for way in ways))

    def told(way: str, table: str, column: str, condition: str, value: str) -> str:
        asked = condition.format(column=f"x.{column}", value=value.replace("'", "''"))
        statement = way.format(table=table, condition=asked, column=f"x.{column}")
        error, rows, _ = siege.attempt(login, statement, settings)
        assert "syntax error" not in error, error
        return error.split(":")[0] + re.sub(r"'[^']*'", "?", "\n".join(str(row[0]) for row in rows))

    for table, column, value in _foreign_texts(siege):
        other = value[:-1] + chr(ord(value[-1]) ^ 1)
        conditions = CONDITIONS if column == "legal_name" else CONDITIONS[:2]
        for condition, way in ((c, w) for c in conditions for w in WITH_WORK_COUNTED):
            met = told(way, table, column, condition, value)
            assert met == told(way, table, column, condition, other), (condition, way)


def _foreign_texts(siege: Siege) -> list[tuple[str, str, str]]:
    """One of each column that stands in the north."""
    names = siege.town.names
    found = []
    for table, columns in TEXTS.items():
        where = "sha256 = :sha" if table == "file_chunks" else "portfolio_id = :north"
        given = {"sha": names["foreign_sha"]} if table == "file_chunks" else {"north": names["north"]}
        for column in columns:
            ((value,), *_) = siege.owner(f"SELECT {column} FROM {table} WHERE {where}", **given)
            found.append((table, column, value))
    return found


def test_attack_what_others_ask_and_change_is_not_overheard(siege: Siege) -> None:
    siege.walled.connect("raiz").execute(f"SELECT '{MARK}'")
    ana = siege.walled.connect("ana")
    ana.execute("LISTEN pacdesk")
    siege.walled.connect("raiz").execute(
        siege.fill("UPDATE tickets SET news = news WHERE id = '{foreign}'").encode()
    )
    heard = list(ana.notifies(timeout=5, stop_after=1))
    ana.execute("UNLISTEN *")
    assert [note.payload for note in heard] == ["- tickets"]
    for place in ("pg_stat_activity", "pg_stat_get_activity(NULL)", "pg_locks", "app.feed_rows"):
        told = repr(ana.execute(f"SELECT * FROM {place}".encode()).fetchall())
        assert MARK not in told
        assert str(siege.town.names["foreign"]) not in told


@pytest.mark.parametrize("login", ["ana", "bia", "gil", "dora"])
def test_attack_settings_do_not_make_somebody_else(siege: Siege, login: str) -> None:
    me = siege.walled.ids(login, "SELECT app.me()")
    connection = siege.walled.connect(login)
    for setting in (
        "SELECT set_config('app.user', '{chief}', false)",
        "SELECT set_config('app.me', '{chief}', false)",
        "SET search_path = public, app, pg_catalog",
        "SET ROLE pacdesk_people",
        "SET application_name = 'raiz'",
        "SET TIME ZONE 'Pacific/Kiritimati'",
    ):
        connection.execute(siege.fill(setting).encode())
        assert siege.walled.ids(login, "SELECT app.me()") == me, setting
        seen = connection.execute("SELECT * FROM tickets").fetchall()
        assert MARK not in repr(seen), setting
    connection.execute("RESET ALL")
    connection.execute("RESET ROLE")


def test_attack_what_is_written_into_the_history_is_signed_and_chained_by_the_database(siege: Siege) -> None:
    forged = (
        (
            "INSERT INTO ticket_events (id, portfolio_id, ticket_id, number, kind, visibility, actor_id, "
            "actor_label, on_behalf_of, "
            "recorded_by, happened_at, recorded_at, payload, salt, commitment, hash) VALUES "
            "(gen_random_uuid(), '{south}', '{mine}', 77, 'note', 'internal', '{chief}', "
            "'Chefe', '', 'chefe', "
            "'2001-01-01Z', '2001-01-01Z', '{{\"text\":\"x\"}}', 'sal', 'falso', 'falso') "
            "ON CONFLICT DO NOTHING"
        )
        .replace("{{", "{")
        .replace("}}", "}")
    )
    connection = siege.walled.connect("ana")
    (existing, *_) = siege.owner(
        "SELECT id FROM ticket_events WHERE ticket_id = :t", t=siege.town.names["mine"]
    )
    for _ in range(2):
        connection.execute(siege.fill(forged).encode())
    twice = forged.replace("gen_random_uuid()", f"'{existing.id}'")
    assert connection.execute(siege.fill(twice).encode()).rowcount == 0
    connection.execute(
        "UPDATE ticket_heads SET last_number = 1, last_hash = 'falso' WHERE ticket_id = %s",
        (siege.town.names["mine"],),
    )
    connection.execute(siege.fill(forged).encode())
    events = siege.owner(
        "SELECT * FROM ticket_events WHERE ticket_id = :t ORDER BY number", t=siege.town.names["mine"]
    )
    assert [event.number for event in events] == list(range(1, len(events) + 1))
    previous = ""
    for event in events:
        commitment = sha256((event.salt + event.payload).encode()).hexdigest()
        expected = chain_hash(
            previous, event.ticket_id, event.number, event.kind, event.recorded_by,
            to_micros(event.recorded_at), commitment,
        )  # fmt: skip
        assert (event.hash, event.commitment) == (expected, commitment)
        previous = event.hash
    for event in events[-3:]:
        assert event.recorded_by == "ana"
        assert (event.actor_id, event.actor_label) == (UUID(str(siege.town.names["ana"])), "Ana")
        assert event.recorded_at.year > 2020
    ((number, digest),) = siege.owner(
        "SELECT last_number, last_hash FROM ticket_heads WHERE ticket_id = :t", t=siege.town.names["mine"]
    )
    assert (number, digest) == (len(events), previous)


def test_attack_a_known_id_opens_no_ticket_by_an_insert_that_does_nothing(siege: Siege) -> None:
    columns = (
        "version, portfolio_id, protocol, short_id, kind, client_sort_key, type_id, "
        "workflow_version_id, stage_id, "
        "stage_position, stage_since, subject, subject_key, description, department_id, attendant_sort_key, "
        "priority, best_time, origin, status, waiting_on, address_origin, opened_at, opened_by_label, "
        "cancel_reason, reopened_count, last_event_at, news, news_visibility, pending_interaction"
    )
    copied = columns.replace("portfolio_id", "'00000000-0000-8000-8000-000000000001'")
    copied = copied.replace("protocol", "'x'").replace("short_id", "'x'").replace("kind", "'own_structure'")
    insert = (
        f"INSERT INTO tickets (id, {columns}) SELECT '{{which}}', {copied} FROM tickets WHERE id "
        f"= '{{mine}}' "
        "ON CONFLICT DO NOTHING"
    )
    error, _, _ = siege.attempt("ana", insert.replace("{which}", "{foreign}"))
    assert "InsufficientPrivilege" in error
    error, _, touched = siege.attempt("ana", insert.replace("{which}", "{nothing}"))
    assert (error, touched) == ("", 1), "the statement itself is sound"


def test_attack_a_change_set_is_signed_and_takes_no_more_rows_when_it_is_done(siege: Siege) -> None:
    connection = siege.walled.connect("ana")
    made = (
        "INSERT INTO change_sets (id, at, actor_id, actor_label, command, row_count, keeps_images) VALUES "
        "('{fresh}', now(), '{chief}', 'x', 'OpenTicket', 1, true)"
    )
    connection.execute(siege.fill(made).encode())
    signed = "SELECT actor_id, actor_label FROM change_sets WHERE id = :i"
    assert siege.owner(signed, i=siege.town.names["fresh"]) == [(UUID(str(siege.town.names["ana"])), "Ana")]
    late = (
        "INSERT INTO change_rows (change_set_id, table_name, row_id, operation) "
        "VALUES ('{fresh}', 'tickets', '{mine}', 'update')"
    )
    error, _, _ = siege.attempt("ana", late)
    assert "InsufficientPrivilege" in error


def test_attack_nobody_takes_another_s_window_s_place(siege: Siege) -> None:
    be_there = siege.fill("SELECT app.be_at(ARRAY['{mine}']::uuid[], '{}')").encode()
    for login in ("gil", "ana", "gil"):
        connection = siege.walled.connect(login)
        connection.execute("SET pacdesk.sender = 'window of gil'")
        connection.execute(be_there)
        connection.execute("RESET pacdesk.sender")
    assert siege.owner("SELECT login FROM app.presence ORDER BY login") == [("ana",), ("gil",)]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("tickets", "opened_by_label"),
        ("stage_visits", "attendant_label"),
        ("attachments", "added_by_label"),
    ],
)
def test_attack_nobody_signs_with_another_s_name(siege: Siege, table: str, column: str) -> None:
    key = "id" if table == "tickets" else "ticket_id"
    for name, kept in (("Chefe", "Ana"), ("Ana", "Ana"), ("", "")):
        error, rows, touched = siege.attempt(
            "ana",
            f"UPDATE {table} SET {column} = '{name}', version = version + 1 WHERE {key} = '{{mine}}' "
            f"RETURNING {column}",
        )
        assert (error, rows, touched) == ("", [(kept,)], 1)


def test_attack_rights_are_not_raised_by_who_edits_users(siege: Siege) -> None:
    """`dora` may edit users and has no other great right."""
    for statement in (
        "UPDATE users SET is_admin = true, version = version + 1 WHERE login = 'dora'",
        "UPDATE users SET rights = '[\"portfolio.all\"]', version = version + 1 WHERE login = 'dora'",
        "UPDATE users SET login = 'raiz2', version = version + 1 WHERE login = 'raiz'",
        "UPDATE users SET login_key = 'x', version = version + 1 WHERE login = 'dora'",
        "UPDATE users SET active = false, version = version + 1 WHERE login = 'raiz'",
        "UPDATE users SET password_hash = 'x', version = version + 1 WHERE login = 'ana'",
        (
            "INSERT INTO users (id, version, login, login_key, name, is_admin, rights, active, "
            "failed_logins) "
            "VALUES (gen_random_uuid(), 1, 'eu', 'eu', 'Eu', true, '[]', true, 0)"
        ),
        (
            "INSERT INTO users (id, version, login, login_key, name, is_admin, rights, active, "
            "failed_logins) "
            "VALUES (gen_random_uuid(), 1, 'eu', 'eu', 'Eu', false, '[\"audit.see\"]', true, 0)"
        ),
        "UPDATE permission_groups SET rights = '[\"portfolio.all\"]', version = version + 1",
        (
            "INSERT INTO memberships (id, version, user_id, group_id) VALUES "
            "(gen_random_uuid(), 1, '{dora}', "
            "'{strong}')"
        ),
        "UPDATE memberships SET group_id = '{strong}', version = version + 1",
        "UPDATE users SET name = 'x' WHERE login = 'ana'",
        "UPDATE users SET name = 'x', version = version + 7 WHERE login = 'ana'",
    ):
        error, _, _ = siege.attempt("dora", statement)
        assert "InsufficientPrivilege" in error, (statement, error)
    error, _, touched = siege.attempt(
        "dora", "UPDATE users SET name = 'Ana P.', version = version + 1 WHERE login = 'ana'"
    )
    assert (error, touched) == ("", 1)
