"""The one door: a subcommand goes to the command line, everything else opens the window."""

import sys
from collections.abc import Sequence

from pacdesk.cli.arguments import SUBCOMMANDS

_FOR_THE_COMMAND_LINE = frozenset({"--version", "--help", "-h"})


def is_for_command_line(arguments: Sequence[str]) -> bool:
    """Whether the first thing asked is a subcommand, the version or the help.

    `bench` and `self-test` are not: they load Qt, and only `app` may. Options that may stand before a
    subcommand (`--json`, `--lang en`) are passed over.
    """
    waits_for_value = False
    for argument in arguments:
        if waits_for_value:
            waits_for_value = False
        elif argument in _FOR_THE_COMMAND_LINE:
            return True
        elif argument == "--lang":
            waits_for_value = True
        elif argument == "--json" or argument.startswith("--lang="):
            continue
        else:
            return argument in SUBCOMMANDS
    return False


def main() -> int:
    """Entry point of both console scripts."""
    arguments = sys.argv[1:]
    if is_for_command_line(arguments):
        from pacdesk.cli.main import main as command_line

        return command_line(arguments)
    from pacdesk.app import main as window

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
