"""Words of the registers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.access.rules import ATTENDANT_RIGHTS, MANAGER_RIGHTS, Right, may
from pacdesk.desk.workflow.rows import StageKind
from pacdesk.errors import UserError
from pacdesk.gui.context import Context
from pacdesk.gui.editing.records import Words
from pacdesk.gui.messages import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate
PROFILES: dict[str, frozenset[Right]] = {
    "none": frozenset(),
    "attendant": ATTENDANT_RIGHTS,
    "manager": MANAGER_RIGHTS,
}
SHORTEST_PASSWORD = 8


def words_of(name: str) -> Words:
    """The texts of a register's page."""
    texts = _WORDS[name]
    return Words(*(translate("Registers", text) if text else "" for text in texts))


_WORDS = {
    "departments": (
        QT_TRANSLATE_NOOP("Registers", "Departments"),
        QT_TRANSLATE_NOOP("Registers", "New department"),
        QT_TRANSLATE_NOOP("Registers", "Save department"),
        QT_TRANSLATE_NOOP("Registers", "No department yet"),
        QT_TRANSLATE_NOOP("Registers", "Tickets wait in the queue of a department."),
        QT_TRANSLATE_NOOP("Registers", "The department was saved"),
    ),
    "staff": (
        QT_TRANSLATE_NOOP("Registers", "Staff"),
        QT_TRANSLATE_NOOP("Registers", "New staff member"),
        QT_TRANSLATE_NOOP("Registers", "Save staff member"),
        QT_TRANSLATE_NOOP("Registers", "Nobody yet"),
        QT_TRANSLATE_NOOP("Registers", "Staff take tickets and answer for them."),
        QT_TRANSLATE_NOOP("Registers", "The staff member was saved"),
    ),
    "users": (
        QT_TRANSLATE_NOOP("Registers", "Users"),
        QT_TRANSLATE_NOOP("Registers", "New user"),
        QT_TRANSLATE_NOOP("Registers", "Save user"),
        QT_TRANSLATE_NOOP("Registers", "No user yet"),
        QT_TRANSLATE_NOOP("Registers", "A user logs in and may do what the rights allow."),
        QT_TRANSLATE_NOOP("Registers", "The user was saved"),
    ),
    "groups": (
        QT_TRANSLATE_NOOP("Registers", "Ticket groups"),
        QT_TRANSLATE_NOOP("Registers", "New group"),
        QT_TRANSLATE_NOOP("Registers", "Save group"),
        QT_TRANSLATE_NOOP("Registers", "No group yet"),
        QT_TRANSLATE_NOOP("Registers", "Groups gather the types of tickets."),
        QT_TRANSLATE_NOOP("Registers", "The group was saved"),
    ),
    "types": (
        QT_TRANSLATE_NOOP("Registers", "Ticket types"),
        QT_TRANSLATE_NOOP("Registers", "New type"),
        QT_TRANSLATE_NOOP("Registers", "Save type"),
        QT_TRANSLATE_NOOP("Registers", "No type yet"),
        QT_TRANSLATE_NOOP("Registers", "A type brings the stages that its tickets go through."),
        QT_TRANSLATE_NOOP("Registers", "The type was saved"),
    ),
    "subjects": (
        QT_TRANSLATE_NOOP("Registers", "Subjects"),
        QT_TRANSLATE_NOOP("Registers", "New subject"),
        QT_TRANSLATE_NOOP("Registers", "Save subject"),
        QT_TRANSLATE_NOOP("Registers", "No subject yet"),
        QT_TRANSLATE_NOOP("Registers", "A subject fills a new ticket in and says what it demands."),
        QT_TRANSLATE_NOOP("Registers", "The subject was saved"),
    ),
    "reasons": (
        QT_TRANSLATE_NOOP("Registers", "Hand-over reasons"),
        QT_TRANSLATE_NOOP("Registers", "New reason"),
        QT_TRANSLATE_NOOP("Registers", "Save reason"),
        QT_TRANSLATE_NOOP("Registers", "No reason yet"),
        QT_TRANSLATE_NOOP("Registers", "Whoever hands a ticket over says why."),
        QT_TRANSLATE_NOOP("Registers", "The reason was saved"),
    ),
    "canned_messages": (
        QT_TRANSLATE_NOOP("Registers", "Canned messages"),
        QT_TRANSLATE_NOOP("Registers", "New message"),
        QT_TRANSLATE_NOOP("Registers", "Save message"),
        QT_TRANSLATE_NOOP("Registers", "No message yet"),
        QT_TRANSLATE_NOOP("Registers", "Write once what you say every day."),
        QT_TRANSLATE_NOOP("Registers", "The message was saved"),
    ),
    "complementary_statuses": (
        QT_TRANSLATE_NOOP("Registers", "Complementary statuses"),
        QT_TRANSLATE_NOOP("Registers", "New status"),
        QT_TRANSLATE_NOOP("Registers", "Save status"),
        QT_TRANSLATE_NOOP("Registers", "No status yet"),
        QT_TRANSLATE_NOOP("Registers", "It says more than the stage, such as “supplier called”."),
        QT_TRANSLATE_NOOP("Registers", "The status was saved"),
    ),
    "portfolios": (
        QT_TRANSLATE_NOOP("Registers", "Client portfolios"),
        QT_TRANSLATE_NOOP("Registers", "Create client portfolio"),
        QT_TRANSLATE_NOOP("Registers", "Save client portfolio"),
        QT_TRANSLATE_NOOP("Registers", "No portfolio yet"),
        QT_TRANSLATE_NOOP("Registers", "A portfolio says which attendants see which clients."),
        QT_TRANSLATE_NOOP("Registers", "The portfolio was saved"),
    ),
    "shared_views": (
        QT_TRANSLATE_NOOP("Registers", "Shared views of the queue"),
        QT_TRANSLATE_NOOP("Registers", "New view"),
        QT_TRANSLATE_NOOP("Registers", "Save view"),
        QT_TRANSLATE_NOOP("Registers", "No shared view yet"),
        QT_TRANSLATE_NOOP(
            "Registers", "A named filter in the queue of a team; each counts what he sees himself."
        ),
        QT_TRANSLATE_NOOP("Registers", "The shared view was saved"),
    ),
    "permission_groups": (
        QT_TRANSLATE_NOOP("Registers", "Permission groups"),
        QT_TRANSLATE_NOOP("Registers", "New group"),
        QT_TRANSLATE_NOOP("Registers", "Save permission group"),
        QT_TRANSLATE_NOOP("Registers", "No permission group yet"),
        QT_TRANSLATE_NOOP("Registers", "A group says what its users may do and which tickets they see."),
        QT_TRANSLATE_NOOP("Registers", "The permission group was saved"),
    ),
    "organizations": (
        QT_TRANSLATE_NOOP("Registers", "Organizations"),
        QT_TRANSLATE_NOOP("Registers", "New organization"),
        QT_TRANSLATE_NOOP("Registers", "Save organization"),
        QT_TRANSLATE_NOOP("Registers", "No organization yet"),
        QT_TRANSLATE_NOOP("Registers", "An organization gathers clients of one group of companies."),
        QT_TRANSLATE_NOOP("Registers", "The organization was saved"),
    ),
}


def off() -> str:
    """The chip of a row that is not in use."""
    return translate("Registers", "Not in use")


def nothing() -> str:
    """The empty choice."""
    return translate("Registers", "None")


def profiles() -> list[tuple[Any, str]]:
    """Usual sets of rights."""
    return [
        ("none", translate("Registers", "Only those of the groups")),
        ("attendant", translate("Registers", "Attendant")),
        ("manager", translate("Registers", "Manager")),
        ("admin", translate("Registers", "Administrator")),
        ("own", translate("Registers", "Own selection (stays as it is)")),
    ]


def profile_of(*, is_admin: bool, rights: frozenset[str]) -> str:
    """The usual set that a user's rights are."""
    if is_admin:
        return "admin"
    return next((name for name, usual in PROFILES.items() if {str(r) for r in usual} == rights), "own")


def stage_kind(kind: StageKind) -> str:
    """What a stage is."""
    return {
        StageKind.ENTRY: translate("Registers", "entry"),
        StageKind.MIDDLE: translate("Registers", "on the way"),
        StageKind.RESOLVED: translate("Registers", "concludes"),
        StageKind.CANCELLED: translate("Registers", "cancels"),
    }[kind]


def needs_catalogues(context: Context) -> str | None:
    """Why registers cannot be changed, if so."""
    return lacking(context, Right.CATALOGUE_EDIT)


def needs_users(context: Context) -> str | None:
    """Why users cannot be changed, if so."""
    return lacking(context, Right.USERS_EDIT)


def needs_clients(context: Context) -> str | None:
    """Why clients cannot be changed, if so."""
    return lacking(context, Right.CLIENT_EDIT)


def needs_parameters(context: Context) -> str | None:
    """Why the company's data cannot be changed, if so."""
    return lacking(context, Right.PARAMETERS_EDIT)


def attendants(count: int) -> str:
    """How many work in a portfolio."""
    return translate("Registers", "Attendants: {count}").format(count=count)


def lacking(context: Context, right: Right) -> str | None:
    """Why something that needs a right cannot be done, if so."""
    actor = context.actor
    if actor is None or may(actor, right):
        return None
    return translate("Registers", "Your user lacks the right for this")


def demanded(*names: str) -> Callable[[Mapping[str, Any]], Iterable[UserError]]:
    """A check that these fields are filled in."""

    def check(values: Mapping[str, Any]) -> Iterable[UserError]:
        return tuple(
            UserError("field.required", field=name)
            for name in names
            if values[name] is None or (isinstance(values[name], str) and not values[name].strip())
        )

    return check


def password_problems(values: Mapping[str, Any]) -> tuple[UserError, ...]:
    """What is wrong with a new password; none typed is none set."""
    typed, again = values["password"], values["repeated"]
    if not typed and not again:
        return ()
    if len(typed) < SHORTEST_PASSWORD:
        return (UserError("password.short", field="password", least=SHORTEST_PASSWORD),)
    if again and typed != again:
        return (UserError("password.different", field="repeated"),)
    return () if again else (UserError("field.required", field="repeated"),)
