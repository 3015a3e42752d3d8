"""Mapping files: what is wrong is named with its key and its line."""

from pathlib import Path

import pytest

from pacdesk.config.refusals import sentences
from pacdesk.errors import Invalid, NotFound
from pacdesk.exchange.mapping import FieldMap, load_mapping, parse_mapping
from pacdesk.exchange.mapping_faults import LIBRARY, OWN

SHIPPED = Path(__file__).parents[2] / "resources" / "imports"
HISTORY = """kind = "history"
what = "tickets"
source = "s"
[case]
key = "case"
[event]
time = "t"
activity = "a"
"""


DATA = 'kind = "data"\nwhat = "clients"\nsource = "s"\n'


def faults(text: str) -> list[tuple[str, int | None]]:
    with pytest.raises(Invalid) as caught:
        parse_mapping(text, "m.toml")
    return [(problem.facts["key"], problem.facts["line"]) for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["helpdesk_italy.toml", "sp156.toml"])
def test_the_shipped_mappings_are_right(name: str) -> None:
    assert load_mapping(SHIPPED / name).what == "tickets"


def test_a_field_may_be_a_column_a_list_or_a_table() -> None:
    text = HISTORY + '[ticket]\nsubject = ["a", "b"]\ntitle = { template = "{a}: {b c}" }\ntype = "x"\n'
    ticket = parse_mapping(text).ticket
    assert ticket.subject == FieldMap(columns=("a", "b"))
    assert ticket.title is not None
    assert ticket.title.used == ("a", "b c")
    assert ticket.type == FieldMap(column="x")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (HISTORY.replace("history", "stories"), [("kind", 1)]),
        (HISTORY + '[ticket]\nsubjekt = "a"\n', [("ticket.subjekt", 10)]),
        (HISTORY + '[event.values]\n"T" = { column = "a", template = "{b}" }\n', [("event.values.T", 10)]),
        (HISTORY + '[file]\ndelimiter = ";;"\n', [("file.delimiter", 10)]),
        (HISTORY.replace('source = "s"\n', ""), [("source", None)]),
        (HISTORY.replace('"tickets"', '"clients"'), [("what", 2)]),
        (HISTORY[: HISTORY.index("[event]")], [("event", None)]),
        (HISTORY + '[[derived]]\nactivity = "x"\ntime = "t"\n', [("derived", 9)]),
        (DATA + 'key = "id"\n[fields]\nlegal_nam = "x"\n', [("fields.legal_nam", 6)]),
        (DATA + 'key = "id"\n[fields]\nemail = "x"\n', [("fields.legal_name", 5)]),
        (DATA + '[fields]\nlegal_name = "x"\n', [("key", None)]),
    ],
)  # fmt: skip
def test_a_wrong_key_is_named_with_its_line(text: str, wanted: list[tuple[str, int | None]]) -> None:
    assert faults(text) == wanted


def test_several_faults_are_told_at_once() -> None:
    text = HISTORY.replace('"t"', "5") + '[file]\nheader_row = 0\n[closing]\nresolved_by = "Closed"\n'
    assert faults(text) == [("event.time", 7), ("file.header_row", 10), ("closing.resolved_by", 12)]


def test_a_file_that_is_no_toml_and_one_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        parse_mapping("kind = \n", "m.toml")
    assert caught.value.code == "import.mapping_broken"
    assert caught.value.facts["place"] == "1:8"
    with pytest.raises(NotFound):
        load_mapping(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes('source = "ação"'.encode("cp1252"))
    with pytest.raises(Invalid, match="mapping_encoding"):
        load_mapping(tmp_path / "latin.toml")


def test_a_fault_says_what_would_be_right() -> None:
    text = HISTORY.replace('key = "case"', 'key = "case"\nrows = "line"') + '[file]\nfonte = "x"\n'
    with pytest.raises(Invalid) as caught:
        parse_mapping(text, "m.toml")
    choice, unknown = caught.value.problems
    assert (choice.code, choice.facts["expected"]) == ("import.mapping.choice", ["event", "case"])
    assert unknown.code == "import.mapping.unknown"
    assert {"encoding", "delimiter"} <= set(unknown.facts["known"])


def test_every_fault_of_a_mapping_has_a_sentence() -> None:
    told = sentences()
    codes = {f"import.mapping.{code}" for code in {*OWN, *LIBRARY.values(), "kind", "other"}}
    assert codes <= set(told)


def test_the_stages_in_which_tickets_end_are_named_by_the_mapping() -> None:
    flow = parse_mapping(
        HISTORY + '[flow]\nresolved = "Feito"\nmoves = [["A", "Feito"]]\n[stages]\n"a" = "A"\n'
    ).flow
    assert flow.final_names == ("Feito", "Cancelamento")
