"""A run that the system ends is no crash."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that ask")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_no_trace_of_a_crash(tmp_path: Path, number: signal.Signals) -> None:
    lock = tmp_path / "state" / "running.lock"
    environment = os.environ | {"PACDESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    running = subprocess.Popen([sys.executable, "-m", "pacdesk"], env=environment)
    try:
        end = time.monotonic() + 20
        while not lock.exists():
            assert time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.3)
        running.send_signal(number)
        assert running.wait(20) == 0
    finally:
        running.kill()
    assert not lock.exists()
