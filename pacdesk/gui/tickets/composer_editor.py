"""Where an entry is typed: grows with its text, takes pictures and files from clipboard and pointer."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QImage, QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look

LEAST_LINES, MOST_LINES = 2, 10


class ComposerEditor(QPlainTextEdit):
    """`send_wanted` on Ctrl+Enter, `note_wanted` on Ctrl+Shift+Enter; Tab leaves the editor.

    A pasted or dropped picture fires `image_came`, files fire `files_came(paths)`; text stays text.
    """

    send_wanted = Signal()
    note_wanted = Signal()
    image_came = Signal(object)
    files_came = Signal(object)
    focus_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "look", "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        self.setAcceptDrops(True)

    def sizeHint(self) -> QSize:
        """Between two and ten lines."""
        line = QFontMetrics(self.font()).lineSpacing()
        lines = min(max(int(self.document().size().height()), LEAST_LINES), MOST_LINES)
        around = current().px("grid") + int(self.document().documentMargin())
        return QSize(200, lines * line + 2 * around)

    def minimumSizeHint(self) -> QSize:
        """One line must be seen, however low the page is."""
        return QSize(100, QFontMetrics(self.font()).lineSpacing() + 2 * current().px("grid"))

    def event(self, event: QEvent) -> bool:
        """While one writes, Ctrl+Enter means this text, not the page's way to it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter sends, Ctrl+Shift+Enter stores a note."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if modifiers == Qt.KeyboardModifier.ControlModifier:
                self.send_wanted.emit()
                return
            if modifiers == Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier:
                self.note_wanted.emit()
                return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Pictures and files too."""
        return source.hasImage() or bool(_files_in(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files first, then text, then a picture: an office program offers its text as a picture too."""
        files = _files_in(source)
        if files:
            self.files_came.emit(files)
        elif source.hasText() and source.text():
            self.insertPlainText(source.text())
        elif source.hasImage():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.image_came.emit(image)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The box around draws the ring."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)  # noqa: FBT003  (a signal's value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The moment to keep the draft."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)  # noqa: FBT003  (a signal's value)

    def changeEvent(self, event: QEvent) -> None:
        """Another font, another height."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()


def _files_in(source: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
