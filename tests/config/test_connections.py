"""Saved connections: by name, without a password."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pacdesk.config import connections
from pacdesk.config.connections import Connection
from pacdesk.errors import Invalid, NotFound

LOCAL = Connection("Matriz", "sqlite", "/home/a/d.pacdesk", "#336699")
SHARED = Connection("Nuvem", "postgres", "postgresql://maria@db.example:5433/desk?sslmode=verify-full")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "connections.toml"


def test_round_trip_latest_first(path: Path) -> None:
    later = connections.used(SHARED, datetime(2026, 1, 2, tzinfo=UTC))
    connections.save(path, (LOCAL, later))
    assert connections.load(path) == ((later, LOCAL), ())
    assert connections.named((later, LOCAL), " matriz ") == LOCAL
    with pytest.raises(NotFound) as refused:
        connections.named((LOCAL,), "x")
    assert refused.value.code == "connection.unknown"


def test_a_password_is_never_kept(path: Path) -> None:
    secret = "postgresql://maria:s%40gredo@[::1]:5433/desk?sslmode=require&password=segredo2&Passfile=/x"
    connections.save(path, (Connection("a", "postgres", secret),))
    text = path.read_text(encoding="utf-8")
    assert "gredo" not in text
    assert "/x" not in text
    ((kept,), _) = connections.load(path)
    assert kept.address == "postgresql://maria@[::1]:5433/desk?sslmode=require"


def test_a_password_in_an_edited_file_is_not_read(path: Path) -> None:
    path.write_text(
        '[[connection]]\nname="a"\nkind="postgres"\naddress="postgres://m:pw@h/d"\npassword="x"\n',
        encoding="utf-8",
    )
    assert connections.load(path)[0][0].address == "postgres://m@h/d"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (Connection(" ", "sqlite", "/x"), "connection.name_needed"),
        (Connection("a", "sqlite", " "), "connection.address_needed"),
        (Connection("a", "mysql", "/x"), "connection.bad_kind"),
        (Connection("a", "sqlite", "postgresql://h/d"), "connection.bad_kind"),
        (Connection("a", "sqlite", "/x", "red"), "connection.bad_colour"),
    ],
)
def test_refusals(path: Path, bad: Connection, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        connections.save(path, (bad,))
    assert refused.value.code == code
    assert not path.exists()


def test_a_name_is_taken_whatever_its_case(path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        connections.save(path, (LOCAL, Connection("MATRIZ", "sqlite", "/y")))
    assert refused.value.code == "connection.name_taken"


def test_bad_entries_are_told_and_a_bad_file_kept_aside(path: Path) -> None:
    path.write_text(
        '[[connection]]\nname="a"\n\n[[connection]]\nname="b"\nkind="sqlite"\naddress="/x"\ncolour=3\n\n'
        '[[connection]]\nname="c"\nkind="sqlite"\naddress="/y"\n',
        encoding="utf-8",
    )
    found, problems = connections.load(path)
    assert [connection.name for connection in found] == ["c"]
    assert [problem.code for problem in problems] == ["connections.bad_entry"] * 2
    path.write_bytes(b"\x00\x01")
    found, problems = connections.load(path)
    assert found == ()
    assert problems[0].code == "connections.damaged"
    assert path.with_name("connections.toml.bad-1").read_bytes() == b"\x00\x01"
    assert connections.load(path) == ((), ())
