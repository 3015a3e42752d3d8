"""The ticket dossier as a PDF (C6): one document, or many in one run.

The same rows give the same bytes. Text can be searched and copied, fonts are embedded as subsets, the
document says its language and title. Building takes one document at a time in a process, on any thread.
"""

import io
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from pacdesk.desk.tickets.dossier import Dossier, Language
from pacdesk.errors import UserError
from pacdesk.reports import audience

Progress = Callable[[int, int], None]
"""Told (done, total) now and then; raises `errors.Cancelled` to stop the run."""

ONE_AT_A_TIME = threading.Lock()
_EVERY = 20


@dataclass(frozen=True, slots=True)
class Options:
    """`annexes`: reproduce PDF and image attachments as pages at the end."""

    annexes: bool = False


def build(
    rows: Dossier, out: Path | BinaryIO, options: Options | None = None, progress: Progress | None = None
) -> int:
    """Writes one dossier; gives its number of pages.

    A path is written beside itself first and then renamed: there is a whole document or none. `progress`
    counts entries. Raises `UserError("report.not_written", path, reason)`; `Cancelled` from `progress`
    leaves nothing behind.
    """
    shown = audience.cut(rows)
    wanted = options or Options()
    if not isinstance(out, Path):
        return _make(shown, out, wanted, progress)
    with _renamed_when_whole(out) as file:
        return _make(shown, file, wanted, progress)


def file_name(rows: Dossier) -> str:
    """A name for the file: `dossie-2026.0004812-6-cliente.pdf`."""
    kind = "dossie" if rows.language is Language.PORTUGUESE else "dossier"
    protocol = "".join(char if char.isalnum() or char in ".-" else "_" for char in rows.ticket.protocol)
    return f"{kind}-{protocol}-{rows.audience}.pdf"


@contextmanager
def _renamed_when_whole(path: Path) -> Iterator[BinaryIO]:
    """A file beside `path` that takes its place when the block ends well, and is gone otherwise."""
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part", delete=False
        ) as file:
            temporary = Path(file.name)
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise UserError("report.not_written", path=str(path), reason=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _make(rows: Dossier, out: BinaryIO, options: Options, progress: Progress | None) -> int:
    from pacdesk.reports.annex import fill
    from pacdesk.reports.writing import Writer

    with ONE_AT_A_TIME:
        writer = Writer(rows, progress, _EVERY)
        if not options.annexes:
            return writer.make(out, annexes=False)[1]
        made = io.BytesIO()
        frames, pages = writer.make(made, annexes=True)
    out.write(fill(made.getvalue(), frames) if frames else made.getvalue())
    return pages
