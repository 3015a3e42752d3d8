"""What a person sees and may do, and through which rule; and the way to look with his eyes."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from pacdesk.desk.access.commands import ExplainUser
from pacdesk.desk.access.rules import Because, Explained, Right
from pacdesk.desk.company.rules import show_protocol
from pacdesk.gui import icons
from pacdesk.gui.admin import access_words, words
from pacdesk.gui.context import Context, SeeAsUser
from pacdesk.gui.editing.typed import DateInput
from pacdesk.gui.messages import QT_TRANSLATE_NOOP
from pacdesk.gui.theme import current
from pacdesk.gui.widgets.buttons import Button, refuse
from pacdesk.gui.widgets.elided import ElidedLabel

_PARTS = {
    "scope": QT_TRANSLATE_NOOP("Sight", "Tickets"),
    "portfolio": QT_TRANSLATE_NOOP("Sight", "Portfolios"),
    "department": QT_TRANSLATE_NOOP("Sight", "Departments"),
    "person": QT_TRANSLATE_NOOP("Sight", "People whose tickets count as his"),
    "ticket": QT_TRANSLATE_NOOP("Sight", "Tickets referred to him"),
    "blocked_type": QT_TRANSLATE_NOOP("Sight", "Blocked ticket types"),
    "masked": QT_TRANSLATE_NOOP("Sight", "Personal data covered"),
    "locked": QT_TRANSLATE_NOOP("Sight", "Personal data locked"),
    "requester": QT_TRANSLATE_NOOP("Sight", "Client online"),
    "right": QT_TRANSLATE_NOOP("Sight", "Rights"),
}
_RULES = {
    "admin": QT_TRANSLATE_NOOP("Sight", "Administrator"),
    "own": QT_TRANSLATE_NOOP("Sight", "Own right"),
    "group": QT_TRANSLATE_NOOP("Sight", "Group {name}"),
    "denied": QT_TRANSLATE_NOOP("Sight", "Denied by the group {name}"),
    "nobody": QT_TRANSLATE_NOOP("Sight", "No rule gives it"),
    "no_group": QT_TRANSLATE_NOOP("Sight", "In no group: nothing cuts it"),
    "right": QT_TRANSLATE_NOOP("Sight", "Right “{name}”"),
    "no_portfolios": QT_TRANSLATE_NOOP("Sight", "No portfolio cuts anything at this desk"),
    "titular": QT_TRANSLATE_NOOP("Sight", "Titular"),
    "substitute": QT_TRANSLATE_NOOP("Sight", "Substitute"),
    "switched_off": QT_TRANSLATE_NOOP("Sight", "The portfolio is not in use"),
    "manages": QT_TRANSLATE_NOOP("Sight", "Manages it"),
    "works_in": QT_TRANSLATE_NOOP("Sight", "Also works in it"),
    "staff": QT_TRANSLATE_NOOP("Sight", "Department of the staff member"),
    "superior": QT_TRANSLATE_NOOP("Sight", "Is their superior"),
    "referred": QT_TRANSLATE_NOOP("Sight", "Referred by {name}"),
    "own_register": QT_TRANSLATE_NOOP("Sight", "Stands in its register"),
    "through_contact": QT_TRANSLATE_NOOP("Sight", "As the contact {name}"),
    "online.not_registered": QT_TRANSLATE_NOOP("Sight", "The user stands in no client's register"),
    "online.not_permitted": QT_TRANSLATE_NOOP("Sight", "No permission group gives its use"),
}
_ALL = {
    "all": QT_TRANSLATE_NOOP("Sight", "All portfolios"),
    "outside": QT_TRANSLATE_NOOP("Sight", "Outside every portfolio"),
    "online": QT_TRANSLATE_NOOP("Sight", "May use it"),
}


def _said(text: str) -> str:
    return QCoreApplication.translate("Sight", text)


def what_words(one: Explained) -> str:
    """What is explained, in words."""
    if one.part == "right":
        return access_words.right_name(one.what)
    if one.part == "scope":
        return access_words.scope_name(one.what)
    if one.part in ("masked", "locked"):
        return access_words.field_name(one.what)
    if one.part == "ticket":
        return show_protocol(one.name)
    return one.name or (_said(_ALL[one.what]) if one.what in _ALL else one.what)


def rule_words(because: Because) -> str:
    """The rule that something comes from, in words."""
    name = access_words.right_name(because.name) if because.rule == "right" else because.name
    told = _said(_RULES[because.rule]).format(name=name)
    days = " – ".join(_day(day) for day in (because.starts_on, because.ends_on) if day is not None)
    if because.rule == "referred" and days:
        return _said(QT_TRANSLATE_NOOP("Sight", "{what}, until {day}")).format(what=told, day=days)
    return f"{told}, {days}" if days else told


def _day(day: date) -> str:
    pattern = DateInput.pattern().replace("dd", "%d").replace("MM", "%m").replace("yyyy", "%Y")
    return day.strftime(pattern)


class SightDialog(QDialog):
    """A tree: each part of what somebody sees, with a mark, a name and the rule."""

    def __init__(self, context: Context, user: UUID, name: str, parent: Widget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._user = user
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What {name} sees").format(name=name))
        title = ElidedLabel(self, look="lead")
        title.show_text(self.windowTitle())
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(self.windowTitle())
        self.tree.setHeaderLabels([self.tr("What"), self.tr("Through which rule")])
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.see_as = Button(self.tr("See as this person"), icon="eye", parent=self)
        self.see_as.clicked.connect(self._see_as)
        refuse(self.see_as, words.lacking(context, Right.SEE_AS))
        close = Button(self.tr("Close"), kind="ghost", parent=self)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.see_as)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([current().px("page")] * 4))
        column.setSpacing(current().px("pad"))
        column.addWidget(title)
        column.addWidget(self.tree, 1)
        column.addLayout(buttons)
        self.resize(current().scaled(760), current().scaled(560))
        context.ask(ExplainUser(user=user), self, self.show_explained)

    def show_explained(self, found: Iterable[Explained]) -> None:
        """Show it, part by part."""
        self.tree.clear()
        rows = tuple(found)
        for part, words_of_part in _PARTS.items():
            mine = [one for one in rows if one.part == part]
            if mine:
                head = QTreeWidgetItem(self.tree, [_said(words_of_part)])
                head.setData(1, Qt.ItemDataRole.AccessibleTextRole, _said(words_of_part))
                for one in mine:
                    self._add(head, one)
                head.setExpanded(True)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)

    def _add(self, head: QTreeWidgetItem, one: Explained) -> None:
        why = " · ".join(rule_words(because) for because in one.because)
        item = QTreeWidgetItem(head, [what_words(one), why])
        item.setIcon(0, icons.icon("check" if one.allowed else "x"))
        yes = self.tr("yes") if one.allowed else self.tr("no")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{what_words(one)}: {yes}")
        for column in (0, 1):
            item.setToolTip(column, item.text(column))

    def _see_as(self) -> None:
        self.accept()
        self._context.navigate(SeeAsUser(self._user))
