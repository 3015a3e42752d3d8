"""The page of any register: list at the left, form at the right."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pacdesk.desk.values import Changes
from pacdesk.gui import pages
from pacdesk.gui.admin.departments import DepartmentsPane
from pacdesk.gui.admin.flow_kinds import SUBJECTS, TYPES
from pacdesk.gui.admin.kinds import (
    CANNED,
    DEPARTMENTS,
    GROUPS,
    REASONS,
    STAFF,
    STATUSES,
    Register,
)
from pacdesk.gui.admin.organizations import ORGANIZATIONS, OrganizationsPane
from pacdesk.gui.admin.permission_groups import PERMISSION_GROUPS
from pacdesk.gui.admin.portfolios import PORTFOLIOS, PortfoliosPane
from pacdesk.gui.admin.shared_views import SHARED_VIEWS
from pacdesk.gui.admin.stages import TypesPane
from pacdesk.gui.admin.users import USERS, UsersPane
from pacdesk.gui.context import Context, ShowCatalogue
from pacdesk.gui.editing.records import RecordsPane
from pacdesk.gui.pages import Page

REGISTERS: dict[str, Register] = {
    one.kind.name: one
    for one in (
        DEPARTMENTS,
        STAFF,
        USERS,
        PERMISSION_GROUPS,
        SHARED_VIEWS,
        GROUPS,
        TYPES,
        SUBJECTS,
        REASONS,
        CANNED,
        STATUSES,
        ORGANIZATIONS,
        PORTFOLIOS,
    )
}
_PANES: dict[str, Callable[..., RecordsPane]] = {
    "departments": DepartmentsPane,
    "types": TypesPane,
    "users": UsersPane,
    "portfolios": PortfoliosPane,
    "organizations": OrganizationsPane,
}


class CataloguePage(Page):
    """One register. Rows and lookups are asked again whenever the desk says they changed."""

    def __init__(self, context: Context, target: ShowCatalogue, parent: QWidget | None = None) -> None:
        super().__init__(context, target, parent)
        self.register = REGISTERS[target.name]
        make = _PANES.get(target.name, RecordsPane)
        self.pane = make(context, self.register.kind, "all", self)
        self.pane.stale.connect(self.load)
        self.setFocusProxy(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        context.changes.connect(self._heard)
        self.load_lookups()
        self.load()

    def title(self) -> str:
        return self.register.kind.words().title

    def icon_name(self) -> str:
        return self.register.icon

    def load(self) -> None:
        """Ask for the rows."""
        self.context.ask(self.register.question(), self, self._loaded, topic="rows")

    def load_lookups(self) -> None:
        """Ask for the lists that the form chooses from."""
        for name, question, choices in self.register.lookups:
            then = partial(self._offered, name, choices)
            self.context.ask(question(), self, then, topic=f"lookup {name}")

    def _loaded(self, rows: Any) -> None:
        self.pane.show_records(self.register.rows(rows))

    def _offered(self, name: str, choices: Callable[[Any], Any], rows: Any) -> None:
        self.pane.form.inputs[name].set_choices(choices(rows))

    def _heard(self, changes: Changes) -> None:
        if changes.tables & self.register.tables:
            self.load_lookups()
            if changes.initiator is not self.pane:
                self.load()

    def may_close(self) -> bool:
        self.pane.keep_draft()
        return True


pages.register(ShowCatalogue, CataloguePage)
