"""Files as they come: every kind of bad input has a code, and nothing is read past it silently."""

import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.errors import UserError
from pacdesk.exchange.opening import Limits
from pacdesk.exchange.problems import Problem
from pacdesk.exchange.reading import Layout, Table

DEFAULT = Limits()
Write = Callable[[bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(data: bytes) -> Path:
        path = tmp_path / "file.csv"
        path.write_bytes(data)
        return path

    return put


def read(
    path: Path, layout: Layout | None = None, limits: Limits = DEFAULT
) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]], list[Problem]]:
    problems: list[Problem] = []
    with Table(path, layout or Layout(), problems.append, limits) as table:
        rows = [(row.number, row.cells) for row in table]
        return table.header, rows, problems + table.notes


def refusal(path: Path, layout: Layout | None = None, limits: Limits = DEFAULT) -> UserError:
    with pytest.raises(UserError) as caught:
        read(path, layout, limits)
    return caught.value


def workbook(path: Path, rows: list[list[object]], title: str = "Plan1") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("código;nome\n1;Ação\n".encode(), "utf-8-sig"),
        ("código;nome\n1;Ação\n".encode("utf-8-sig"), "utf-8-sig"),
        ("código;nome\n1;Ação\n".encode("cp1252"), "cp1252"),
        ("código;nome\n1;Ação\n".encode("utf-16"), "utf-16"),
        ("código;nome\n1;Ação\n".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_encoding_is_found(write: Write, data: bytes, encoding: str) -> None:
    path = write(data)
    with Table(path, Layout(), lambda _p: None) as table:
        assert table.encoding == encoding
        assert table.header == ("código", "nome")
        assert [row.cells for row in table] == [("1", "Ação")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(write: Write, delimiter: str) -> None:
    lines = [["a", "b", "c"], ["1", '"x, y; z"', "3"], ["4", "5", "6"]]
    header, rows, _ = read(write("\r\n".join(delimiter.join(line) for line in lines).encode()))
    assert header == ("a", "b", "c")
    assert rows == [(2, ("1", "x, y; z", "3")), (3, ("4", "5", "6"))]


def test_excels_own_first_line_names_the_delimiter(write: Write) -> None:
    assert read(write(b"sep=;\na;b\n1;2,5\n"))[:2] == (("a", "b"), [(3, ("1", "2,5"))])


def test_single_quotes_and_a_title_above_the_header(write: Write) -> None:
    layout = Layout(header_row=2)
    data = b"Relatorio\n'a','b'\n'1','x, y'\n'2','z'\n"
    assert read(write(data), layout)[1] == [(3, ("1", "x, y")), (4, ("2", "z"))]


def test_gzip_is_known_by_its_bytes_whatever_its_name(write: Write) -> None:
    assert read(write(gzip.compress(b"a,b\n1,2\n", mtime=0)))[1] == [(2, ("1", "2"))]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import.file_empty"),
        (gzip.compress(b"", mtime=0), "import.file_empty"),
        (b"\n\n\n", "import.header_missing"),
        (b"a,b\n", "import.no_rows"),
        (b"\xef\xbb\xbfa,b\r\n", "import.no_rows"),
        (b"a,b\n\n,,\n", "import.no_rows"),
        (b"%PDF-1.7 a", "import.file_kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "import.file_kind"),
        (gzip.compress(b"PK\x03\x04rest of a workbook", mtime=0), "import.file_kind"),
        (b"PK\x03\x04 cut off", "import.xlsx_damaged"),
        (b"a,b,a\n1,2,3\n", "import.header_repeated"),
    ],
)
def test_what_is_no_table_is_refused_whole(write: Write, data: bytes, code: str) -> None:
    assert refusal(write(data)).code == code


def test_a_missing_file_and_an_unknown_encoding(write: Write, tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.csv").code == "import.file_missing"
    assert refusal(write(b"a\n1\n"), Layout(encoding="klingon")).code == "import.encoding_unknown"


def test_a_truncated_and_a_damaged_gzip_are_refused_before_a_row(write: Write) -> None:
    packed = gzip.compress(b"a,b\n" + b"".join(b"%d,x%d\n" % (n, n * 7) for n in range(5000)))
    assert refusal(write(packed[: len(packed) // 2])).code == "import.gzip_truncated"
    damaged = bytearray(packed)
    damaged[len(packed) // 2] ^= 0xFF
    assert refusal(write(bytes(damaged))).code in {"import.gzip_damaged", "import.gzip_truncated"}


def test_a_gzip_bomb_is_stopped_early(write: Write) -> None:
    bomb = gzip.compress(b"a,b\n" + b"0" * (8 << 20))
    error = refusal(write(bomb), limits=Limits(ratio_from=1 << 20))
    assert error.code == "import.gzip_bomb"
    assert error.facts["read"] <= 3 << 20


def test_a_line_without_end_is_refused(write: Write) -> None:
    assert refusal(write(b"a,b\n" + b"x" * (5 << 20)), limits=Limits(record=1 << 20)).code == (
        "import.line_endless"
    )


def test_a_ten_megabyte_cell_costs_its_row_only(write: Write) -> None:
    data = b"a,b\n1,ok\n2," + b"x" * (10 << 20) + b'\n3,"' + b"y\n" * (5 << 20) + b'"\n4,ok\n'
    _, rows, problems = read(write(data))
    assert [number for number, _ in rows] == [2, 5]
    assert [(p.row, p.code, p.column) for p in problems] == [
        (3, "import.row.cell_too_long", "b"),
        (4, "import.row.cell_too_long", "b"),
    ]
    assert all(len(p.value or "") < 300 for p in problems)


@pytest.mark.parametrize(
    "tail",
    [
        'b;"never closed\nc;3\nd;4\n',
        'b;"never closed\nc;"x"\nd;4\n',
        'b;"never closed\nc;3\nd;"4";5\n',
        'b;"at the very end',
    ],
)
def test_an_unclosed_quote_refuses_the_file_and_names_where_it_opened(write: Write, tail: str) -> None:
    error = refusal(write(("key;text\na;1\n" + tail).encode()))
    assert (error.code, error.facts["row"], error.facts["line"]) == ("import.quote_unclosed", 3, 3)


def test_a_stray_quote_inside_a_line_costs_its_row_only(write: Write) -> None:
    _, rows, problems = read(write(b'a,b\n1,"x"y\n2,5" pipe\n3,"ok ""so"""\n'))
    assert [cells for _, cells in rows] == [("2", '5" pipe'), ("3", 'ok "so"')]
    assert [(p.row, p.code) for p in problems] == [(2, "import.row.quotes")]


def test_line_breaks_inside_a_cell_are_kept_and_count_as_one_row(write: Write) -> None:
    _, rows, _ = read(write(b'a,b\n1,"x\r\ny"\n2,z\n'))
    assert rows == [(2, ("1", "x\r\ny")), (3, ("2", "z"))]


def test_nul_bytes_cost_their_row_only(write: Write) -> None:
    _, rows, problems = read(write(b"a,b\n1,x\x00y\n2,z\n"))
    assert [number for number, _ in rows] == [3]
    assert [(p.row, p.code, p.value) for p in problems] == [(2, "import.row.nul", "x\\x00y")]


def test_mixed_encodings_are_told_row_by_row(write: Write) -> None:
    utf, latin = "Ação".encode(), "Ação".encode("cp1252")
    _, rows, problems = read(write(b"a,b\n1," + utf + b"\n2," + latin + b"\n3," + utf + b"\n"))
    assert [cells for _, cells in rows] == [("1", "Ação"), ("3", "Ação")]
    assert [(p.row, p.code, p.column) for p in problems] == [(3, "import.row.encoding", "b")]

    _, rows, problems = read(write(b"a,b\n1," + latin + b"\n2," + utf + b"\n3," + latin + b"\n"))
    assert [cells for _, cells in rows] == [("1", "Ação"), ("3", "Ação")]
    assert [(p.row, p.code) for p in problems] == [(3, "import.row.encoding")]


def test_an_accent_after_the_first_megabyte_still_decides_the_encoding(write: Write) -> None:
    data = b"a,b\n" + b"1,plain\n" * 200_000 + "2,Ação\n".encode("cp1252")
    _, rows, problems = read(write(data))
    assert rows[-1][1] == ("2", "Ação")
    assert not problems


def test_ragged_rows_are_told_and_short_ones_filled_on_request(write: Write) -> None:
    path = write(b"a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n")
    _, rows, problems = read(path)
    assert [number for number, _ in rows] == [4, 5]
    assert [(p.row, p.code, p.facts["found"]) for p in problems] == [
        (2, "import.row.ragged", 2),
        (3, "import.row.ragged", 4),
    ]
    assert read(path, Layout(short_rows="fill"))[1][0] == (2, ("1", "2", ""))


def test_repeated_headers_are_named_or_numbered_on_request(write: Write) -> None:
    path = write(b"a,b,a\n1,2,3\n")
    assert refusal(path).facts["places"] == {"a": [1, 3]}
    assert read(path, Layout(repeated_headers="number"))[0] == ("a", "b", "a (2)")


def test_a_workbook_gives_dates_numbers_and_texts(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "named.csv",
        [["when", "n", "x", "yes", "text"], [datetime(2024, 1, 31, 8, 30), 5, 2.5, True, "Ação"]],  # noqa: DTZ001
    )
    header, rows, _ = read(path)
    assert header == ("when", "n", "x", "yes", "text")
    assert rows == [(2, ("2024-01-31T08:30:00", "5", "2.5", "1", "Ação"))]


def test_a_workbooks_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a"], ["1"]], "Dados")
    assert read(path, Layout(sheet="Dados"))[1] == [(2, ("1",))]
    assert refusal(path, Layout(sheet="Outra")).facts["sheets"] == ["Dados"]


def sheet_xml(path: Path, body: str, head: str = "") -> Path:
    """A workbook whose first sheet is `body`, written by hand."""
    workbook(path, [["x"]])
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                data = (
                    f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{body}'
                    "</sheetData></worksheet>"
                ).encode()
            new.writestr(part, data)
    path.write_bytes(out.getvalue())
    return path


def text_cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def test_formulas_give_what_was_computed_and_say_when_nothing_was(tmp_path: Path) -> None:
    body = (
        f"<row>{text_cell('a')}{text_cell('b')}</row>"
        "<row><c><f>1+1</f><v>2</v></c><c><v>5</v></c></row>"
        "<row><c><f>1+1</f></c><c><v>6</v></c></row>"
        '<row><c t="e"><v>#DIV/0!</v></c><c><v>7</v></c></row>'
    )
    _, rows, problems = read(sheet_xml(tmp_path / "f.xlsx", body))
    assert rows == [(2, ("2", "5"))]
    assert [(p.row, p.code, p.value) for p in problems] == [
        (3, "import.row.formula", "=1+1"),
        (4, "import.row.cell_error", "#DIV/0!"),
    ]


def test_a_million_empty_rows_are_not_walked_to_their_end(tmp_path: Path) -> None:
    body = f"<row>{text_cell('a')}</row><row>{text_cell('1')}</row>" + "<row/>" * 1_000_000
    _, rows, problems = read(sheet_xml(tmp_path / "e.xlsx", body), limits=Limits(empty_rows=2_000))
    assert rows == [(2, ("1",))]
    assert [(p.row, p.code, p.refused) for p in problems] == [(2_002, "import.empty_rows", False)]


def test_a_zip_bomb_and_an_entity_bomb_are_refused(tmp_path: Path) -> None:
    bomb = sheet_xml(tmp_path / "b.xlsx", "<row/>" * 500_000)
    assert refusal(bomb, limits=Limits(ratio_from=1 << 20, ratio=50)).code == "import.zip_bomb"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    entity = sheet_xml(tmp_path / "l.xlsx", f"<row>{text_cell('&b;')}</row>", laughs)
    assert refusal(entity).code == "import.xml_forbidden"


def test_a_zip_that_is_no_workbook_and_a_broken_sheet(tmp_path: Path) -> None:
    path = tmp_path / "z.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "hello")
    assert refusal(path).code == "import.file_kind"
    assert refusal(sheet_xml(tmp_path / "x.xlsx", "<row><c></row>")).code == "import.xlsx_damaged"


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\x00�"), max_size=12)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    import csv

    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(["a", "b", "c"])
        writer.writerows(rows)
    wanted = [row for row in rows if any(row)]
    if not wanted:
        assert refusal(path).code == "import.no_rows"
    else:
        assert [cells for _, cells in read(path, Layout(delimiter=",", encoding="utf-8"))[1]] == wanted
