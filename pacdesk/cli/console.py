"""What the command line prints: results on standard output, everything else on standard error.

With `--json` standard output holds one JSON object and nothing else. Progress is drawn only on a
terminal. A reader that goes away early (`| head`) ends the output quietly.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final, TextIO

_PROGRESS_EVERY: Final = 0.2


class Console:
    """The two streams of one run. `result` may be called many times; `data` at most once."""

    def __init__(
        self, *, as_json: bool = False, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self.as_json = as_json
        self._out = out or _safe(sys.stdout)
        self._err = err or _safe(sys.stderr)
        self._drawn = 0
        self._last_drawn = 0.0

    def result(self, line: str) -> None:
        """A line of the result, for people; left out with `--json`."""
        if not self.as_json:
            self._clear()
            self._write(self._out, line + "\n")

    def always(self, text: str) -> None:
        """What was asked for is this text itself, whatever the format: the help."""
        self._write(self._out, text + "\n")

    def data(self, value: Mapping[str, Any]) -> None:
        """The result for programs; left out without `--json`."""
        if self.as_json:
            self._clear()
            self._write(self._out, json.dumps(value, ensure_ascii=False, default=str) + "\n")

    def note(self, line: str) -> None:
        """Something to know that is not the result."""
        self._clear()
        self._write(self._err, line + "\n")

    def progress(self, what: str) -> None:
        """How far it is, on one line that is drawn over; only on a terminal, five times a second."""
        now = time.monotonic()
        if not self._err.isatty() or now - self._last_drawn < _PROGRESS_EVERY:
            return
        self._last_drawn = now
        padding = " " * max(self._drawn - len(what), 0)
        self._write(self._err, f"\r{what}{padding}")
        self._drawn = len(what)

    def counted(self, words: str) -> Callable[[int, int], None]:
        """A progress callback (done, total) that draws `words` with `{percent}`."""

        def tell(done: int, total: int) -> None:
            self.progress(words.format(percent=100 * done // total if total else 100))

        return tell

    def close(self) -> None:
        """Send what is still held back."""
        self._clear()
        for stream in (self._out, self._err):
            try:
                stream.flush()
            except (BrokenPipeError, ValueError):
                _silence(stream)

    def _clear(self) -> None:
        if self._drawn:
            self._write(self._err, "\r" + " " * self._drawn + "\r")
            self._drawn = 0

    def _write(self, stream: TextIO, text: str) -> None:
        try:
            stream.write(text)
        except BrokenPipeError:
            _silence(stream)


def _safe(stream: TextIO | None) -> TextIO:
    """The stream, writing what its encoding cannot hold as `?`; a void one where there is none (Windows
    programs without a console)."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


def _silence(stream: TextIO) -> None:
    """Point the stream's descriptor nowhere, so that the interpreter's last flush fails no more."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
