"""What the window is asked on its command line."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn


class UsageError(Exception):
    """The arguments make no sense; the sentence is whole."""


@dataclass(frozen=True, slots=True)
class Options:
    """`desk` is a path, an address or a saved connection's name; `ticket` what somebody typed."""

    command: str = ""
    demo: bool = False
    desk: str = ""
    ticket: str = ""
    lang: str = ""
    safe_mode: bool = False
    reset_layout: bool = False
    profile: Path | None = None
    json: bool = False


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"pacdesk: {message}")


def parse(argv: Sequence[str]) -> Options:
    """The options. Raises UsageError."""
    parser = _Parser(prog="pacdesk", add_help=False, allow_abbrev=False)
    parser.add_argument("place", nargs="?", default="")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--desk", "--connection", default="")
    parser.add_argument("--ticket", default="")
    parser.add_argument("--lang", default="", choices=("", "pt-BR", "en"))
    parser.add_argument("--safe-mode", action="store_true")
    parser.add_argument("--reset-layout", action="store_true")
    parser.add_argument("--profile", type=Path, default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(list(argv))
    command = given.place if given.place == "self-test" else ""
    return Options(
        command=command,
        demo=given.demo,
        desk=given.desk or ("" if command else given.place),
        ticket=given.ticket,
        lang=given.lang,
        safe_mode=given.safe_mode,
        reset_layout=given.reset_layout,
        profile=given.profile,
        json=given.json,
    )
