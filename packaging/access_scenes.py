"""Pictures of how people log in, and of who sees what, with long names and with nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from studio import Studio

from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import CreateUser, ListUsers, NoteComputer, SavePermissionGroup
from pacdesk.desk.access.rules import SecondFactorRow
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import seen_as
from pacdesk.desk.portfolios.commands import ListPortfolios, SavePortfolio
from pacdesk.desk.portfolios.rules import MemberRow, Role
from pacdesk.desk.values import TicketScope, new_id, utc_now
from pacdesk.errors import UserError
from pacdesk.gui.admin.own_login import OwnLogIn
from pacdesk.gui.admin.portfolios import PortfoliosPane
from pacdesk.gui.admin.second_factor import DropDialog, EnrolDialog
from pacdesk.gui.admin.sight import SightDialog
from pacdesk.gui.admin.user_login import UserLogInDialog
from pacdesk.gui.admin.users import UsersPane
from pacdesk.gui.context import ShowCatalogue, ShowSettings
from pacdesk.gui.editing.records import RecordsPane
from pacdesk.gui.main_window_seeing import NoDrafts

_HERE: Final = UUID("7d1c1a52-3c55-4a0e-9f4b-111111111111")
_OTHERS: Final = {
    "balcao-01.loja-centro.matriz.exemplo.example": UUID("7d1c1a52-3c55-4a0e-9f4b-222222222222"),
    "notebook-marina": UUID("7d1c1a52-3c55-4a0e-9f4b-333333333333"),
}


def _code(studio: Studio, *, wrong: bool) -> QWidget:
    studio.window.show_welcome()
    studio.settle()
    doorway = studio.window.doorway
    doorway.setCurrentWidget(doorway.second)
    doorway.second.start("Matriz", "Marina Lopes")
    if wrong:
        doorway.second.complain(UserError("second.wrong_code"))
    studio.settle()
    return studio.window


def _logged_in(studio: Studio) -> None:
    """At the example desk as somebody who logged in, here and elsewhere."""
    studio.open("demo")
    opened = studio.context.open
    if opened is None or opened.computer is not None:
        return
    opened.desk.run(NoteComputer(computer=_HERE, name="recepcao"))
    for name, computer in _OTHERS.items():
        opened.desk.run(NoteComputer(computer=computer, name=name))
    studio.window.use_desk(replace(opened, computer=_HERE))
    studio.settle()


def _settings(studio: Studio, *, on: bool) -> QWidget:
    _logged_in(studio)
    studio.context.navigate(ShowSettings())
    studio.settle()
    for part in studio.window.centre.findChildren(OwnLogIn):
        part.switch.setFocus()
        if on:
            part.show_state(SecondFactorRow(utc_now(), totp.RECOVERY_CODES - 1))
    studio.settle()
    return studio.window


def _second(kind: Callable[..., QDialog], studio: Studio, *, enrolled: bool = False) -> QWidget:
    _logged_in(studio)
    dialog: Any = kind(studio.context, studio.window)
    dialog.open()
    if enrolled:
        dialog.show_codes()
    studio.settle()
    return dialog  # type: ignore[no-any-return]  # a dialog of ours


def _user(studio: Studio) -> QWidget:
    _logged_in(studio)
    studio.context.navigate(ShowCatalogue("users"))
    studio.settle()
    for pane in studio.window.centre.findChildren(UsersPane):
        actor = studio.context.actor
        if actor is not None and actor.user_id is not None:
            pane.choose(actor.user_id)
        studio.settle()
        pane.show_way_in()
    studio.settle()
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, UserLogInDialog) and dialog.isVisible():
            dialog.show_state(SecondFactorRow(utc_now(), totp.RECOVERY_CODES))
            studio.settle()
            return dialog
    raise LookupError("user-log-in")


def _nothing(register: str, studio: Studio) -> QWidget:
    studio.open("empty")
    studio.context.navigate(ShowCatalogue(register))
    studio.settle()
    return studio.window


_LONG: Final = "Cooperativas e Associações de Produtores Rurais do Planalto Catarinense e Adjacências"


def _long_names(studio: Studio) -> QWidget:
    """A group and a portfolio whose names do not fit, with a person in both."""
    studio.open("empty")
    desk = studio.context.desk
    if desk is None:
        raise LookupError(_LONG)
    if not any(row.name == _LONG for row in desk.ask(ListPortfolios())):
        group, person = new_id(), new_id()
        scope = TicketScope.OWN_AND_FREE_THERE
        cut: dict[str, Any] = {"masked": frozenset({"email"}), "denied": frozenset({"export"})}
        desk.run(SavePermissionGroup(group=group, name=_LONG, scope=scope, **cut))
        name = f"Maximiliana Albuquerque de {_LONG}"
        desk.run(CreateUser(user=person, login="maximiliana", name=name, groups=(group,)))
        days = {"starts_on": date(2026, 11, 20), "ends_on": date(2026, 12, 20)}
        members = (MemberRow(user=person, role=Role.SUBSTITUTE, **days),)
        desk.run(SavePortfolio(portfolio=new_id(), name=_LONG, members=members))
    return studio.window


def _long(register: str, studio: Studio, *, tab: int = 0) -> QWidget:
    _long_names(studio)
    studio.context.navigate(ShowCatalogue(register))
    studio.settle()
    for pane in studio.window.centre.findChildren(RecordsPane):
        if pane.isVisible() and pane.records():
            pane.choose(pane.records()[-1].id)
        if isinstance(pane, PortfoliosPane):
            pane.tabs.setCurrentIndex(tab)
    studio.settle()
    return studio.window


def _long_sight(studio: Studio) -> QWidget:
    _long_names(studio)
    desk = studio.context.desk
    row = next(one for one in desk.ask(ListUsers()) if one.login == "maximiliana") if desk else None
    if row is None:
        raise LookupError(_LONG)
    dialog = SightDialog(studio.context, row.id, row.name, studio.window)
    dialog.open()
    studio.settle()
    return dialog


def _seeing(studio: Studio) -> QWidget:
    """The desk with an attendant's eyes, and back at the next scene."""
    studio.open("demo")
    opened = studio.context.open
    if opened is None or not isinstance(opened.desk, Desk):
        raise LookupError("demo")
    if not opened.seen_by:
        person = next(row for row in opened.desk.ask(ListUsers()) if not row.is_admin)
        seen = seen_as(opened.desk, person.id)
        studio.window.use_desk(replace(opened, desk=seen, drafts=NoDrafts(), seen_by=opened.desk.actor.name))
    studio.settle()
    return studio.window


ACCESS_SCENES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "log-in-code": partial(_code, wrong=False),
    "log-in-code-wrong": partial(_code, wrong=True),
    "settings-log-in": partial(_settings, on=False),
    "settings-log-in-code": partial(_settings, on=True),
    "second-factor": partial(_second, EnrolDialog),
    "second-factor-codes": partial(_second, EnrolDialog, enrolled=True),
    "second-factor-off": partial(_second, DropDialog),
    "user-log-in": _user,
    "portfolios-none": partial(_nothing, "portfolios"),
    "groups-none": partial(_nothing, "permission_groups"),
    "portfolio-long": partial(_long, "portfolios"),
    "portfolio-long-attendants": partial(_long, "portfolios", tab=1),
    "group-long": partial(_long, "permission_groups"),
    "user-long": partial(_long, "users"),
    "sight-long": _long_sight,
    "see-as": _seeing,
}
