"""A desk that an older backup brought back says that people were erased from it again."""

from dataclasses import replace
from pathlib import Path

from pacdesk.desk.opening import open_local
from pacdesk.desk.privacy.rules import PersonKind
from pacdesk.gui.erased_again import tell_if_erased_again
from pacdesk.storage import backup
from tests.conftest import Clock, World
from tests.desk.privacy.holder import settle
from tests.desk.privacy.test_erasing import erase
from tests.desk.privacy.test_restored import put_back
from tests.gui.window_desk import Starter, wait


def test_the_window_tells_of_it_once(start: Starter, desk_path: Path, tmp_path: Path) -> None:
    desk = open_local(desk_path)
    world = World(desk, Clock())
    holder = settle(world.desk, world)
    backup.make(desk_path, tmp_path / "antes")
    erase(world.desk, PersonKind.CLIENT, holder.client)
    desk.close()
    put_back(tmp_path / "antes", desk_path)
    window = start(desk_path)
    wait(window.top.bar.isVisible)
    assert "older backup" in window.top.bar.sentence()
    assert "People: 1." in window.top.bar.sentence()
    window.leave_desk()
    wait(window.doorway.isVisible)
    window.doorway.open_address(str(desk_path))
    wait(lambda: window.context.desk is not None)
    assert window.context.open is not None
    assert window.context.open.erased_again == 0
    tell_if_erased_again(replace(window.context.open, come_back=3), window.top.bar)
    assert "Erasures (LGPD) that it lacks: 3" in window.top.bar.sentence()
