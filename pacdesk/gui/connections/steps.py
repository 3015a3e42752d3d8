"""The six steps of a test as rows: what was found, or what is the matter and what to do about it."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from pacdesk.config.steps import Outcome, Step, StepName
from pacdesk.gui import wording
from pacdesk.gui.messages import sentence
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.chips import Icon
from pacdesk.gui.widgets.notices import announce, plain_label

_ICONS = {
    Outcome.OK: ("circle-check", "ok_text"),
    Outcome.WARNED: ("triangle-alert", "warn_text"),
    Outcome.FAILED: ("circle-alert", "danger_text"),
    Outcome.SKIPPED: ("circle-dashed", "text3"),
}


class _Sentence(QLabel):
    """Plain text on as many lines as it needs: in an area that scrolls it would get the room of one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def show_text(self, text: str) -> None:
        self.setText(text)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(0)  # which counts in the height that it says it wants
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class StepsPanel(QWidget):
    """Rows of icon, step and sentence. Empty until a test begins; then the step under way is marked."""

    def __init__(self, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._told: dict[StepName, Step] = {}
        self._is_running = False
        self._rows: dict[StepName, tuple[Icon, QLabel, _Sentence]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(current().px("pad_s"))
        grid.setVerticalSpacing(current().scaled(6))
        grid.setColumnStretch(2, 1)
        for at, name in enumerate(StepName):
            icon = Icon("circle-dashed", "text3", parent=self)
            title, found = plain_label(self), _Sentence(self)
            set_look(title, "look", "strong")
            self._rows[name] = (icon, title, found)
            for column, widget in enumerate((icon, title, found)):
                grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def begin(self) -> None:
        """A test begins: no step is known."""
        self._told, self._is_running = {}, True
        self._paint()
        self.show()

    def add(self, step: Step) -> None:
        """A step has ended."""
        self._told[step.name] = step
        self._paint()
        announce(self, f"{self._title(step.name)}: {self.said(step)}")

    def end(self) -> None:
        """The test is over, whole or not."""
        self._is_running = False
        self._paint()

    def forget(self) -> None:
        """Another connection: nothing was tried."""
        self._told, self._is_running = {}, False
        self.hide()

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was told so far."""
        return tuple(self._told.values())

    def report(self) -> str:
        """Every row as a line of text, to be sent to whoever helps."""
        return "\n".join(
            f"{self._title(name)}: {self.said(self._told[name]) if name in self._told else self._untold()}"
            for name in StepName
        )

    def _paint(self) -> None:
        current_step = next((name for name in StepName if name not in self._told), None)
        for name, (icon, title, found) in self._rows.items():
            title.setText(self._title(name))
            step = self._told.get(name)
            if step is not None:
                icon.show_icon(*_ICONS[step.outcome])
                found.show_text(self.said(step))
                set_look(found, "tone", None if step.outcome is not Outcome.SKIPPED else "text2")
            else:
                is_now = self._is_running and name is current_step
                icon.show_icon("loader" if is_now else "circle-dashed", "text2" if is_now else "text3")
                found.show_text(self.tr("Trying…") if is_now else self._untold())
                set_look(found, "tone", "text2")
            title.setAccessibleName(f"{title.text()}: {found.text()}")

    def _untold(self) -> str:
        return self.tr("Not tried")

    def _title(self, name: StepName) -> str:
        return {
            StepName.NAME: self.tr("Name"),
            StepName.REACH: self.tr("Network"),
            StepName.TLS: self.tr("TLS"),
            StepName.LOG_IN: self.tr("Log-in"),
            StepName.VERSION: self.tr("Version"),
            StepName.SCHEMA: self.tr("Desk"),
        }[name]

    def said(self, step: Step) -> str:
        """What a step found, in a sentence; what went wrong, with what to do."""
        if step.outcome is Outcome.FAILED and step.error is not None:
            return sentence(step.error).text()
        if step.code == "some" and step.error is not None:
            part = self.tr("Works, but not at {hosts}.").format(**self._facts(step.facts))
            return f"{part} {sentence(step.error).text()}"
        return self._sentences()[step.code].format(**self._facts(step.facts))

    def _facts(self, facts: Mapping[str, object]) -> dict[str, object]:
        return {
            name: wording.exact(value, self._zone) if isinstance(value, datetime) else value
            for name, value in facts.items()
        }

    def _sentences(self) -> dict[str, str]:
        return {
            "name.here": self.tr("This computer, no name to look up"),
            "name.found": self.tr("Found at {addresses}"),
            "reach.here": self.tr("This computer, no network between"),
            "reach.open": self.tr("Answers at port {port}, in {ms} ms"),
            "tls.here": self.tr("This computer, not needed"),
            "tls.off": self.tr(
                "Not encrypted: the password and the data can be read on the way. Choose TLS with the server"
                " verified."
            ),
            "tls.unverified": self.tr(
                "Encrypted with {version}, but nobody checks which server it is. Choose TLS with the server"
                " verified."
            ),
            "tls.ends_soon": self.tr(
                "Verified, {version}. The certificate is valid only until {until}: tell who looks after the"
                " server."
            ),
            "tls.verified": self.tr("Verified, {version}, certificate valid until {until}"),
            "log_in.in": self.tr("In as {login}, at {host}"),
            "version.safe": self.tr("PostgreSQL {release}"),
            "schema.fits": self.tr("Fits this pacdesk (schema {found})"),
            "schema.above": self.tr(
                "Fits this pacdesk (schema {found}). This user owns the desk and sees past its rules: use a"
                " log-in of your own to work."
            ),
        }

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._paint()
