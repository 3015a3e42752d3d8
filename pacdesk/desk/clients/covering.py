"""Personal fields of clients that a permission group covers or locks (S2.x). Pure."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pacdesk.desk.clients.brazil import mask_document
from pacdesk.desk.values import Actor
from pacdesk.errors import Invalid, UserError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

V = TypeVar("V", bound="DataclassInstance")
ADDRESS_FIELDS: Final = frozenset(
    {"cep", "street", "number", "complement", "district", "city", "state", "latitude", "longitude"}
)
HIDDEN: Final = "•••"
_CNPJ_PLACES: Final = 14
_SHOWN_DIGITS: Final = 4
_COVERED: Final = re.compile(
    r"•••(?: .{4})?|.?•••@.*|\*\*\*(?:\.[0-9]{3}\.[0-9]{3}-\*\*)?|\w\w\.\*\*\*\.\*\*\*/\w{4}-\*\*"
)
_PLAIN: Final = ("document", "email", "phone", "mobile", "client_document", "client_email", "client_phone")


def cover(field: str, value: str) -> str:
    """A value as somebody sees it from whom the field is covered; an empty one stays empty, and one that
    the wall of a shared desk covered already (`app.cover`) as it is."""
    if not value or _COVERED.fullmatch(value):
        return value
    if field.endswith("document"):
        cnpj = len(value) == _CNPJ_PLACES and value.isalnum()
        return f"{value[:2]}.***.***/{value[8:12]}-**" if cnpj else mask_document(value)
    if field.endswith("email"):
        name, at, host = value.partition("@")
        return f"{name[:1]}{HIDDEN}{at}{host}" if at else HIDDEN
    return f"{HIDDEN} {value[-_SHOWN_DIGITS:]}" if len(value) > 2 * _SHOWN_DIGITS else HIDDEN


def covered(row: V, masked: AbstractSet[str]) -> V:
    """A row or the values of a form with the fields covered that are named in `masked`."""
    if not masked:
        return row
    names = {field.name for field in fields(row)}
    changes: dict[str, Any] = {
        name: cover(name, getattr(row, name))
        for name in _PLAIN
        if name in names and _is_covered(name, masked)
    }
    return replace(row, **changes) if changes else row


def _is_covered(name: str, masked: AbstractSet[str]) -> bool:
    if name == "client_phone":  # the telephone, else the mobile
        return bool(masked & {"phone", "mobile"})
    return name.removeprefix("client_") in masked


_PRECISE: Final[dict[str, Any]] = {
    "cep": "", "street": "", "number": "", "complement": "", "latitude": None, "longitude": None,
}  # fmt: skip


def covered_address(values: V, masked: AbstractSet[str]) -> V:
    """An address of which only district, city and state show. What is hidden is left empty, so that no
    stand-in is ever stored in its place."""
    if "address" not in masked:
        return values
    names = {field.name for field in fields(values)}
    empty = {name: nothing for name, nothing in _PRECISE.items() if name in names}
    return replace(values, **empty)


def covered_payload(payload: Mapping[str, Any], masked: AbstractSet[str]) -> Mapping[str, Any]:
    """What an event of a ticket tells, without the addresses that its fields were and became."""
    changed = payload.get("fields")
    if "address" not in masked or not isinstance(changed, Mapping) or "address" not in changed:
        return payload
    return {**payload, "fields": {**changed, "address": _without_street(changed["address"])}}


def _without_street(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return {
        name: _PRECISE[name] if name in _PRECISE else _without_street(part) for name, part in value.items()
    }


def personal_name(field: str) -> str:
    """The personal field that a field of a form belongs to, or its own name."""
    return "address" if field in ADDRESS_FIELDS else field


def shut_fields(actor: Actor) -> frozenset[str]:
    """The personal fields that somebody may not change: those locked, and those he sees covered."""
    return actor.sight.locked | actor.sight.masked


def taken(actor: Actor, before: V, after: V) -> V:
    """What somebody wants changed; a covered field that still holds its stand-in is as it was.

    Raises Invalid `client.field_locked` for each personal field that he may not change. To be asked before
    a conflict is told: that one names the value that stands there.
    """
    shut = shut_fields(actor)
    names = [one.name for one in fields(after) if personal_name(one.name) in shut]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    standing = {name: getattr(before, name) for name in changed if _is_stand_in(getattr(after, name))}
    problems = [UserError("client.field_locked", field=name) for name in changed if name not in standing]
    if problems:
        raise Invalid(problems=tuple(problems))
    return replace(after, **standing) if standing else after


def _is_stand_in(value: object) -> bool:
    return isinstance(value, str) and ("*" in value or HIDDEN[0] in value)
