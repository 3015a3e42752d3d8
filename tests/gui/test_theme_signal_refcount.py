"""PySide6 6.12.0 on Python 3.11 loses a reference to `True` at each `Signal.emit()` until the process aborts.

The pin in pyproject.toml keeps that release out; this shows when a later one may come in.
"""

import os
import subprocess
import sys

_SCRIPT = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Emitter(QObject):
    told = Signal(int)

emitter = Emitter()
application = QCoreApplication([])
emitter.told.connect(lambda number: None)
before = sys.getrefcount(True)
for number in range(5000):
    emitter.told.emit(number)
print(before - sys.getrefcount(True))
"""


def test_emitting_signals_takes_no_reference_off_true() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 20
