"""The register of users: rights by usual sets, and a password that only its hash leaves the window as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from pacdesk.desk.access.commands import (
    AskServerLogIn,
    ChangeUser,
    CreateUser,
    ListPermissionGroups,
    ListUsers,
    SetPasswordHash,
)
from pacdesk.desk.access.rules import ServerLogIn
from pacdesk.desk.company.commands import (
    DepartmentsOfUsers,
    ListDepartments,
    ListStaff,
    SetDepartmentsOfUser,
)
from pacdesk.desk.values import Command, Done
from pacdesk.errors import UserError
from pacdesk.gui.admin import words
from pacdesk.gui.admin.kinds import Register, line, named, version_of
from pacdesk.gui.admin.sight import SightDialog
from pacdesk.gui.admin.user_login import UserLogInDialog
from pacdesk.gui.compiled.ui_user_form import Ui_UserForm
from pacdesk.gui.context import Context
from pacdesk.gui.editing.lookup import Choice
from pacdesk.gui.editing.records import Kind, Record, RecordsPane
from pacdesk.gui.widgets.buttons import Button

SECRET = ("password", "repeated")


def _user(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    profile = values["profile"]
    rights = frozenset(str(right) for right in words.PROFILES.get(profile, ()))
    if profile == "own" and record is not None:
        rights = record.row.rights
    if record is None:
        return CreateUser(
            user=row_id,
            login=values["login"],
            name=values["name"],
            is_admin=profile == "admin",
            rights=rights,
            staff=values["staff"],
            groups=tuple(values["groups"]),
            superior=values["superior"],
        )
    return ChangeUser(
        user=row_id,
        version=version_of(record),
        login=values["login"],
        name=values["name"],
        is_admin=profile == "admin",
        rights=rights,
        staff=values["staff"],
        active=values["active"],
        groups=tuple(values["groups"]),
        superior=values["superior"],
    )


def _users(rows: Any) -> list[Record]:
    found = []
    for r in rows:
        values = {
            "name": r.name,
            "login": r.login,
            "staff": r.staff_id,
            "profile": words.profile_of(is_admin=r.is_admin, rights=r.rights),
            "active": r.active,
            "groups": r.groups,
            "superior": r.superior_id,
            "departments": (),
            "managed": (),
            "password": "",
            "repeated": "",
        }
        found.append(Record(r.id, r.version, values, line(r.name, r.login, active=r.active), r))
    return found


def _staff_to_choose(rows: Any) -> list[Choice]:
    return [Choice(r.id, r.name, r.department_name, r) for r in rows]


def _users_to_choose(rows: Any) -> list[Choice]:
    return [Choice(r.id, r.name, r.login, r) for r in rows]


def _prepare(ui: Any, form: Any) -> None:
    ui.profile.set_choices(words.profiles())
    for name in SECRET:
        form.inputs[name].setEchoMode(QLineEdit.EchoMode.Password)


def _shown(ui: Any, form: Any, record: Record | None) -> None:
    ui.active.setEnabled(record is not None)
    has = record is not None and record.row is not None and record.row.has_password
    text = (
        words.translate("Registers", "There is a password; type another to replace it")
        if has
        else words.translate("Registers", "Without one, nobody is asked for it at log-in")
    )
    form.fields["password"].set_help(text)


def _check(values: Mapping[str, Any]) -> Iterable[UserError]:
    return (*words.demanded("name", "login")(values), *words.password_problems(values))


USERS = Register(
    Kind(
        name="users",
        ui=Ui_UserForm,
        command=_user,
        words=lambda: words.words_of("users"),
        required=("name", "login"),
        blank={
            "name": "",
            "login": "",
            "staff": None,
            "profile": "attendant",
            "active": True,
            "groups": (),
            "superior": None,
            "departments": (),
            "managed": (),
            "password": "",
            "repeated": "",
        },
        prepare=_prepare,
        check=_check,
        shown=_shown,
        refused=words.needs_users,
    ),
    ListUsers,
    _users,
    frozenset({"users", "staff_members", "memberships", "permission_groups", "department_members"}),
    (
        ("staff", ListStaff, _staff_to_choose),
        ("groups", lambda: ListPermissionGroups(only_active=True), named),
        ("superior", ListUsers, _users_to_choose),
        ("departments", ListDepartments, named),
        ("managed", ListDepartments, named),
    ),
    icon="user",
)


class UsersPane(RecordsPane):
    """Passwords are in no draft and no command: they are hashed off the window's thread and only the
    hash goes to the desk, in a command of its own behind the user's."""

    def _kept(self) -> dict[str, Any]:
        kept = super()._kept()
        kept["fields"] = {name: value for name, value in kept["fields"].items() if name not in SECRET}
        return kept

    def __init__(self, context: Context, kind: Kind, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(context, kind, owner, parent)
        self.sight = Button(icon="eye", parent=self)
        self.sight.clicked.connect(self.explain)
        self.way_in = Button(icon="shield-check", parent=self)
        self.way_in.clicked.connect(self.show_way_in)
        row = QHBoxLayout()
        row.addWidget(self.sight)
        row.addWidget(self.way_in)
        row.addStretch(1)
        self.extra.addLayout(row)
        self._say_sight()

    def _say_sight(self) -> None:
        self.sight.setText(self.tr("What this person sees…"))
        self.way_in.setText(self.tr("How this person logs in…"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "way_in"):
            self._say_sight()

    def _show(self, record: Record | None) -> None:
        super()._show(record)
        self.sight.setVisible(record is not None)
        self.way_in.setVisible(record is not None)
        self._fit_server(record)

    def _fit_server(self, record: Record | None) -> None:
        """On a shared desk people log in at the server: their name there stays as it is, and their password
        is not of this form."""
        opened = self.context.open
        is_shared = opened is not None and opened.line is not None
        for name in SECRET:
            self.form.fields[name].setVisible(not is_shared)
        for heading in self.form.findChildren(QLabel, "section_1"):
            heading.setVisible(not is_shared)
        if not is_shared:
            return
        self.form.inputs["login"].set_locked(record is not None)
        self.form.fields["login"].set_help(
            self.tr("Save, then open the log-in at the server under “How this person logs in”.")
            if record is None
            else self.tr("It is the name at the server, and stays.")
        )

    def show_way_in(self) -> None:
        """Show how the person logs in, and from which computers."""
        if self._record is not None:
            UserLogInDialog(self.context, self._record.id, self._record.lines.name, self).open()

    def explain(self) -> None:
        """Show what the person sees and may do, and through which rule."""
        if self._record is not None:
            SightDialog(self.context, self._record.id, self._record.lines.name, self).open()

    def show_records(self, records: Sequence[Record]) -> None:
        """Their departments stand in another area's table: asked for beside them."""
        self.context.ask(
            DepartmentsOfUsers(), self, lambda rows: self._show_all(records, rows), topic="departments"
        )

    def _show_all(self, records: Sequence[Record], rows: tuple[tuple[UUID, UUID, bool], ...]) -> None:
        placed: dict[tuple[UUID, bool], list[UUID]] = {}
        for user, department, manages in rows:
            placed.setdefault((user, manages), []).append(department)
        super().show_records(
            [
                replace(
                    record,
                    values={
                        **record.values,
                        "departments": tuple(placed.get((record.id, False), ())),
                        "managed": tuple(placed.get((record.id, True), ())),
                    },
                )
                for record in records
            ]
        )

    def _place(self, user: UUID) -> None:
        """Put somebody into departments, if the form says others than stand there."""
        given = self.form.values()
        record = next((one for one in self.records() if one.id == user), None)
        before = record.values if record is not None else {}
        managed = frozenset(given["managed"])
        works_in = frozenset(given["departments"]) - managed
        stands = tuple(frozenset(before.get(name, ())) for name in ("departments", "managed"))
        if stands != (works_in, managed):
            command = SetDepartmentsOfUser(user=user, departments=works_in, managed=managed)
            self.context.run(command, self, lambda _: self.stale.emit())

    def _tell_log_in(self, state: ServerLogIn | None, *, on: bool, undo: UUID | None) -> None:
        """On a shared desk the log-in at the server follows; what is left to do is said."""
        if state is None or not state.is_known:
            return
        if not on:
            told = self.tr("Switched off. The log-in {login} at the server is closed.")
        elif state.may_enter:
            told = self.tr("Switched on. {login} logs in at the server as before.")
        else:
            told = self.tr(
                "Switched on, but {login} does not get in: an administrator opens the log-in under"
                " “How this person logs in”."
            )
        self.context.toast(told.format(login=state.login), undo)

    def _saved(self, done: Done[Any], record_id: UUID) -> None:
        before, on = self._record, bool(self.form.values()["active"])
        if before is not None and before.values.get("active") is not on:
            undo = done.changes.change_set
            self.context.ask(
                AskServerLogIn(user=record_id),
                self,
                lambda state: self._tell_log_in(state, on=on, undo=undo),
            )
        self._place(record_id)
        typed = str(self.form.inputs["password"].value())
        for name in SECRET:
            self.form.inputs[name].set_value("")
        super()._saved(done, record_id)
        hasher = self.context.hash_password
        if typed and hasher is not None:
            self.context.jobs.call(
                lambda: hasher(typed), self, lambda made: self._hashed(record_id, made), self.context.tell
            )

    def _hashed(self, user: UUID, password_hash: str) -> None:
        command = SetPasswordHash(user=user, password_hash=password_hash)
        self.context.run(command, self, self._password_set)

    def _password_set(self, done: Done[Any]) -> None:
        del done
        self.context.toast(self.tr("The password was set"))
        self.stale.emit()
