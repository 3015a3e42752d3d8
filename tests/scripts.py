"""Scripts in a process of their own, for tests that kill it: a new process that has what takes a second to
import already, because it is forked from one that did nothing else."""

import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

IMPORTED_FIRST: Final = [
    "sqlalchemy.orm",
    "psycopg",
    "pacdesk.cli.main",
    "pacdesk.desk.areas",
    "pacdesk.desk.local",
    "pacdesk.desk.moving",
    "pacdesk.exchange.importer",
    "pacdesk.storage.rekey",
]
_LIMIT: Final = 100  # s


@dataclass(frozen=True)
class Done:
    """How a script ended: negative is the signal that killed it."""

    returncode: int
    stdout: str
    stderr: str


def run_script(script: str, *arguments: object) -> Done:
    """Run `script` as `python -c` would, here and with this environment."""
    context: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        context.set_forkserver_preload(IMPORTED_FIRST)
    with tempfile.TemporaryDirectory() as folder:
        told = [Path(folder, name) for name in ("stdout", "stderr")]
        given = script, [str(one) for one in arguments], dict(os.environ), *map(str, told)
        process = context.Process(target=_be, args=given)
        process.start()
        process.join(_LIMIT)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
            raise TimeoutError(script)
        process.close()
        return Done(code, *(path.read_text("utf-8") for path in told))


def _be(script: str, arguments: list[str], environment: dict[str, str], stdout: str, stderr: str) -> None:
    for number, path in enumerate((stdout, stderr), start=1):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["-c", *arguments]
    exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})  # noqa: S102  (a test's own text)
