"""One run of the command line: what it speaks, where it writes, what it was asked."""

from argparse import Namespace
from dataclasses import dataclass

from pacdesk.cli.console import Console
from pacdesk.cli.words import Words


@dataclass(frozen=True, slots=True)
class Run:
    """What every command gets."""

    console: Console
    words: Words
    options: Namespace
