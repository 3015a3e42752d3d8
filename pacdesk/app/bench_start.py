"""The start that `pacdesk bench` measures: the program as `pacdesk DESK` runs it, in a profile of its own.
Run as `python -m pacdesk.app.bench_start DESK PROFILE`, so that nothing else is imported before it."""

import json
import os
import sys
from typing import TYPE_CHECKING

from pacdesk.__main__ import is_for_command_line
from pacdesk.app import STARTED, main

if TYPE_CHECKING:
    from pacdesk.app.window import Program


def measure(desk: str, profile: str) -> None:
    """Start, and print when it was painted, had rows, and came to rest: ms from the process's start."""
    arguments = ["--profile", profile, desk]
    if not is_for_command_line(arguments):
        main(arguments, watch=_watch)


def _watch(program: "Program") -> None:
    from pacdesk.gui.bench.starting import Watch

    Watch(program.window, float(os.environ[STARTED]), _told)


def _told(marks: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(marks) + "\n")
    sys.stdout.flush()
    os._exit(0)  # taking everything down is not what is measured


if __name__ == "__main__":
    measure(*sys.argv[1:])
