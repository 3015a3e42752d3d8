"""What takes seconds to make, made by one worker of the suite and copied by the others."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

_PATIENCE = 300  # s


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this worker's own with what `make(folder)` put into another, once for all workers."""
    base = factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"made-{name}"
    done = kept.with_suffix(".done")
    try:
        kept.mkdir()
    except FileExistsError:
        until = time.monotonic() + _PATIENCE
        while not done.exists():
            assert time.monotonic() < until, f"nobody made {name}"
            time.sleep(0.05)
    else:
        make(kept)
        done.touch()
    own = factory.mktemp(name)
    shutil.copytree(kept, own, dirs_exist_ok=True)
    return own
