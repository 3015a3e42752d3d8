"""What is looked at before and around the window: arguments, libraries, logs, the second process."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pacdesk.app.arguments import UsageError, parse
from pacdesk.app.system import ALWAYS, FOR_X11, missing_for_window
from pacdesk.app.window import wanted_desk
from pacdesk.config.redacting import redacted
from pacdesk.config.settings import Settings
from pacdesk.errors import DeskUnavailable, Invalid, UserError
from pacdesk.gui.crash import CrashKeeper
from pacdesk.gui.messages import known, sentence
from pacdesk.gui.single_instance import FirstInstance, hand_over, server_name

SCREEN = {"DISPLAY": ":0", "LANG": "en_US.UTF-8"}


def test_arguments_of_the_window() -> None:
    options = parse(["--demo", "--lang", "en", "--ticket", "12"])
    assert (options.demo, options.lang, options.ticket) == (True, "en", "12")
    assert parse(["mesa.pacdesk"]).desk == "mesa.pacdesk"
    assert parse(["self-test", "--json"]).command == "self-test"
    with pytest.raises(UsageError):
        parse(["--nonsense"])


def test_a_missing_library_is_named_by_its_package() -> None:
    said = missing_for_window(SCREEN, platform="linux", there=lambda name: name != "libxcb-cursor.so.0")
    assert "sudo apt-get install libxcb-cursor0" in said
    assert "sudo dnf install xcb-util-cursor" in said


def test_nothing_is_said_when_all_is_there() -> None:
    assert missing_for_window(SCREEN, platform="linux", there=lambda _: True) == ""
    assert missing_for_window({}, platform="win32", there=lambda _: False) == ""


def test_offscreen_needs_no_screen_and_no_x11() -> None:
    asked: list[str] = []
    missing_for_window(
        {"QT_QPA_PLATFORM": "offscreen"}, platform="linux", there=lambda name: not asked.append(name)
    )
    assert set(asked) == set(ALWAYS)
    assert not set(asked) & set(FOR_X11)


def test_without_a_session_the_command_line_is_named() -> None:
    assert "pacdesk-cli" in missing_for_window({"LANG": "pt_BR"}, platform="linux", there=lambda _: True)


def test_the_last_desk_opens_only_while_it_is_there(tmp_path: Path) -> None:
    place = tmp_path / "mesa.pacdesk"
    settings = Settings(last_desk=str(place))
    assert wanted_desk(parse([]), settings) == ""
    place.touch()
    assert wanted_desk(parse([]), settings) == str(place)
    assert wanted_desk(parse(["--safe-mode"]), settings) == ""
    assert wanted_desk(parse(["--demo"]), settings) == ""


@pytest.mark.parametrize(
    "secret",
    [
        "ana@exemplo.example",
        "12.345.678/0001-90",
        "12.ABC.345/01DE-35",
        "123.456.789-09",
        "(49) 3330-7788",
        "+55 49 99999-1234",
        "postgresql://ana:senha@servidor/base".partition("@")[0].partition("://")[2],
        "password=hunter2",
    ],
)
def test_personal_data_never_reaches_the_log(secret: str) -> None:
    text = f"before {secret}@x after" if secret.startswith("ana:") else f"before {secret} after"
    if secret.startswith("ana:"):
        text = "postgresql://ana:senha@servidor/base"
    assert secret not in redacted(text)
    assert "[parameters left out]" in redacted("x\n[parameters: ('Ana', 1)]\ny")


def test_a_bracket_in_a_value_does_not_end_what_is_left_out() -> None:
    told = redacted("(x) no\n[SQL: INSERT]\n[parameters: ('nota [1] de Rui', 'x')]\n(Background on this)")
    assert "Rui" not in told
    assert told.endswith("(Background on this)")


def test_the_server_s_detail_with_its_values_is_left_out() -> None:
    told = redacted("duplicate key\nDETAIL:  Key (name)=(Rui) already exists.\n[SQL: INSERT]")
    assert "Rui" not in told
    assert "[SQL: INSERT]" in told


def test_a_long_word_is_looked_through_once() -> None:
    long = "a" * 200_000
    assert redacted(long) == long


def test_a_run_that_did_not_end_is_told_at_the_next(qapp: QApplication, tmp_path: Path) -> None:
    first = CrashKeeper(tmp_path, tmp_path)
    first.install()
    first.remove()
    second = CrashKeeper(tmp_path, tmp_path)
    second.install()
    assert not second.ended_badly
    second.remove()
    dies = (
        "import os, sys; from pathlib import Path; from pacdesk.gui.crash import CrashKeeper;"
        "place = Path(sys.argv[1]); CrashKeeper(place, place).install(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", dies, str(tmp_path)], check=False)
    third = CrashKeeper(tmp_path, tmp_path)
    third.install()
    assert third.ended_badly
    third.remove()


def test_an_uncaught_error_is_logged_and_told(qapp: QApplication, tmp_path: Path) -> None:
    told: list[BaseException] = []
    keeper = CrashKeeper(tmp_path, tmp_path)
    keeper.install()
    keeper.open_log(told.append)
    try:
        threading.Thread(target=lambda: 1 / 0).start()
        for _ in range(200):
            if told:
                break
            QTest.qWait(5)
    finally:
        keeper.remove()
    assert isinstance(told[0], ZeroDivisionError)
    assert "ZeroDivisionError" in (tmp_path / "pacdesk.log").read_text(encoding="utf-8")


def test_a_second_process_raises_the_first_window(qapp: QApplication, tmp_path: Path) -> None:
    address = str(tmp_path / "mesa.pacdesk")
    assert not hand_over(address)
    asked: list[str] = []
    first = FirstInstance(qapp)
    first.asked.connect(asked.append)
    assert first.listen(address)
    calls = "import sys; from pacdesk.gui.single_instance import hand_over; print(hand_over(*sys.argv[1:]))"
    with subprocess.Popen([sys.executable, "-c", calls, address, "42"], stdout=subprocess.PIPE) as other:
        for _ in range(2000):
            QTest.qWait(5)
            if other.poll() is not None:
                break
        assert other.communicate()[0].strip() == b"True"
    assert asked == ["42"]
    first.end()
    assert server_name(address) != server_name(address + "x")


def test_every_refusal_gets_a_sentence() -> None:
    assert known("desk.missing") or "desk" in sentence(DeskUnavailable("desk.missing", path="x")).what
    assert sentence(UserError("no.such_code")).what == "The desk refused this: no.such_code."
    several = sentence(Invalid("form.bad", problems=(UserError("name.empty"), UserError("user.login_empty"))))
    assert several.do.count("\n") == 1
    assert sentence(ValueError("x")).title == "Something unexpected happened"
