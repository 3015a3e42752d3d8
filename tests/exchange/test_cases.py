"""Rows and a mapping become cases: order, identity, dates, dirt (D12-D14)."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacdesk.desk.tickets.imported import CaseState, ImportedCase, in_order, new_events
from pacdesk.errors import Cancelled, Invalid
from pacdesk.exchange.cases import DataRow, gather
from pacdesk.exchange.mapping import parse_mapping
from pacdesk.exchange.problems import Problem
from pacdesk.exchange.reading import Row
from pacdesk.exchange.spool import Spool

HISTORY = 'kind = "history"\nwhat = "tickets"\nsource = "s"\n'
EVENTS = HISTORY + '[case]\nkey = "case"\n[event]\ntime = "time"\nactivity = "what"\nactor = "who"\n'
LOG = "case,time,what,who\n"


def cases(tmp_path: Path, mapping: str, data: str, **named: Any) -> tuple[list[ImportedCase], list[Problem]]:
    path = tmp_path / "in.csv"
    path.write_text(data, encoding="utf-8", newline="")
    problems: list[Problem] = []
    with gather(path, parse_mapping(mapping), problems.append, **named) as gathered:
        return list(gathered.cases()), problems


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year, month, day, …


def test_d12_events_are_ordered_by_time_then_place_in_file(tmp_path: Path) -> None:
    log = LOG + (
        "A,2020-01-03T00:00:00Z,Closed,x\n"
        "B,2020-01-01T00:00:00Z,Open,y\n"
        "A,2020-01-01T00:00:00Z,Open,x\n"
        "A,2020-01-02T00:00:00Z,first,x\n"
        "A,2020-01-02T00:00:00Z,second,x\n"
        "A,2020-01-04T00:00:00Z,after closing,z\n"
    )
    found, problems = cases(tmp_path, EVENTS + '[closing]\nresolved_by = ["Closed"]\n', log)
    assert not problems
    assert [case.key for case in found] == ["A", "B"]
    a = found[0]
    assert [event.activity for event in a.events] == ["Open", "first", "second", "Closed", "after closing"]
    assert [event.sequence for event in a.events] == [2, 3, 4, 1, 5]
    assert (a.opened_at, a.closed_at, a.state) == (at(2020, 1, 1), at(2020, 1, 3), CaseState.RESOLVED)
    assert a.events[-1].actor == "z"
    assert found[1].state is CaseState.OPEN


def test_d14_equal_events_of_a_case_are_told_apart_by_how_many_came_before(tmp_path: Path) -> None:
    line = "A,2020-01-01T00:00:00Z,Wait,x\n"
    short, _ = cases(tmp_path, EVENTS, LOG + line * 2)
    longer, _ = cases(tmp_path, EVENTS, LOG + line * 3 + "A,2020-01-02T00:00:00Z,Wait,x\n")
    known = {event.key for event in short[0].events}
    assert len(known) == 2
    assert [event.happened_at for event in new_events(longer[0], known)] == [at(2020, 1, 1), at(2020, 1, 2)]


def test_d14_the_same_moment_in_another_zone_is_the_same_event(tmp_path: Path) -> None:
    one, _ = cases(tmp_path, EVENTS, LOG + "A,2020-01-01T03:00:00Z,Wait,x\n")
    two, _ = cases(tmp_path, EVENTS, LOG + "A,2020-01-01T00:00:00-03:00,Wait,x\n")
    assert one[0].events[0].key == two[0].events[0].key


def test_d14_an_events_own_key_is_its_identity(tmp_path: Path) -> None:
    mapping = EVENTS + 'key = "who"\n'
    log = LOG + "A,2020-01-01T00:00:00Z,a,e1\nA,2020-01-01T00:00:00Z,b,e2\nA,2020-01-02T00:00:00Z,c,e1\n"
    found, problems = cases(tmp_path, mapping, log)
    assert [event.key for event in found[0].events] == ["k:e1", "k:e2"]
    assert [(p.row, p.code) for p in problems] == [(4, "import.row.event_repeated")]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 2), st.sampled_from("xy")), min_size=1))
def test_d14_a_longer_file_brings_only_what_is_new(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, str]]
) -> None:
    tmp_path = tmp_path_factory.mktemp("log")
    lines = [f"{case},2020-01-01T00:00:0{second}Z,{what},w\n" for case, second, what in rows]
    whole, _ = cases(tmp_path, EVENTS, LOG + "".join(lines))
    keys = [(case.key, event.key) for case in whole for event in case.events]
    assert len(set(keys)) == len(keys) == len(rows)
    cut = Random(len(rows)).randint(1, len(rows))  # noqa: S311
    part, _ = cases(tmp_path, EVENTS, LOG + "".join(lines[:cut]))
    assert {(case.key, event.key) for case in part for event in case.events} <= set(keys)


def test_events_tell_the_attributes_that_changed(tmp_path: Path) -> None:
    mapping = EVENTS + '[event.values]\n"Priority" = "who"\n'
    log = LOG + "".join(
        f"A,2020-01-0{day}T00:00:00Z,a,{who}\n" for day, who in ((1, "p"), (2, "p"), (3, "q"))
    )
    found, _ = cases(tmp_path, mapping, log)
    assert [event.values for event in found[0].events] == [(("Priority", "p"),), (), (("Priority", "q"),)]


def test_a_bad_row_costs_itself_only(tmp_path: Path) -> None:
    log = LOG + (
        "A,2020-01-01T00:00:00Z,Open,x\n"
        "A,yesterday,Open,x\n"
        "A,,Open,x\n"
        "A,2020-01-02T00:00:00Z,,x\n"
        ",2020-01-02T00:00:00Z,Open,x\n"
        "A,0020-01-02T00:00:00Z,Open,x\n"
        "B,31/02/2020,Open,x\n"
    )
    found, problems = cases(tmp_path, EVENTS, log)
    assert [(case.key, len(case.events)) for case in found] == [("A", 1)]
    assert sorted((p.row, p.code.rpartition(".")[2]) for p in problems) == [
        (3, "date_unreadable"),
        (4, "time_missing"),
        (5, "activity_missing"),
        (6, "no_key"),
        (7, "date_range"),
        (8, "date_unreadable"),
    ]


def test_a_case_is_reopened_only_when_the_mapping_says_so(tmp_path: Path) -> None:
    log = LOG + "".join(
        f"A,2020-01-0{day}T00:00:00Z,{what},x\n" for day, what in enumerate(("Closed", "Again", "Void"), 1)
    )
    closing = '[closing]\nresolved_by = ["Closed"]\ncancelled_by = ["Void"]\n'
    found, _ = cases(tmp_path, EVENTS + closing, log)
    assert (found[0].state, found[0].closed_at) == (CaseState.RESOLVED, at(2020, 1, 1))
    found, _ = cases(tmp_path, EVENTS + closing + 'reopened_by = ["Again"]\n', log)
    assert (found[0].state, found[0].closed_at) == (CaseState.CANCELLED, at(2020, 1, 3))


ROWS = HISTORY + (
    '[case]\nrows = "case"\nkey = "id"\n[[derived]]\nactivity = "Opened"\ntime = "in"\n'
    '[[derived]]\nactivity = "Closed"\ntime = "out"\n'
    '[closing]\nstatus = "state"\nresolved = ["done"]\ncancelled = ["void"]\nopen = ["new"]\n'
    '[ticket]\nopened_at = "in"\nclosed_at = "out"\n'
    '[address]\nzip = { column = "cep", repair = "cep" }\nstreet = "street"\n'
)


def test_a_row_may_be_a_whole_case(tmp_path: Path) -> None:
    data = (
        "id;in;out;state;cep;street\n"
        "1;2020-03-01 08:00;2020-03-02 09:00;done;3063000.0;Rua A\n"
        "2;2020-03-01 08:00;;new;4653220;\n"
        "3;2020-03-01 08:00;2020-02-01 08:00;void;Mooca;Rua C\n"
        "4;2020-03-01 08:00;;lost;01310-100;Rua D\n"
        "4;2020-03-01 08:00;;new;;Rua E\n"
    )
    found, problems = cases(tmp_path, ROWS, data)
    assert [(case.key, case.state.value, len(case.events)) for case in found] == [
        ("1", "resolved", 2),
        ("2", "open", 1),
        ("3", "cancelled", 2),
        ("4", "open", 1),
    ]
    assert found[0].opened_at == at(2020, 3, 1, 11)
    zips = [case.address.zip_code if case.address else None for case in found]
    assert zips == ["03063000", "04653220", None, "01310100"]
    assert found[2].address is not None
    assert found[2].address.zip_as_given == "Mooca"
    assert [(p.row, p.code, p.refused) for p in problems] == [
        (4, "import.row.cep", False),
        (4, "import.row.closed_before_opened", False),
        (5, "import.row.status_unknown", False),
        (6, "import.row.key_repeated", True),
    ]


def test_d14_equal_rows_are_cases_of_their_own_on_request(tmp_path: Path) -> None:
    mapping = (
        HISTORY
        + '[case]\nrows = "case"\nkey = ["in", "what"]\nsame_key = "number"\n[ticket]\nopened_at = "in"\n'
    )
    found, problems = cases(tmp_path, mapping, "in,what\n2020-01-01,a\n2020-01-01,a\n2020-01-01,b\n")
    assert not problems
    assert len({case.key for case in found}) == 3
    assert found[1].key == found[0].key + "#2"


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["03/04/2020", "25/04/2020"], at(2020, 4, 3, 3)),
        (["03/04/2020 10:00", "04/25/2020 10:00"], at(2020, 3, 4, 13)),
        (["04.04.2020"], at(2020, 4, 4, 3)),
    ],
)
def test_the_file_itself_may_prove_which_number_is_the_day(
    tmp_path: Path, times: list[str], expected: datetime
) -> None:
    found, problems = cases(tmp_path, EVENTS, LOG + "".join(f"A,{text},a,x\n" for text in times))
    assert not problems
    assert expected in [event.happened_at for event in found[0].events]


def test_ambiguous_and_contradicting_dates_refuse_the_file(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        cases(tmp_path, EVENTS, LOG + "A,05/05/2020,a,x\nA,03/04/2020,a,x\n")
    assert (caught.value.code, caught.value.facts["row"], caught.value.facts["value"]) == (
        "import.date_ambiguous", 3, "03/04/2020",
    )  # fmt: skip
    with pytest.raises(Invalid) as caught:
        cases(tmp_path, EVENTS, LOG + "A,25/04/2020,a,x\nA,04/25/2020,a,x\n")
    assert caught.value.code == "import.date_contradicts"


def test_a_year_of_two_digits_needs_a_stated_format(tmp_path: Path) -> None:
    log = LOG + "A,25/04/49,a,x\nB,25/04/50,a,x\n"
    found, problems = cases(tmp_path, EVENTS, log)
    assert not found
    assert {p.code for p in problems} == {"import.row.date_short_year"}
    stated = EVENTS.replace('"time"\n', '{ column = "time", format = "%d/%m/%y", pivot = 50 }\n')
    found, problems = cases(tmp_path, stated, log)
    assert [case.opened_at.year for case in found] == [2049, 1950]


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        ("excel", "43831.5", at(2020, 1, 1, 15)),
        ("unix", "1577836800", at(2020, 1, 1)),
        ("%Y%m%d%H%M", "202001011200", at(2020, 1, 1, 15)),
        ("%d/%m/%Y", "2020-01-01T12:00:00", at(2020, 1, 1, 15)),
    ],
)
def test_other_shapes_of_time(tmp_path: Path, shape: str, text: str, expected: datetime) -> None:
    mapping = EVENTS.replace('"time"\n', f'{{ column = "time", format = "{shape}" }}\n')
    found, problems = cases(tmp_path, mapping, LOG + f"A,{text},a,x\n")
    assert not problems
    assert found[0].opened_at == expected


def test_date_and_time_in_two_columns_and_a_zone_of_their_own(tmp_path: Path) -> None:
    mapping = EVENTS.replace(
        '"time"\n', '{ columns = ["day", "hour"], format = "%d/%m/%Y %H:%M", timezone = "Europe/Rome" }\n'
    )
    found, _ = cases(tmp_path, mapping, "case;day;hour;what;who\nA;01/07/2020;12:00;a;x\n")
    assert found[0].opened_at == at(2020, 7, 1, 10)


def test_columns_that_the_file_lacks_and_unknown_zones_are_named(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as caught:
        cases(tmp_path, EVENTS + '[ticket]\nsubject = "nope"\n', "case,time,who\nA,2020-01-01,x\n")
    assert caught.value.facts["missing"] == ["what", "nope"]
    with pytest.raises(Invalid, match="zone_unknown"):
        cases(tmp_path, EVENTS + '[file]\ntimezone = "Mars/Base"\n', LOG + "A,2020-01-01,a,x\n")


def test_values_templates_defaults_and_empty_words(tmp_path: Path) -> None:
    mapping = EVENTS + (
        '[file]\nempty = ["NULL"]\n[ticket]\ntitle = { template = "{what} by {who}" }\n'
        'type = { column = "what", values = { a = "Alpha" } }\n'
        'priority = { column = "what", values = { zz = "1" }, other = "empty", default = "2" }\n'
        'channel = { column = "who", take = "first" }\nattendant = "who"\n'
        '[ticket.attributes]\n"Who" = "who"\n[client]\nname = "who"\n'
        'document = { column = "case", repair = "document" }\n'
    )
    log = LOG + "".join(
        f"191000000,2020-01-0{day},{what},{who}\n"
        for day, what, who in ((1, "b", "first"), (2, "a", "last"), (3, "a", "NULL"))
    )
    (case,), problems = cases(tmp_path, mapping, log)
    assert not problems
    assert (case.title, case.type, case.priority) == ("a by ", "Alpha", "2")
    assert (case.channel, case.attendant) == ("first", "last")
    assert case.attributes == (("Who", "last"),)
    assert case.client is not None
    assert (case.client.key, case.client.document) == ("last", "00191000000")


def test_a_value_that_the_mapping_refuses_costs_its_row(tmp_path: Path) -> None:
    mapping = EVENTS.replace(
        'activity = "what"', 'activity = { column = "what", values = { a = "A" }, other = "refuse" }'
    )
    found, problems = cases(tmp_path, mapping, LOG + "A,2020-01-01,a,x\nA,2020-01-01,b,x\n")
    assert len(found[0].events) == 1
    assert [(p.row, p.code, p.value) for p in problems] == [(3, "import.row.value_unknown", "b")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("52998224725", "52998224725"),
        ("1234567890.0", "01234567890"),
        ("1234567891.0", "1234567891.0"),
        ("191", "191"),
        ("12.ABC.345/01DE-35", "12.ABC.345/01DE-35"),
        ("1234567000195", "01234567000195"),
    ],
)
def test_a_document_gets_only_its_lost_zeros_back(given: str, expected: str) -> None:
    from pacdesk.exchange.fields import repaired

    assert repaired(given, "document") == expected


def test_a_data_file_gives_rows_with_their_keys(tmp_path: Path) -> None:
    mapping = 'kind = "data"\nwhat = "clients"\nsource = "erp"\nkey = "id"\n[fields]\nlegal_name = "n"\n'
    path = tmp_path / "c.csv"
    path.write_text("id,n\n1,A\n2,B\n1,C\n")
    problems: list[Problem] = []
    with gather(path, parse_mapping(mapping), problems.append) as gathered:
        rows = list(gathered.data())
    columns = rows[0].columns
    assert set(columns) == {"legal_name"}
    assert rows == [
        DataRow(2, "1", {"legal_name": "A"}, columns),
        DataRow(3, "2", {"legal_name": "B"}, columns),
    ]
    assert [(p.row, p.code, p.facts["first_row"]) for p in problems] == [(4, "import.row.key_repeated", 2)]


def test_a_cancelled_read_stops(tmp_path: Path) -> None:
    def stop(rows: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        cases(tmp_path, EVENTS, LOG + "A,2020-01-01,a,x\n" * 1_500, tick=stop)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=5))))
def test_a_spool_gives_every_row_back_in_its_group(rows: list[tuple[str, str]]) -> None:
    with Spool() as spool:
        for number, (key, text) in enumerate(rows):
            spool.append(key, Row(number, (text,)))
        groups = dict(iter(spool))
    assert Counter(key for key, _ in rows) == {key: len(found) for key, found in groups.items()}
    assert all(found == sorted(found) for found in groups.values())


def test_in_order_is_stable() -> None:
    assert in_order(()) == ()
