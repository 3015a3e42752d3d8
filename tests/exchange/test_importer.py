"""From a file to a desk: whole, again, longer, cancelled, killed, refused, undone (D12-D14)."""

import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from pacdesk.desk.tickets.imported import UndoImport
from pacdesk.errors import Cancelled, Forbidden, Invalid
from pacdesk.exchange.importer import Outcome, import_file, import_history, preview_file
from pacdesk.exchange.mapping import ImportMap, load_mapping, parse_mapping
from pacdesk.exchange.problems import Problem
from tests.exchange.killing import HEADER, log
from tests.scripts import run_script

SHIPPED = Path(__file__).parents[2] / "resources" / "imports"
ITALY = load_mapping(SHIPPED / "helpdesk_italy.toml")
SP156 = load_mapping(SHIPPED / "sp156.toml")
LOOK = (
    "SELECT t.external_number, t.status, t.protocol, e.number, e.actor_label, e.source_id FROM tickets t"
    " JOIN ticket_events e ON e.ticket_id = t.id ORDER BY t.protocol, e.number"
)


def bring(world: Any, path: Path, mapping: ImportMap = ITALY, **named: Any) -> tuple[Outcome, list[Problem]]:
    problems: list[Problem] = []
    return import_file(world.desk, path, mapping, problems.append, **named), problems


def undo(world: Any, outcome: Outcome) -> int:
    assert outcome.batch is not None
    tickets: int = world.desk.run(UndoImport(batch=outcome.batch)).answer.tickets
    return tickets


def test_d14_a_log_comes_in_once_and_a_longer_one_adds_only_its_end(world: Any, tmp_path: Path) -> None:
    path = log(tmp_path / "log.csv", 40)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:100]) + "\n")
    first, problems = bring(world, path)
    assert (first.events, first.refused, problems) == (99, 0, [])
    again, _ = bring(world, path)
    assert (again.tickets, again.events, again.known) == (0, 0, 99)
    path.write_text("\n".join(lines) + "\n")
    longer, _ = bring(world, path)
    assert (longer.tickets + first.tickets, longer.events, longer.known) == (40, len(lines) - 100, 99)
    assert world.sql("SELECT count(*) FROM ticket_events") == [(len(lines) - 1,)]
    assert world.sql("SELECT count(*) FROM clients") == [(5,)]


def test_a_dry_run_tells_what_is_new_and_writes_nothing(world: Any, tmp_path: Path) -> None:
    path = log(tmp_path / "log.csv", 10)
    alone = preview_file(path, ITALY, lambda _p: None)
    assert (alone.tickets, alone.batch) == (10, None)
    assert world.sql("SELECT count(*) FROM import_batches") == [(0,)]
    bring(world, path)
    beside = preview_file(path, ITALY, lambda _p: None, desk=world.desk)
    assert (beside.tickets, beside.events, beside.known) == (0, 0, alone.events)


def test_a_type_that_the_file_names_is_made_with_the_mappings_stages(world: Any, tmp_path: Path) -> None:
    bring(world, log(tmp_path / "log.csv", 3))
    stages = world.sql(
        "SELECT s.name, s.kind FROM stages s JOIN workflow_versions v ON v.id = s.version_id"
        " JOIN ticket_types t ON t.id = v.type_id WHERE t.name = 'Help desk' ORDER BY s.position"
    )
    assert stages[0] == ("Assign seriousness", "entry")
    assert ("Closed", "resolved") in stages
    assert ("Cancelamento", "cancelled") in stages
    assert world.sql("SELECT count(*) FROM ticket_types WHERE name = 'Help desk'") == [(1,)]


def test_whole_requests_come_in_with_their_ceps_repaired(world: Any, tmp_path: Path) -> None:
    header = (
        "Data de abertura,Canal,Tema,Assunto,Serviço,Logradouro,CEP,Subprefeitura,Distrito,"
        "Data do parecer,Status da solicitação,Órgão\n"
    )
    row = "2017-01-01T05:52:11Z,PORTAL,Rua,Drenagem,Limpar,RUA A,{cep},MOOCA,TATUAPE,{end},{status},SMSUB\n"
    path = tmp_path / "r.csv"
    path.write_text(
        header
        + row.format(cep="3063000.0", end="2017-11-17T11:20:35Z", status="FINALIZADA")
        + row.format(cep="3063000.0", end="2017-11-17T11:20:35Z", status="FINALIZADA")
        + row.format(cep="Vila Mariana", end="2018-01-01T00:00:00Z", status="INDEFERIDO")
        + row.format(cep="4653220", end="2018-01-01T00:00:00Z", status="AGUARDANDO ATENDIMENTO"),
        encoding="utf-8",
    )
    outcome, problems = bring(world, path, SP156)
    assert (outcome.tickets, outcome.events, outcome.refused, outcome.remarks) == (4, 8, 0, 1)
    assert [(p.row, p.code, p.value) for p in problems] == [(4, "import.row.cep", "Vila Mariana")]
    rows = world.sql("SELECT status, address, description FROM tickets ORDER BY protocol")
    assert [status for status, _, _ in rows] == ["resolved", "resolved", "cancelled", "new"]
    assert '"cep":"03063000"' in rows[0][1]
    assert "- CEP: Vila Mariana" in rows[2][2]
    assert bring(world, path, SP156)[0].tickets == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (HEADER.encode() + b"\n", "no_rows"),
        (b"case,what\n1,2\n", "column_missing"),
        (b"\x1f\x8b\x08\x00damaged", "gzip_"),
        (None, "quote_unclosed"),
    ],
)
def test_a_file_that_cannot_be_believed_leaves_nothing(
    world: Any, tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "bad.csv"
    whole = log(tmp_path / "log.csv", 30).read_bytes()
    path.write_bytes(whole + b'Case 99,"Wait,Value 1\n' if content is None else content)
    with pytest.raises(Invalid, match=code):
        bring(world, path)
    for table in ("tickets", "import_batches", "subjects"):
        assert world.sql(f"SELECT count(*) FROM {table}") == [(0,)]


def test_progress_is_told_and_a_cancelled_import_goes_on_later(world: Any, tmp_path: Path) -> None:
    path = log(tmp_path / "log.csv", 10)
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 8:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_history(world.desk, path, ITALY, lambda _p: None, progress=stop, batch_size=4)
    assert seen == [(4, 10), (8, 10)]
    assert world.sql("SELECT count(*) FROM tickets") == [(8,)]
    assert bring(world, path)[0].tickets == 2


def test_an_import_is_undone_by_one_command(world: Any, tmp_path: Path) -> None:
    path = log(tmp_path / "log.csv", 12)
    outcome, _ = bring(world, path)
    assert undo(world, outcome) == 12
    assert world.sql("SELECT count(*) FROM tickets WHERE voided_at IS NULL") == [(0,)]
    assert bring(world, path)[0].tickets == 12


def test_who_may_not_import_writes_nothing(world: Any, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        import_file(world.other, log(tmp_path / "log.csv", 2), ITALY, lambda _p: None)
    assert world.sql("SELECT count(*) FROM import_batches") == [(0,)]


KILLED = """
import os, signal, sys
from pathlib import Path
from pacdesk.desk.opening import open_local, sole_actor
from pacdesk.exchange.importer import import_history
from pacdesk.exchange.mapping import load_mapping

def progress(done, total):
    if done >= int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

desk = open_local(Path(sys.argv[1]))
desk = desk.acting(sole_actor(desk))
mapping = load_mapping(Path(sys.argv[3]))
import_history(desk, Path(sys.argv[2]), mapping, lambda p: None, progress=progress, batch_size=5)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_in_between_and_run_again_gives_what_one_run_gives(desk_path: Path, tmp_path: Path) -> None:
    from sqlalchemy import text

    from pacdesk.desk.opening import open_local, sole_actor

    path = log(tmp_path / "log.csv", 30)
    clean = tmp_path / "clean.pacdesk"
    clean.write_bytes(desk_path.read_bytes())
    arguments = [str(path), str(SHIPPED / "helpdesk_italy.toml")]
    killed = run_script(KILLED, desk_path, *arguments, 15)
    assert killed.returncode == -signal.SIGKILL

    found = []
    for file in (desk_path, clean):
        desk = open_local(file)
        actor = sole_actor(desk)
        assert actor is not None
        desk = desk.acting(actor)
        outcome = import_history(desk, path, ITALY, lambda _p: None, batch_size=5)
        with desk.engine.connect() as connection:
            found.append([tuple(row) for row in connection.execute(text(LOOK))])
        found.append([(outcome.tickets + 15 * (file == desk_path),)])
        desk.close()
    assert found[0] == found[2]
    assert found[1] == found[3] == [(30,)]


CLIENTS = parse_mapping(
    'kind = "data"\nwhat = "clients"\nsource = "erp"\nkey = "cod"\n[fields]\nlegal_name = "nome"\n'
    'document = { column = "doc", repair = "document" }\nemail = "email"\ncontact_name = "contato"\n'
    'cep = { column = "cep", repair = "cep" }\n'
)
CONTRACTS = parse_mapping(
    'kind = "data"\nwhat = "contracts"\nsource = "erp"\nkey = "id"\n[fields]\nclient = "cliente"\n'
    'number = "id"\nplan = "plano"\nstarts_on = "inicio"\nmonthly = "valor"\nstatus = "sit"\n'
)
TICKETS = parse_mapping(
    'kind = "data"\nwhat = "tickets"\nsource = "erp"\nkey = "id"\n[fields]\nclient = "cliente"\n'
    'subject = "assunto"\ndescription = "texto"\npriority = "p"\n'
)


def data(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_d13_clients_come_by_ordinary_commands_and_change_when_they_differ(
    world: Any, tmp_path: Path
) -> None:
    head = "cod;nome;doc;email;contato;cep\n"
    path = data(
        tmp_path,
        head
        + "1;Frigorífico A;11222333000181;a@exemplo.com.br;Rita;4653220\n"
        + "2;Pessoa B;1234567890.0;;;\n"
        + "3;Doc Ruim;123;;;\n"
        + "4;;;;;\n"
        + "5;Mesmo CNPJ;11.222.333/0001-81;;;\n",
    )
    dry = preview_file(path, CLIENTS, lambda _p: None, desk=world.desk)
    assert (dry.made, dry.known, dry.refused) == (3, 0, 2)
    outcome, problems = bring(world, path, CLIENTS)
    assert (outcome.made, outcome.changed, outcome.refused) == (3, 0, 2)
    assert [(p.row, p.code) for p in problems] == [(5, "field.required"), (6, "client.duplicate")]
    rows = world.sql("SELECT legal_name, document, document_ok, person_type FROM clients ORDER BY rowno")
    assert [tuple(row) for row in rows] == [
        ("Frigorífico A", "11222333000181", 1, "company"),
        ("Pessoa B", "01234567890", 1, "person"),
        ("Doc Ruim", "123", 0, "company"),
    ]
    assert world.sql("SELECT cep FROM addresses") == [("04653220",)]
    changed = data(tmp_path, head + "1;Frigorífico A;11222333000181;novo@exemplo.com.br;Rita;4653220\n")
    outcome, _ = bring(world, changed, CLIENTS)
    assert (outcome.made, outcome.changed, outcome.known) == (0, 1, 0)
    outcome, _ = bring(world, changed, CLIENTS)
    assert (outcome.made, outcome.changed, outcome.known) == (0, 0, 1)
    assert world.sql("SELECT count(*) FROM clients") == [(3,)]


def test_d13_contracts_and_tickets_find_their_clients(world: Any, tmp_path: Path) -> None:
    bring(world, data(tmp_path, "cod,nome,doc,email,contato,cep\n1,A,11222333000181,,,\n"), CLIENTS)
    contracts = (
        "id;cliente;plano;inicio;valor;sit\n"
        "C1;1;Fibra;25/01/2026;1.234,56;active\n"
        "C2;11222333000181;Rádio;26/01/2026;R$ 10;active\n"
        "C3;9;Fibra;26/01/2026;1;active\n"
        "C4;1;Fibra;26/01/2026;um;active\n"
        "C5;1;Fibra;26/01/2026;1;torta\n"
    )
    outcome, problems = bring(world, data(tmp_path, contracts), CONTRACTS)
    assert outcome.made == 2
    assert [(p.row, p.code) for p in problems] == [
        (4, "import.row.client_unknown"),
        (5, "import.row.number"),
        (6, "import.row.choice"),
    ]
    rows = world.sql("SELECT number, plan, monthly_cents, starts_on FROM contracts ORDER BY number")
    assert [(n, p, m, str(d)) for n, p, m, d in rows] == [
        ("C1", "Fibra", 123456, "2026-01-25"), ("C2", "Rádio", 1000, "2026-01-26"),
    ]  # fmt: skip
    tickets = "id,cliente,assunto,texto,p\nT1,1,Sem sinal,Caiu,3\nT2,,Obra,Muro,\nT3,1,,x,\nT4,1,a,b,9\n"
    outcome, problems = bring(world, data(tmp_path, tickets), TICKETS)
    assert outcome.made == 2
    assert [(p.row, p.code) for p in problems] == [(4, "field.required"), (5, "import.row.choice")]
    assert world.sql("SELECT kind, subject, priority FROM tickets ORDER BY protocol") == [
        ("client", "Sem sinal", 3), ("own_structure", "Obra", 2),
    ]  # fmt: skip
    assert bring(world, data(tmp_path, tickets), TICKETS)[0].known == 2
    assert undo(world, outcome) == 2
    assert world.sql("SELECT count(*) FROM tickets WHERE voided_at IS NULL") == [(0,)]


def test_an_undone_data_import_takes_out_what_nothing_needs(world: Any, tmp_path: Path) -> None:
    path = data(tmp_path, "cod,nome,doc,email,contato,cep\n1,A,,,,\n2,B,,,,\n")
    outcome, _ = bring(world, path, CLIENTS)
    contract = data(tmp_path, "id,cliente,plano,inicio,valor,sit\nC1,1,Fibra,25/01/2026,1,active\n")
    bring(world, contract, CONTRACTS)
    undo(world, outcome)
    assert world.sql("SELECT legal_name FROM clients WHERE voided_at IS NULL") == [("A",)]
    again, _ = bring(world, data(tmp_path, "cod,nome,doc,email,contato,cep\n1,A,,,,\n2,B,,,,\n"), CLIENTS)
    assert (again.made, again.known) == (1, 1)


def test_a_dry_run_of_data_foretells_the_real_one(world: Any, tmp_path: Path) -> None:
    head = "cod,nome,doc,email,contato,cep\n"
    bad_twice = "3,C,123,,,\n4,D,123,,,\n"
    first = data(tmp_path, head + "1,A,11222333000181,,Rita,70040010\n2,B,11222333000181,,,\n" + bad_twice)
    for text in (
        first.read_text(),
        head + "1,A,,n@exemplo.com.br,Rui,70040020\n5,,,,,\n6,F,,,,\n" + bad_twice,
    ):
        path = data(tmp_path, text)
        told: list[Problem] = []
        dry = preview_file(path, CLIENTS, told.append, desk=world.desk)
        outcome, problems = bring(world, path, CLIENTS)
        counts = [(o.made, o.changed, o.known, o.refused, o.taken) for o in (dry, outcome)]
        assert counts[0] == counts[1]
        assert told == problems
    assert world.sql("SELECT count(*) FROM clients") == [(4,)]
    assert world.sql("SELECT document, email FROM clients ORDER BY rowno")[0] == (
        "11222333000181", "n@exemplo.com.br",
    )  # fmt: skip
    assert world.sql("SELECT cep FROM addresses") == [("70040020",)]
    assert world.sql("SELECT name FROM contacts") == [("Rui",)]


def test_a_contract_stays_with_its_client_and_the_file_hears_of_it(world: Any, tmp_path: Path) -> None:
    bring(world, data(tmp_path, "cod,nome,doc,email,contato,cep\n1,A,,,,\n2,B,,,,\n"), CLIENTS)
    head = "id,cliente,plano,inicio,valor,sit\n"
    bring(world, data(tmp_path, head + "C1,1,Fibra,25/01/2026,1,active\n"), CONTRACTS)
    outcome, problems = bring(world, data(tmp_path, head + "C1,2,Rádio,25/01/2026,1,active\n"), CONTRACTS)
    assert (outcome.changed, outcome.remarks) == (1, 1)
    assert [(p.row, p.code, p.column, p.value, p.refused) for p in problems] == [
        (2, "import.row.client_fixed", "cliente", "2", False)
    ]
