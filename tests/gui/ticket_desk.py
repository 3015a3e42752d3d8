"""The ticket page over a real desk and a real drafts file."""

from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pacdesk.app.drafts import DeskDrafts
from pacdesk.config.settings import Settings
from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import Timeline, WriteEntry
from pacdesk.desk.tickets.rows import EntryRow
from pacdesk.desk.values import Visibility, new_id
from pacdesk.gui.context import Context, OpenDesk, OpenTicketTab
from pacdesk.gui.jobs import Jobs
from pacdesk.gui.theme import ThemeManager
from pacdesk.gui.tickets.page import TicketPage
from pacdesk.storage.drafts import Drafts


class Room:
    """A context for one person at a desk; remembers what was told, toasted and navigated to."""

    def __init__(self, qtbot: QtBot, manager: ThemeManager, desk: Desk, folder: Path, clock: Any) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.jobs = Jobs()
        self.context = Context(self.jobs, manager, Settings())
        self.context.now = lambda: clock.now
        self.drafts = Drafts(folder / "drafts.db")
        self.told: list[BaseException] = []
        self.toasts: list[tuple[str, UUID | None]] = []
        self.targets: list[object] = []
        self.context.told.connect(self.told.append)
        self.context.toasted.connect(lambda text, undo: self.toasts.append((text, undo)))
        self.context.navigated.connect(self.targets.append)
        self.context.use_desk(
            OpenDesk(
                desk=desk,
                drafts=DeskDrafts(self.drafts, "desk", str(desk.actor.user_id)),
                name="Teste",
                kind="local",
                place="-",
                zone=ZoneInfo("America/Sao_Paulo"),
            )
        )

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(self._is_quiet, timeout=30_000)

    def _is_quiet(self) -> bool:
        QCoreApplication.processEvents()
        quiet = not self.jobs.busy()
        QCoreApplication.processEvents()
        return quiet and not self.jobs.busy()

    def page(
        self, ticket: UUID, *, size: tuple[int, int] = (1200, 800), entry: UUID | None = None
    ) -> TicketPage:
        """The page of a ticket, shown and loaded."""
        page = TicketPage(self.context, OpenTicketTab(ticket, entry))
        self.qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        self.settle()
        return page

    def write(
        self, ticket: UUID, text: str, *, desk: Desk | None = None, client: bool = True, **more: Any
    ) -> UUID:
        """Write an entry as somebody; answers its id."""
        entry = new_id()
        visibility = Visibility.CLIENT if client else Visibility.INTERNAL
        (desk or self.desk).run(
            WriteEntry(ticket=ticket, entry=entry, text=text, visibility=visibility, **more)
        )
        return entry

    def entries(self, ticket: UUID) -> tuple[EntryRow, ...]:
        """The history as the desk has it."""
        return self.desk.ask(Timeline(ticket=ticket))

    def dialog(self, kind: type[QWidget]) -> Any:
        """The open dialog of a kind."""
        from PySide6.QtWidgets import QApplication

        return next(w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible())

    def close(self) -> None:
        """Let go of threads and files."""
        self.context.use_desk(None)
        self.jobs.close()
        self.drafts.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
