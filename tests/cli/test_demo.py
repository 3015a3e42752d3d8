"""The example desk: the same from the same seed, whole or not there, and with something of everything."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pacdesk.desk import local
from pacdesk.desk.access.commands import ListUsers, SavePermissionGroup
from pacdesk.desk.clients.brazil.documents import read_document
from pacdesk.desk.clients.commands import ClientCount, ClientPage
from pacdesk.desk.company.rules import read_protocol
from pacdesk.desk.opening import at_desk, find_user, sole_actor
from pacdesk.desk.tickets.first_look import first_look
from pacdesk.desk.values import new_id
from pacdesk.errors import Cancelled, DeskUnavailable
from pacdesk.exchange.demo import make, numbers
from pacdesk.exchange.demo.plans import CLOSED_FATES, OPEN_FATES, Fate
from pacdesk.storage import driver
from tests.cli.conftest import NOW, Runner
from tests.users import change_of

Sql = Callable[..., list[Any]]


@pytest.fixture
def sql() -> Sql:
    """Looks into a desk directly."""

    def ask(path: Path, statement: str) -> list[Any]:
        connection = driver.connect(path, read_only=True)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()

    return ask


def test_same_seed_same_desk(tmp_path: Path, sql: Sql) -> None:
    first = make(tmp_path / "first.pacdesk", tickets=6, seed=3, clients=7, now=NOW)
    again = make(tmp_path / "again.pacdesk", tickets=6, seed=3, clients=7, now=NOW)
    other = make(tmp_path / "other.pacdesk", tickets=1, seed=4, clients=7, now=NOW)
    what = (
        "SELECT id, protocol, short_id, subject, status, opened_at, due_at FROM tickets ORDER BY protocol",
        "SELECT id, legal_name, document, email FROM clients ORDER BY id",
        "SELECT ticket_id, number, kind, happened_at, payload FROM ticket_events ORDER BY ticket_id, number",
        "SELECT sha256 FROM stored_files ORDER BY id",
    )
    for statement in what:
        assert sql(first.path, statement) == sql(again.path, statement)
    assert sql(first.path, what[1]) != sql(other.path, what[1])
    assert again.tickets == 6
    assert again.events == sql(again.path, "SELECT count(*) FROM ticket_events")[0][0]


def test_numbers_are_valid_and_some_have_letters(demo: Path, sql: Sql) -> None:
    documents = [row[0] for row in sql(demo, "SELECT document FROM clients WHERE document <> ''")]
    assert len(documents) >= 60
    assert all(read_document(number).ok for number in documents)
    assert any(not number.isdigit() for number in documents)
    assert any(len(number) == 11 for number in documents)
    assert all(read_protocol(row[0]) for row in sql(demo, "SELECT protocol FROM tickets"))
    assert sql(demo, "SELECT count(*) FROM clients WHERE NOT document_ok") == [(0,)]


def test_it_is_marked_and_opens_at_once(demo: Path, sql: Sql) -> None:
    assert sql(demo, "SELECT demo FROM desk_meta") == [(1,)]
    assert sql(demo, "SELECT sum(is_admin), min(password_hash IS NULL) FROM users WHERE active") == [(1, 1)]
    assert first_look(demo) is not None


def test_s2_03_its_portfolios_are_those_of_the_example(demo: Path, sql: Sql) -> None:
    names = {row[0] for row in sql(demo, "SELECT name FROM portfolios")}
    assert {"América do Sul", "América do Norte"} <= names


def test_who_logs_in_as_an_attendant_sees_his_portfolios(demo: Path) -> None:
    with local.open_to_work(demo) as opened:
        desk = opened.desk
        chief = sole_actor(desk)
        assert chief is not None
        assert chief.is_admin
        whole = desk.acting(chief).ask(ClientCount())
        people = {}
        for login in ("paulo", "otavio", "helena", "celina"):
            found = find_user(desk, login)
            assert found is not None
            people[login] = at_desk(desk, found[3])
        seen = {login: one.ask(ClientCount()) for login, one in people.items()}
    assert 0 < seen["otavio"] < seen["paulo"] < whole
    assert seen["helena"] == whole
    assert seen["celina"] == seen["otavio"]
    assert people["celina"].actor.sight.masked == {"document", "email", "phone", "mobile"}
    assert people["helena"].actor.sight.managed


def test_s2_02_s2_x_an_export_holds_what_its_maker_sees_and_covers_what_he_may_not(
    run: Runner, demo: Path, tmp_path: Path
) -> None:
    target = tmp_path / "clientes.csv"

    def exported() -> str:
        ran = run("export", "list", "clients", "--desk", demo, "--user", "otavio", "--to", target)
        assert ran.code == 0, ran.err
        text = target.read_text("utf-8-sig")
        target.unlink()
        return text

    whole = exported()
    with local.open_to_work(demo) as opened:
        chief = sole_actor(opened.desk)
        found = find_user(opened.desk, "otavio")
        assert chief is not None
        assert found is not None
        rows = at_desk(opened.desk, found[3]).ask(ClientPage(limit=500)).rows
        desk, group = opened.desk.acting(chief), new_id()
        every = desk.ask(ClientPage(limit=500)).rows
        (user,) = [row for row in desk.ask(ListUsers()) if row.login == "otavio"]
        desk.run(SavePermissionGroup(group=group, name="Sem e-mail", masked=frozenset({"email"})))
        desk.run(change_of(desk, user.id, groups=(*user.groups, group)))
    inside = {row.name for row in rows}
    foreign = [row.name for row in every if row.name not in inside]
    mails = [row.email for row in rows if row.email]
    assert foreign
    assert mails
    assert all(row.name in whole for row in rows)
    assert not any(name in whole for name in foreign)
    assert all(mail in whole for mail in mails)
    covered = exported()
    assert all(row.name in covered for row in rows)
    assert not any(mail in covered for mail in mails)


@pytest.mark.soak
def test_something_of_everything(tmp_path: Path, sql: Sql) -> None:
    path = make(tmp_path / "x.pacdesk", tickets=101, seed=1, clients=26, now=NOW).path
    assert {row[0] for row in sql(path, "SELECT DISTINCT status FROM tickets")} == {
        "new", "pending", "in_progress", "resolved", "cancelled",
    }  # fmt: skip
    assert {row[0] for row in sql(path, "SELECT DISTINCT priority FROM tickets")} == {1, 2, 3, 4}
    assert sql(path, "SELECT max(last_number) FROM ticket_heads")[0][0] >= 120
    kinds = {row[0] for row in sql(path, "SELECT DISTINCT kind FROM ticket_events")}
    assert {"handed_over", "waiting", "reopened", "cancelled", "client_message", "note", "reply"} <= kinds
    media = {row[0] for row in sql(path, "SELECT DISTINCT media_type FROM attachments")}
    assert {"image/png", "image/jpeg", "application/pdf"} <= media
    assert sql(path, "SELECT count(DISTINCT status) FROM contracts") == [(5,)]
    now = int(NOW.timestamp() * 1_000_000)
    overdue = "SELECT count(*) FROM tickets WHERE closed_at IS NULL AND due_at"
    assert sql(path, f"{overdue} < {now}")[0][0] >= 2
    assert sql(path, f"{overdue} BETWEEN {now} AND {now} + 21600000000")[0][0] >= 2
    late = "SELECT count(*) FROM ticket_events WHERE happened_at > {0} OR recorded_at > {0}"
    assert sql(path, late.format(now)) == [(0,)]
    unread = (
        "SELECT count(*) FROM tickets WHERE closed_at IS NULL AND id NOT IN (SELECT ticket_id FROM last_seen)"
    )
    assert sql(path, unread)[0][0] >= 3
    fates = {*OPEN_FATES, *CLOSED_FATES}
    assert fates == set(Fate)


def test_thousands_are_written_past_the_handlers_and_check_clean(
    run: Runner, tmp_path: Path, sql: Sql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pacdesk.exchange.demo.maker.LIVELY", 5)  # played by commands: the others are meant
    path = tmp_path / "many.pacdesk"
    made = make(path, tickets=700, clients=13, now=NOW)
    assert (made.tickets, sql(path, "SELECT count(*) FROM tickets")) == (700, [(700,)])
    report = run("check", path, "--json")
    assert (report.code, report.data["problems"]) == (0, 0)


def test_never_over_a_file_and_nothing_left_when_stopped(run: Runner, demo: Path, tmp_path: Path) -> None:
    before = demo.read_bytes()
    assert run("demo", demo).code == 3
    assert demo.read_bytes() == before

    def stop(done: int, _: int) -> None:
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        make(tmp_path / "half.pacdesk", tickets=20, clients=7, now=NOW, progress=stop)
    assert not list(tmp_path.glob("half*"))


def test_a_killed_run_is_swept_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "x.pacdesk.making").write_bytes(b"half")
    (tmp_path / "x.pacdesk.making.files").write_bytes(b"half")
    make(tmp_path / "x.pacdesk", tickets=1, clients=7, now=NOW)
    assert not list(tmp_path.glob("*.making*"))


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskUnavailable):
        make(tmp_path / "none" / "x.pacdesk", tickets=1)


def test_with_a_key_the_code_is_shown_once(run: Runner, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("uma senha longa\n", encoding="utf-8")
    path = tmp_path / "keyed.pacdesk"
    made = make(path, tickets=2, clients=7, protection=local.Protection(password="uma senha longa"))
    assert made.recovery_code is not None
    assert not driver.is_plain(path)
    assert run("check", path).code == 3
    assert run("check", path, "--key-from", secret).code == 0
    by_code = tmp_path / "code"
    by_code.write_text(made.recovery_code, encoding="utf-8")
    assert run("check", path, "--key-from", by_code, "--json").data["ok"]


def test_ids_are_ordered_by_their_moment() -> None:
    ids = numbers.Ids(random.Random(1))  # noqa: S311  (example data)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [ids.at(start + timedelta(seconds=n)) for n in range(50)]
    assert made == sorted(made)
    assert {row.version for row in made} == {7}
