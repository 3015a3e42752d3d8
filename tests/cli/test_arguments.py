"""The door, the arguments and the endings: languages, exit codes, what is loaded."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pacdesk import __version__
from pacdesk.__main__ import is_for_command_line
from pacdesk.cli.language import Language, language_of
from pacdesk.errors import Cancelled
from tests.cli.conftest import Runner


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], False),
        (["--demo"], False),
        (["minha.pacdesk"], False),
        (["bench", "--json"], False),
        (["self-test"], False),
        (["--lang", "en", "--demo"], False),
        (["--version"], True),
        (["--help"], True),
        (["check", "x"], True),
        (["--json", "--lang", "en", "check", "x"], True),
        (["--lang=en", "demo", "x"], True),
        (["undo-import", "x"], True),
    ],
)
def test_window_or_command_line(arguments: list[str], expected: bool) -> None:
    assert is_for_command_line(arguments) is expected


@pytest.mark.parametrize(
    ("wanted", "environment", "expected"),
    [
        (None, {}, Language.PORTUGUESE),
        (None, {"LANG": "C.UTF-8"}, Language.PORTUGUESE),
        (None, {"LANG": "en_US.UTF-8"}, Language.ENGLISH),
        (None, {"LC_ALL": "pt_BR.UTF-8", "LANG": "en_US"}, Language.PORTUGUESE),
        ("en", {"LANG": "pt_BR.UTF-8"}, Language.ENGLISH),
        ("pt-BR", {"LANG": "en_US"}, Language.PORTUGUESE),
    ],
)
def test_language(wanted: str | None, environment: dict[str, str], expected: Language) -> None:
    assert language_of(wanted, environment) is expected


def test_version(run: Runner) -> None:
    assert run("--version").out == f"pacdesk {__version__}\n"
    assert run("--version", "--json").data == {"ok": True, "version": __version__}


def test_help_is_in_the_language_asked_for(run: Runner) -> None:
    portuguese, english = run("import", "--help"), run("--lang", "en", "import", "--help")
    assert (portuguese.code, english.code) == (0, 0)
    assert "uso: " in portuguese.out
    assert "só confere" in portuguese.out
    assert "usage: " in english.out
    assert "only check" in english.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "falta: DESK"),
        (["demo", "x", "--ticket", "3"], "argumento desconhecido: --ticket 3"),
        (["demo", "x", "--tickets", "muitos"], "valor inválido"),
        (["export", "list", "pedidos", "--desk", "x", "--to", "y.csv"], "não serve"),
        (["export", "tudo"], "não serve"),
        (["rekey", "x", "--remove", "--new-recovery-code"], "não vai junto"),
        (["check", "x", "--wait"], "falta o valor"),
        (["rekey", "x"], "falta: "),
        ([], "COMMAND"),
    ],
)
def test_wrong_usage_is_2_and_told_in_portuguese(run: Runner, arguments: list[str], words: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""


def test_wrong_usage_as_json(run: Runner) -> None:
    ran = run("check", "--json")
    assert ran.data["error"]["code"] == "usage"
    assert ran.data["exit"] == 2


def test_a_bug_is_one_line_and_its_traceback_is_in_the_log(
    run: Runner, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("pacdesk.cli.caring.check", broken)
    monkeypatch.setattr("pacdesk.cli.desks.local.open_to_work", broken)
    (home.parent / "x.pacdesk").touch()
    ran = run("check", home.parent / "x.pacdesk", "--json")
    assert ran.code == 70
    assert ran.data["error"]["code"] == "bug"
    assert len(ran.err.splitlines()) == 1
    assert "secret detail" not in ran.err + ran.out
    log = (home / "log" / "pacdesk-cli.log").read_text(encoding="utf-8")
    assert ran.data["error"]["id"] in log
    assert "ZeroDivisionError: secret detail" in log


@pytest.mark.parametrize("end", [KeyboardInterrupt, Cancelled])
def test_cancelled_is_130(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise end

    monkeypatch.setattr("pacdesk.exchange.demo.make", stopped)
    ran = run("demo", tmp_path / "x.pacdesk")
    assert (ran.code, ran.err) == (130, "Cancelado.\n")


def test_an_operating_system_error_is_told_and_no_bug(run: Runner, tmp_path: Path, demo: Path) -> None:
    target = tmp_path / "a-file"
    target.touch()
    ran = run("export", "list", "tickets", "--desk", demo, "--to", target / "x.csv")
    assert ran.code == 3


_SCRIPT = """
import sys
from pacdesk.cli.main import main
assert main(["--version"]) == 0
assert "sqlalchemy" not in sys.modules
desk, out, made = sys.argv[1:]
assert main(["check", desk]) == 0
assert main(["export", "list", "tickets", "--desk", desk, "--to", out + "/t.xlsx"]) == 0
assert main(["export", "history", "2026.0000001-5", "--desk", desk, "--to", out]) == 0
assert main(["backup", desk, "--to", out + "/b"]) == 0
from pacdesk.exchange.demo import maker
maker._CLIENTS = 7  # the fewest that will do: it is the imports that are looked at
assert main(["demo", made, "--tickets", "2"]) == 0
qt = sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6", "pacdesk.gui")))
assert not qt, qt
"""


def test_no_subcommand_loads_qt(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(demo), str(out), str(tmp_path / "made.pacdesk")],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (out / "t.xlsx").stat().st_size > 2000
    assert list(out.glob("dossie-*.pdf"))


def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    """`pacdesk check … | head -0`: quiet, no traceback."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "pacdesk", "check", str(demo)],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert done.stderr == ""


def test_a_console_that_knows_no_accents_gets_question_marks(demo: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pacdesk", "check", str(demo), "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)["ok"] is True
