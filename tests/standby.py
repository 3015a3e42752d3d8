"""A PostgreSQL with a streaming standby that confirms each commit before it is told.

Both are the server of `tests/servers.py` (18), reached by sockets of their own. A watcher takes them away
even when the session is killed.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import psutil
import psycopg

from tests.servers import CONFIGURATION, server

NAME: Final = "pacdesk"
OWN: Final = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
wal_level = replica
synchronous_commit = on
wal_receiver_status_interval = 1s
"""
WATCHER: Final = """
import os, shutil, signal, sys
from pathlib import Path
sys.stdin.read()
for name in sys.argv[1:]:
    folder = Path(name)
    try:
        os.kill(int((folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGQUIT)
    except (OSError, IndexError, ValueError):
        pass
    shutil.rmtree(folder, ignore_errors=True)
"""


class Pair:
    """`address` names both; `kill` ends the one that takes writes and `promote` lets the other go on."""

    def __init__(self) -> None:
        self._user = server(18).system_user
        self._programs = Path(server(18).bin_path)
        self.folders = [Path(tempfile.mkdtemp(prefix=f"pacdesk-{name}-")) for name in ("one", "two")]
        self._watcher = subprocess.Popen(
            [sys.executable, "-c", WATCHER, *map(str, self.folders)],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        self.writer = 0
        first = self.folders[0]
        self._data(first)
        self._run(
            "initdb",
            "-D",
            first / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        self._configure(first, CONFIGURATION)
        self._start(first)
        self.execute(f"CREATE DATABASE {NAME}", database="postgres")

    @property
    def address(self) -> str:
        """Both hosts; who connects gets the one that takes writes."""
        return f"postgresql://postgres@/{NAME}?{urlencode({'host': ','.join(map(str, self.folders))})}"

    def execute(self, statement: str, *, database: str = NAME) -> list[Any]:
        """Ask the one that takes writes, outside a transaction."""
        with psycopg.connect(
            host=str(self.folders[self.writer]), user="postgres", dbname=database, autocommit=True
        ) as connection:
            ran = connection.execute(statement.encode())
            return ran.fetchall() if ran.description else []

    def follow(self) -> None:
        """Let the other one follow, and wait until each commit waits for it."""
        behind = self.folders[1 - self.writer]
        shutil.rmtree(behind / "data", ignore_errors=True)
        self._data(behind)
        reached = f"host={self.folders[self.writer]} user=postgres application_name=behind"
        self._run(
            "pg_basebackup", "-D", behind / "data", "-d", reached, "-R", "-c", "fast", "-N", "-X", "stream"
        )
        self._configure(behind, "synchronous_standby_names = ''")
        self._start(behind)
        self.execute("ALTER SYSTEM SET synchronous_standby_names = 'behind'")
        self.execute("SELECT pg_reload_conf()")
        self._until("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")

    def kill(self) -> None:
        """End the one that takes writes and everything it started, at once."""
        pid = int((self.folders[self.writer] / "data" / "postmaster.pid").read_text().split()[0])
        process = psutil.Process(pid)
        started = process.children(recursive=True)
        for one in (process, *started):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGKILL)
        psutil.wait_procs([process, *started], timeout=20)

    def promote(self) -> None:
        """Let the other one take writes; nobody follows it yet."""
        self.writer = 1 - self.writer
        folder = self.folders[self.writer]
        with (folder / "data" / "postgresql.auto.conf").open("a") as settings:
            settings.write("\nsynchronous_standby_names = ''\n")
        self._run("pg_ctl", "-w", "-D", folder / "data", "promote")
        self.execute("SELECT pg_reload_conf()")

    def close(self) -> None:
        """End both and take their files away."""
        self._watcher.communicate()

    def _until(self, counted: str) -> None:
        end = time.monotonic() + 60
        while not self.execute(counted)[0][0]:
            assert time.monotonic() < end, "the standby does not follow"
            time.sleep(0.05)

    def _configure(self, folder: Path, more: str) -> None:
        with (folder / "data" / "postgresql.conf").open("a") as configuration:
            configuration.write(more + OWN.format(folder=folder))

    def _start(self, folder: Path) -> None:
        try:
            self._run("pg_ctl", "-w", "-D", folder / "data", "-l", folder / "log", "start")
        except AssertionError as error:
            raise AssertionError((folder / "log").read_text()) from error

    def _data(self, folder: Path) -> None:
        (folder / "data").mkdir(mode=0o700)
        if self._user is not None:
            for one in (folder, folder / "data"):
                shutil.chown(one, self._user)

    def _run(self, program: str, *arguments: object) -> None:
        # A pipe would stay open in the server that pg_ctl leaves behind.
        with tempfile.TemporaryFile() as told:
            command = [str(self._programs / program), *map(str, arguments)]
            ran = subprocess.run(
                command, stdout=told, stderr=told, stdin=subprocess.DEVNULL, user=self._user, cwd="/",
                env=os.environ | {"LC_ALL": "C.UTF-8"}, check=False,
            )  # fmt: skip
            told.seek(0)
            assert ran.returncode == 0, told.read().decode(errors="replace")
