"""A keyring whose prompt nobody answers: nobody waits for it, and the other ways to the key stay open."""

import subprocess
import threading
from pathlib import Path

import pytest

from pacdesk.config.secrets import SecretStore, TimedOut, Unavailable
from pacdesk.desk import local
from pacdesk.desk.opening import FirstRows
from pacdesk.errors import DeskUnavailable
from pacdesk.gui.doors import Unlock
from pacdesk.storage import driver, keys
from tests.cli.conftest import Runner, home, run
from tests.gui.window_desk import Starter, settled, start, wait
from tests.memory_keyring import memory_store

__all__ = ["home", "run", "start"]

pytestmark = pytest.mark.keyring

PATIENCE = 0.5


def real_backend() -> object:
    from keyring.backends.SecretService import Keyring

    return Keyring()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every store of the program waits half a second, and asks the Secret Service of the test's bus."""
    monkeypatch.setitem(SecretStore.__init__.__kwdefaults__, "seconds", PATIENCE)
    monkeypatch.setattr("pacdesk.config.secrets._system_backend", real_backend)


@pytest.fixture
def keyed(tmp_path: Path) -> tuple[Path, str]:
    """A desk whose key is in a keyring, and its recovery code."""
    path = tmp_path / "mesa.pacdesk"
    code = local.make(path, FirstRows("Mesa"), local.Protection(store=memory_store()))
    assert code is not None
    return path, code


def prompts(service: subprocess.Popen[str]) -> int:
    """How many prompts were opened that nobody has read of yet, once the service has gone."""
    service.terminate()
    service.wait(5)
    assert service.stdout is not None
    return service.stdout.read().count("prompt")


def test_no_call_waits_for_the_prompt_and_only_one_is_opened(prompting: subprocess.Popen[str]) -> None:
    store = SecretStore(real_backend)
    assert store.get("desk:a") == TimedOut(PATIENCE)
    assert store.put("desk:a", b"x") == TimedOut(PATIENCE)
    assert store.delete("desk:a") == TimedOut(PATIENCE)
    assert store.usable() == TimedOut(PATIENCE)
    assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1
    assert prompting.stdout is not None
    assert prompting.stdout.readline() == "prompt\n", "on a slow machine it comes after the last call"
    assert prompts(prompting) == 0, "and no other follows"


@pytest.mark.parametrize("prompting", ["dismiss"], indirect=True)
def test_a_prompt_sent_away_is_a_locked_keyring(prompting: subprocess.Popen[str]) -> None:
    answer = SecretStore(real_backend, seconds=20).get("desk:a")
    assert isinstance(answer, Unavailable)
    assert answer.reason == "locked"
    assert prompts(prompting) == 1


def test_the_recovery_code_and_a_password_open_the_desk_meanwhile(
    prompting: subprocess.Popen[str], keyed: tuple[Path, str]
) -> None:
    path, code = keyed
    store = SecretStore(real_backend)
    with pytest.raises(DeskUnavailable) as refused:
        local.key_of(path, local.Unlocking(store=store))
    assert refused.value.code == "key.keyring_timed_out"
    key = local.key_of(path, local.Unlocking(store=store, code=code))
    assert key is not None
    driver.connect(path, key=key).close()
    keys.add_password_alone(path, key, "segredo")
    assert local.key_of(path, local.Unlocking(store=store, password="segredo")) == key
    assert prompts(prompting) == 1


def test_a_new_desk_is_not_put_behind_it(prompting: subprocess.Popen[str], tmp_path: Path) -> None:
    path = tmp_path / "nova.pacdesk"
    with pytest.raises(DeskUnavailable, match=r"key\.keyring_timed_out"):
        local.make(path, FirstRows("Nova"), local.Protection(store=SecretStore(real_backend)))
    assert not list(tmp_path.glob("nova*"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("pt", "O chaveiro do sistema não respondeu em 0.5 s; use a senha ou o código de recuperação."),
        ("en", "did not answer within 0.5 s; use the password or the recovery code"),
    ],
)
def test_the_command_line_says_so_and_takes_the_code(
    prompting: subprocess.Popen[str],
    keyed: tuple[Path, str],
    tmp_path: Path,
    run: Runner,
    language: str,
    words: str,
) -> None:
    path, code = keyed
    ran = run("check", path, "--key-from", "keyring", "--lang", language)
    assert ran.code == 3
    assert words in ran.err
    (tmp_path / "code").write_text(code, encoding="utf-8")
    assert run("check", path, "--key-from", tmp_path / "code").code == 0


def test_the_window_asks_for_the_code_instead(
    prompting: subprocess.Popen[str], keyed: tuple[Path, str], start: Starter
) -> None:
    path, code = keyed
    window = start(path)
    wait(lambda: window.doorway.currentWidget() is window.doorway.unlock)
    settled(window)
    said = window.doorway.unlock.bar.sentence()
    assert "keyring" in said, said
    window.doorway.open_address(str(path), Unlock(code=code))
    wait(lambda: window.context.desk is not None)
    settled(window)
