"""Column types, old servers and libraries, and where a desk's schema stands."""

import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from pacdesk.errors import DeskUnavailable
from pacdesk.storage import migrate
from pacdesk.storage.driver import connect, refuse_old_sqlite
from pacdesk.storage.engines import refuse_old_server, sqlite_engine
from pacdesk.storage.types import Uid, UtcTime, canonical, fold, from_micros, to_micros

AWARE = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-3))]))


class Dialect:
    """Only its name is asked."""

    def __init__(self, name):
        self.name = name


@given(AWARE)
def test_microseconds_are_exact(at):
    assert from_micros(to_micros(at)) == at
    stored = UtcTime().process_bind_param(at, Dialect("sqlite"))
    assert UtcTime().process_result_value(stored, Dialect("sqlite")) == at
    assert UtcTime().process_result_value(at, Dialect("postgresql")).utcoffset() == timedelta()
    assert UtcTime().process_bind_param(at, Dialect("postgresql")) is at


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_time_without_a_zone_is_refused(engine):
    with pytest.raises(ValueError, match="zone"):
        UtcTime().process_bind_param(datetime(2026, 1, 1), Dialect(engine))  # noqa: DTZ001  (what is tested)
    assert UtcTime().process_bind_param(None, Dialect(engine)) is None
    assert UtcTime().process_result_value(None, Dialect(engine)) is None


def test_ids_are_sixteen_bytes_on_sqlite():
    row = uuid4()
    assert Uid().process_bind_param(row, Dialect("sqlite")) == row.bytes
    assert Uid().process_bind_param(row, Dialect("postgresql")) is row
    assert Uid().process_bind_param(None, Dialect("sqlite")) is None
    back = Uid().process_result_value(row.bytes, Dialect("sqlite"))
    assert (back, hash(back), str(back), back.bytes) == (row, hash(row), str(row), row.bytes)
    assert Uid().process_result_value(row, Dialect("postgresql")) is row


@given(st.text(max_size=60))
def test_folding_is_stable_and_blind_to_case_and_blanks(name):
    once = fold(name)
    assert fold(once) == once
    assert fold(f"  {name}\t") == once
    assert once == " ".join(once.split())


@pytest.mark.parametrize(
    ("name", "key"),
    [("  São   João ", "sao joao"), ("ÇÃO", "cao"), ("Straße", "strasse"), ("ABC", "abc"), ("\u00a0", "")],
)
def test_folded_names(name, key):
    assert fold(name) == key


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), max_size=5))
def test_canonical_text_does_not_depend_on_order(value):
    made = canonical(value)
    assert json.loads(made) == value
    assert canonical(dict(reversed(value.items()))) == made
    assert canonical({"é": 1, "a": [1, 2]}) == '{"a":[1,2],"é":1}'


@pytest.mark.parametrize(
    ("version", "refused"),
    [
        (140019, True),
        (150013, True),
        (150014, False),
        (160009, True),
        (160010, False),
        (170005, True),
        (170006, False),
        (180000, False),
        (190001, False),
        (90624, True),
    ],
)
def test_servers_with_known_holes_are_refused(version, refused):
    if not refused:
        refuse_old_server(version)
        return
    with pytest.raises(DeskUnavailable) as refusal:
        refuse_old_server(version)
    assert refusal.value.code == "server.too_old"
    assert refusal.value.facts["found"] == f"{version // 10_000}.{version % 10_000}"


def test_an_sqlite_inside_the_bugs_range_is_refused():
    refuse_old_sqlite((3, 51, 3))
    with pytest.raises(DeskUnavailable) as refusal:
        refuse_old_sqlite((3, 51, 2))
    assert (refusal.value.code, refusal.value.facts) == (
        "desk.old_sqlite",
        {"linked": "3.51.2", "needed": "3.51.3"},
    )


def test_where_a_schema_stands(both):
    engine = both.root.engine
    with engine.connect() as connection:
        assert migrate.standing(connection).is_current
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with engine.connect() as connection, pytest.raises(DeskUnavailable) as refusal:
        migrate.standing(connection)
    assert (refusal.value.code, refusal.value.facts["found"]) == ("desk.newer", "9999")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE alembic_version SET version_num = :r"), {"r": migrate.revisions()[-1]}
        )


def test_a_fresh_file_gets_its_schema_and_a_foreign_one_is_left_alone(tmp_path):
    fresh, foreign = tmp_path / "fresh", tmp_path / "foreign"
    connect(fresh, create=True).close()
    engine = sqlite_engine(fresh)
    assert migrate.upgrade(engine).found is None
    assert migrate.upgrade(engine).is_current
    engine.dispose()
    made = connect(foreign, create=True)
    made.execute("CREATE TABLE theirs (a)")
    made.close()
    engine = sqlite_engine(foreign)
    with pytest.raises(DeskUnavailable) as refusal:
        migrate.upgrade(engine)
    assert refusal.value.code == "desk.not_a_desk"
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM sqlite_master")) == 1
    engine.dispose()
