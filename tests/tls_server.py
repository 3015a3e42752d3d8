"""A PostgreSQL of the system that speaks TLS, with a test authority made on the spot.

The servers of `tests/servers.py` have no TLS. This one is Debian's `postgresql` (15 or newer); where it or
`openssl` is missing, whoever needs it is reported as not run.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest

OLDEST = 15
OWNER_PASSWORD = "segredo do dono"
CONFIGURATION = """
listen_addresses = '127.0.0.1'
max_connections = 30
superuser_reserved_connections = 3
fsync = off
synchronous_commit = off
full_page_writes = off
ssl = on
ssl_cert_file = 'server.crt'
ssl_key_file = 'server.key'
password_encryption = scram-sha-256
log_min_messages = fatal
"""
DOORS = """
local all all trust
hostssl all trusted 127.0.0.1/32 trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostnossl all plain 127.0.0.1/32 scram-sha-256
"""


def programs() -> Path:
    """Where the newest server of the system has its programs. Skips the test where there is none."""
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").exists() and folder.parent.name.isdigit() and int(folder.parent.name) >= OLDEST
    ]
    if not found or shutil.which("openssl") is None:
        pytest.skip("needs Debian's postgresql (15 or newer) and openssl")
    return max(found, key=lambda folder: int(folder.parent.name))


def openssl(folder: Path, *arguments: str) -> None:
    """Run it quietly in a folder."""
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


class Authority:
    """Signs certificates; `root` is the file that who trusts it names."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self.root = folder / f"{name}.crt"
        openssl(
            folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", f"{name}.key", "-out", f"{name}.crt", "-days", "90", "-subj", f"/CN={name}",
        )  # fmt: skip

    def sign(self, file: str, host: str, *, days: int) -> None:
        """A certificate `file`.crt for that host, its key beside it; negative days: it has expired."""
        openssl(
            self._folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", f"{file}.key", "-out", f"{file}.csr", "-subj", f"/CN={host}",
        )  # fmt: skip
        (self._folder / f"{file}.ext").write_text(f"subjectAltName=DNS:{host}")
        openssl(
            self._folder, "x509", "-req", "-in", f"{file}.csr", "-CA", f"{self._name}.crt", "-CAkey",
            f"{self._name}.key", "-days", str(days), "-out", f"{file}.crt", "-extfile", f"{file}.ext",
        )  # fmt: skip


class TlsServer:
    """The server, running. `host` is whom its certificate names; it is found at 127.0.0.1."""

    host = "localhost"

    def __init__(self) -> None:
        self._programs = programs()
        self.folder = Path(tempfile.mkdtemp(prefix="pacdesk-tls-"))
        self._data = self.folder / "data"
        self._user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._make()
        except BaseException:
            self.close()
            raise

    def _make(self) -> None:
        self.authority = Authority(self.folder, "authority")
        self.stranger = Authority(self.folder, "stranger").root
        self.authority.sign("good", self.host, days=60)
        self.authority.sign("soon", self.host, days=2)
        self.authority.sign("old", self.host, days=-1)
        secret = self.folder / "owner.txt"
        secret.write_text(OWNER_PASSWORD)
        self._give_away()
        self._run(
            "initdb", "-D", str(self._data), "-U", "owner", "--pwfile", str(secret), "-A", "scram-sha-256",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(f"{CONFIGURATION}\nport = {self.port}\nunix_socket_directories = '{self.folder}'\n")
        (self._data / "pg_hba.conf").write_text(DOORS)
        self._show("good")
        self._start()

    def _give_away(self) -> None:
        if self._user is None:
            return
        for path in (self.folder, *self.folder.iterdir()):
            shutil.chown(path, self._user, self._user)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._programs / program, *arguments], cwd=self.folder, check=True, capture_output=True,
            user=self._user, group=self._user, extra_groups=[] if self._user else None,
        )  # fmt: skip

    def _show(self, name: str) -> None:
        for kind in ("crt", "key"):
            target = self._data / f"server.{kind}"
            target.unlink(missing_ok=True)
            shutil.copyfile(self.folder / f"{name}.{kind}", target)
            target.chmod(0o600)
            if self._user is not None:
                shutil.chown(target, self._user, self._user)

    def _start(self) -> None:
        with (self.folder / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data], cwd=self.folder, stdout=log, stderr=log,
                user=self._user, group=self._user, extra_groups=[] if self._user else None,
            )  # fmt: skip
        end = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.inside).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    @property
    def inside(self) -> str:
        """The owner's way that needs no password."""
        return self.get_uri("postgres")

    def get_uri(self, base: str) -> str:
        """The owner's way to another database of it; anybody's, with another name in it."""
        return f"postgresql://owner@/{base}?host={self.folder}&port={self.port}"

    @property
    def release(self) -> str:
        """As the server names it."""
        with psycopg.connect(self.inside) as connection:
            return str(connection.info.parameter_status("server_version"))

    def address(
        self, user: str = "owner", password: str = OWNER_PASSWORD, *, base: str = "postgres", **more: str
    ) -> str:
        """The way over TLS, with the authority's certificate; `more` are settings of the client library."""
        login = {"user": user, "password": password} if password else {"user": user}
        settings = {
            "host": self.host,
            "hostaddr": "127.0.0.1",
            "port": str(self.port),
            "sslmode": "verify-full",
            "sslrootcert": str(self.authority.root),
        } | more
        return f"postgresql:///{base}?{urlencode(login | settings, quote_via=quote)}"

    def run(self, statement: str, base: str = "postgres") -> None:
        """One statement as the owner."""
        with psycopg.connect(self.get_uri(base), autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def showing(self, certificate: str = "good", *, ssl: bool = True) -> Iterator[None]:
        """For a while the server has another certificate, or none."""
        self._show(certificate)
        self.run(f"ALTER SYSTEM SET ssl = {'on' if ssl else 'off'}")
        self._reload()
        try:
            yield
        finally:
            self._show("good")
            self.run("ALTER SYSTEM SET ssl = on")
            self._reload()

    def _reload(self) -> None:
        """Have the server read its files again; returns when a new session would see it."""
        with psycopg.connect(self.inside, autocommit=True) as connection:
            before = connection.execute("SELECT pg_conf_load_time()").fetchone()
            connection.execute("SELECT pg_reload_conf()")
        end = time.monotonic() + 30
        while True:
            with psycopg.connect(self.inside, autocommit=True) as connection:
                if connection.execute("SELECT pg_conf_load_time()").fetchone() != before:
                    return
            assert time.monotonic() < end, "the server did not read its files again"
            time.sleep(0.01)

    def close(self) -> None:
        """Stop it and take everything away."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)
