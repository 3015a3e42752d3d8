"""The row of menus, search and actions at the top, and the message bar below it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QMenuBar, QSizePolicy, QVBoxLayout, QWidget

from pacdesk.gui.actions import Actions, menu_titles
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import Button, IconButton, set_look
from pacdesk.gui.widgets.fields import SearchBox
from pacdesk.gui.widgets.notices import MessageBar

_ROOM_FOR_KEYS = 250


class _Row(QWidget):
    """The row itself: window colour and a hairline below."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px("menubar"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))


class TopRow(QWidget):
    """Menus of the action table at the left; search, *New ticket*, help and the person at the right.

    `searched(text)` fires as somebody types in the search box; `entered` when Enter or Down leaves it.
    """

    searched = Signal(str)
    entered = Signal()

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions = actions
        self.row = _Row(self)
        self.row.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.menus = QMenuBar(self.row)
        self.menus.setNativeMenuBar(False)
        self.search = SearchBox("", rest=150, parent=self.row)
        self._keys = QLabel("Ctrl+Shift+F", self.search)
        self._keys.setTextFormat(Qt.TextFormat.PlainText)
        set_look(self._keys, "look", "second")
        self._keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.new_ticket = Button("", icon="plus", parent=self.row)
        self.help = IconButton("circle-question-mark", "", tone="text2", parent=self.row)
        self.person = IconButton("user", "", tone="text2", parent=self.row)
        self.person_menu = QMenu(self.person)
        self.person.setMenu(self.person_menu)
        self.bar = MessageBar(whole_window=True, parent=self)
        line = QHBoxLayout(self.row)
        self.menus.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.search, 100)
        self.search.installEventFilter(self)
        for widget in (self.new_ticket, self.help, self.person):
            line.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.bar)
        self.column = column
        self._line = line
        self.search.textChanged.connect(self._place_keys)
        self.search.wanted.connect(self.searched)
        self.search.left_down.connect(self.entered)
        self.search.returnPressed.connect(self.entered)
        self._space()

    def show_person(self, name: str) -> None:
        """Whose initials stand at the right; empty: nobody is at a desk."""
        self.person.setVisible(bool(name))
        self._name = name
        side = current().scaled(26)
        if name:
            self.person.setIcon(QIcon(_face(name, side, self.devicePixelRatioF())))
            self.person.setIconSize(QSize(side, side))
            self.person.set_name(name)

    _name = ""

    def show_work(self, *, at_desk: bool, may_open: bool) -> None:
        """What makes sense here: without a desk there is nothing to search or to open."""
        self.search.setVisible(at_desk)
        self.new_ticket.setVisible(at_desk and may_open)

    def rebuild(self) -> None:
        """Make the menus anew from the action table; those without rows are left out."""
        for old in self.menus.findChildren(QMenu):
            old.deleteLater()
        self.menus.clear()
        built: dict[str, QMenu] = {}
        titles = menu_titles()
        used = {path for path in titles if any(True for _ in self._actions.in_menu(path))}
        for path, title in titles.items():
            if not any(other == path or other.startswith(f"{path}/") for other in used):
                continue
            parent, _, _ = path.rpartition("/")
            menu = QMenu(title, self.menus)
            built[path] = menu
            if parent:
                built[parent].addMenu(menu)
            else:
                self.menus.addMenu(menu)
        for path, menu in built.items():
            self._fill(path, menu)

    def _fill(self, path: str, menu: QMenu) -> None:
        group: int | None = None
        for act, action in self._actions.in_menu(path):
            if group is not None and act.place // 100 != group:
                menu.addSeparator()
            group = act.place // 100
            menu.addAction(action)
        menu.aboutToShow.connect(self._actions.refresh)
        menu.setToolTipsVisible(True)

    def _place_keys(self) -> None:
        theme = current()
        self._keys.adjustSize()
        self._keys.setVisible(not self.search.text() and self.search.width() > theme.scaled(_ROOM_FOR_KEYS))
        left = self.search.width() - self._keys.width() - theme.px("pad_s")
        self._keys.move(left, (self.search.height() - self._keys.height()) // 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys stand at the right of the box, however wide it is."""
        if watched is self.search and event.type() == QEvent.Type.Resize:
            self._place_keys()
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        theme = current()
        self._line.setContentsMargins(theme.px("pad_s"), 0, theme.px("pad"), 0)
        self._line.setSpacing(theme.px("pad_s"))
        self.search.setMinimumWidth(theme.scaled(140))
        self.search.setMaximumWidth(theme.scaled(330))
        self.row.setFixedHeight(theme.px("menubar"))
        self._place_keys()
        if self._name:
            self.show_person(self._name)

    def retranslate(self) -> None:
        """Words in the language in force."""
        self.search.set_name(self.tr("Search everything"))
        self.new_ticket.setText(self.tr("New ticket"))
        self.new_ticket.setToolTip("Ctrl+N")
        self.help.set_name(self.tr("Keyboard and help"), "F1")
        self.menus.setAccessibleName(self.tr("Menus"))
        self._actions.retranslate()
        self.rebuild()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_restyle(event):
            self._space()


def _face(name: str, side: int, dpr: float) -> QPixmap:
    return painting.avatar_pixmap(name, side, dpr, person=True)
