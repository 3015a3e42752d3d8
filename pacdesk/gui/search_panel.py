"""What the full search finds, as a panel over the window, below the search box."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from pacdesk.desk.tickets.rows import Hit
from pacdesk.gui import wording
from pacdesk.gui.context import Context, OpenClientTab, OpenContractTab, OpenTicketTab
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button
from pacdesk.gui.widgets.empty import EmptyState
from pacdesk.gui.widgets.row_delegate import ROW_ROLE
from pacdesk.gui.widgets.two_line_delegate import TwoLineList, TwoLines

SHOWN = 50
_AT_LEAST = 2  # letters


class _Hits(QAbstractListModel):
    def __init__(self, say: "SearchPanel") -> None:
        super().__init__(say)
        self._say = say
        self.hits: Sequence[Hit] = ()

    def put(self, hits: Sequence[Hit]) -> None:
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.hits)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        hit = self.hits[index.row()]
        if role == ROW_ROLE:
            return hit
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            lines = self._say.lines(hit)
            return ", ".join(word for word in (lines.chip, lines.name, lines.second) if word)
        return None


class SearchPanel(QWidget):
    """Newest first, as you type; Enter or a click opens, Escape goes back to where the focus was."""

    opened = Signal()

    def __init__(self, context: Context, box: QLineEdit, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._box = box
        self._window = window
        self._words = ""
        self.model = _Hits(self)
        self.list = TwoLineList("", self.lines, self)
        self.list.setModel(self.model)
        self.list.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._more = Button(kind="link", small=True, parent=self)
        self._more.clicked.connect(self._ask_more)
        column = QVBoxLayout(self)
        margin = current().scaled(6)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self._stack, 1)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        self.list.clicked.connect(self._open_index)
        self.list.installEventFilter(self)
        self.hide()
        self.retranslate()

    def search(self, text: str) -> None:
        """Search for what was typed; answers that come late are dropped."""
        from pacdesk.desk.tickets.commands import SearchAll  # not needed for the first paint

        self._words = text.strip()
        if len(self._words) < _AT_LEAST:
            self.hide()
            return
        self._context.ask(
            SearchAll(words=self._words, limit=SHOWN), self, self._found, self._not_found, topic="search"
        )

    def focus_list(self) -> None:
        """Go from the box into the list; opens the first find when Enter came in between."""
        if self.isVisible() and self.model.hits:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0, 0))

    def lines(self, hit: Hit) -> TwoLines:
        """How a find is shown."""
        kinds = {
            "ticket": self.tr("Ticket"),
            "client": self.tr("Client"),
            "organization": self.tr("Organization"),
            "contract": self.tr("Contract"),
            "file": self.tr("File"),
            "attachment": self.tr("File"),
        }
        age = wording.ago(hit.happened_at, self._context.now(), self._context.zone)
        name = hit.title or hit.snippet
        found = " ".join(hit.snippet.split())
        for told in name.split(" · "):
            found = found.replace(told, "", 1).strip(" -·")
        second = " ".join(f"{age} · {found}".split()) if found else age
        return TwoLines(name, second, chip=kinds.get(hit.kind, self.tr("Discussion")))

    def place(self, right_bottom: QPoint) -> None:
        """Stand below the search box, as wide as the tokens say, inside the window."""
        theme = current()
        window = self._window
        width = min(theme.px("palette_width"), window.width() - 2 * theme.px("pad"))
        rows = self.model.rowCount() + (0 if self._more.isHidden() else 1)
        wanted = rows * theme.px("row_two_lines") + theme.px("pad") + 2 if rows else theme.scaled(240)
        height = min(wanted, theme.scaled(520), window.height() - right_bottom.y() - theme.px("page"))
        left = max(theme.px("pad"), right_bottom.x() - width)
        height = max(height, theme.px("row_two_lines"))
        self.setGeometry(left, right_bottom.y() + theme.px("grid"), width, height)

    def _found(self, hits: Sequence[Hit]) -> None:
        self._show(hits)

    def _show(self, hits: Sequence[Hit]) -> None:
        self.model.put(hits)
        self._stack.setCurrentWidget(self.list if hits else self.empty)
        self._more.setVisible(len(hits) > 0 and len(hits) % SHOWN == 0)
        self.empty.say(
            "search",
            self.tr("Nothing has “{words}”").format(words=self._words),
            self.tr("Words are found by their beginning; put exact text in quotes."),
        )
        box = self._box
        corner = box.mapTo(self._window, QPoint(box.width(), box.height()))
        self.place(corner)
        self.show()
        self.raise_()

    def _ask_more(self) -> None:
        from pacdesk.desk.tickets.commands import SearchAll  # not needed for the first paint

        last = self.model.hits[-1] if self.model.hits else None
        if last is not None:
            self._context.ask(
                SearchAll(words=self._words, limit=SHOWN, before=last.doc_id),
                self,
                self._found_more,
                self._not_found,
                topic="search",
            )

    def _found_more(self, hits: Sequence[Hit]) -> None:
        before = len(self.model.hits)
        self._show((*self.model.hits, *hits))
        self._more.setVisible(len(hits) == SHOWN)
        if hits:
            self.list.setCurrentIndex(self.model.index(before, 0))

    def _not_found(self, error: BaseException) -> None:
        self.hide()
        self._context.tell(error)

    def _open_index(self, index: QModelIndex) -> None:
        hit = self.model.hits[index.row()]
        self.hide()
        if hit.kind == "client":
            self._context.navigate(OpenClientTab(hit.ref))
        elif hit.kind == "contract":
            self._context.navigate(OpenContractTab(hit.ref))
        elif hit.ticket_id is not None:
            entry = hit.ref if hit.ref != hit.ticket_id else None
            self._context.navigate(OpenTicketTab(hit.ticket_id, entry))
        else:
            self._context.navigate(OpenTicketTab(hit.ref))
        self.opened.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.list.currentIndex().isValid():
                self._open_index(self.list.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.hide()
                self._box.setFocus()
                return True
            if key == Qt.Key.Key_Up and self.list.currentIndex().row() <= 0:
                self._box.setFocus()
                return True
        return False

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.setAccessibleName(self.tr("Search results"))
        self.list.setAccessibleName(self.tr("Search results"))
        self._more.setText(self.tr("Show older ones"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line_strong"), 1))
        painter.setBrush(theme.color("base"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.px("radius"), theme.px("radius")
        )
