"""Personal fields that a group covers, by plain SQL: whoever is masked reads none of them, guesses none of
them, and a reveal opens a client to him only once its record stands (S2.x; issue 4)."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.conftest import FIRST
from tests.desk.access.mask_attacks import GUESSES, READS, REFUSED
from tests.desk.access.masking import (
    DOCUMENT,
    PHONE,
    SECRETS,
    STREET,
    TELEPHONES,
    build,
)
from tests.desk.access.test_attack_wall import Siege
from tests.servers import DEBIAN
from tests.walled import Walled

pytestmark = pytest.mark.postgres
REVEAL = (
    "INSERT INTO reads (id, at, actor_id, actor_label, kind, ref) "
    "VALUES (gen_random_uuid(), '3000-01-01Z', app.me(), 'x', 'reveal', '{client}')"
)


@pytest.fixture(
    scope="module",
    params=[18, *(pytest.param(n, marks=pytest.mark.soak) for n in (16, DEBIAN))],
)
def siege(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Siege]:
    """The desk on that server."""
    town = build(tmp_path_factory.mktemp("masks"), FIRST)
    walled = Walled(request.param, FIRST, town.crowd)
    with walled.owner.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    yield Siege(walled, town)
    walled.drop()
    town.crowd.desk.close()


@pytest.mark.parametrize(("login", "secrets"), [("ana", SECRETS), ("bia", TELEPHONES)])
def test_attack_no_covered_field_is_read(siege: Siege, login: str, secrets: tuple[str, ...]) -> None:
    for statement in READS:
        error, rows, _ = siege.attempt(login, statement)
        told = repr(rows)
        assert not [secret for secret in secrets if secret in told], (login, statement)
        assert not [secret for secret in secrets if secret in error], (login, statement, error)
        assert "syntax error" not in error, (statement, error)


def test_attack_the_covered_fields_are_there_to_be_found(siege: Siege) -> None:
    """Else the test above would pass on an empty desk."""
    for login in ("caio", "raiz"):
        told = "".join(repr(siege.attempt(login, statement)[1]) for statement in READS)
        assert [secret for secret in SECRETS if secret not in told] == []


def test_attack_no_covered_field_is_guessed(siege: Siege) -> None:
    for there, not_there in GUESSES:
        found, other = siege.attempt("ana", there), siege.attempt("ana", not_there)
        assert "syntax error" not in found[0], there
        assert found[0].split(":")[0] == other[0].split(":")[0], (there, found, other)
        value, guess = (statement.split("'")[-2] for statement in (there, not_there))
        assert repr(found[1:]).replace(value, "") == repr(other[1:]).replace(guess, ""), there


def test_attack_who_is_masked_changes_nothing_that_is_covered(siege: Siege) -> None:
    for statement in REFUSED:
        error, rows, touched = siege.attempt("ana", statement)
        assert error, (statement, rows, touched)
        assert "syntax error" not in error, statement
    assert siege.owner("SELECT phone, find_key FROM clients") == siege.owner(
        "SELECT phone, 'rita aurora 11144477735 551133334444 14155550123' FROM clients"
    )


def test_attack_a_reveal_opens_only_once_its_record_stands(siege: Siege) -> None:
    ana = siege.walled.connect("ana")
    look = "SELECT phone FROM covered.clients"
    (shown,) = siege.walled.ids("ana", look)
    ana.autocommit = False
    for before, after in (("", ""), ("SAVEPOINT a; ", "; RELEASE a"), ("SAVEPOINT a; SAVEPOINT b; ", "")):
        ana.execute(siege.fill(f"{before}{REVEAL}{after}").encode())
        assert siege.walled.ids("ana", look) == {shown}
        ana.rollback()
    ana.autocommit = True
    assert siege.walled.ids("ana", look) == {shown}
    assert siege.owner("SELECT count(*) FROM reads WHERE kind = 'reveal'") == [(0,)]
    ana.execute(siege.fill(REVEAL).encode())
    assert siege.walled.ids("ana", look) == {PHONE}
    assert siege.walled.ids("ana", "SELECT street FROM covered.addresses") == {STREET}
    assert DOCUMENT in repr(ana.execute("SELECT * FROM app.find('''rita''', NULL, NULL, 9)").fetchall())
    assert siege.walled.ids("ana", "SELECT count(*) FROM public.clients") == {0}
    assert siege.walled.ids("bia", look) == {shown}
    told = siege.owner("SELECT actor_id, at < now() + interval '1 minute' FROM reads WHERE kind = 'reveal'")
    assert told == [(UUID(str(siege.town.names["ana"])), True)]
    with siege.walled.owner.begin() as connection:
        connection.exec_driver_sql("UPDATE app.reveals SET at = at - interval '16 minutes'")
    assert siege.walled.ids("ana", look) == {shown}


def test_attack_a_revealed_client_draws_nothing_of_another_to_him(siege: Siege) -> None:
    ana = siege.walled.connect("ana")
    other = uuid4()
    columns = (
        "version, portfolio_id, kind, person_type, legal_name, trade_name, sort_key, document_ok, "
        "state_registration, registration_state, city_registration, tax_regime, status, email, phone, "
        "mobile, phone_key, find_key, external_table, external_code, under_sac, note, created_at"
    )
    copied = columns.replace("legal_name", "'Outra'", 1)
    connection: psycopg.Connection[Any] = ana
    connection.execute(
        f"INSERT INTO covered.clients (id, {columns}) SELECT %s, {copied} FROM covered.clients LIMIT 1",
        (other,),
    )
    connection.execute(REVEAL.replace("{client}", str(other)).encode())
    assert siege.walled.ids("ana", f"SELECT count(*) FROM covered.clients WHERE id = '{other}'") == {1}
    for statement in (
        f"UPDATE covered.contacts SET client_id = '{other}', version = version + 1",
        f"UPDATE covered.addresses SET client_id = '{other}', version = version + 1",
        f"UPDATE covered.tickets SET client_id = '{other}', version = version + 1",
        f"UPDATE contacts SET client_id = '{other}', version = version + 1",
    ):
        error, _, touched = siege.attempt("ana", statement)
        assert error or touched <= 0, statement
    drawn = ana.execute(
        "SELECT * FROM covered.contacts, covered.addresses, covered.tickets, covered.search_docs"
    ).fetchall()
    assert not [secret for secret in SECRETS if secret in repr(drawn)]


def test_attack_a_mask_holds_at_once_and_goes_at_once(siege: Siege) -> None:
    look = "SELECT phone FROM public.clients WHERE legal_name = 'Rita Aurora'"
    assert siege.walled.ids("caio", look) == {PHONE}
    give = (
        "INSERT INTO memberships (id, version, user_id, group_id) VALUES ('{fresh}', 1, '{caio}', '{phones}')"
    )
    with siege.walled.owner.begin() as connection:
        connection.exec_driver_sql(siege.fill(give))
    assert siege.walled.ids("caio", look) == set()
    covered = "SELECT phone FROM covered.clients WHERE legal_name = 'Rita Aurora'"
    assert siege.walled.ids("caio", covered) == {"••• 4444"}
    with siege.walled.owner.begin() as connection:
        connection.exec_driver_sql(
            siege.fill("UPDATE memberships SET voided_at = now() WHERE id = '{fresh}'")
        )
    assert siege.walled.ids("caio", look) == {PHONE}
