"""Pictures of how people log in, and of who sees what, with long names and with nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from studio import Studio

from pacdesk.desk.access import totp
from pacdesk.desk.access.commands import NoteComputer
from pacdesk.desk.access.rules import SecondFactorRow
from pacdesk.desk.values import utc_now
from pacdesk.errors import UserError
from pacdesk.gui.admin.own_login import OwnLogIn
from pacdesk.gui.admin.second_factor import DropDialog, EnrolDialog
from pacdesk.gui.admin.user_login import UserLogInDialog
from pacdesk.gui.admin.users import UsersPane
from pacdesk.gui.context import ShowCatalogue, ShowSettings

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


ACCESS_SCENES: Final[dict[str, Callable[[Studio], QWidget]]] = {
    "log-in-code": partial(_code, wrong=False),
    "log-in-code-wrong": partial(_code, wrong=True),
    "settings-log-in": partial(_settings, on=False),
    "settings-log-in-code": partial(_settings, on=True),
    "second-factor": partial(_second, EnrolDialog),
    "second-factor-codes": partial(_second, EnrolDialog, enrolled=True),
    "second-factor-off": partial(_second, DropDialog),
    "user-log-in": _user,
}
