"""The disk fills up while somebody writes: he is told; what he wrote stays in the window and as a draft."""

import shutil

import pytest

from pacdesk.desk.opening import open_local
from pacdesk.gui.tickets.composer import Mode
from tests.conftest import World
from tests.gui.ticket_desk import Room
from tests.small_disk import SmallDisk, small_disk

__all__ = ["small_disk"]


@pytest.fixture
def written(small_disk: SmallDisk, desk_path, clock):
    path = small_disk.folder / "mesa.pacdesk"
    shutil.copyfile(desk_path, path)
    desk = open_local(path)
    desk._clock = clock
    yield World(desk, clock)
    desk.close()


def test_what_was_written_stays_and_goes_out_later(qtbot, manager, written, small_disk, tmp_path):
    ticket = written.open()
    room = Room(qtbot, manager, written.desk, tmp_path, written.clock)
    try:
        page = room.page(ticket)
        page.composer.start(Mode.REPLY)
        text = "Bom dia. " * 20_000
        page.composer.editor.setPlainText(text)
        page.composer.keep_draft()
        room.settle()
        small_disk.fill()
        page.composer.submit()
        room.settle()
        said = " ".join([page.composer.bar.sentence(), *(str(error) for error in room.told)])
        assert "disk is full" in said or "desk.disk_full" in said
        assert page.composer.editor.toPlainText() == text
        (draft,) = room.context.drafts.list()
        assert draft.text == text
        small_disk.free()
        page.composer.submit()
        room.settle()
        assert room.entries(ticket)[-1].text.strip() == text.strip()
        assert not room.context.drafts.list()
    finally:
        room.close()
