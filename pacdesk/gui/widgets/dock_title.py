"""The title row of a dock: name, count, what fits in between, tools, float, close."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QSizePolicy, QWidget

from pacdesk.gui import wording
from pacdesk.gui.theme import current
from pacdesk.gui.theme.manager import is_restyle
from pacdesk.gui.widgets.buttons import IconButton, set_look
from pacdesk.gui.widgets.elided import ElidedLabel


class DockTitleBar(QWidget):
    """Sets itself as the title bar of `dock`. Mouse events are left alone, so the dock still drags.

    `add_middle` takes the queue's saved views and filter; `add_tool` an icon button.
    """

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self._dock = dock
        self._short = ""
        self._name = ElidedLabel(self, look="strong")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._name.show_text(dock.windowTitle())
        self._count = QLabel("", self)
        set_look(self._count, "tone", "text2")
        self._count.setFont(current().font("body", tabular=True))
        self._float = IconButton("picture-in-picture-2", "", small=True, parent=self)
        self._close = IconButton("x", "", small=True, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._name)
        self._row.addWidget(self._count)
        self._middle = QHBoxLayout()
        self._row.addLayout(self._middle)
        self._row.addStretch(1)
        self._row.addWidget(self._float)
        self._row.addWidget(self._close)
        self._space()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._float.clicked.connect(self._toggle_floating)
        self._close.clicked.connect(dock.close)
        dock.windowTitleChanged.connect(self._show_name)
        dock.windowTitleChanged.connect(self._retranslate)
        dock.topLevelChanged.connect(self._retranslate)
        dock.featuresChanged.connect(self._features_changed)
        self._features_changed(dock.features())
        self._retranslate()
        dock.setTitleBarWidget(self)

    def set_short_name(self, name: str) -> None:
        """What stands in the row where the dock's own title would take too much of it."""
        self._short = name
        self._show_name(self._dock.windowTitle())

    def _show_name(self, title: str) -> None:
        self._name.show_text(self._short or title)
        self._name.setToolTip(title)

    def set_count(self, count: int | None) -> None:
        """The true number beside the name, or nothing."""
        self._count.setText("" if count is None else wording.number(count))

    def add_tool(self, tool: QWidget) -> None:
        """A tool before float and close, in the order added."""
        self._row.insertWidget(self._row.count() - 2, tool)

    def add_middle(self, widget: QWidget, stretch: int = 0) -> None:
        """A widget between the count and the empty space."""
        self._middle.addWidget(widget, stretch)
        if stretch:
            self._row.setStretchFactor(self._middle, stretch)

    def _toggle_floating(self) -> None:
        self._dock.setFloating(not self._dock.isFloating())

    def _features_changed(self, features: QDockWidget.DockWidgetFeature) -> None:
        self._float.setVisible(bool(features & QDockWidget.DockWidgetFeature.DockWidgetFloatable))
        self._close.setVisible(bool(features & QDockWidget.DockWidgetFeature.DockWidgetClosable))

    def _retranslate(self) -> None:
        title = self._dock.windowTitle()
        if self._dock.isFloating():
            self._float.set_name(self.tr("Put {name} back").format(name=title))
        else:
            self._float.set_name(self.tr("Float {name}").format(name=title))
        self._close.set_name(self.tr("Close {name}").format(name=title))

    def _space(self) -> None:
        theme = current()
        self._row.setContentsMargins(theme.px("pad"), 0, theme.scaled(6), 0)
        self._row.setSpacing(theme.scaled(6))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif is_restyle(event):
            self._space()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().px("dock_title"))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().scaled(120), current().px("dock_title"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("window"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
