"""A small example desk, made once and copied, and the command line run in this process."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pacdesk.cli.main import main
from pacdesk.exchange.demo import make
from tests.sharing import made_once

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Ran:
    """What a run answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Runner = Callable[..., Ran]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test, in Portuguese."""
    folder = tmp_path / "home"
    monkeypatch.setenv("PACDESK_HOME", str(folder))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = made_once(
        tmp_path_factory, "demo", lambda folder: make(folder / "demo.pacdesk", tickets=24, seed=3, now=NOW)
    )
    return made / "demo.pacdesk"


@pytest.fixture
def demo(_demo: Path, tmp_path: Path) -> Path:
    """The path of a closed example desk of 24 tickets."""
    path = tmp_path / "exemplo.pacdesk"
    shutil.copyfile(_demo, path)
    shutil.copyfile(f"{_demo}.files", f"{path}.files")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Runner]:
    """Runs the command line here; answers exit code and both streams."""

    def runner(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return runner
