"""Files of other help desks: their dates, their many columns of one name, their HTML, their words."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from pacdesk.desk.tickets.imported import ImportedCase, UndoImport
from pacdesk.errors import Invalid
from pacdesk.exchange.cases import gather
from pacdesk.exchange.dates import DateReader, zone
from pacdesk.exchange.fields import repaired
from pacdesk.exchange.importer import import_file, preview_file
from pacdesk.exchange.mapping import parse_mapping
from pacdesk.exchange.markup import plain_text
from pacdesk.exchange.problems import Problem

EVENTS = """kind = "history"
what = "tickets"
source = "s"
[case]
key = "ID"
[event]
time = ["Data", "Hora"]
activity = "Evento"
"""
JIRA = """kind = "history"
what = "tickets"
source = "jira"
[file]
repeated_headers = "number"
[case]
rows = "case"
key = "Issue key"
[[derived]]
each = "Comment"
activity = "Comentário"
time = { column = "Comment", match = "^([^;]*);", format = "%d/%b/%y %I:%M %p" }
actor = { column = "Comment", match = "^[^;]*;([^;]*);" }
text = { column = "Comment", match = "(?s)^[^;]*;[^;]*;(.*)" }
[ticket]
opened_at = { column = "Created", format = "%d/%b/%y %I:%M %p" }
"""

CASES = """kind = "history"
what = "tickets"
source = "c"
[case]
rows = "case"
key = "Id"
[closing]
status = "Status"
resolved = ["Fechado"]
open = ["Novo"]
[ticket]
opened_at = "Aberto"
closed_at = "Fechado"
"""
STATES = (
    "SELECT t.source_key, t.status, t.closed_at, s.name,"
    " (SELECT count(*) FROM stage_visits v WHERE v.ticket_id = t.id AND v.voided_at IS NULL)"
    " FROM tickets t JOIN stages s ON s.id = t.stage_id ORDER BY 1"
)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, …


def bring(path: Path, mapping: str) -> tuple[list[ImportedCase], list[Problem]]:
    problems: list[Problem] = []
    with gather(path, parse_mapping(mapping), problems.append) as gathered:
        return list(gathered.cases()), problems


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-01-02 10:00:00 UTC", utc(2024, 1, 2, 10)),
        ("2024-01-02 10:00:00 +0100", utc(2024, 1, 2, 9)),
        ("2024-01-02T10:00:00.1234567Z", utc(2024, 1, 2, 10, 0, 0, 123456)),
        ("2024/1/2 10:00", utc(2024, 1, 2, 13)),
        ("2024.01.02", utc(2024, 1, 2, 3)),
        ("2024-01-02T00:00:00 08:05:00", utc(2024, 1, 2, 11, 5)),
        ("2024-01-02T00:00:00 8:05", utc(2024, 1, 2, 11, 5)),
        ("13/01/2024 12:05 AM", utc(2024, 1, 13, 3, 5)),
        ("13/01/2024 1:05:33.5 p.m.", utc(2024, 1, 13, 16, 5, 33, 500_000)),
    ],
)
def test_dates_as_programs_write_them(text: str, wanted: datetime) -> None:
    reader = DateReader("c", zone("America/Sao_Paulo"))
    reader.see(1, "13/01/2024")
    reader.settle()
    assert reader.read(text) == wanted


@pytest.mark.parametrize(
    ("text", "shape", "wanted"),
    [
        ("31/jan/24 3:04 PM", "%d/%b/%y %I:%M %p", utc(2024, 1, 31, 18, 4)),
        ("05-mai.-2024", "%d-%b-%Y", utc(2024, 5, 5, 3)),
        ("5 de Março de 2024", "%d de %B de %Y", utc(2024, 3, 5, 3)),
        ("February 3, 2024", "%B %d, %Y", utc(2024, 2, 3, 3)),
        ("1700000000", "unix", utc(2023, 11, 14, 22, 13, 20)),
        ("1700000000123", "unix_ms", utc(2023, 11, 14, 22, 13, 20, 123_000)),
    ],
)
def test_stated_formats_know_months_and_clocks(text: str, shape: str, wanted: datetime) -> None:
    reader = DateReader("c", zone("America/Sao_Paulo"), (shape,))
    assert reader.read(text) == wanted


def test_a_workbook_with_typed_cells_numbers_as_keys_and_a_row_of_totals(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ID", "Data", "Hora", "Evento", "Obs"])
    sheet.append([1001.0, date(2024, 2, 1), time(8, 5), "Aberto", None])
    sheet.append([1001.0, date(2024, 2, 1), time(9, 5), "Fechado", "fim"])
    sheet.append([1002.0, date(2024, 2, 2), time(9, 5), "=NA(", None])
    sheet["D4"] = "#N/A"
    sheet.append(["Total", None, None, None, 2])
    book.save(tmp_path / "in.xlsx")
    found, problems = bring(tmp_path / "in.xlsx", EVENTS)
    assert [(case.key, len(case.events)) for case in found] == [("1001", 2)]
    assert found[0].opened_at == utc(2024, 2, 1, 11, 5)
    told = [(p.row, p.code, p.column) for p in problems]
    assert told == [(4, "import.row.cell_error", "Evento"), (5, "import.row.time_missing", "Data, Hora")]


def test_columns_of_one_name_become_an_event_each(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "Issue key,Created,Comment,Comment,Comment\n"
        'A-1,31/Jan/24 3:04 PM,31/Jan/24 4:04 PM;ana;um; dois,"01/Feb/24 1:00 AM;bia;três\nlinha",\n'
        "A-2,31/Jan/24 3:04 PM,,,\n",
        encoding="utf-8",
    )
    found, problems = bring(path, JIRA)
    assert not problems
    told = [(event.actor, event.text) for event in found[0].events]
    assert told == [("ana", "um; dois"), ("bia", "três\nlinha")]
    assert found[1].events == ()
    path.write_text("Issue key,Created\nA-1,31/Jan/24 3:04 PM\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        bring(path, JIRA)
    assert caught.value.facts["missing"] == ["Comment"]


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>a &amp; b<br>c</p><ul><li>um</li><li>dois</li></ul>", "a & b\nc\n\n- um\n- dois"),
        ("&lt;p&gt;Ol&amp;aacute;&lt;/p&gt;", "Olá"),
        ("a < b e b > c", "a < b e b > c"),
        ("<div>De: <ana@example.org> <b>x</b></div>", "De: <ana@example.org> x"),
        ('<a href="https://example.org">ver</a>', "ver (https://example.org)"),
        ("<p>fica</p><script>alert(1)</script><style>p{}</style>", "fica"),
        ("sem marcas\ne com linhas", "sem marcas\ne com linhas"),
    ],
)  # fmt: skip
def test_html_becomes_text_without_losing_words(html: str, wanted: str) -> None:
    assert plain_text(html) == wanted


def test_whole_numbers_lose_only_their_point() -> None:
    assert [repaired(text, "integer") for text in ("1001.0", "7", "1.5", "v1.0")] == [
        "1001",
        "7",
        "1.5",
        "v1.0",
    ]


def test_what_has_no_row_is_kept_under_the_files_own_words(world: Any, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(
        "ID,Data,Hora,Evento,Setor,Técnico\n1,2024-01-01,10:00,Aberto,Nível 2,Fulano\n", encoding="utf-8"
    )
    mapping = (
        EVENTS + '[ticket]\ndepartment = "Setor"\nattendant = "Técnico"\nchannel = { constant = "Portal" }\n'
    )
    import_file(world.desk, path, parse_mapping(mapping), lambda _p: None)
    (told,) = world.sql("SELECT description FROM tickets")[0]
    assert told == "- Setor: Nível 2\n- Técnico: Fulano\n- Canal: Portal"


def test_a_case_closed_since_without_an_event_is_closed_and_opens_again_by_undo(
    world: Any, tmp_path: Path
) -> None:
    mapping = parse_mapping(CASES)
    path = tmp_path / "in.csv"
    path.write_text("Id,Aberto,Fechado,Status\n1,2024-01-01,,Novo\n2,2024-01-02,,Novo\n", encoding="utf-8")
    import_file(world.desk, path, mapping, lambda _p: None)
    before = world.sql(STATES)
    path.write_text(
        "Id,Aberto,Fechado,Status\n1,2024-01-01,2024-02-01,Fechado\n2,2024-01-02,,Novo\n", encoding="utf-8"
    )
    planned = preview_file(path, mapping, lambda _p: None, desk=world.desk)
    done = import_file(world.desk, path, mapping, lambda _p: None)
    assert (planned.tickets, planned.changed) == (done.tickets, done.changed) == (0, 1)
    assert [row[1] for row in world.sql(STATES)] == ["resolved", "new"]
    assert import_file(world.desk, path, mapping, lambda _p: None).changed == 0
    assert done.batch is not None
    world.desk.run(UndoImport(batch=done.batch))
    assert world.sql(STATES) == before
