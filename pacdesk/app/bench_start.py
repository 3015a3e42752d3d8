"""Watches a start for `pacdesk bench`: the program itself, as people run it."""

import json
import os
import sys

from pacdesk.app import STARTED
from pacdesk.app.window import Program


def watch(program: Program) -> None:
    """Print when it was painted, had rows, and came to rest (ms from the start of the process), and end."""
    from pacdesk.gui.bench.starting import Watch

    Watch(program.window, float(os.environ[STARTED]), _told)


def _told(marks: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(marks) + "\n")
    sys.stdout.flush()
    os._exit(0)  # taking everything down is not what is measured
