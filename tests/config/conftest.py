"""Fixtures of the config room: a real Secret Service."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pacdesk.config.secrets import Absent, Found, SecretStore

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts no services: a probe before our daemon is up would start a locked one in its place."""


def _up(store: SecretStore) -> bool:
    return isinstance(store.get("probe"), Found | Absent)


def _private_bus(home: Path, environment: dict[str, str]) -> tuple[subprocess.Popen[str], str]:
    """A bus of the test's own, and its address."""
    config = home / "bus.conf"
    config.write_text(BUS, encoding="utf-8")
    bus = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert bus.stdout is not None
    return bus, bus.stdout.readline().strip()


@pytest.fixture(scope="module")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The process id of an unlocked gnome-keyring on a private bus; both are ended by their handles."""
    if not shutil.which("gnome-keyring-daemon") or not shutil.which("dbus-daemon"):
        pytest.skip("gnome-keyring or dbus is not installed")
    home = tmp_path_factory.mktemp("keyring")
    run = home / "run"
    run.mkdir(mode=0o700)
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
    base = {name: value for name, value in os.environ.items() if name not in hidden}
    bus, address = _private_bus(home, base)
    own = {
        "DBUS_SESSION_BUS_ADDRESS": address,
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(run),
        "XDG_DATA_HOME": str(home / "data"),
    }
    daemon = subprocess.Popen(
        [
            "gnome-keyring-daemon",
            "--foreground",
            "--unlock",
            "--components=secrets",
            f"--control-directory={run}",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**base, **own},
    )
    assert daemon.stdin is not None
    daemon.stdin.write(b"test-pass\n")
    daemon.stdin.close()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, value)
        for name in hidden[:2]:
            patch.delenv(name, raising=False)
        for _ in range(300):
            if _up(SecretStore(_backend)):
                break
            time.sleep(0.1)
        yield daemon.pid
    for process in (daemon, bus):
        process.terminate()
        process.wait(5)
    assert bus.stdout is not None
    bus.stdout.close()


def _backend() -> object:
    from keyring.backends.SecretService import Keyring

    return Keyring()


@pytest.fixture(params=["never"])
def prompting(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[subprocess.Popen[str]]:
    """A locked keyring on a private bus whose prompt is never answered (or, by parameter, dismissed); it
    prints a line for each prompt."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("dbus is not installed")
    home = tmp_path / "bus"
    home.mkdir()
    bus, address = _private_bus(home, dict(os.environ))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    service = subprocess.Popen(
        [sys.executable, Path(__file__).with_name("prompting_keyring.py"), request.param],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert service.stdout is not None
    assert service.stdout.readline() == "ready\n"
    yield service
    for process in (service, bus):
        process.terminate()
        process.wait(5)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture
def keyring_store(secret_service: int) -> SecretStore:
    """A store over the real Secret Service."""
    return SecretStore(_backend)
