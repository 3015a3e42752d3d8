"""What is written comes back when read, and no spreadsheet runs any of it."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from pacdesk.errors import Cancelled, Invalid
from pacdesk.exchange.problems import Problem
from pacdesk.exchange.rejects import RejectFile, beside
from pacdesk.exchange.sheets import cell_text
from pacdesk.exchange.writing import ENGLISH, PORTUGUESE, Cell, neutral, write_csv, write_xlsx

ZONE = ZoneInfo("America/Sao_Paulo")
HEADER = ("protocolo", "valor", "aberto", "dia", "hora", "sim", "nada")
ROW: tuple[Cell, ...] = (
    "2026.0000001-2", Decimal("-1234.50"), datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), date(2026, 1, 2),
    time(8, 30), True, None,
)  # fmt: skip
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")', "-2+3+cmd|' /C calc'!A0")


def book(path: Path) -> list[list[Any]]:
    loaded = openpyxl.load_workbook(path)
    page = loaded.active
    assert page is not None
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    loaded.close()
    return rows


def test_a_portuguese_csv_is_what_excel_opens(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    assert write_csv(path, HEADER, [ROW], PORTUGUESE, ZONE) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbfprotocolo;valor;")
    assert path.read_text("utf-8-sig").splitlines()[1] == (
        "2026.0000001-2;-1234,50;02/01/2026 00:04:05;02/01/2026;08:30;Sim;"
    )


def test_an_english_csv(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, HEADER, [(*ROW[:1], 2.5, *ROW[2:5], False, None)], ENGLISH, ZONE)
    assert path.read_text("utf-8").splitlines()[1] == (
        "2026.0000001-2,2.5,2026-01-02 00:04:05,2026-01-02,08:30,No,"
    )


def test_a_workbook_has_types_a_frozen_header_and_a_filter(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    assert write_xlsx(path, HEADER, [ROW, ROW], PORTUGUESE, ZONE, title="Fila: hoje") == 2
    loaded = openpyxl.load_workbook(path)
    page = loaded["Fila  hoje"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:G3"
    values = [cell.value for cell in page[2]]
    assert values[:2] == ["2026.0000001-2", -1234.5]
    assert values[2] == datetime(2026, 1, 2, 0, 4, 5)  # noqa: DTZ001  (a workbook knows no zones)
    assert values[3] == datetime(2026, 1, 2)  # noqa: DTZ001
    assert values[4:] == [time(8, 30), "Sim", None]
    assert page["C2"].number_format == "dd/mm/yyyy hh:mm:ss"
    loaded.close()


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_neutral_when_read_back(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "f.csv", ["a", text], [[text, -5]], ENGLISH, ZONE)
    with (tmp_path / "f.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [["a", f"'{text}"], [f"'{text}", "-5"]]
    write_xlsx(tmp_path / "f.xlsx", ["a", "b"], [[text, -5]], ENGLISH, ZONE)
    loaded = openpyxl.load_workbook(tmp_path / "f.xlsx")
    cell = loaded.worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell_text(cell.value) == text
    assert loaded.worksheets[0]["B2"].value == -5
    loaded.close()


def test_ordinary_text_is_left_alone() -> None:
    assert [neutral(text) for text in ("a=b", "Ação", "", "1-2")] == ["a=b", "Ação", "", "1-2"]


def test_text_that_excel_cannot_hold_as_it_is(tmp_path: Path) -> None:
    cells: list[Cell] = [
        "x" * 40_000,
        "a\x0bb\ud800",
        10**17,
        date(1850, 1, 2),
        datetime(1850, 1, 2, tzinfo=UTC),
    ]
    write_xlsx(tmp_path / "o.xlsx", list("abcde"), [cells], ENGLISH, ZONE)
    row = book(tmp_path / "o.xlsx")[1]
    assert len(row[0]) == 32_767
    assert row[1].endswith("?")
    assert row[2:4] == [str(10**17), "1850-01-02"]
    assert row[4].startswith("1850-01-01")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, write: Any) -> None:
    path = tmp_path / "out.x"
    path.write_bytes(b"older")

    def rows() -> Iterator[list[str]]:
        yield ["a"]
        raise Cancelled

    with pytest.raises(Cancelled):
        write(path, ["h"], rows(), ENGLISH, ZONE)
    assert path.read_bytes() == b"older"
    assert [found.name for found in tmp_path.iterdir()] == ["out.x"]
    with pytest.raises(Invalid, match="not_writable"):
        write(tmp_path / "none" / "out.x", ["h"], [], ENGLISH, ZONE)


def test_progress_is_told_and_may_cancel(tmp_path: Path) -> None:
    seen: list[int] = []
    write_csv(tmp_path / "a.csv", ["n"], ([n] for n in range(2_500)), ENGLISH, ZONE, tick=seen.append)
    assert seen == [1_000, 2_000]


def test_a_sheet_that_is_full_refuses_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacdesk.exchange.writing.XLSX_ROWS", 4)
    assert write_xlsx(tmp_path / "a.xlsx", ["n"], ([n] for n in range(3)), ENGLISH, ZONE) == 3
    with pytest.raises(Invalid, match="too_many_rows"):
        write_xlsx(tmp_path / "b.xlsx", ["n"], ([n] for n in range(4)), ENGLISH, ZONE)
    assert not (tmp_path / "b.xlsx").exists()


def test_the_problems_of_a_file_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    source = tmp_path / "log.csv.gz"
    assert beside(source).name == "log.problems.csv"
    with RejectFile(beside(source), lambda problem: f"=said {problem.code}", PORTUGUESE) as report:
        assert not beside(source).exists()
        report(Problem(7, "import.row.cep", "CEP", "=cmd", refused=False))
        report(Problem(9, "import.row.ragged"))
    assert (report.refused, report.remarks) == (1, 1)
    assert beside(source).read_text("utf-8-sig").splitlines() == [
        "row;column;value;refused;code;what",
        "7;CEP;'=cmd;Não;import.row.cep;'=said import.row.cep",
        "9;;;Sim;import.row.ragged;'=said import.row.ragged",
    ]
