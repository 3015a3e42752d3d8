"""A whole import taken back: what it made goes, what it changed becomes what it was (D13)."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from pacdesk.desk.clients.commands import ChangeClient, GetClient
from pacdesk.desk.tickets.commands import SaveSubject, SearchAll
from pacdesk.desk.tickets.imported import UndoImport, Undone
from pacdesk.desk.undo.commands import Undo
from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.exchange.importer import Outcome, import_file
from pacdesk.exchange.mapping import ImportMap, parse_mapping
from pacdesk.exchange.problems import Problem
from tests.conftest import World
from tests.exchange.killing import ITALY, log
from tests.exchange.test_importer import CLIENTS, CONTRACTS, load_mapping

HEAD = "cod,nome,doc,email,contato,cep\n"
OLD = HEAD + "1,Serra Azul,11222333000181,a@exemplo.com.br,Rita,70040010\n2,Vale Verde,,,,\n3,Outro,,,,\n"
NEW = (
    HEAD
    + "1,Zênite,11222333000181,b@exemplo.com.br,Rui,70040020\n"
    + "2,Vale Verde,,c@exemplo.com.br,Bia,70040030\n3,Outro,,d@exemplo.com.br,,\n4,Novo,,,,\n"
)


def bring(world: World, folder: Path, text: str, mapping: ImportMap = CLIENTS) -> Outcome:
    path = folder / "data.csv"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    outcome = import_file(world.desk, path, mapping, problems.append)
    assert problems == []
    return outcome


def uid(found: object) -> UUID:
    """An id as SQLite or PostgreSQL gave it."""
    return found if isinstance(found, UUID) else UUID(bytes=bytes(found))  # type: ignore[call-overload]  # SQLite's


def undo(world: World, outcome: Outcome) -> Undone:
    assert outcome.batch is not None
    return world.desk.run(UndoImport(batch=outcome.batch)).answer


def records(world: World) -> list[object]:
    """Clients with their contacts and addresses, as people know them."""
    return [
        world.sql(statement)
        for statement in (
            "SELECT legal_name, email, sort_key FROM clients WHERE voided_at IS NULL ORDER BY legal_name",
            "SELECT name FROM contacts WHERE voided_at IS NULL ORDER BY name",
            "SELECT cep FROM addresses WHERE voided_at IS NULL ORDER BY cep",
            "SELECT number, plan, client_sort_key FROM contracts WHERE voided_at IS NULL ORDER BY number",
        )
    ]


def test_d13_older_clients_get_back_what_they_were(both: World, tmp_path: Path) -> None:
    bring(both, tmp_path, OLD)
    bring(both, tmp_path, "id,cliente,plano,inicio,valor,sit\nC1,1,Fibra,25/01/2026,1,active\n", CONTRACTS)
    before = records(both)
    outcome = bring(both, tmp_path, NEW)
    assert (outcome.made, outcome.changed) == (1, 3)
    plan = bring(
        both, tmp_path, "id,cliente,plano,inicio,valor,sit\nC1,1,Rádio,25/01/2026,1,active\n", CONTRACTS
    )
    assert plan.changed == 1
    assert undo(both, plan).reverted == 1
    undone = undo(both, outcome)
    assert (undone.reverted > 3, undone.moved) == (True, 0)
    assert records(both) == before
    assert not both.desk.ask(SearchAll(words="zenite"))
    assert both.desk.ask(SearchAll(words="serra azul"))
    again = bring(both, tmp_path, NEW)
    assert (again.made, again.changed) == (1, 3)


def test_what_somebody_changed_since_stays(both: World, tmp_path: Path) -> None:
    bring(both, tmp_path, OLD)
    outcome = bring(both, tmp_path, NEW)
    client = both.sql("SELECT id FROM clients WHERE legal_name = 'Zênite'")[0][0]
    card = both.desk.ask(GetClient(client=uid(client)))
    values = replace(card.values, note="Liga sempre cedo.")
    both.desk.run(ChangeClient(client=card.id, version=card.version, before=card.values, values=values))
    undone = undo(both, outcome)
    assert undone.moved == 1
    assert both.desk.ask(GetClient(client=card.id)).values == values
    emails = both.sql("SELECT email FROM clients WHERE voided_at IS NULL ORDER BY legal_name")
    assert [email for (email,) in emails] == ["", "", "b@exemplo.com.br"]


def test_what_somebody_took_back_alone_is_not_taken_back_twice(both: World, tmp_path: Path) -> None:
    bring(both, tmp_path, OLD)
    before = records(both)
    outcome = bring(both, tmp_path, HEAD + "3,Outro,,d@exemplo.com.br,,\n")
    change = both.sql("SELECT id FROM change_sets WHERE command = 'ChangeClient'")[0][0]
    both.desk.run(Undo(change_set=uid(change)))
    assert undo(both, outcome).reverted == 0
    assert records(both) == before


def test_subjects_and_types_of_an_import_go_with_it(both: World, tmp_path: Path) -> None:
    mapping = load_mapping(ITALY)
    types = {row.name for row in both.desk.ask(ListTypes(only_active=False))}
    outcome = import_file(both.desk, log(tmp_path / "log.csv", 6), mapping, lambda _: None)
    names = [name for (name,) in both.sql("SELECT name FROM subjects WHERE voided_at IS NULL")]
    assert names
    assert {row.name for row in both.desk.ask(ListTypes(only_active=False))} > types
    assert undo(both, outcome).tickets == 6
    assert both.sql("SELECT count(*) FROM subjects WHERE voided_at IS NULL") == [(0,)]
    assert {row.name for row in both.desk.ask(ListTypes(only_active=False))} == types
    again = import_file(both.desk, log(tmp_path / "log.csv", 6), mapping, lambda _: None)
    assert again.tickets == 6
    assert [n for (n,) in both.sql("SELECT name FROM subjects WHERE voided_at IS NULL")] == names


def test_a_subject_and_a_type_that_others_use_stay(both: World, tmp_path: Path) -> None:
    mapping = parse_mapping(
        'kind = "history"\nwhat = "tickets"\nsource = "s"\n[case]\nrows = "event"\nkey = "case"\n'
        '[event]\ntime = "when"\nactivity = "what"\n[ticket]\nsubject = "topic"\ntype = "kind"\n'
    )
    moment = "2025-03-04 10:00:00"
    rows = f"case,when,what,topic,kind\nA,{moment},Aberto,Rede,Campo\nB,{moment},Aberto,Voz,Loja\n"
    outcome = bring(both, tmp_path, rows, mapping)
    subject = both.sql("SELECT id, version FROM subjects WHERE name = 'Rede'")[0][0]
    types = {row.name: row.id for row in both.desk.ask(ListTypes())}
    both.open(type_id=types["Campo"], subject_id=uid(subject))
    both.desk.run(SaveSubject(subject=new_id(), name="Outro"))
    undo(both, outcome)
    left = {name for (name,) in both.sql("SELECT name FROM subjects WHERE voided_at IS NULL")}
    assert left == {"Rede", "Outro"}
    assert "Campo" in {row.name for row in both.desk.ask(ListTypes())}
    assert "Loja" not in {row.name for row in both.desk.ask(ListTypes())}
