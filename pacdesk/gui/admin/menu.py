"""Where registers, company data, settings and the history are found in the menus."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.gui import messages_forms  # noqa: F401  (adds its sentences)
from pacdesk.gui.actions import Act, register
from pacdesk.gui.context import (
    Context,
    NewContract,
    ShowCatalogue,
    ShowCompany,
    ShowHistory,
    ShowWorkingHours,
)
from pacdesk.gui.messages import QT_TRANSLATE_NOOP

_REGISTERS = (
    ("departments", QT_TRANSLATE_NOOP("AdminMenu", "&Departments"), "system/registers", 10),
    ("staff", QT_TRANSLATE_NOOP("AdminMenu", "&Staff"), "system/registers", 20),
    ("organizations", QT_TRANSLATE_NOOP("AdminMenu", "&Organizations"), "system/registers", 30),
    ("users", QT_TRANSLATE_NOOP("AdminMenu", "&Users"), "system/access", 10),
    (
        "permission_groups",
        QT_TRANSLATE_NOOP("AdminMenu", "Permission &groups"),
        "system/access",
        20,
    ),
    ("portfolios", QT_TRANSLATE_NOOP("AdminMenu", "Client &portfolios"), "management", 10),
    ("shared_views", QT_TRANSLATE_NOOP("AdminMenu", "Shared &views of the queue"), "management", 20),
    ("subjects", QT_TRANSLATE_NOOP("AdminMenu", "&Subjects"), "system/support/registers", 10),
    ("groups", QT_TRANSLATE_NOOP("AdminMenu", "Ticket &groups"), "system/registers", 40),
    ("types", QT_TRANSLATE_NOOP("AdminMenu", "Ticket &types"), "system/registers", 50),
    ("reasons", QT_TRANSLATE_NOOP("AdminMenu", "&Hand-over reasons"), "system/support/registers", 40),
    (
        "canned_messages",
        QT_TRANSLATE_NOOP("AdminMenu", "&Canned messages"),
        "system/support/registers",
        50,
    ),
    (
        "complementary_statuses",
        QT_TRANSLATE_NOOP("AdminMenu", "C&omplementary statuses"),
        "system/support/registers",
        60,
    ),
)


def _words(text: str) -> str:
    return QCoreApplication.translate("AdminMenu", text)


def _go(target: Any, context: Context) -> None:
    context.navigate(target)


def _add(name: str, text: str, target: Any, menu: str, place: int, icon: str = "") -> None:
    register(
        Act(
            id=name,
            text=partial(_words, text),
            handler=partial(_go, target),
            menu=menu,
            place=place,
            icon=icon,
        )
    )


for _name, _text, _menu, _place in _REGISTERS:
    _add(f"register.{_name}", _text, ShowCatalogue(_name), _menu, _place)
_add(
    "company.show",
    QT_TRANSLATE_NOOP("AdminMenu", "&Company"),
    ShowCompany(),
    "system/registers",
    5,
    "building-2",
)
_add(
    "parameters.working_hours",
    QT_TRANSLATE_NOOP("AdminMenu", "&Working hours"),
    ShowWorkingHours(),
    "settings/parameters",
    10,
    "calendar-check",
)
_add(
    "history.show",
    QT_TRANSLATE_NOOP("AdminMenu", "&History of changes"),
    ShowHistory(),
    "system",
    300,
    "history",
)
_add(
    "contract.new",
    QT_TRANSLATE_NOOP("AdminMenu", "New con&tract"),
    NewContract(),
    "clients",
    20,
    "file-text",
)
