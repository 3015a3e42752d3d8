"""Somebody with the right to erase, a psql and no program between: nothing goes that the program would keep,
and nothing goes unrecorded."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from pacdesk.desk.access.commands import ListUsers
from pacdesk.desk.clients.commands import GetClient
from pacdesk.desk.contracts.commands import CreateContract
from pacdesk.desk.contracts.rows import ContractStatus, ContractValues
from pacdesk.desk.privacy.commands import ListErasures, PlaceHold, SaveRetention
from pacdesk.desk.privacy.rules import RetentionKind
from pacdesk.desk.values import new_id
from tests.desk.privacy.holder import Holder
from tests.desk.privacy.test_wall_erasing import Shared, shared

__all__ = ["shared"]
pytestmark = pytest.mark.postgres
Refused = psycopg.errors.InsufficientPrivilege
Case = Callable[[Shared], tuple[str, UUID]]
"""Makes somebody; answers what he is and who."""
BEGIN = "SELECT app.begin_erasing(gen_random_uuid(), %s, %s, 'Titular 0A1B-2C3D', 'Por mim')"


@contextmanager
def erasing(shared: Shared, kind: str, person: UUID | None, login: str = "edu") -> Any:
    """A transaction of that person's in which he has said whom he erases; taken back at the end."""
    connection = shared.walled.connect(login)
    with connection.transaction(force_rollback=True):
        connection.execute(BEGIN, (kind, person))
        yield connection


def ids(shared: Shared, statement: str, **values: Any) -> list[UUID]:
    with shared.walled.owner.connect() as connection:
        return [row[0] for row in connection.execute(text(statement), values)]


def events_of(shared: Shared, holder: Holder) -> list[UUID]:
    return ids(shared, "SELECT id FROM ticket_events WHERE ticket_id = :t", t=holder.ticket)


def place_hold(shared: Shared, **on: UUID) -> UUID:
    return shared.at("carla").run(PlaceHold(hold=new_id(), reason="Processo 1", **on)).answer


def held(kind: str, on: str) -> Case:
    """`kind` of somebody on whom a hold stands, placed on his client or a ticket of his."""

    def case(shared: Shared) -> tuple[str, UUID]:
        holder = shared.settled()
        place_hold(shared, **{on: getattr(holder, on)})
        return kind, getattr(holder, kind)

    return case


def under_sac(kind: str) -> Case:
    return lambda shared: (kind, getattr(shared.settled(under_sac=True), kind))


def open_ticket(shared: Shared) -> tuple[str, UUID]:
    return "client", shared.settled(close=False).client


def standing_contract(shared: Shared) -> tuple[str, UUID]:
    holder = shared.settled()
    values = ContractValues(status=ContractStatus.SUSPENDED)
    shared.at("raiz").run(
        CreateContract(contract=new_id(), client=holder.client, values=values, imported=True)
    )
    return "client", holder.client


def nobody(shared: Shared) -> tuple[str, UUID]:
    del shared
    return "client", new_id()


def staff_of(shared: Shared, login: str) -> UUID:
    (row,) = [row for row in shared.at("raiz").ask(ListUsers()) if row.login == login]
    assert row.staff_id is not None
    return row.staff_id


def somebody_active(shared: Shared) -> tuple[str, UUID]:
    return "staff", staff_of(shared, "davi")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(held("client", "client"), id="held client"),
        pytest.param(held("client", "ticket"), id="held ticket"),
        pytest.param(held("contact", "client"), id="contact of a held client"),
        pytest.param(held("login", "ticket"), id="login of a held ticket"),
        pytest.param(under_sac("client"), id="under the SAC decree"),
        pytest.param(under_sac("contact"), id="contact under the SAC decree"),
        open_ticket,
        standing_contract,
        nobody,
    ],
)
def test_attack_what_the_program_keeps_the_wall_keeps(shared: Shared, case: Case) -> None:
    kind, person = case(shared)
    with pytest.raises(Refused), erasing(shared, kind, person):
        pass


@pytest.mark.parametrize("login", ["raiz", "edu"])
def test_attack_nobody_who_still_logs_in_is_erased(shared: Shared, login: str) -> None:
    with pytest.raises(Refused), erasing(shared, "staff", staff_of(shared, "davi"), login):
        pass


TAKES = {
    "events": "SELECT app.forget_events(%s)",
    "labels": "SELECT app.forget_labels(%s, ARRAY['Raiz Souto'])",
    "files": "SELECT app.forget_files(%s)",
    "images": "SELECT app.forget_images(%s)",
    "keys": "SELECT app.forget_keys(%s)",
}


def of(shared: Shared, holder: Holder, what: str) -> list[UUID]:
    """What each of the functions would take of somebody."""
    return {
        "events": lambda: events_of(shared, holder),
        "labels": lambda: [holder.ticket],
        "files": lambda: ids(shared, "SELECT id FROM attachments WHERE ticket_id = :t", t=holder.ticket),
        "images": lambda: [holder.client, holder.ticket],
        "keys": lambda: [holder.client],
    }[what]()


@pytest.fixture(scope="module")
def two(shared: Shared) -> tuple[Holder, Holder]:
    """Whom he erases, and somebody whom he names in passing: of another name, so that no text is of both."""
    one, other = shared.settled(), shared.settled()
    with shared.walled.owner.begin() as connection:
        connection.execute(
            text("UPDATE clients SET legal_name = 'Outra Pessoa', mobile = '', document = NULL, email = '' "
                 "WHERE id = :one"), {"one": one.client},
        )  # fmt: skip
    return one, other


@pytest.mark.parametrize("what", TAKES)
def test_attack_under_one_erasing_nothing_of_another_goes(
    shared: Shared, two: tuple[Holder, Holder], what: str
) -> None:
    one, other = two
    for mixed in ([*of(shared, one, what), *of(shared, other, what)], of(shared, other, what)):
        with pytest.raises(Refused), erasing(shared, "client", one.client) as connection:
            connection.execute(TAKES[what], (mixed,))
    with erasing(shared, "client", one.client) as connection:
        connection.execute(TAKES[what], (of(shared, one, what),))


@pytest.mark.parametrize("what", TAKES)
def test_attack_nothing_goes_by_the_right_alone(
    shared: Shared, two: tuple[Holder, Holder], what: str
) -> None:
    with pytest.raises(Refused):
        shared.walled.connect("edu").execute(TAKES[what], (of(shared, two[0], what),))


def test_attack_no_erasing_gives_who_acted_another_name(shared: Shared, two: tuple[Holder, Holder]) -> None:
    one, _ = two
    with erasing(shared, "client", one.client) as connection:
        connection.execute(TAKES["labels"], ([one.ticket],))
        acted = connection.execute(
            "SELECT DISTINCT actor_label FROM ticket_events WHERE ticket_id = %s", (one.ticket,)
        ).fetchall()
        assert acted == [("Raiz Souto",)]


def test_attack_a_mention_on_hold_stays(shared: Shared, two: tuple[Holder, Holder]) -> None:
    one, other = two
    mentions = events_of(shared, other)
    with shared.walled.owner.begin() as connection:
        connection.execute(
            text("UPDATE clients SET trade_name = 'Zeferina Segunda' WHERE id = :one"), {"one": one.client}
        )
    naming = "SELECT id FROM ticket_events WHERE id = ANY (:e) AND payload ILIKE '%Zeferina segunda%'"
    said = ids(shared, naming, e=mentions)
    assert said
    with erasing(shared, "client", one.client) as connection:
        connection.execute(TAKES["events"], (said,))
    place_hold(shared, ticket=other.ticket)
    with pytest.raises(Refused), erasing(shared, "client", one.client) as connection:
        connection.execute(TAKES["events"], (said,))


def test_attack_an_erasing_is_on_record_before_anything_goes(shared: Shared) -> None:
    holder = shared.settled()
    connection = shared.walled.connect("edu")
    with connection.transaction():
        connection.execute(BEGIN, ("client", holder.client))
        connection.execute(TAKES["events"], (events_of(shared, holder),))
        for forged in ("UPDATE erasures SET actor_label = 'Raiz'", "DELETE FROM erasures"):
            with pytest.raises(Refused), connection.transaction():
                connection.execute(forged.encode())
    newest = shared.at("carla").ask(ListErasures())[0]
    assert (newest.by, newest.person_id, newest.reason) == ("Edu", holder.client, "Por mim")
    assert not ids(shared, "SELECT person FROM app.erasing")
    for forged in (
        "INSERT INTO erasures (id, at, kind, counts) VALUES (gen_random_uuid(), now(), 'client', '{}')",
        f"SELECT app.forget_events(ARRAY['{events_of(shared, holder)[0]}'::uuid])",
    ):
        with pytest.raises(Refused):
            connection.execute(forged.encode())
    connection.execute("SELECT app.count_erased(%s, '{\"entries\": 99}')", (newest.id,))
    assert shared.at("carla").ask(ListErasures())[0].counts == {}
    with pytest.raises(Refused), erasing(shared, "client", holder.client):
        pass


def test_attack_a_rule_set_to_no_days_takes_nothing_young(shared: Shared) -> None:
    holder = shared.settled()
    raiz = shared.at("raiz")
    for kind in (RetentionKind.TICKET_TEXTS, RetentionKind.TICKET_FILES):
        with pytest.raises(Refused), erasing(shared, str(kind), None):
            pass
        raiz.run(SaveRetention(kind=kind, days=365, basis="CDC", active=True))
    connection = shared.walled.connect("edu")
    connection.execute("UPDATE retention_rules SET days = -9999, version = version + 1")
    for kind, what in (("ticket_texts", "events"), ("ticket_files", "files"), ("ticket_texts", "labels")):
        with pytest.raises(Refused), erasing(shared, kind, None) as connection:
            connection.execute(TAKES[what], (of(shared, holder, what),))
    with shared.walled.owner.begin() as owner:
        owner.execute(
            text("UPDATE tickets SET closed_at = closed_at - interval '91 days' WHERE id = :t"),
            {"t": holder.ticket},
        )
    with erasing(shared, "ticket_texts", None) as connection:
        connection.execute(TAKES["events"], (of(shared, holder, "events"),))
        with pytest.raises(Refused), connection.transaction():
            connection.execute(TAKES["files"], (of(shared, holder, "files"),))
    place_hold(shared, client=holder.client)
    with pytest.raises(Refused), erasing(shared, "ticket_texts", None) as connection:
        connection.execute(TAKES["events"], (of(shared, holder, "events"),))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE legal_holds SET lifted_at = now(), version = version + 1 WHERE id = %s",
        "UPDATE legal_holds SET voided_at = now(), version = version + 1 WHERE id = %s",
        "UPDATE legal_holds SET reason = '', version = version + 1 WHERE id = %s",
        "UPDATE legal_holds SET client_id = NULL, version = version + 1 WHERE id = %s",
    ],
)
def test_attack_who_erases_lifts_no_hold(shared: Shared, statement: str) -> None:
    hold = place_hold(shared, client=shared.settled().client)
    with pytest.raises(Refused):
        shared.walled.connect("edu").execute(statement.encode(), (hold,))


def test_wall_terms_of_the_sac_decree_end_on_the_day_that_the_program_says(shared: Shared) -> None:
    holder = shared.settled(under_sac=True)
    statement = text("SELECT app.kept_tickets(ARRAY[:t]::uuid[], true) <> '{}'")
    moving = text(
        "UPDATE tickets SET closed_at = now() - interval '2 years' + make_interval(days => :d) WHERE id = :t"
    )
    found = []
    with shared.walled.owner.begin() as connection:
        for days in (-2, 2):
            connection.execute(moving, {"d": days, "t": holder.ticket})
            found.append(connection.scalar(statement, {"t": holder.ticket}))
    assert found == [False, True]
    assert shared.at("raiz").ask(GetClient(client=holder.client)).values.under_sac
