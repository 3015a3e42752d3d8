"""The register of permission groups (Grupos de permissões, S2.12)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pacdesk.desk.access.commands import DeletePermissionGroup, ListPermissionGroups, SavePermissionGroup
from pacdesk.desk.values import Command, TicketScope
from pacdesk.desk.workflow.commands import ListTypes
from pacdesk.gui.admin import access_words, words
from pacdesk.gui.admin.kinds import Register, fields_of, line, named, version_of
from pacdesk.gui.compiled.ui_permission_group_form import Ui_PermissionGroupForm
from pacdesk.gui.editing.records import Kind, Record


def _group(record: Record | None, row_id: UUID, values: Mapping[str, Any]) -> Command[Any]:
    rights = values["rights"]
    return SavePermissionGroup(
        group=row_id,
        version=version_of(record),
        name=values["name"],
        rights=frozenset(right for right, given in rights.items() if given),
        denied=frozenset(right for right, given in rights.items() if not given),
        scope=values["scope"],
        blocked_types=frozenset(values["blocked_types"]),
        masked=frozenset(values["masked"]),
        locked=frozenset(values["locked"]),
        is_default=values["is_default"],
        active=values["active"],
    )


def _groups(rows: Any) -> list[Record]:
    found = []
    for row in rows:
        values = fields_of(
            row, "name", "scope", "blocked_types", "masked", "locked", "is_default", "active"
        ) | {"rights": dict.fromkeys(row.rights, True) | dict.fromkeys(row.denied, False)}
        second = access_words.scope_name(row.scope)
        found.append(Record(row.id, row.version, values, line(row.name, second, active=row.active), row))
    return found


def _prepare(ui: Any, form: Any) -> None:
    del form
    ui.scope.set_choices(access_words.scopes())
    for one in (ui.masked, ui.locked):
        one.set_choices(access_words.personal_fields())


PERMISSION_GROUPS = Register(
    Kind(
        name="permission_groups",
        ui=Ui_PermissionGroupForm,
        command=_group,
        words=lambda: words.words_of("permission_groups"),
        required=("name",),
        blank={
            "name": "",
            "scope": TicketScope.DEPARTMENTS,
            "rights": {},
            "blocked_types": (),
            "masked": (),
            "locked": (),
            "is_default": False,
            "active": True,
        },
        prepare=_prepare,
        check=words.demanded("name"),
        void=lambda record: DeletePermissionGroup(group=record.id, version=record.version),
        refused=words.needs_users,
    ),
    ListPermissionGroups,
    _groups,
    frozenset({"permission_groups", "ticket_types"}),
    (("blocked_types", ListTypes, named),),
    icon="shield-check",
)
