"""The doors on local desks: which one goes when examples are discarded."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from pacdesk.app.doors import RealDoors
from pacdesk.config import paths
from pacdesk.config.settings import Settings
from pacdesk.desk import local
from pacdesk.desk.opening import FirstRows, open_local
from pacdesk.errors import Forbidden
from pacdesk.gui.context import OpenDesk


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealDoors]:
    monkeypatch.setenv("PACDESK_HOME", str(tmp_path / "home"))
    made = RealDoors(Settings, lambda _: None)
    yield made
    made.close()


def make(path: Path, *, demo: bool) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    local.make(path, FirstRows(desk_name=path.stem))
    with closing(open_local(path)) as desk, desk.engine.begin() as connection:
        connection.execute(text("UPDATE desk_meta SET demo = :demo"), {"demo": demo})
    return path


def test_the_examples_that_are_open_are_discarded_and_no_others(doors: RealDoors, tmp_path: Path) -> None:
    usual = make(paths.data_dir() / "demo.pacdesk", demo=True)
    other = make(tmp_path / "exemplos.pacdesk", demo=True)
    opened = doors.open(str(other))
    assert isinstance(opened, OpenDesk)
    assert opened.kind == "demo"
    doors.discard_demo()
    assert [file.name for file in tmp_path.glob("exemplos*")] == []
    assert usual.exists()


def test_a_desk_of_work_is_not_discarded(doors: RealDoors, tmp_path: Path) -> None:
    mine = make(tmp_path / "trabalho.pacdesk", demo=False)
    doors.open(str(mine))
    with pytest.raises(Forbidden, match=r"desk\.not_an_example"):
        doors.discard_demo()
    assert mine.exists()
