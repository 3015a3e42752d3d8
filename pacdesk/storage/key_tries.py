"""Wrong passwords in a row, kept across starts, and the wait that grows with them (4.7)."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pacdesk.config import atomic
from pacdesk.errors import Forbidden

FREE_TRIES: Final = 5
FIRST_WAIT: Final = 30.0
LONGEST_WAIT: Final = 900.0


def wait_after(wrong: int) -> float:
    """Seconds to wait after `wrong` tries in a row: none for four, then 30 s doubling to 15 min."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(FIRST_WAIT * 2.0 ** min(wrong - FREE_TRIES, 16), LONGEST_WAIT)


class Tries:
    """The count in `folder`, one small file a key. It slows a person at the keyboard, not a thief of
    the file: against him stands Argon2id."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._now = now

    def refuse_early(self, header_id: str) -> None:
        """Raise Forbidden `key.wait` (fact `seconds`) while the wait lasts."""
        wrong, last = self._read(header_id)
        passed = self._now() - last
        if passed < 0:
            # The clock was set back: the wait begins again, so that turning it gains nothing.
            self._write(header_id, wrong)
            passed = 0.0
        left = wait_after(wrong) - passed
        if left > 0:
            raise Forbidden("key.wait", seconds=int(left) + 1)

    def wrong(self, header_id: str) -> None:
        """Count one wrong password."""
        self._write(header_id, self._read(header_id)[0] + 1)

    def right(self, header_id: str) -> None:
        """Forget the wrong ones."""
        self._file(header_id).unlink(missing_ok=True)

    def _file(self, header_id: str) -> Path:
        return self._folder / f"tries-{header_id}.json"

    def _read(self, header_id: str) -> tuple[int, float]:
        try:
            raw = json.loads(self._file(header_id).read_bytes())
            return int(raw["wrong"]), float(raw["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0.0

    def _write(self, header_id: str, wrong: int) -> None:
        text = json.dumps({"wrong": wrong, "last": self._now()})
        atomic.write(self._file(header_id), text.encode())
