"""Importing, exporting, backing up, restoring and keying from the command line."""

import csv
import gzip
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from pacdesk.storage import driver, keys
from pacdesk.storage.lock import WriterLock
from tests.cli.conftest import Runner

MAP = """
kind = "history"
what = "tickets"
source = "teste"
[file]
timezone = "America/Sao_Paulo"
[case]
rows = "event"
key = "case"
[event]
time = "when"
activity = "what"
actor = "who"
"""
LOG = (
    "case,when,what,who\n"
    "A1,2025-03-04 10:00:00,Aberto,Rui\n"
    "A1,2025-03-04 11:00:00,Resposta,Rui\n"
    "B2,2025-03-05 10:00:00,Aberto,Eva\n"
    "B2,nunca,Resposta,Eva\n"
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log of two cases with one bad row, gzipped, and its mapping beside it."""
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(LOG.encode()))
    return path


def _import(run: Runner, log: Path, *more: object) -> object:
    desk = log.parent / "nova.pacdesk"
    return run("import", log, "--map", log.parent / "map.toml", "--desk", desk, *more)


def test_import_makes_the_desk_once_and_doubles_nothing(run: Runner, log: Path) -> None:
    dry = _import(run, log, "--dry-run", "--json")
    assert (dry.code, dry.data["tickets"], dry.data["events"]) == (0, 2, 3)
    assert not (log.parent / "nova.pacdesk").exists()
    first = _import(run, log)
    assert first.code == 0
    assert "2 atendimentos, 3 eventos, 1 linhas recusadas" in first.out
    assert "undo-import" in first.err
    rejects = (log.parent / "log.problems.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rejects[1].startswith("5;when;nunca;")
    assert "não é uma data" in rejects[1]
    again = _import(run, log, "--json").data
    assert (again["tickets"], again["events"], again["known_events"]) == (0, 0, 3)
    assert run("check", log.parent / "nova.pacdesk").code == 0


def test_a_batch_is_undone_by_one_command(run: Runner, log: Path) -> None:
    batch = _import(run, log, "--json").data["batch"]
    desk = log.parent / "nova.pacdesk"
    assert run("undo-import", "zero", "--desk", desk).code == 1
    ran = run("undo-import", batch, "--desk", desk, "--json")
    assert (ran.code, ran.data["tickets"]) == (0, 2)
    target = log.parent / "left.csv"
    assert run("export", "list", "tickets", "--desk", desk, "--to", target, "--json").data["rows"] == 0
    assert run("check", desk).code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "está vazio"), (LOG.splitlines()[0].encode(), "só tem o cabeçalho"), (b"PK\x03\x04nonsense", "")],
)
def test_a_refused_file_leaves_no_desk(run: Runner, log: Path, content: bytes, words: str) -> None:
    log.write_bytes(content)
    ran = _import(run, log)
    assert ran.code == 1
    assert words in ran.err
    assert not list(log.parent.glob("nova*"))


def test_a_wrong_mapping_is_told_line_by_line(run: Runner, log: Path) -> None:
    (log.parent / "map.toml").write_text(MAP + 'colour = "red"\n', encoding="utf-8")
    ran = _import(run, log)
    assert ran.code == 1
    assert "linha 14" in ran.err
    assert not list(log.parent.glob("nova*"))
    missing = run("import", log, "--map", log.parent / "no.toml", "--desk", log.parent / "nova.pacdesk")
    assert "Não existe o mapeamento no.toml" in missing.err


def test_import_needs_the_lock(run: Runner, log: Path, demo: Path) -> None:
    with WriterLock(demo).acquire(who="ana"):
        ran = run("import", log, "--map", log.parent / "map.toml", "--desk", demo)
    assert ran.code == 4
    assert "por ana" in ran.err


def test_export_list_as_people_read_it(run: Runner, demo: Path, tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    assert run("export", "list", "tickets", "--desk", demo, "--to", target).code == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 24
    assert rows[0]["Protocolo"] == "2026.0000001-5"
    assert {"Solucionado", "Em progresso"} <= {row["Status"] for row in rows}
    english = tmp_path / "c.xlsx"
    assert run("--lang", "en", "export", "list", "contracts", "--desk", demo, "--to", english).code == 0
    page = load_workbook(english)["Contracts"]
    assert page["A1"].value == "Number"
    clients = tmp_path / "clients.csv"
    assert run("export", "list", "clients", "--desk", demo, "--to", clients, "--json").data["rows"] == 66
    # Neutralised as a formula would be: a telephone begins with a bracket, not with "+".
    assert ";'+" not in clients.read_text(encoding="utf-8-sig")


def test_export_refuses_before_it_writes(run: Runner, demo: Path, tmp_path: Path) -> None:
    assert run("export", "list", "tickets", "--desk", demo, "--to", tmp_path / "t.pdf").code == 1
    assert run("export", "list", "tickets", "--desk", demo, "--to", tmp_path / "no" / "t.csv").code == 3
    ran = run(
        "export", "history", "2026.0000001-5", "2026.9999999-9", "--desk", demo, "--to", tmp_path / "no"
    )
    assert ran.code == 1
    assert "2026.9999999-9" in ran.err
    assert not (tmp_path / "no").exists()
    for to, named in ((tmp_path / "no" / "folder", "no"), (demo, demo.name)):
        ran = run("export", "history", "2026.0000001-5", "--desk", demo, "--to", to)
        assert ran.code == 3
        assert str(tmp_path / named) in ran.err


def test_export_history_for_its_reader(run: Runner, demo: Path, tmp_path: Path) -> None:
    ran = run(
        "export", "history", "2026.0000001-5", "202600000023", "--desk", demo, "--to", tmp_path / "saida",
        "--audience", "cliente", "--json",
    )  # fmt: skip
    assert ran.code == 0
    files = [Path(file["path"]) for file in ran.data["files"]]
    assert len(files) == 2
    assert all("cliente" in file.name for file in files)
    assert "2026.0000001-5" in PdfReader(files[0]).pages[0].extract_text()


def test_backup_and_restore(run: Runner, demo: Path, tmp_path: Path) -> None:
    packed, copy = tmp_path / "b.pacbackup", tmp_path / "volta.pacdesk"
    assert run("backup", demo, "--to", packed, "--json").data["manifest"]["counts"]["tickets"] == 24
    assert run("backup", demo, "--to", packed).code == 3
    assert run("backup", demo).code == 0
    assert run("restore", packed, "--to", copy).code == 0
    assert run("restore", packed, "--to", copy).code == 3
    assert run("check", copy).code == 0
    assert run("restore", demo, "--to", tmp_path / "x.pacdesk").code == 3


def test_rekey_keys_changes_and_unkeys(
    run: Runner, demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap = keys.Prices(alone=keys.Cost(1, 64, 1), with_keyring=keys.Cost(1, 64, 1))
    for function in (keys.make, keys.change_password):
        monkeypatch.setitem(function.__kwdefaults__, "prices", cheap)
    first, second, code = tmp_path / "first", tmp_path / "second", tmp_path / "code"
    first.write_text("primeira senha\n", encoding="utf-8")
    second.write_text("segunda senha\n", encoding="utf-8")
    keyed = run("rekey", demo, "--new-key-from", first, "--json").data
    assert keyed["keyed"] is True
    assert not driver.is_plain(demo)
    assert run("check", demo).code == 3
    assert run("check", demo, "--key-from", second).code == 1
    assert run("rekey", demo, "--key-from", first, "--new-password-from", second).code == 0
    assert run("check", demo, "--key-from", second).code == 0
    code.write_text(keyed["recovery_code"], encoding="utf-8")
    new = run("rekey", demo, "--key-from", code, "--new-recovery-code", "--json").data["recovery_code"]
    assert new != keyed["recovery_code"]
    packed = tmp_path / "keyed.pacbackup"
    assert run("backup", demo, "--to", packed, "--key-from", second).code == 0
    assert run("restore", packed, "--to", tmp_path / "r.pacdesk", "--key-from", second).code == 0
    assert not driver.is_plain(tmp_path / "r.pacdesk")
    assert run("rekey", demo, "--key-from", second, "--remove").code == 0
    assert driver.is_plain(demo)
    assert run("rekey", demo, "--remove").code == 1
