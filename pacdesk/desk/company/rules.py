"""Protocols, short ids, and the rows of the company's registers."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from pacdesk.desk.lean import dataclass
from pacdesk.errors import Invalid

DEFAULT_ZONE = "America/Sao_Paulo"
SEQUENCE_DIGITS = 7
MOVED = "desk.moved"
"""The parameter of a desk that was carried away: `{"to": place, "at": ISO time}`."""


def protocol_of(year: int, sequence: int) -> str:
    """The 12 digits of a protocol: year, sequence, check digit (D8, D17).

    Raises Invalid `protocol.exhausted` when the year's ten million are used up.
    """
    if sequence >= 10**SEQUENCE_DIGITS:
        raise Invalid("protocol.exhausted", year=year)
    from stdnum.iso7064 import mod_11_10  # not before it is needed: it brings half of the network along

    body = f"{year:04d}{sequence:0{SEQUENCE_DIGITS}d}"
    check: str = mod_11_10.calc_check_digit(body)
    return body + check


def show_protocol(protocol: str) -> str:
    """`202600012345` as people read it: `2026.0001234-5`. Anything else is shown as it is."""
    if len(protocol) == 12 and protocol.isdigit():
        return f"{protocol[:4]}.{protocol[4:11]}-{protocol[11]}"
    return protocol


def read_protocol(typed: str) -> str | None:
    """The digits of a protocol that somebody typed, or None if it is none (its check digit fails)."""
    digits = "".join(c for c in typed if c.isascii() and c.isdigit())
    rest = typed.replace(".", "").replace("-", "").replace(" ", "")
    if len(digits) != 12 or rest != digits:
        return None
    from stdnum.iso7064 import mod_11_10  # see `protocol_of`

    return digits if mod_11_10.is_valid(digits) else None


def short_id_of(row_id: UUID) -> str:
    """The ID people see (D16): the last 12 hex digits; the first ones are only the time."""
    return row_id.hex[-12:].upper()


def show_short_id(short_id: str) -> str:
    """`4F2A91C077DE` as `4F2A-91C0-77DE`."""
    return "-".join(short_id[n : n + 4] for n in range(0, len(short_id), 4))


def year_in_zone(at: datetime, zone: str) -> int:
    """The company's calendar year at that instant: sequences restart with it."""
    return at.astimezone(ZoneInfo(zone)).year


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """Whose desk this is."""

    id: UUID
    version: int
    legal_name: str
    trade_name: str
    document: str
    address: str
    phone: str
    email: str
    zone: str
    logo_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department, for lists and choices."""

    id: UUID
    version: int
    name: str
    email: str
    position: int
    serves_clients: bool
    active: bool
    portfolio_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A staff member, for lists and choices."""

    id: UUID
    version: int
    name: str
    email: str
    phone: str
    job_title: str
    department_id: UUID | None
    department_name: str
    active: bool


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Which desk this is: `kind` is local or shared."""

    name: str
    kind: str
    demo: bool
