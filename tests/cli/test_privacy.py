"""`pacdesk privacy`: found, exported, erased and checked, as a person at a terminal does it."""

import json

import pytest
from pypdf import PdfReader

from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import open_local
from pacdesk.desk.privacy.forgetting import Forgetting
from pacdesk.storage import backup
from pacdesk.storage.lock import WriterLock


@pytest.fixture
def closed(demo):
    """A client of the example desk whose tickets are all closed, by name."""
    desk = open_local(demo)
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE contracts SET status = 'ended'")
        connection.exec_driver_sql("UPDATE clients SET under_sac = 0")
        connection.exec_driver_sql("UPDATE tickets SET closed_at = coalesce(closed_at, opened_at)")
        name = connection.exec_driver_sql(
            "SELECT c.legal_name FROM clients c JOIN tickets t ON t.client_id = c.id "
            "JOIN attachments a ON a.ticket_id = t.id GROUP BY c.id ORDER BY count(*) DESC"
        ).scalar()
    desk.close()
    return name


def test_somebody_is_found_exported_and_erased(demo, closed, run, tmp_path):
    found = run("privacy", "find", closed, "--desk", demo, "--json").data
    (person,) = [one for one in found["people"] if one["name"] == closed]
    folder = tmp_path / "saida"
    at = ("--desk", demo)
    ran = run("privacy", "export", person["id"], "--to", folder, *at)
    assert ran.code == 0, ran.err
    (written,) = folder.glob("*.json")
    data = json.loads(written.read_text("utf-8"))
    assert data["person"]["name"] == closed
    assert data["sections"]["tickets"]
    (paper,) = folder.glob("*.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(paper).pages)
    assert closed in " ".join(text.split())
    assert len(list(folder.rglob("*"))) == 2 + 1 + len(data["files"])
    before = run("check", demo).out.splitlines()[-1]
    wrong = run("privacy", "erase", person["id"], "--confirm", "Outra", "--reason", "Pedido", *at)
    assert wrong.code == 1
    assert closed in wrong.err
    kept = tmp_path / "antes"
    assert run("backup", demo, "--to", kept).code == 0
    done = run("privacy", "erase", person["id"], "--confirm", closed, "--reason", "Pedido", *at)
    assert done.code == 0, done.err
    assert "Titular" in done.out
    assert "segurança" in done.err
    assert closed.encode() not in demo.read_bytes()
    assert run("check", demo).out.splitlines()[-1] == before  # of tickets that the test closed by hand
    assert run("privacy", "find", closed, *at).code == 1
    _put_back(demo, kept, run)
    assert run("privacy", "find", closed, *at).code == 1
    listed = tmp_path / "lista"
    assert run("privacy", "erased", "--to", listed, *at).code == 0
    _restore_files(demo, kept)
    with WriterLock(demo).acquire():  # somebody is just about to open it
        for command in (("privacy", "find", closed, *at), ("check", demo)):
            shown = run(*command)
            assert shown.code == 3
            assert closed not in shown.out
            assert "privacy reapply" in shown.err
    assert run("privacy", "reapply", *at, "--json").data["people"] == 1
    assert "Nada" in run("privacy", "reapply", *at).out
    _restore_files(demo, kept)
    assert run("privacy", "find", closed, *at).code == 1  # reading alone has it erased again
    elsewhere = tmp_path / "outra.pacdesk"
    unknown = run("restore", kept, "--to", elsewhere)
    assert "outra.pacdesk.erased" in unknown.err
    assert run("privacy", "find", closed, "--desk", elsewhere).code == 0
    since = ("privacy", "reapply", "--desk", elsewhere, "--since", listed, "--json")
    assert run(*since).data["people"] == 1
    again = run("restore", kept, "--to", tmp_path / "terceira.pacdesk", "--erasures", demo, "--json")
    assert again.data["erased_again"] == 1
    nowhere = tmp_path / "nenhuma.pacdesk"
    none = run("restore", kept, "--to", tmp_path / "quarta.pacdesk", "--erasures", nowhere)
    assert none.code != 0
    assert "nenhuma.pacdesk.erased" in none.err


def _restore_files(desk, kept):
    _clear(desk)
    backup.restore(kept, desk)


def _clear(desk):
    for end in ("", ".files", "-wal", ".files-wal"):
        desk.with_name(desk.name + end).unlink(missing_ok=True)


def _put_back(desk, kept, run):
    _clear(desk)
    ran = run("restore", kept, "--to", desk)
    assert ran.code == 0, ran.err
    assert "Apagado de novo" in ran.err


def test_the_rules_are_shown_before_one_is_run(demo, run):
    at = ("--desk", demo)
    ran = run("privacy", "retention", *at)
    assert ran.code == 0, ran.err
    assert "desligada" in ran.out
    refused = run("privacy", "retention", "--run", "reads", *at)
    assert refused.code == 1
    assert "desligada" in refused.err
    assert run("privacy", "retention", "--run", "tudo", *at).code == 2
    assert run("privacy", "scrub", *at).code == 0


def test_a_rule_that_is_stopped_says_what_is_left_to_do(demo, run, monkeypatch):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Desk, "run", stopped)
    ran = run("privacy", "retention", "--run", "reads", "--desk", demo)
    assert ran.code != 0
    assert "privacy scrub" in ran.err


@pytest.mark.parametrize("late", [False, True])
def test_an_erasing_that_is_stopped_says_whether_it_was_done(demo, closed, run, monkeypatch, late):
    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(*((Desk, "_scrub") if late else (Forgetting, "did")), stopped)
    erase = ("privacy", "erase", closed, "--confirm", closed, "--reason", "Pedido", "--desk", demo)
    ran = run(*erase)
    assert ran.code != 0
    assert ("privacy scrub" if late else "nada foi apagado") in ran.err


def test_who_fits_nobody_or_several_is_not_exported(demo, run, tmp_path):
    at = ("--desk", demo, "--to", tmp_path)
    assert "ninguém" in run("privacy", "export", "Ninguém Assim", *at).err
    assert "find" in run("privacy", "export", "ar", *at).err
