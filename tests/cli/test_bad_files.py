"""Files and mappings as they should not come: each is told in a sentence of both languages, costs its rows
or the whole file, and never leaves half of one in the desk."""

import contextlib
import gzip
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from pacdesk.storage import driver
from tests.cli.conftest import Runner
from tests.cli.test_flows import MAP

HEAD = b"case,when,what,who\n"
ROW = b"A1,2025-03-04 10:00:00,Aberto,Rui\n"
GOOD = HEAD + ROW
LATIN, UTF = "Ação".encode("cp1252"), "Ação".encode()


@dataclass(frozen=True)
class Bad:
    """A bad input. `brought` is tickets and rows told; None when the whole file is refused, by `code`."""

    name: str
    content: bytes
    code: str
    portuguese: str
    english: str
    brought: tuple[int, int] | None = None
    mapping: str | bytes = MAP


def dated(*moments: str) -> bytes:
    rows = "".join(f"K{n},{moment},Aberto,Rui\n" for n, moment in enumerate(moments))
    return HEAD + rows.encode()


def workbook(body: str) -> bytes:
    """A workbook whose only sheet has these rows, written by hand."""
    plain, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(plain)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return out.getvalue()


def cells(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(HEAD)]
    parts += [packer.compress(bytes(1 << 20)) for _ in range(megabytes)]
    return b"".join([*parts, packer.flush()])


SHEET = cells("case", "when", "what", "who") + cells("A1", "2025-03-04 10:00:00", "Aberto", "Rui")

FILES = [
    Bad("0 bytes", b"", "import.file_empty", "está vazio", "is empty"),
    Bad("header only", HEAD, "import.no_rows", "só tem o cabeçalho", "a header only"),
    Bad("BOM and header only", b"\xef\xbb\xbf" + HEAD, "import.no_rows", "só tem o cabeçalho",
        "a header only"),
    Bad("BOM alone", b"\xef\xbb\xbf", "import.header_missing", "não tem cabeçalho", "has no header"),
    Bad("blank lines", b"\n\n\n", "import.header_missing", "não tem cabeçalho", "has no header"),
    Bad("BOM", b"\xef\xbb\xbf" + GOOD, "", "1 atendimentos", "1 tickets", (1, 0)),
    Bad("NUL in a cell", GOOD + b"B2,2025-03-04 10:00:00,Abe\x00rto,Rui\n", "import.row.nul",
        "tem um caractere nulo", "holds a NUL character", (1, 1)),
    Bad("NUL in the header", b"case,wh\x00en,what,who\n" + ROW, "import.header_unreadable",
        "cabeçalho de log.csv não se lê", "header of log.csv cannot be read"),
    Bad("a 10 MB cell", GOOD + b"B2,2025-03-04 10:00:00," + b"x" * (10 << 20) + b",Rui\n",
        "import.row.cell_too_long", "tem 10485760 caracteres", "has 10485760 characters", (1, 1)),
    Bad("a line without end", GOOD + b"x" * (33 << 20), "import.line_endless", "linha sem fim",
        "without end"),
    Bad("an unclosed quote", GOOD + b'B2,"2025-03-04 10:00:00,Aberto,Rui\n' + ROW * 50,
        "import.quote_unclosed",
        "uma aspa aberta na linha 3", "a quote opened on line 3"),
    Bad("a stray quote", GOOD + b'B2,"2025"x,Aberto,Rui\n', "import.row.quotes",
        "aspas da linha 3 não se entendem", "quotes on line 3 make no sense", (1, 1)),
    Bad("mixed encodings", HEAD + b"A1,2025-03-04 10:00:00," + UTF + b",Rui\nB2,2025-03-04 10:00:00," + LATIN
        + b",Rui\n", "import.row.encoding", "bytes que não se leem como",
        "bytes that cannot be read as", (1, 1)),
    Bad("days or months", dated("03/04/2025 10:00", "05/06/2025 10:00"), "import.date_ambiguous",
        "dia/mês ou mês/dia (linha 2", "day/month or month/day (row 2"),
    Bad("days and months", dated("13/04/2025 10:00", "04/13/2025 10:00"), "import.date_contradicts",
        "se contradizem: 13/04/2025 10:00 (linha 2)", "contradict each other: 13/04/2025 10:00 (row 2)"),
    Bad("two-digit years", dated("2025-03-04 10:00:00", "13/04/25 10:00"), "import.row.date_short_year",
        "ano tem só dois algarismos: 13/04/25", "two digits only: 13/04/25", (1, 1)),
    Bad("no date", GOOD + b"B2,ontem,Aberto,Rui\n", "import.row.date_unreadable",
        "não é uma data que se entenda: ontem", "no date that can be read: ontem", (1, 1)),
    Bad("off the calendar", GOOD + b"B2,0025-03-04 10:00:00,Aberto,Rui\n", "import.row.date_range",
        "fora do calendário", "off the calendar", (1, 1)),
    Bad("31 February", GOOD + b"B2,31/02/2025 10:00,Aberto,Rui\n", "import.row.date_unreadable",
        "não é uma data", "no date", (1, 1)),
    Bad("duplicate headers", b"case,when,what,what\n" + ROW, "import.header_repeated",
        "mais de uma coluna com o mesmo nome: what", "more than one column of the same name: what"),
    Bad("missing columns", b"case,when,who\nA1,2025-03-04 10:00:00,Rui\n", "import.column_missing",
        "colunas que o arquivo não tem: what", "columns that the file does not have: what"),
    Bad("too many columns", b",".join(b"c%d" % n for n in range(2001)) + b"\n" + ROW,
        "import.columns_too_many", "o limite é 2000", "the limit is 2000"),
    Bad("ragged rows", GOOD + b"B2,2025-03-04 10:00:00\n", "import.row.ragged",
        "a linha tem 2 colunas e o cabeçalho tem 4", "the row has 2 columns and the header has 4", (1, 1)),
    Bad("no key", GOOD + b",2025-03-04 10:00:00,Aberto,Rui\n", "import.row.no_key",
        "falta a chave", "the key is missing", (1, 1)),
    Bad("no row that can be taken", HEAD + b"A1,ontem,Aberto,Rui\n", "import.row.date_unreadable",
        "Nenhuma linha pôde ser importada", "No row could be imported"),
    Bad("a gzip bomb", bomb(80), "import.gzip_bomb", "cresce demais ao descompactar", "grows too much"),
    Bad("a truncated gzip", gzip.compress(GOOD + ROW * 50)[:-20], "import.gzip_truncated",
        "o gzip está cortado", "the gzip is cut short"),
    Bad("a damaged gzip", gzip.compress(GOOD)[:-8] + bytes(8), "import.gzip_damaged",
        "o gzip está danificado", "the gzip is damaged"),
    Bad("a million empty rows", workbook(SHEET + "<row/>" * 1_000_000), "import.empty_rows",
        "10000 linhas vazias", "10000 empty rows", (1, 0)),
    Bad("half a workbook", workbook(SHEET)[:900], "import.xlsx_damaged", "está danificada", "is damaged"),
    Bad("a PDF", b"%PDF-1.7\n1 0 obj", "import.file_kind", "não é CSV nem XLSX (parece pdf)",
        "neither CSV nor XLSX (it looks like pdf)"),
    Bad("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "import.file_kind", "parece xls",
        "looks like xls"),
    Bad("a picture", b"\x89PNG\r\n\x1a\n" + bytes(600), "import.file_kind", "parece", "looks like"),
    Bad("prose", b"Prezados,\nsegue o que pediram.\nAtenciosamente\n", "import.column_missing",
        "colunas que o arquivo não tem", "columns that the file does not have"),
    Bad("random bytes", bytes(range(1, 256)) * 40, "import.header_unreadable",
        "cabeçalho de log.csv não se lê", "header of log.csv cannot be read"),
]  # fmt: skip
MAPPINGS = [
    Bad("no TOML", GOOD, "import.mapping_broken", "não é TOML válido", "is no valid TOML",
        mapping="kind = history\n"),
    Bad("an empty mapping", GOOD, "import.mapping_invalid", "falta kind", "kind is missing", mapping=""),
    Bad("a key that nobody knows", GOOD, "import.mapping_invalid", "não existe a chave event.quem",
        "there is no key event.quem", mapping=MAP + 'quem = "x"\n'),
    Bad("a value of another kind", GOOD, "import.mapping_invalid", "event.time: o valor não é do tipo",
        "event.time: the value is not of the kind", mapping=MAP.replace('"when"', "5")),
    Bad("a choice that is none", GOOD, "import.mapping_invalid", "deve ser um destes", "must be one of",
        mapping=MAP.replace('"tickets"', '"receitas"')),
    Bad("a key that is missing", GOOD, "import.mapping_invalid", "falta case.key", "case.key is missing",
        mapping=MAP.replace('key = "case"\n', "")),
    Bad("not UTF-8", GOOD, "import.mapping_encoding", "não está em UTF-8", "is not in UTF-8",
        mapping=("# ação\n" + MAP).encode("cp1252")),
    Bad("a zone that is none", GOOD, "import.zone_unknown", "fuso horário que não existe: Lua/Base",
        "time zone that does not exist: Lua/Base", mapping=MAP.replace("America/Sao_Paulo", "Lua/Base")),
    Bad("an encoding that is none", GOOD, "import.encoding_unknown", "codificação que não existe: klingon",
        "encoding that does not exist: klingon",
        mapping=MAP.replace("[case]", 'encoding = "klingon"\n[case]')),
    Bad("columns of another file", GOOD, "import.column_missing", "colunas que o arquivo não tem: quando",
        "columns that the file does not have: quando", mapping=MAP.replace('"when"', '"quando"')),
]  # fmt: skip


def counts(desk: Path) -> tuple[int, ...]:
    """What an import could leave: tickets, events, clients, types, subjects, batches, keys."""
    tables = (
        "tickets",
        "ticket_events",
        "clients",
        "ticket_types",
        "subjects",
        "import_batches",
        "imported_keys",
    )
    with contextlib.closing(driver.connect(desk, read_only=True)) as connection:
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


BIG = ("a 10 MB cell", "a line without end", "a gzip bomb", "a million empty rows")
"""Read in seconds: in English they are read by the soak."""


@pytest.mark.parametrize(
    ("bad", "language"),
    [
        pytest.param(
            bad,
            language,
            id=f"{bad.name}-{language}",
            marks=[pytest.mark.soak] if language == "en" and bad.name in BIG else [],
        )
        for bad in FILES + MAPPINGS
        for language in ("pt", "en")
    ],
)
def test_a_bad_input_is_told_and_never_half_taken(
    run: Runner, desk_path: Path, tmp_path: Path, bad: Bad, language: str
) -> None:
    text = bad.mapping.encode() if isinstance(bad.mapping, str) else bad.mapping
    (tmp_path / "map.toml").write_bytes(text)
    (tmp_path / "log.csv").write_bytes(bad.content)
    before = counts(desk_path)
    given = ["import", tmp_path / "log.csv", "--map", tmp_path / "map.toml", "--desk", desk_path]
    ran = run(*given, "--lang", language)
    assert "Traceback" not in ran.err
    assert len(ran.out + ran.err) < 3000, "a bad cell is not poured out"
    assert (bad.portuguese if language == "pt" else bad.english) in ran.out + ran.err
    after = counts(desk_path)
    if bad.brought is None:
        assert ran.code == 1
        assert after == before, "a file is never half imported"
        told = run(*given, "--json").data
        assert told.get("error", {"code": bad.code})["code"] == bad.code
        return
    assert ran.code == 0
    assert (after[0] - before[0], after[1] - before[1]) == (bad.brought[0], bad.brought[0])
    rejects = tmp_path / "log.problems.csv"
    lines = rejects.read_text("utf-8-sig").splitlines()[1:] if rejects.exists() else []
    assert sum(bad.code in line for line in lines if ".row." in bad.code) == bad.brought[1]


def test_a_folder_a_missing_file_and_one_that_may_not_be_read(
    run: Runner, desk_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    before = counts(desk_path)
    for name, portuguese, english in (
        ("", "Não foi possível ler", "cannot be read"),
        ("none.csv", "Não existe o arquivo none.csv", "There is no file none.csv"),
    ):
        for language, words in (("pt", portuguese), ("en", english)):
            given = ["import", tmp_path / name, "--map", tmp_path / "map.toml", "--desk", desk_path]
            ran = run(*given, "--lang", language)
            assert ran.code == 1
            assert words in ran.err
    assert counts(desk_path) == before
