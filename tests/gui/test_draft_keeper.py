"""A draft that could not be kept is tried again whole, and takes nothing with it."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject

from pacdesk.errors import DeskUnavailable
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.tickets.draft_keeper import DraftKeeper

PICTURE = (("a.png", b"bytes"),)


class FullDisk:
    """A drafts' port whose disk is full as long as one says so."""

    def __init__(self):
        self.full = False
        self.kept = {}

    def save(self, name, field, text, *, caret=0, images=None):
        if self.full:
            raise DeskUnavailable("desk.disk_full")
        before = self.kept.get((name, field), ("", ()))
        self.kept[name, field] = (text, before[1] if images is None else images)
        return datetime(2026, 1, 1, tzinfo=UTC)

    def discard(self, name, field):
        self.kept.pop((name, field), None)


class Around:
    def __init__(self, jobs, drafts):
        self.jobs, self.drafts = jobs, drafts


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_what_was_refused_is_kept_by_the_next_try(qtbot, jobs):
    drafts, owner = FullDisk(), QObject()
    now = ["reply", "one", 0, ()]
    keeper = DraftKeeper(Around(jobs, drafts), "t", lambda: tuple(now), owner)

    def keep():
        keeper.keep()
        qtbot.waitUntil(lambda: not jobs.busy())

    keeper.touched()
    keep()
    assert drafts.kept == {("t", "reply"): ("one", ())}
    now[:] = ["note", "two", 0, PICTURE]
    drafts.full = True
    keeper.touched()
    with qtbot.waitSignal(keeper.refused):
        keep()
    assert drafts.kept == {("t", "reply"): ("one", ())}, "the older draft is not lost to the newer"
    drafts.full = False
    keep()
    assert drafts.kept == {("t", "note"): ("two", PICTURE)}
