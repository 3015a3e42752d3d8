"""The LGPD centre: people, requests, retention, holds and what was erased, a tab each."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from pacdesk.desk.access.rules import Right
from pacdesk.gui import pages
from pacdesk.gui.actions import Act, register
from pacdesk.gui.admin.words import lacking
from pacdesk.gui.context import Context, ShowPrivacy
from pacdesk.gui.messages import QT_TRANSLATE_NOOP
from pacdesk.gui.pages import Page
from pacdesk.gui.privacy.lists import ErasuresPane, HoldsPane, RequestsPane
from pacdesk.gui.privacy.person_pane import PersonPane
from pacdesk.gui.privacy.retention_pane import RetentionPane
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.empty import EmptyState


class PrivacyPage(Page):
    """Only for who attends to data subjects; others read why not."""

    follows_language = False

    def __init__(self, context: Context, target: Any, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        refused = lacking(context, Right.PRIVACY_ATTEND)
        if refused is not None:
            empty = EmptyState(self)
            empty.say("lock", refused, self.tr("An administrator gives it in the permission groups."))
            outer.addWidget(empty)
            return
        self.people, self.requests = PersonPane(context, self), RequestsPane(context, self)
        self.retention, self.holds = RetentionPane(context, self), HoldsPane(context, self)
        self.erasures = ErasuresPane(context, self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for pane, name in (
            (self.people, self.tr("&People")),
            (self.requests, self.tr("&Requests")),
            (self.retention, self.tr("Re&tention")),
            (self.holds, self.tr("&Legal holds")),
            (self.erasures, self.tr("Er&ased")),
        ):
            self.tabs.addTab(pane, name)
        box = QFrame(self)
        set_look(box, "look", "base")
        column = QVBoxLayout(box)
        margin = current().scaled(16)
        column.setContentsMargins(margin, current().px("pad_s"), margin, 0)
        column.setSpacing(current().px("pad_s"))
        column.addWidget(self.tabs, 1)
        outer.addWidget(box)
        for pane in (self.requests, self.retention, self.holds, self.erasures):
            pane.load()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Begin in the search."""
        if hasattr(self, "people"):
            self.people.search.setFocus(reason)

    def title(self) -> str:
        return self.tr("Data protection (LGPD)")

    def icon_name(self) -> str:
        return "shield-check"


pages.register(ShowPrivacy, PrivacyPage)
_TEXT = QT_TRANSLATE_NOOP("PrivacyMenu", "Data protection (L&GPD)")
register(
    Act(
        id="privacy.show",
        text=lambda: QCoreApplication.translate("PrivacyMenu", _TEXT),
        handler=lambda context: context.navigate(ShowPrivacy()),
        menu="system",
        place=310,
        icon="shield-check",
    )
)
