"""Addresses of servers in parts: what a person types and what the client library takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from pacdesk.config.server_address import (
    TLS_MODES,
    ServerAddress,
    kept_password,
    parts_of,
    secret_name,
    with_password,
)
from pacdesk.errors import Invalid
from tests.memory_keyring import memory_store

TEXT = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=1, max_size=12)
HOST = st.from_regex(r"[a-z][a-z0-9.-]{0,20}", fullmatch=True)
PORT = st.integers(1, 65535).map(str)


@given(
    hosts=st.lists(st.tuples(HOST, st.none() | PORT), min_size=1, max_size=3),
    port=PORT,
    database=TEXT,
    login=TEXT,
    tls=st.sampled_from(TLS_MODES),
    authority=st.sampled_from(["", "/etc/a b/raíz+1.crt", r"C:\certs\raiz.crt"]),
)
def test_the_client_library_reads_what_was_typed(
    hosts: list[tuple[str, str | None]], port: str, database: str, login: str, tls: str, authority: str
) -> None:
    typed = ", ".join(name if own is None else f"{name}:{own}" for name, own in hosts)
    address = ServerAddress(typed, port, database, login, tls, authority).text()
    read = conninfo_to_dict(with_password(address, "s@:/%+ç"))
    assert read["host"] == ",".join(name for name, _ in hosts)
    assert read["port"] == ",".join(own or port for _, own in hosts)
    assert (read["dbname"], read["user"], read["sslmode"]) == (database, login, tls)
    assert read.get("sslrootcert", "") == authority
    assert read["password"] == "s@:/%+ç"
    again = parts_of(with_password(address, "s@:/%+ç"))
    assert again.text() == address
    assert (again.database, again.login, again.authority) == (database, login, authority)


def test_one_port_is_said_once() -> None:
    both = parts_of("postgresql://ana@db1:6000,db2:6000/d")
    assert (both.hosts, both.port) == ("db1, db2", "6000")
    other = parts_of("postgresql://ana@db1,db2:5433,[::1]/d?connect_timeout=3")
    assert (other.hosts, other.port, other.more) == (
        "db1, db2:5433, [::1]",
        "5432",
        (("connect_timeout", "3"),),
    )
    assert "connect_timeout=3" in other.text()
    socket = parts_of("postgresql://ana@/d?host=/run/pg&port=5444")
    assert (socket.hosts, socket.port) == ("/run/pg", "5444")
    assert conninfo_to_dict(socket.text())["host"] == "/run/pg"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (ServerAddress("", "5432", "d", "u"), "connection.host_needed"),
        (ServerAddress(" , ", "5432", "d", "u"), "connection.host_needed"),
        (ServerAddress("a b", "5432", "d", "u"), "connection.bad_host"),
        (ServerAddress("u@a", "5432", "d", "u"), "connection.bad_host"),
        (ServerAddress("a", "70000", "d", "u"), "connection.bad_port"),
        (ServerAddress("a:x", "5432", "d", "u"), "connection.bad_host"),
        (ServerAddress("a", "²", "d", "u"), "connection.bad_port"),
        (ServerAddress("a", "5432", " ", "u"), "connection.database_needed"),
        (ServerAddress("a", "5432", "d", ""), "connection.login_needed"),
        (ServerAddress("a", "5432", "d", "u", "none"), "connection.bad_tls"),
    ],
)
def test_refusals(bad: ServerAddress, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        bad.text()
    assert refused.value.code == code


def test_a_password_is_of_a_person_at_a_server() -> None:
    first = secret_name("postgresql://ana:x@DB.example/um?sslmode=require")
    assert first == secret_name("postgresql://ana@db.example:5432/dois")
    assert first != secret_name("postgresql://bia@db.example/um")
    store = memory_store()
    assert kept_password(store, "postgresql://ana@db.example/um") is None
    store.put(first, "senha ç".encode())
    assert kept_password(store, "postgresql://ana@db.example/um") == "senha ç"


def test_a_log_in_named_as_a_setting_gets_the_password_too() -> None:
    address = "postgresql:///d?user=ana&host=/run/postgresql"
    assert conninfo_to_dict(with_password(address, "a&b=c"))["password"] == "a&b=c"
    assert with_password("postgresql:///d?host=db", "a") == "postgresql:///d?host=db", "nobody is named"
