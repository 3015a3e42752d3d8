"""What a contract's record must be, and the one word a list shows for its two statuses."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from typing import Final

from pacdesk.desk.clients.rules import clean_text
from pacdesk.desk.contracts.rows import AccessStatus, ContractState, ContractStatus, ContractValues
from pacdesk.errors import Invalid, UserError

LIMITS: Final = {"number": 60, "plan": 200, "note": 20_000, "external_code": 120}
HIGHEST_CENTS: Final = 10**12

BLOCKS: Final = frozenset(
    {
        AccessStatus.BLOCKED_BY_HAND,
        AccessStatus.BLOCKED_AUTOMATICALLY,
        AccessStatus.BLOCKED_CE,
        AccessStatus.OVERDUE,
    }
)
"""Access that a temporary release can open again (S4.1)."""

_BY_AGREEMENT: Final = {
    ContractStatus.DRAFT: ContractState.DRAFT,
    ContractStatus.SUSPENDED: ContractState.SUSPENDED,
    ContractStatus.ENDED: ContractState.ENDED,
    ContractStatus.CANCELLED: ContractState.CANCELLED,
}
_BY_ACCESS: Final = {
    AccessStatus.ACTIVE: ContractState.ACTIVE,
    AccessStatus.OFF: ContractState.OFF,
    AccessStatus.OVERDUE: ContractState.OVERDUE,
    AccessStatus.AWAITING_SIGNATURE: ContractState.AWAITING_SIGNATURE,
}
_CLOSED: Final = (ContractStatus.ENDED, ContractStatus.CANCELLED)


def is_blocked(access: AccessStatus) -> bool:
    """Whether the service is held back, so that it could be released for a while (S4.1)."""
    return access in BLOCKS


def state_of(
    status: ContractStatus,
    access: AccessStatus,
    released_until: datetime | None = None,
    now: datetime | None = None,
) -> ContractState:
    """The word a list shows. A closed agreement outweighs its access; a release that runs at `now`
    outweighs a block and a suspension."""
    released = released_until is not None and now is not None and now <= released_until
    held_back = is_blocked(access) or status is ContractStatus.SUSPENDED
    if released and held_back and status not in _CLOSED:
        return ContractState.RELEASED
    return _BY_AGREEMENT.get(status) or _BY_ACCESS.get(access, ContractState.BLOCKED)


def read_access(code: str) -> AccessStatus | None:
    """The access status of an imported code, case and blanks aside; None if it is none (S4.1)."""
    try:
        return AccessStatus(code.strip().upper())
    except ValueError:
        return None


def check_contract(values: ContractValues) -> tuple[UserError, ...]:
    """Problems of a contract form, for the errors beside its fields."""
    return _problems(_trimmed(values))


def clean_contract(
    values: ContractValues, *, imported: bool = False, untouched: AbstractSet[str] = frozenset()
) -> ContractValues:
    """The contract as stored. Raises Invalid. An import needs no plan; `untouched` fields keep theirs."""
    trimmed = _trimmed(values)
    problems = tuple(
        problem
        for problem in _problems(trimmed)
        if problem.field not in untouched and not (imported and problem.code == "field.required")
    )
    if problems:
        raise Invalid(problems=problems)
    return trimmed


def _trimmed(values: ContractValues) -> ContractValues:
    return replace(
        values,
        number=clean_text(values.number),
        plan=clean_text(values.plan),
        note=clean_text(values.note, lines=True),
        external_code=clean_text(values.external_code),
    )


def _problems(values: ContractValues) -> tuple[UserError, ...]:
    problems = [
        UserError("text.too_long", field=name, limit=limit, length=len(getattr(values, name)))
        for name, limit in LIMITS.items()
        if len(getattr(values, name)) > limit
    ]
    if not values.plan:
        problems.append(UserError("field.required", field="plan"))
    if values.starts_on and values.ends_on and values.ends_on < values.starts_on:
        problems.append(UserError("contract.ends_before_start", field="ends_on"))
    if not 0 <= values.monthly_cents <= HIGHEST_CENTS:
        problems.append(UserError("contract.amount", field="monthly_cents"))
    return tuple(problems)


def untouched_fields(values: ContractValues, current: ContractValues) -> frozenset[str]:
    """Fields of a changed contract whose old defects are not asked about: they have not changed."""
    names = frozenset(values.__dataclass_fields__)
    same = {name for name in names if getattr(values, name) == getattr(current, name)}
    return frozenset(same - {"ends_on"} if "starts_on" not in same else same)


def contract_number(year: int, sequence: int) -> str:
    """A number that was drawn: the year, and the place in it."""
    return f"{year}-{sequence:04d}"


def search_text(values: ContractValues, number_forms: str, client_name: str) -> str:
    """All that finds a contract in the full search."""
    words = (values.number, number_forms, values.plan, client_name, values.external_code, values.note)
    return "\n".join(dict.fromkeys(word for word in words if word))


def filter_words(typed: str) -> tuple[str, ...]:
    """The pieces that must all be found in number, plan or client; `CT` before a number says nothing."""
    words = typed.split()
    return tuple(word for word in words if word.casefold() != "ct" or len(words) == 1)
