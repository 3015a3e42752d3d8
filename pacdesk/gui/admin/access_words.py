"""Rights, scopes and personal fields in words."""

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.access.rules import Right
from pacdesk.desk.values import TicketScope
from pacdesk.gui.messages import QT_TRANSLATE_NOOP

_RIGHTS: dict[Right, tuple[str, str]] = {
    Right.CLIENT_SEE: (
        QT_TRANSLATE_NOOP("Access", "See clients"),
        QT_TRANSLATE_NOOP("Access", "Clients and organizations of the own portfolios"),
    ),
    Right.CLIENT_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Write down and change clients"),
        QT_TRANSLATE_NOOP("Access", "With their contacts, addresses and logins"),
    ),
    Right.CONTRACT_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Write down and change contracts"),
        QT_TRANSLATE_NOOP("Access", "Contracts of the clients seen"),
    ),
    Right.TICKET_OPEN: (
        QT_TRANSLATE_NOOP("Access", "Open tickets"),
        QT_TRANSLATE_NOOP("Access", "For clients seen, contracts and own structure"),
    ),
    Right.TICKET_WORK: (
        QT_TRANSLATE_NOOP("Access", "Work on tickets"),
        QT_TRANSLATE_NOOP("Access", "Take, reply, note, advance, hand over"),
    ),
    Right.TICKET_CANCEL: (
        QT_TRANSLATE_NOOP("Access", "Cancel tickets"),
        QT_TRANSLATE_NOOP("Access", "Also those that were answered already"),
    ),
    Right.TICKET_REOPEN: (
        QT_TRANSLATE_NOOP("Access", "Reopen tickets"),
        QT_TRANSLATE_NOOP("Access", "Concluded and cancelled ones, with a reason"),
    ),
    Right.TICKET_REFER: (
        QT_TRANSLATE_NOOP("Access", "Refer tickets outside the portfolio"),
        QT_TRANSLATE_NOOP("Access", "Opens one ticket to a person until a day"),
    ),
    Right.PORTFOLIO_OUTSIDE: (
        QT_TRANSLATE_NOOP(
            "Access", "See and find clients and organizations (tickets) outside client portfolios"
        ),
        QT_TRANSLATE_NOOP("Access", "Those that have no portfolio; opens no other portfolio"),
    ),
    Right.PORTFOLIO_ASSIGN: (
        QT_TRANSLATE_NOOP("Access", "Set client portfolio for client"),
        QT_TRANSLATE_NOOP("Access", "Into portfolios that the person works in"),
    ),
    Right.PORTFOLIO_ALL: (
        QT_TRANSLATE_NOOP("Access", "See all portfolios"),
        QT_TRANSLATE_NOOP("Access", "For supervisors: no cut by portfolio"),
    ),
    Right.PORTFOLIO_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Create, change and delete portfolios"),
        QT_TRANSLATE_NOOP("Access", "And say who works in them"),
    ),
    Right.CATALOGUE_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Change registers and workflows"),
        QT_TRANSLATE_NOOP("Access", "Subjects, types, reasons, departments, staff"),
    ),
    Right.USERS_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Change users and permission groups"),
        QT_TRANSLATE_NOOP("Access", "Nobody gives more than he has"),
    ),
    Right.PARAMETERS_EDIT: (
        QT_TRANSLATE_NOOP("Access", "Change the company and general parameters"),
        QT_TRANSLATE_NOOP("Access", "They hold for everybody at the desk"),
    ),
    Right.EXPORT: (
        QT_TRANSLATE_NOOP("Access", "Export"),
        QT_TRANSLATE_NOOP("Access", "Lists and dossiers of what is seen"),
    ),
    Right.IMPORT_DATA: (
        QT_TRANSLATE_NOOP("Access", "Import clients and registers"),
        QT_TRANSLATE_NOOP("Access", "From files of other systems"),
    ),
    Right.IMPORT_HISTORY: (
        QT_TRANSLATE_NOOP("Access", "Import old tickets"),
        QT_TRANSLATE_NOOP("Access", "With the times and names of their origin"),
    ),
    Right.AUDIT_SEE: (
        QT_TRANSLATE_NOOP("Access", "See the history of changes of everybody"),
        QT_TRANSLATE_NOOP("Access", "Without it, one's own only"),
    ),
    Right.SEE_AS: (
        QT_TRANSLATE_NOOP("Access", "See as another person"),
        QT_TRANSLATE_NOOP("Access", "To read only; each time is recorded"),
    ),
    Right.PRIVACY_ATTEND: (
        QT_TRANSLATE_NOOP("Access", "Attend to data subjects (LGPD)"),
        QT_TRANSLATE_NOOP("Access", "Find and export a person's data, requests, legal holds"),
    ),
    Right.PRIVACY_ERASE: (
        QT_TRANSLATE_NOOP("Access", "Erase personal data (LGPD)"),
        QT_TRANSLATE_NOOP("Access", "Also retention rules; only who sees every portfolio and ticket"),
    ),
    Right.ONLINE_USE: (
        QT_TRANSLATE_NOOP("Access", "Use the client online"),
        QT_TRANSLATE_NOOP("Access", "For users of clients; they also stand in the client's register"),
    ),
}
_SCOPES = {
    TicketScope.ALL: QT_TRANSLATE_NOOP("Access", "Of all departments"),
    TicketScope.DEPARTMENTS: QT_TRANSLATE_NOOP("Access", "Of their departments, and their own"),
    TicketScope.OWN_AND_FREE: QT_TRANSLATE_NOOP("Access", "Their own, and those without attendant"),
    TicketScope.OWN_AND_FREE_THERE: QT_TRANSLATE_NOOP(
        "Access", "Their own, and those without attendant in their departments"
    ),
    TicketScope.OWN: QT_TRANSLATE_NOOP("Access", "Only their own"),
}
_FIELDS = {
    "document": QT_TRANSLATE_NOOP("Access", "CNPJ or CPF"),
    "email": QT_TRANSLATE_NOOP("Access", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("Access", "Telephone"),
    "mobile": QT_TRANSLATE_NOOP("Access", "Mobile phone"),
    "address": QT_TRANSLATE_NOOP("Access", "Address"),
}


def _said(text: str) -> str:
    return QCoreApplication.translate("Access", text)


def rights() -> list[tuple[Right, str, str]]:
    """Every right with its name and a line of help, in an order that people can follow."""
    return [(right, _said(name), _said(told)) for right, (name, told) in _RIGHTS.items()]


def right_name(right: str) -> str:
    """The name of a right; one that is not known by its own word."""
    return _said(_RIGHTS[Right(right)][0]) if right in {str(one) for one in Right} else right


def scopes() -> list[tuple[TicketScope, str]]:
    """The five scopes, the widest first (S2.x)."""
    return [(scope, _said(words)) for scope, words in _SCOPES.items()]


def scope_name(scope: str) -> str:
    """A scope in words."""
    return _said(_SCOPES[TicketScope(scope)])


def personal_fields() -> list[tuple[str, str]]:
    """Fields that a group may cover or lock."""
    return [(field, _said(words)) for field, words in _FIELDS.items()]


def field_name(field: str) -> str:
    """A personal field in words."""
    return _said(_FIELDS[field]) if field in _FIELDS else field
