"""Imports by the real command line in a process of its own that is killed at a chosen moment."""

import contextlib
import json
import signal
import textwrap
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from pacdesk.storage import driver
from tests.cli.conftest import Runner
from tests.scripts import run_script

RESOURCES = Path(__file__).parents[2] / "resources" / "imports"
ITALY = RESOURCES / "helpdesk_italy.toml"
HEADER = (
    "case,concept:name,org:resource,time:timestamp,seriousness,customer,product,responsible_section,"
    "seriousness_2,service_level,service_type,support_section,workgroup"
)
STEPS = ("Assign seriousness", "Take in charge ticket", "Wait", "Resolve ticket", "Closed")
CLIENTS = (
    'kind = "data"\nwhat = "clients"\nsource = "erp"\nkey = "cod"\n[fields]\nlegal_name = "nome"\n'
    'document = "doc"\ncontact_name = "contato"\ncep = "cep"\n'
)

# Counts what it asks of the databases and what it confirms; dies at the step that it was given.
IMPORT = textwrap.dedent("""
    import os, signal, sys
    from sqlalchemy import Engine, event
    from pacdesk.cli.main import main
    from pacdesk.exchange import importer

    at, steps = int(sys.argv[1]), 0

    def step(*_):
        global steps
        steps += 1
        if steps == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    importer.import_history.__kwdefaults__["batch_size"] = 20
    importer.import_data.__kwdefaults__["batch_size"] = 4
    tell = importer._tell

    def confirmed(progress, outcome, gathered):
        print("confirmed", outcome.cases, file=sys.stderr, flush=True)
        step()
        tell(progress, outcome, gathered)

    importer._tell = confirmed
    code = main(sys.argv[2:])
    print("steps", steps, file=sys.stderr, flush=True)
    sys.exit(code)
""")

LOOK = (
    "SELECT external_number, protocol, status, subject, opened_at, closed_at FROM tickets ORDER BY protocol",
    """SELECT t.protocol, e.number, e.actor_label, e.source_id, e.happened_at, e.payload FROM tickets t
    JOIN ticket_events e ON e.ticket_id = t.id ORDER BY t.protocol, e.number""",
    """SELECT t.protocol, s.name, v.entered_at, v.left_at FROM stage_visits v
    JOIN tickets t ON t.id = v.ticket_id JOIN stages s ON s.id = v.stage_id
    ORDER BY t.protocol, v.entered_at, s.name, v.left_at""",
    "SELECT legal_name, document, external_code, voided_at FROM clients ORDER BY legal_name, document",
    "SELECT name FROM subjects ORDER BY name",
    "SELECT name FROM ticket_types ORDER BY name",
    "SELECT c.legal_name, k.name FROM contacts k JOIN clients c ON c.id = k.client_id ORDER BY 1, 2",
    "SELECT c.legal_name, a.cep FROM addresses a JOIN clients c ON c.id = a.client_id ORDER BY 1, 2",
    "SELECT source, kind, key FROM imported_keys WHERE kind <> 'change' ORDER BY 1, 2, 3",
    "SELECT kind, text FROM search_docs WHERE kind <> 'ticket' ORDER BY kind, text",
    "SELECT kind, count(*) FROM search_docs GROUP BY kind ORDER BY kind",
    "SELECT tickets, events FROM import_batches WHERE finished_at IS NOT NULL",
)
"""What an import leaves, but for ids, salts and the moments of its own doing."""


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, the steps it took (0 when it was killed) and the rows confirmed."""

    code: int
    steps: int
    confirmed: int
    data: dict[str, Any]


def log(path: Path, cases: int) -> Path:
    """A log of the shape of the help-desk file: cases of 2 to 4 events, some going back."""
    chance, lines = Random(7), [HEADER]  # noqa: S311  (example data)
    for n in range(cases):
        for minute in range(chance.randint(2, 4)):
            step = chance.choice(STEPS)
            lines.append(
                f"Case {n},{step},Value {minute},2012-10-{n % 28 + 1:02}T10:{minute:02}:00+00:00,Value 1,"
                f"Value {n % 5},Value 1,Value 1,Value {minute % 2},Value 1,Value 1,Value 1,Value 1"
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def clients(path: Path, rows: int) -> Path:
    """A list of clients, each with a contact and an address."""
    lines = [f"{n};Cliente {n};{n};Contato {n};{70040000 + n}" for n in range(rows)]
    path.write_text("\n".join(["cod;nome;doc;contato;cep", *lines]) + "\n", encoding="utf-8")
    return path


def bring(source: Path, mapping: Path, desk: Path, *, die_at: int = 0) -> Ended:
    """Run `pacdesk import`; with `die_at` it is killed at that step."""
    arguments = ["import", str(source), "--map", str(mapping), "--desk", str(desk), "--json"]
    done = run_script(IMPORT, die_at, *arguments)
    told = dict(line.split()[:2] for line in done.stderr.splitlines() if line[:5] in ("steps", "confi"))
    data = {}
    with contextlib.suppress(ValueError):
        data = json.loads(done.stdout)
    return Ended(done.returncode, int(told.get("steps", 0)), int(told.get("confirmed", 0)), data)


def left_in(desk: Path) -> list[list[Any]]:
    """All that an import leaves in a desk, to be compared with another's."""
    with contextlib.closing(driver.connect(desk, read_only=True)) as connection:
        return [connection.execute(statement).fetchall() for statement in LOOK]


def count(desk: Path, table: str) -> int:
    """The rows of a table; 0 for a desk that is not there."""
    if not desk.exists():
        return 0
    with contextlib.closing(driver.connect(desk, read_only=True)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def assert_goes_on(
    run: Runner, source: Path, mapping: Path, whole: Path, desk: Path, die_at: int, table: str
) -> None:
    """Kill an import at that step; see that nothing is broken and the next one brings the rest."""
    killed = bring(source, mapping, desk, die_at=die_at)
    assert killed.code == -signal.SIGKILL
    assert count(desk, table) >= killed.confirmed
    if desk.exists():
        assert run("check", desk).code == 0
    again = bring(source, mapping, desk)
    assert again.code == 0, f"killed at step {die_at}"
    assert left_in(desk) == left_in(whole), f"killed at step {die_at}"
    assert run("check", desk).code == 0
    assert not [file.name for file in desk.parent.glob("*making*")]
    undone = run("undo-import", again.data["batch"], "--desk", desk, "--json")
    assert undone.code == 0
    if table == "tickets":
        assert undone.data["tickets"] == count(desk, "tickets"), "one undo takes both runs back"


def moments(seed: int, steps: int, how_many: int) -> list[int]:
    """Random steps, one in each part of a run of so many."""
    chance = Random(seed)  # noqa: S311  (which moments)
    return [chance.randint(n * steps // how_many + 1, (n + 1) * steps // how_many) for n in range(how_many)]
