"""Importing from the command line: what is refused leaves nothing behind, and the report never fails it."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Runner
from tests.cli.test_flows import MAP

GOOD = "case,when,what,who\nA1,2025-03-04 10:00:00,Aberto,Rui\n"
BAD = GOOD + "A2,nunca,Aberto,Rui\n"


def bring(run: Runner, folder: Path, text: str, *more: object, mapping: str = MAP) -> Ran:
    (folder / "map.toml").write_text(mapping, encoding="utf-8")
    (folder / "log.csv").write_text(text, encoding="utf-8")
    return run(
        "import", folder / "log.csv", "--map", folder / "map.toml", "--desk", folder / "d.pacdesk", *more
    )


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("d.pacdesk*"))


def test_a_file_of_which_no_row_can_be_taken_leaves_no_desk(run: Runner, tmp_path: Path) -> None:
    ran = bring(run, tmp_path, "case,when,what,who\nA2,nunca,Aberto,Rui\nA3,31/02,Aberto,Rui\n")
    assert ran.code == 1
    assert "linha 2: não é uma data" in ran.err
    assert "Nenhuma linha pôde ser importada" in ran.err
    assert left(tmp_path) == []
    assert (tmp_path / "log.problems.csv").exists()
    told = bring(run, tmp_path, "case,when,what,who\nA2,nunca,Aberto,Rui\n", "--json").data
    assert (told["ok"], told["batch"], told["desk_made"], told["rejected"]) == (False, None, False, 1)


def test_rejected_rows_go_elsewhere_when_their_place_cannot_be_written(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    ran = bring(run, tmp_path, BAD, "--rejects", tmp_path / "none" / "bad.csv")
    assert ran.code == 0
    assert str(elsewhere / "bad.csv") in ran.out
    header, row = (elsewhere / "bad.csv").read_text("utf-8-sig").splitlines()
    assert header == "linha;coluna;valor;recusada;código;motivo"
    assert row.startswith("3;when;nunca;Sim;")
    for folder in (elsewhere, tmp_path):
        (folder / "odd.csv").mkdir()
    ran = bring(run, tmp_path, BAD, "--rejects", tmp_path / "none" / "odd.csv")
    assert ran.code == 0
    assert "--rejects" in ran.err


def test_rejected_rows_never_overwrite_what_is_read(run: Runner, tmp_path: Path) -> None:
    for name in ("log.csv", "map.toml", "d.pacdesk"):
        ran = bring(run, tmp_path, BAD, "--rejects", tmp_path / name)
        assert ran.code == 1
        assert name in ran.err
    os.link(tmp_path / "log.csv", tmp_path / "alias.csv")
    assert bring(run, tmp_path, BAD, "--rejects", tmp_path / "alias.csv").code == 1
    assert (tmp_path / "log.csv").read_text() == BAD


def test_a_wrong_mapping_is_told_with_lines_in_both_languages(run: Runner, tmp_path: Path) -> None:
    ran = bring(run, tmp_path, GOOD, mapping=MAP + 'quem = "x"\n')
    assert ran.code == 1
    assert "linha 14: não existe a chave event.quem; aqui valem: time, activity, actor" in ran.err
    assert left(tmp_path) == []
    english = bring(run, tmp_path, GOOD, "--lang", "en", mapping=MAP.replace('"when"', "5"))
    assert "line 11, event.time: the value is not of the kind" in english.err
    broken = bring(run, tmp_path, GOOD, mapping="kind = history\n")
    assert "(linha:coluna 1:8)" in broken.err
    missing = bring(run, tmp_path, GOOD, mapping=MAP.replace('"when"', '"quando"'))
    assert "colunas que o arquivo não tem: quando" in missing.err
    assert left(tmp_path) == []


def test_a_dry_run_of_data_asks_a_desk_that_is_not_there(run: Runner, tmp_path: Path) -> None:
    mapping = (
        'kind = "data"\nwhat = "clients"\nsource = "s"\nkey = "c"\n'
        '[fields]\nlegal_name = "n"\ndocument = "d"\n'
    )
    rows = "c,n,d\n1,A,11222333000181\n2,B,11.222.333/0001-81\n3,,\n"
    dry = bring(run, tmp_path, rows, "--dry-run", "--json", mapping=mapping).data
    assert left(tmp_path) == []
    real = bring(run, tmp_path, rows, "--json", mapping=mapping).data
    names = ("made", "changed", "known_events", "rejected", "remarks")
    assert [dry[name] for name in names] == [real[name] for name in names] == [1, 0, 0, 2, 0]
