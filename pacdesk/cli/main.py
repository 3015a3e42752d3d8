"""From arguments to an exit code."""

import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from pacdesk import __version__
from pacdesk.cli import errors_log, refusals
from pacdesk.cli.arguments import HelpWanted, UsageError, parser_of
from pacdesk.cli.console import Console
from pacdesk.cli.language import language_of, wanted_in
from pacdesk.cli.run import Run
from pacdesk.cli.words import Words
from pacdesk.config import os_errors, paths
from pacdesk.errors import Cancelled, Invalid, UserError


def main(argv: Sequence[str] | None = None, prog: str = "pacdesk") -> int:
    """Do one command; answers its exit code (see the package's docstring). Raises nothing."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    words = Words(language_of(wanted_in(arguments)))
    console = Console(as_json="--json" in arguments)
    try:
        return _guarded(arguments, words, console, prog)
    finally:
        console.close()


def _guarded(arguments: list[str], words: Words, console: Console, prog: str) -> int:
    try:
        options = parser_of(words, prog).parse_args(arguments)
        return _do(Run(console, words, options), prog)
    except HelpWanted as wanted:
        console.always(wanted.text.rstrip())
        return refusals.FINE
    except UsageError as error:
        return _wrong_usage(error, words, console)
    except UserError as error:
        return _refused(error, words, console)
    except (KeyboardInterrupt, Cancelled):
        console.note(words("end.cancelled"))
        console.data({"ok": False, "error": {"code": "cancelled"}, "exit": refusals.CANCELLED})
        return refusals.CANCELLED
    except OSError as error:
        reason = error.strerror or type(error).__name__
        unnamed = UserError("file.os_error", path=error.filename or "", reason=reason)
        return _refused(os_errors.told(error) or unnamed, words, console)
    except Exception as error:  # noqa: BLE001  (the last door: a bug is one line, its traceback is logged)
        return _bug(error, words, console)


def _do(run: Run, prog: str) -> int:
    if run.options.version:
        run.console.result(f"pacdesk {__version__}")
        run.console.data({"ok": True, "version": __version__})
        return refusals.FINE
    if run.options.command is None:
        raise UsageError(run.words("use.required", names="COMMAND"), prog)
    return _COMMANDS[run.options.command](run)


def _wrong_usage(error: UsageError, words: Words, console: Console) -> int:
    console.note(words("use.wrong", what=error.sentence))
    console.note(words("use.see", command=error.command))
    console.data(
        {
            "ok": False,
            "error": {"code": "usage", "message": error.sentence},
            "exit": refusals.WRONG_USAGE,
        }
    )
    return refusals.WRONG_USAGE


def _refused(error: UserError, words: Words, console: Console) -> int:
    lines = refusals.sentences(error, words)
    for line in lines:
        console.note(line)
    code = refusals.exit_code(error)
    told: dict[str, Any] = {"code": error.code, "message": "\n".join(lines), "facts": dict(error.facts)}
    if isinstance(error, Invalid) and error.problems:
        told["problems"] = [{"code": one.code, "field": one.field} for one in error.problems]
    console.data({"ok": False, "error": told, "exit": code})
    return code


def _bug(error: Exception, words: Words, console: Console) -> int:
    error_id = errors_log.write(error)
    sentence = words("end.bug", error_id=error_id, path=paths.log_dir() / errors_log.FILE_NAME)
    console.note(sentence)
    console.data(
        {"ok": False, "error": {"code": "bug", "id": error_id, "message": sentence}, "exit": refusals.BUG}
    )
    return refusals.BUG


# Each command's rooms are imported when it runs: --version and --help need none of them.


def _demo(run: Run) -> int:
    from pacdesk.cli.making import make_demo

    return make_demo(run)


def _import(run: Run) -> int:
    from pacdesk.cli.making import import_file

    return import_file(run)


def _undo_import(run: Run) -> int:
    from pacdesk.cli.making import undo_import

    return undo_import(run)


def _export(run: Run) -> int:
    from pacdesk.cli import exporting

    return exporting.history(run) if run.options.what == "history" else exporting.rows(run)


def _ticket(run: Run) -> int:
    from pacdesk.cli import tickets

    return tickets.advance(run) if run.options.what == "advance" else tickets.change(run)


def _workflow(run: Run) -> int:
    from pacdesk.cli import workflows

    doing = {
        "import": workflows.import_flow,
        "export": workflows.export,
        "check": workflows.check,
        "replay": workflows.replay,
    }
    return doing[run.options.what](run)


def _check(run: Run) -> int:
    from pacdesk.cli.caring import check_desk

    return check_desk(run)


def _backup(run: Run) -> int:
    from pacdesk.cli.caring import back_up

    return back_up(run)


def _restore(run: Run) -> int:
    from pacdesk.cli.caring import restore

    return restore(run)


def _rekey(run: Run) -> int:
    from pacdesk.cli.caring import change_key

    return change_key(run)


def _move(run: Run) -> int:
    from pacdesk.cli.moving import move_desk

    return move_desk(run)


def _server(run: Run) -> int:
    from pacdesk.cli.servers import serve

    return serve(run)


def _privacy(run: Run) -> int:
    from pacdesk.cli import privacy

    doing = {
        "find": privacy.find,
        "export": privacy.export,
        "erase": privacy.erase,
        "retention": privacy.retention,
        "scrub": privacy.scrub,
        "erased": privacy.erased,
        "reapply": privacy.reapply,
    }
    return doing[run.options.what](run)


def _window(run: Run) -> int:
    # Reached only when somebody calls the command line past `__main__`, which hands these to `app`.
    raise UsageError(run.words("use.unknown", names=run.options.command), "pacdesk")


_COMMANDS: Final[dict[str, Callable[[Run], int]]] = {
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
    "bench": _window,
    "self-test": _window,
}
