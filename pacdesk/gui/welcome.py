"""The welcome page: where the data is to be, the desks opened before, language and look."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pacdesk.config.settings import Settings
from pacdesk.gui import icons, wording
from pacdesk.gui.connections.colours import painted
from pacdesk.gui.doors import RecentDesk
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets import painting
from pacdesk.gui.widgets.buttons import Button, set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.empty import WelcomeCard
from pacdesk.gui.widgets.notices import MessageBar, plain_label

WIDTH = 848
_STRIPES = {"demo": "novel", "local": "off", "shared": "ok"}
_ICONS = {"demo": "flask-conical", "local": "hard-drive", "shared": "database"}


class Mark(QWidget):
    """The program's mark: a blue square with two bubbles."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(44), current().scaled(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(self.rect(), theme.px("radius_l"), theme.px("radius_l"))
        side = theme.scaled(24)
        at = QRect(0, 0, side, side)
        at.moveCenter(self.rect().center())
        drawn = icons.pixmap("messages-square", "on_accent", side, self.devicePixelRatioF())
        painter.drawPixmap(at.topLeft(), drawn)


class RecentRow(QAbstractButton):
    """One desk opened before: a stripe for its kind, name, kind, last use. The whole row is a button."""

    forget_wanted = Signal(str)

    def __init__(self, desk: RecentDesk, used: str, second: str, *, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self._used = used
        self._second = second
        self._last = last
        self.setText(desk.name)
        self.setAccessibleName(f"{desk.name}, {second}, {used}")
        self.setToolTip(desk.address)
        self.setEnabled(not desk.missing)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(400), current().px("row_two_lines"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.tr("Leave out of this list"), self._forget)
        menu.popup(event.globalPos())

    def _forget(self) -> None:
        self.forget_wanted.emit(self.desk.address)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), theme.color("press" if self.isDown() else "hover"))
        stripe = QRectF(1, theme.scaled(10), theme.scaled(3), self.height() - 2 * theme.scaled(10))
        kind = theme.color(_STRIPES.get(self.desk.kind, "off"))
        painter.fillRect(stripe, painted(self.desk.colour) if self.desk.colour else kind)
        left, side = theme.px("pad_l"), theme.px("icon")
        ink = "text" if self.isEnabled() else "disabled"
        second = "text3" if self.isEnabled() else "disabled"
        drawn = icons.pixmap(
            _ICONS.get(self.desk.kind, "database"), "text2" if self.isEnabled() else "disabled", side,
            self.devicePixelRatioF(),
        )  # fmt: skip
        painter.drawPixmap(left + 2, (self.height() - side) // 2, drawn)
        start = left + side + theme.scaled(14)
        half = self.height() // 2
        end = self.width() - theme.px("pad_l") - side - theme.px("pad_s")
        upper = QRect(start, theme.scaled(5), end - start, half - theme.scaled(5))
        lower = QRect(start, half, end - start, half - theme.scaled(5))
        whole = QRect(start, 0, end - start, self.height())
        used = painting.draw_line(painter, whole, self._used, second, size="small", tabular=True, right=True)
        painting.draw_line(painter, upper.adjusted(0, 0, -used, 0), self.text(), ink, weight="strong")
        painting.draw_line(painter, lower.adjusted(0, 0, -used, 0), self._second, second, size="small")
        arrow = icons.pixmap("chevron-right", second, side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - theme.px("pad_l") - side, (self.height() - side) // 2, arrow)
        if not self._last:
            painter.fillRect(left, self.height() - 1, self.width() - 2 * left, 1, theme.color("line"))
        if self.hasFocus():
            painting.ring(painter, self.rect(), theme.px("radius"))


class _Box(QWidget):
    """The white box around the recent desks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.color("line_strong")), 1))
        painter.setBrush(theme.color("base"))
        radius = theme.px("radius_l")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class WelcomePage(QScrollArea):
    """Two clicks to the first useful screen. `settings_wanted(name, value)` fires for language and look."""

    demo_wanted = Signal()
    new_wanted = Signal()
    file_wanted = Signal()
    servers_wanted = Signal()
    desk_wanted = Signal(str)
    forget_wanted = Signal(str)
    settings_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recent: tuple[RecentDesk, ...] = ()
        self._now: datetime | None = None
        self._zone: tzinfo | None = None
        body = QWidget(self)
        self.bar = MessageBar(parent=body)
        self._title = plain_label(body)
        set_look(self._title, "look", "display")
        self._subtitle = plain_label(body, wrap=True)
        set_look(self._subtitle, "tone", "text2")
        self.demo = WelcomeCard("flask-conical", "", "", "", body)
        self.new = WelcomeCard("hard-drive", "", "", "", body)
        self.server = WelcomeCard("server", "", "", "", body)
        self.file = Button(kind="link", parent=body)
        self._recent_title = plain_label(body)
        set_look(self._recent_title, "look", "strong")
        self._box = _Box(body)
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(1, current().scaled(2), 1, current().scaled(2))
        self._rows.setSpacing(0)
        self.language = QComboBox(body)
        self.look = QComboBox(body)
        self._language_label = plain_label(body)
        self._look_label = plain_label(body)
        self._lay_out(body)
        self.setWidget(body)
        self.demo.clicked.connect(self.demo_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.file.clicked.connect(self.file_wanted)
        self.server.clicked.connect(self.servers_wanted)
        self.language.activated.connect(self._language_chosen)
        self.look.activated.connect(self._look_chosen)
        self.retranslate()

    def _lay_out(self, body: QWidget) -> None:
        theme = current()
        words = QVBoxLayout()
        words.setSpacing(theme.scaled(4))
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setSpacing(theme.px("pad_l"))
        head.addWidget(Mark(body), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        cards = QHBoxLayout()
        cards.setSpacing(theme.px("pad_l"))
        for card in (self.demo, self.new, self.server):
            cards.addWidget(card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px("pad_s"))
        for icon, label, combo in (
            ("languages", self._language_label, self.language),
            ("sun-moon", self._look_label, self.look),
        ):
            foot.addWidget(Icon(icon, "text2", "icon", parent=body))
            set_look(label, "tone", "text2")
            label.setBuddy(combo)
            foot.addWidget(label)
            foot.addWidget(combo)
            foot.addSpacing(theme.px("pad_l"))
        foot.addStretch(1)
        foot.addWidget(self.file)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addSpacing(theme.px("pad"))
        column.addLayout(head)
        column.addSpacing(theme.scaled(32))
        column.addLayout(cards)
        column.addSpacing(theme.scaled(36))
        column.addWidget(self._recent_title)
        column.addSpacing(theme.px("pad_s"))
        column.addWidget(self._box)
        column.addSpacing(theme.px("page"))
        column.addLayout(foot)
        self._measure = QWidget(body)
        self._measure.setLayout(column)
        self._measure.setMaximumWidth(theme.scaled(WIDTH))
        outer = QVBoxLayout(body)
        outer.setContentsMargins(*([theme.px("page")] * 4))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._measure, 100)
        middle.addStretch(1)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(5)

    def show_recent(self, recent: tuple[RecentDesk, ...], now: datetime, zone: tzinfo) -> None:
        """Show the desks that were open before; none hides the whole box."""
        self._recent, self._now, self._zone = recent, now, zone
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for number, desk in enumerate(recent):
            row = RecentRow(
                desk, self._used(desk), self._kind(desk), last=number == len(recent) - 1, parent=self._box
            )
            row.clicked.connect(self._recent_clicked)
            row.forget_wanted.connect(self.forget_wanted)
            self._rows.addWidget(row)
        self._box.setVisible(bool(recent))
        self._recent_title.setVisible(bool(recent))

    def show_settings(self, settings: Settings) -> None:
        """Put the two choices where the settings are."""
        for combo, value in ((self.language, settings.language), (self.look, settings.theme)):
            combo.setCurrentIndex(max(combo.findData(value), 0))

    def _used(self, desk: RecentDesk) -> str:
        if desk.missing:
            return self.tr("not found")
        if desk.used_at is None or self._now is None or self._zone is None:
            return ""
        return self.tr("used {when}").format(when=wording.when(desk.used_at, self._now, self._zone))

    def _kind(self, desk: RecentDesk) -> str:
        kinds = {
            "demo": self.tr("example data"),
            "local": self.tr("local desk"),
            "shared": self.tr("company server"),
        }
        kind = kinds.get(desk.kind, desk.kind)
        return f"{kind} · {wording.file_size(desk.size)}" if desk.size is not None else kind

    def _recent_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RecentRow):
            self.desk_wanted.emit(sender.desk.address)

    def _language_chosen(self, number: int) -> None:
        self.settings_wanted.emit("language", str(self.language.itemData(number)))

    def _look_chosen(self, number: int) -> None:
        self.settings_wanted.emit("theme", str(self.look.itemData(number)))

    def retranslate(self) -> None:
        """Words in the language in force."""
        self._title.setText(self.tr("Welcome to pacdesk"))
        self._subtitle.setText(
            self.tr("Choose where your data is. You can change it later, in System, Open a desk.")
        )
        self.demo.set_texts(
            self.tr("Explore with examples"),
            self.tr("Made-up clients, contracts and tickets. Discard it all whenever you like."),
            self.tr("Open examples"),
        )
        self.new.set_texts(
            self.tr("Start a local desk"),
            self.tr("A file on this computer, encrypted. Good for one person or to try things out."),
            self.tr("Create desk"),
        )
        self.server.set_texts(
            self.tr("Connect to the server"),
            self.tr("Use the address and the user that your company gave you. Many work on one desk."),
            self.tr("Connect"),
        )
        self.file.setText(self.tr("Open a desk's &file…"))
        self._recent_title.setText(self.tr("Recent desks"))
        self._language_label.setText(self.tr("&Language"))
        self._look_label.setText(self.tr("Appea&rance"))
        _refill(
            self.language,
            (("system", self.tr("As the system")), ("pt-BR", "Português (Brasil)"), ("en", "English")),
        )
        _refill(
            self.look,
            (
                ("system", self.tr("As the system")),
                ("light", self.tr("Light")),
                ("dark", self.tr("Dark")),
            ),
        )
        if self._now is not None and self._zone is not None:
            self.show_recent(self._recent, self._now, self._zone)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif is_restyle(event) and hasattr(self, "_measure"):
            self._measure.setMaximumWidth(current().scaled(WIDTH))


def _refill(combo: QComboBox, choices: tuple[tuple[str, str], ...]) -> None:
    chosen = combo.currentData()
    combo.clear()
    for value, text in choices:
        combo.addItem(text, value)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
