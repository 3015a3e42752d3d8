"""The arguments: names in English, help in the language of the run (interface.md, row 35)."""

import argparse
import re
from collections.abc import Callable
from typing import Any, Final, NoReturn

from pacdesk.cli.words import Words

AUDIENCES: Final = ("cliente", "interno", "auditoria")
LISTS: Final = ("tickets", "clients", "contracts")
RETENTION: Final = (
    "ticket_texts",
    "ticket_files",
    "former_clients",
    "change_images",
    "reads",
    "requests",
)
SUBCOMMANDS: Final = frozenset(
    {
        "demo",
        "import",
        "undo-import",
        "export",
        "ticket",
        "workflow",
        "check",
        "backup",
        "restore",
        "rekey",
        "move",
        "server",
        "privacy",
    }
)
"""Those that load Qt: `__main__` hands them to `app` before anything here is asked."""


class UsageError(Exception):
    """The arguments make no command; the sentence is whole."""

    def __init__(self, sentence: str, command: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.command = command


class HelpWanted(Exception):
    """`--help`: what is to be printed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: Any, **__: Any) -> NoReturn:
        raise HelpWanted(parser.format_help())


class _Parser(argparse.ArgumentParser):
    """argparse in two languages, that raises instead of leaving the program."""

    def __init__(self, words: Words, **more: Any) -> None:
        super().__init__(
            add_help=False,
            allow_abbrev=False,
            formatter_class=lambda prog: _Formatter(words, prog),
            **more,
        )
        self.words = words
        self.positional = self.add_argument_group(words("arguments"))
        self.optional = self.add_argument_group(words("options"))
        self.optional.add_argument("-h", "--help", action=_Help, nargs=0, help=words("help.help"))

    def error(self, message: str) -> NoReturn:
        raise UsageError(_translated(message, self.words), self.prog)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, words: Words, prog: str) -> None:
        super().__init__(prog, max_help_position=32, width=100)
        self._words = words

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """With the word for "usage" of the language."""
        super().add_usage(usage, actions, groups, self._words("usage") if prefix is None else prefix)


_MESSAGES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "use.required"),
    (re.compile(r"one of the arguments (?P<names>.+) is required"), "use.required"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)"), "use.unknown"),
    (
        re.compile(r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)"),
        "use.choice",
    ),
    (re.compile(r"argument (?P<name>.+?): invalid \w+ value: (?P<value>.+)"), "use.value"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"), "use.only_one"),
    (re.compile(r"argument (?P<name>.+?): expected .+"), "use.needs_value"),
)


def _translated(message: str, words: Words) -> str:
    for pattern, name in _MESSAGES:
        found = pattern.fullmatch(message)
        if found:
            return words(name, **found.groupdict())
    return message


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 10_000_000:
        raise ValueError(text)
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 86_400:
        raise ValueError(text)
    return value


# argparse names the type in its message, which is then translated whole.
_count.__name__ = _seconds.__name__ = "number"

Fill = Callable[[_Parser, Words], None]


def parser_of(words: Words, prog: str = "pacdesk") -> argparse.ArgumentParser:
    """The whole parser. Its `parse_args` raises UsageError and HelpWanted, never SystemExit."""
    root = _Parser(words, prog=prog, description=words("about"), epilog=words("exits"))
    root.optional.add_argument("--version", action="store_true", help=words("help.version"))
    _add_common(root, words)
    commands = root.add_subparsers(
        title=words("commands"), dest="command", metavar="COMMAND", parser_class=_Parser
    )
    for name, fill in _COMMANDS.items():
        about = words(f"help.{name.replace('-', '_')}")
        command = commands.add_parser(name, words=words, help=about, description=about)
        fill(command, words)
    return root


def _add_common(parser: _Parser, words: Words) -> None:
    # SUPPRESS: given before the command or after it, and the later parser must not wipe the earlier.
    parser.optional.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help=words("help.json")
    )
    parser.optional.add_argument("--lang", metavar="LANG", default=argparse.SUPPRESS, help=words("help.lang"))


def _add_key(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--key-from", metavar="keyring|FILE|-", help=words("help.key"))


def _add_wait(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--wait", type=_seconds, default=0.0, metavar="N", help=words("help.wait"))


def _add_desk(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--desk", required=True, metavar="DESK", help=words("help.desk"))
    _add_login(parser, words)


def _add_login(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--user", metavar="NAME", help=words("help.user"))
    parser.optional.add_argument("--password-from", metavar="FILE|-", help=words("help.password"))
    parser.optional.add_argument("--code-from", metavar="FILE|-", help=words("help.code"))
    _add_key(parser, words)


def _demo(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("file", metavar="FILE", help=words("help.demo_file"))
    parser.optional.add_argument(
        "--tickets", type=_count, default=200, metavar="N", help=words("help.tickets")
    )
    parser.optional.add_argument("--seed", type=_count, default=1, metavar="S", help=words("help.seed"))
    _add_key(parser, words)
    _add_common(parser, words)


def _import(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("file", metavar="FILE", help=words("help.import_file"))
    parser.optional.add_argument("--map", required=True, metavar="MAP.toml", help=words("help.map"))
    _add_desk(parser, words)
    parser.optional.add_argument("--dry-run", action="store_true", help=words("help.dry_run"))
    parser.optional.add_argument("--rejects", metavar="FILE.csv", help=words("help.rejects"))
    _add_wait(parser, words)
    _add_common(parser, words)


def _undo_import(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("batch", metavar="BATCH", help=words("help.batch"))
    _add_desk(parser, words)
    _add_wait(parser, words)
    _add_common(parser, words)


def _export(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="what", metavar="WHAT", required=True, parser_class=_Parser
    )
    history = kinds.add_parser(
        "history", words=words, help=words("help.history"), description=words("help.history")
    )
    history.positional.add_argument("protocols", nargs="+", metavar="PROTOCOL", help=words("help.protocol"))
    _add_desk(history, words)
    history.optional.add_argument("--to", required=True, metavar="DIR", help=words("help.to_folder"))
    history.optional.add_argument(
        "--audience", choices=AUDIENCES, default="interno", help=words("help.audience")
    )
    history.optional.add_argument("--annexes", action="store_true", help=words("help.annexes"))
    _add_common(history, words)
    listed = kinds.add_parser("list", words=words, help=words("help.list"), description=words("help.list"))
    listed.positional.add_argument("kind", choices=LISTS, help=words("help.list_kind"))
    _add_desk(listed, words)
    listed.optional.add_argument("--to", required=True, metavar="FILE", help=words("help.to_list"))
    _add_common(listed, words)


def _ticket(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="what", metavar="WHAT", required=True, parser_class=_Parser
    )
    about = words("help.ticket_advance")
    advance = kinds.add_parser("advance", words=words, help=about, description=about)
    advance.positional.add_argument("protocol", metavar="PROTOCOL", help=words("help.protocol"))
    advance.positional.add_argument("label", metavar="LABEL", help=words("help.ticket_label"))
    advance.optional.add_argument(
        "--set", action="append", metavar="FIELD=VALUE", help=words("help.ticket_set_option")
    )
    advance.optional.add_argument("--reason", metavar="R", help=words("help.ticket_reason"))
    advance.optional.add_argument("--comment", metavar="C", help=words("help.ticket_comment"))
    advance.optional.add_argument("--client-sees", action="store_true", help=words("help.ticket_sees"))
    about = words("help.ticket_set")
    change = kinds.add_parser("set", words=words, help=about, description=about)
    change.positional.add_argument("protocol", metavar="PROTOCOL", help=words("help.protocol"))
    change.positional.add_argument(
        "values", nargs="+", metavar="FIELD=VALUE", help=words("help.ticket_values")
    )
    for command in (advance, change):
        _add_desk(command, words)
        _add_wait(command, words)
        _add_common(command, words)


def _workflow(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="what", metavar="WHAT", required=True, parser_class=_Parser
    )
    for name, fill in (
        ("import", _workflow_import),
        ("export", _workflow_export),
        ("check", _workflow_check),
        ("replay", _workflow_replay),
    ):
        about = words(f"help.workflow_{name}")
        command = kinds.add_parser(name, words=words, help=about, description=about)
        fill(command, words)
        _add_common(command, words)


def _workflow_import(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("file", metavar="FILE", help=words("help.workflow_file"))
    _add_desk(parser, words)
    parser.optional.add_argument("--group", metavar="G", help=words("help.workflow_group"))
    parser.optional.add_argument("--name", metavar="N", help=words("help.workflow_name"))
    parser.optional.add_argument("--publish", action="store_true", help=words("help.workflow_publish"))
    parser.optional.add_argument(
        "--allow-problems", action="store_true", help=words("help.workflow_problems")
    )
    parser.optional.add_argument("--dry-run", action="store_true", help=words("help.dry_run"))
    _add_wait(parser, words)


def _workflow_export(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("type", metavar="TYPE", help=words("help.workflow_type"))
    _add_desk(parser, words)
    parser.optional.add_argument("--to", required=True, metavar="FILE.yaml", help=words("help.workflow_to"))
    parser.optional.add_argument("--draft", action="store_true", help=words("help.workflow_draft"))


def _workflow_check(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("file", metavar="FILE", help=words("help.workflow_file"))
    parser.optional.add_argument("--desk", metavar="DESK", help=words("help.workflow_check_desk"))
    _add_login(parser, words)


def _workflow_replay(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("type", metavar="TYPE", help=words("help.workflow_type"))
    _add_desk(parser, words)
    parser.optional.add_argument("--flow", metavar="FILE", help=words("help.workflow_replay_file"))
    parser.optional.add_argument("--draft", action="store_true", help=words("help.workflow_draft"))
    parser.optional.add_argument("--last", type=_count, metavar="N", help=words("help.workflow_last"))


def _check(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("desk", metavar="DESK", help=words("help.desk"))
    parser.optional.add_argument("--repair", action="store_true", help=words("help.repair"))
    parser.optional.add_argument("--password-from", metavar="FILE|-", help=words("help.password"))
    _add_key(parser, words)
    _add_wait(parser, words)
    _add_common(parser, words)


def _backup(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("desk", metavar="DESK", help=words("help.desk_file"))
    parser.optional.add_argument("--to", metavar="PATH", help=words("help.to_backup"))
    _add_key(parser, words)
    _add_common(parser, words)


def _restore(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("backup", metavar="BACKUP", help=words("help.restore_from"))
    parser.optional.add_argument("--to", required=True, metavar="DESK", help=words("help.restore_to"))
    parser.optional.add_argument("--erasures", metavar="LIST", help=words("help.restore_erasures"))
    _add_key(parser, words)
    _add_common(parser, words)


def _rekey(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("desk", metavar="DESK", help=words("help.desk_file"))
    _add_key(parser, words)
    ways = parser.optional.add_mutually_exclusive_group(required=True)
    ways.add_argument("--new-key-from", metavar="keyring|FILE|-", help=words("help.new_key"))
    ways.add_argument("--new-password-from", metavar="FILE|-", help=words("help.new_password"))
    ways.add_argument("--new-recovery-code", action="store_true", help=words("help.new_code"))
    ways.add_argument("--remove", action="store_true", help=words("help.remove_key"))
    _add_wait(parser, words)
    _add_common(parser, words)


def _move(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--desk", required=True, metavar="FROM", help=words("help.move_from"))
    parser.optional.add_argument("--to", required=True, metavar="TO", help=words("help.move_to"))
    parser.optional.add_argument("--password-from", metavar="FILE|-", help=words("help.move_password"))
    _add_key(parser, words)
    parser.optional.add_argument("--to-password-from", metavar="FILE|-", help=words("help.move_to_password"))
    parser.optional.add_argument("--to-key-from", metavar="keyring|FILE|-", help=words("help.move_to_key"))
    _add_wait(parser, words)
    _add_common(parser, words)


def _server(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="what", metavar="WHAT", required=True, parser_class=_Parser
    )
    for name in ("init", "upgrade"):
        about = words(f"help.server_{name}")
        command = kinds.add_parser(name, words=words, help=about, description=about)
        command.positional.add_argument("desk", metavar="URL", help=words("help.server_address"))
        _add_owner(command, words)
        if name == "init":
            command.optional.add_argument("--name", metavar="NAME", help=words("help.server_name"))
            command.optional.add_argument("--company", metavar="NAME", help=words("help.server_company"))
    about = words("help.server_user")
    user = kinds.add_parser("user", words=words, help=about, description=about)
    _server_user(user, words)


def _server_user(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="doing", metavar="DOING", required=True, parser_class=_Parser
    )
    for name in ("add", "disable", "reset"):
        about = words(f"help.server_user_{name}")
        command = kinds.add_parser(name, words=words, help=about, description=about)
        if name == "add":
            command.positional.add_argument("name", metavar="NAME", help=words("help.server_person"))
            command.optional.add_argument(
                "--login", required=True, metavar="L", help=words("help.server_login")
            )
            command.optional.add_argument("--admin", action="store_true", help=words("help.server_admin"))
        else:
            command.positional.add_argument("login", metavar="L", help=words("help.server_login"))
        if name == "reset":
            command.optional.add_argument(
                "--without-code", action="store_true", help=words("help.server_without_code")
            )
        if name != "disable":
            command.optional.add_argument(
                "--new-password-from", metavar="FILE|-", help=words("help.server_new_password")
            )
        command.optional.add_argument(
            "--desk", required=True, metavar="URL", help=words("help.server_address")
        )
        _add_owner(command, words)


def _add_owner(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--password-from", metavar="FILE|-", help=words("help.password"))
    _add_common(parser, words)


def _privacy(parser: _Parser, words: Words) -> None:
    kinds = parser.add_subparsers(
        title=words("commands"), dest="what", metavar="WHAT", required=True, parser_class=_Parser
    )
    for name, fill in _PRIVACY.items():
        about = words(f"help.privacy_{name}")
        command = kinds.add_parser(name, words=words, help=about, description=about)
        fill(command, words)
        _add_desk(command, words)
        _add_wait(command, words)
        _add_common(command, words)


def _privacy_find(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("typed", metavar="WORDS", help=words("help.privacy_typed"))


def _privacy_export(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("person", metavar="PERSON", help=words("help.privacy_person"))
    parser.optional.add_argument("--to", required=True, metavar="DIR", help=words("help.privacy_to"))
    parser.optional.add_argument("--no-files", action="store_true", help=words("help.privacy_no_files"))


def _privacy_erase(parser: _Parser, words: Words) -> None:
    parser.positional.add_argument("person", metavar="PERSON", help=words("help.privacy_person"))
    parser.optional.add_argument(
        "--confirm", required=True, metavar="NAME", help=words("help.privacy_confirm")
    )
    parser.optional.add_argument("--reason", required=True, metavar="WHY", help=words("help.privacy_reason"))
    parser.optional.add_argument("--mentions", action="store_true", help=words("help.privacy_mentions"))


def _privacy_retention(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--run", choices=RETENTION, metavar="KIND", help=words("help.privacy_run"))


def _privacy_scrub(parser: _Parser, words: Words) -> None:
    del parser, words


def _privacy_erased(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--to", required=True, metavar="FILE", help=words("help.privacy_list"))


def _privacy_reapply(parser: _Parser, words: Words) -> None:
    parser.optional.add_argument("--since", metavar="FILE", help=words("help.privacy_since"))


_PRIVACY: Final[dict[str, Fill]] = {
    "find": _privacy_find,
    "export": _privacy_export,
    "erase": _privacy_erase,
    "retention": _privacy_retention,
    "scrub": _privacy_scrub,
    "erased": _privacy_erased,
    "reapply": _privacy_reapply,
}


def _window_command(parser: _Parser, words: Words) -> None:
    _add_common(parser, words)


_COMMANDS: Final[dict[str, Fill]] = {
    "demo": _demo,
    "import": _import,
    "undo-import": _undo_import,
    "export": _export,
    "workflow": _workflow,
    "ticket": _ticket,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "rekey": _rekey,
    "move": _move,
    "server": _server,
    "privacy": _privacy,
    "bench": _window_command,
    "self-test": _window_command,
}
