"""Builds and wires everything for the window. `main` is the door that `__main__` knocks at."""

import os
import sys
from collections.abc import Sequence

from pacdesk.app.arguments import UsageError, parse
from pacdesk.app.system import missing_for_window
from pacdesk.config.paths import HOME_VARIABLE

USAGE = 2
NO_WINDOW = 5
STARTED = "PACDESK_BENCH_STARTED"
"""Tells a process that `pacdesk bench` measures when it was started, in seconds since 1970."""


def main(argv: Sequence[str]) -> int:
    """Open the window, or do what loads Qt without one (`self-test`); answers the exit code.

    Nothing of Qt is imported before the system's libraries were looked at, so that a bare computer
    gets the name of a package and not a traceback.
    """
    if "bench" in argv[:1]:
        from pacdesk.app.bench import bench

        return bench(argv)
    try:
        options = parse(argv)
    except UsageError as error:
        _say(str(error))
        return USAGE
    if options.profile is not None:
        os.environ[HOME_VARIABLE] = str(options.profile)
    missing = missing_for_window(os.environ)
    if missing:
        _say(missing)
        return NO_WINDOW
    if options.command == "self-test":
        from pacdesk.app.self_test import self_test

        return self_test(as_json=options.json)
    from pacdesk.app import starting

    starting.begin()
    from pacdesk.app.window import run

    if STARTED in os.environ:
        from pacdesk.app.bench_start import watch

        return run(options, watch=watch)
    return run(options)


def _say(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
