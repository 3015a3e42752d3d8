"""The mapping file: a TOML file that says how the columns of a table become pacdesk's facts.

    kind = "history"        # "history": facts of the past (D13). "data": ordinary commands, all rules
    what = "tickets"        # "tickets", "clients" or "contracts"; history only brings tickets
    source = "old desk"     # the name of where it comes from: with a row's key its identity for ever

    [file]                  # all optional: what is left out is found out
    encoding = "cp1252"     # utf-8, cp1252, latin-1, utf-16 ...
    delimiter = ";"
    quote = '"'
    escape = "\\\\"         # when quotes inside cells are escaped and not doubled
    sheet = "Plan1"         # of a workbook; the first one otherwise
    header_row = 1
    timezone = "America/Sao_Paulo"      # for times that carry no offset
    decimal = ","           # of numbers
    empty = ["-", "NULL"]   # texts that mean nothing, beside the empty cell
    repeated_headers = "refuse"         # or "number": the second "a" is called "a (2)"
    short_rows = "refuse"               # or "fill"

A **field** is a column's name, or a table with one of

    { column = "Status" }                           # the same as "Status"
    { columns = ["Date", "Time"], join = " " }      # several, joined; empty ones left out
    { template = "{Theme}: {Service}" }             # columns in braces
    { constant = "Imported" }

and any of

    values = { "FINALIZADA" = "resolved" }   # text in the file -> what it means
    other = "keep"                           # or "empty", "refuse": texts that `values` lacks
    default = "…"                            # when empty
    format = "%d/%m/%Y %H:%M"                # of a time, or a list of them; "excel": a serial number;
                                             # "unix": seconds. Without it ISO 8601 is understood, and
                                             # 03/04/2020 when some row proves which is the day
    pivot = 50                               # with %y: years from 50 on belong to the 1900s
    timezone = "Europe/Rome"                 # of this column only
    repair = "cep"                           # or "document": gives lost leading zeros back
    take = "first"                           # one row per event: of which event; "last" if not said

**Tickets**, `kind = "history"`:

    [case]
    rows = "event"          # each row an event of a case, or "case": each row a whole case
    key = "case"            # field(s) that name the case: "a" or ["a", "b"]
    same_key = "refuse"     # rows = "case": a second row with the same key; "number" keeps it apart

    [event]                 # rows = "event"
    time = "timestamp"      # field
    activity = "activity"   # field
    actor = "resource"      # field, optional
    key = "event id"        # field, optional: the event's own identity
    text = "comment"        # field, optional
    [event.values]          # shown with an event when they changed: label = field
    "Prioridade" = "priority"

    [[derived]]             # rows = "case": events made of columns; left out when their time is empty
    activity = "Aberto"     # this very text; { column = "…" } for a field
    time = "Opened at"
    actor = { constant = "" }
    text = "…"

    [stages]                # activity -> stage; an activity that is not listed moves nothing
    "Take in charge" = "Em atendimento"

    [flow]                  # of a ticket type that the desk does not have and the import makes
    moves = [["Triagem", "Em atendimento"]]     # usual moves, by stage; others are kept and marked.
                                                # Not said: each stage leads to the next and to the end

    [closing]
    resolved_by = ["Closed"]            # activities that close a case (the first one stands), or
    cancelled_by = ["Rejected"]
    reopened_by = ["Reopened"]          # … and open it again
    status = "Status"                   # a field that says it (goes before the activities):
    resolved = ["DONE"]
    cancelled = ["VOID"]
    open = ["WAITING"]                  # any other text is told and taken for open

    [ticket]                # fields, all optional
    external_number, type, subject, title, description, department, attendant, priority, channel,
    opened_at (else the first event's time), closed_at (else the closing event's time)
    [ticket.attributes]     # label = field: kept with the ticket, searchable
    [client]                # key (else name), name, document, email, phone
    [address]               # street, number, complement, district, city, state, zip

**Data**, `kind = "data"`:

    key = "Code"            # field(s) that name the row
    [fields]                # pacdesk's field = field; the names are told when one is wrong.
                            # client of a contract or ticket: its key in the same source, or its CNPJ or CPF

A wrong mapping raises Invalid `import.mapping_invalid`; each problem carries `key` (`event.time`),
`line` (None when the key is missing) and `reason`. Broken TOML: `import.mapping_broken`.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from pacdesk.errors import Invalid, NotFound
from pacdesk.exchange.reading import Layout

DATA_FIELDS: Mapping[str, tuple[str, ...]] = {
    "clients": (
        "legal_name", "trade_name", "kind", "person_type", "document", "state_registration",
        "registration_state", "city_registration", "tax_regime", "status", "email", "phone", "mobile",
        "organization", "external_table", "external_code", "note", "contact_name", "contact_email",
        "contact_phone", "street", "number", "complement", "district", "city", "state", "cep",
    ),
    "contracts": (
        "client", "number", "plan", "status", "access_status", "starts_on", "ends_on", "monthly",
        "note", "external_code",
    ),
    "tickets": ("client", "type", "subject", "description", "department", "priority"),
}  # fmt: skip
DATE_FIELDS = frozenset({"starts_on", "ends_on"})
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "clients": ("legal_name",),
    "contracts": ("client",),
    "tickets": ("subject", "description"),
}
_COLUMN = re.compile(r"\{([^{}]+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)


class FieldMap(_Strict):
    """Where a value comes from and what is done to it."""

    column: str | None = None
    columns: tuple[str, ...] | None = None
    join: str = " "
    template: str | None = None
    constant: str | None = None
    values: dict[str, str] = Field(default_factory=dict)
    other: Literal["keep", "empty", "refuse"] = "keep"
    default: str = ""
    format: tuple[str, ...] = ()
    pivot: int | None = Field(default=None, ge=0, le=99)
    timezone: str | None = None
    repair: Literal["cep", "document"] | None = None
    take: Literal["first", "last"] = "last"

    @field_validator("format", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = [n for n in ("column", "columns", "template", "constant") if getattr(self, n) is not None]
        if len(given) != 1:
            raise ValueError("needs exactly one of column, columns, template, constant")
        return self

    @property
    def used(self) -> tuple[str, ...]:
        """The columns it reads."""
        if self.column is not None:
            return (self.column,)
        if self.columns is not None:
            return self.columns
        return tuple(_COLUMN.findall(self.template or ""))


def _as_field(value: Any) -> Any:
    if isinstance(value, str):
        return {"column": value}
    if isinstance(value, list):
        return {"columns": value}
    return value


def _as_constant(value: Any) -> Any:
    return {"constant": value} if isinstance(value, str) else value


AnyField = Annotated[FieldMap, BeforeValidator(_as_field)]


class FileMap(_Strict):
    """How the file is laid out; None means: find out."""

    encoding: str | None = None
    delimiter: str | None = Field(default=None, min_length=1, max_length=1)
    quote: str | None = Field(default=None, min_length=1, max_length=1)
    escape: str | None = Field(default=None, min_length=1, max_length=1)
    sheet: str | None = None
    header_row: int = Field(default=1, ge=1)
    timezone: str = "America/Sao_Paulo"
    decimal: Literal[",", "."] = ","
    empty: tuple[str, ...] = ()
    repeated_headers: Literal["refuse", "number"] = "refuse"
    short_rows: Literal["refuse", "fill"] = "refuse"

    @property
    def layout(self) -> Layout:
        """What the reader needs of it."""
        return Layout(
            self.encoding, self.delimiter, self.quote, self.escape, self.sheet, self.header_row,
            self.repeated_headers, self.short_rows,
        )  # fmt: skip


class CaseMap(_Strict):
    """What names a case, and whether a row is an event or a whole case."""

    rows: Literal["event", "case"] = "event"
    key: AnyField
    same_key: Literal["refuse", "number"] = "refuse"


class EventMap(_Strict):
    """An event of one row."""

    time: AnyField
    activity: AnyField
    actor: AnyField | None = None
    key: AnyField | None = None
    text: AnyField | None = None
    values: dict[str, AnyField] = Field(default_factory=dict)


class DerivedMap(_Strict):
    """An event made of the columns of a whole case; `activity` as a text is that text."""

    activity: Annotated[FieldMap, BeforeValidator(_as_constant)]
    time: AnyField
    actor: AnyField | None = None
    text: AnyField | None = None


class ClosingMap(_Strict):
    """How to tell that a case is closed."""

    resolved_by: tuple[str, ...] = ()
    cancelled_by: tuple[str, ...] = ()
    reopened_by: tuple[str, ...] = ()
    status: AnyField | None = None
    resolved: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


class FlowMap(_Strict):
    """The usual moves between stages of a type that the import makes."""

    moves: tuple[tuple[str, str], ...] = ()


class TicketMap(_Strict):
    """The facts of a ticket."""

    external_number: AnyField | None = None
    type: AnyField | None = None
    subject: AnyField | None = None
    title: AnyField | None = None
    description: AnyField | None = None
    department: AnyField | None = None
    attendant: AnyField | None = None
    priority: AnyField | None = None
    channel: AnyField | None = None
    opened_at: AnyField | None = None
    closed_at: AnyField | None = None
    attributes: dict[str, AnyField] = Field(default_factory=dict)


class ClientMap(_Strict):
    """Who the case was for."""

    name: AnyField
    key: AnyField | None = None
    document: AnyField | None = None
    email: AnyField | None = None
    phone: AnyField | None = None


class AddressMap(_Strict):
    """Where it was."""

    street: AnyField | None = None
    number: AnyField | None = None
    complement: AnyField | None = None
    district: AnyField | None = None
    city: AnyField | None = None
    state: AnyField | None = None
    zip: AnyField | None = None


class ImportMap(_Strict):
    """A whole mapping file. See the module's docstring."""

    kind: Literal["history", "data"]
    what: Literal["tickets", "clients", "contracts"]
    source: str = Field(min_length=1, max_length=80)
    file: FileMap = FileMap()
    case: CaseMap | None = None
    event: EventMap | None = None
    derived: tuple[DerivedMap, ...] = ()
    stages: dict[str, str] = Field(default_factory=dict)
    flow: FlowMap = FlowMap()
    closing: ClosingMap = ClosingMap()
    ticket: TicketMap = TicketMap()
    client: ClientMap | None = None
    address: AddressMap | None = None
    key: AnyField | None = None
    fields: dict[str, AnyField] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "history":
            self._check_history()
        else:
            self._check_data()
        return self

    def _check_history(self) -> None:
        if self.what != "tickets":
            raise ValueError('what: kind = "history" brings tickets only; use kind = "data"')
        if self.case is None:
            raise ValueError("case: missing; it names what holds a case together")
        if self.case.rows == "event" and self.event is None:
            raise ValueError('event: missing; case.rows = "event" needs it')
        if self.case.rows == "event" and self.derived:
            raise ValueError('derived: only with case.rows = "case"')
        if self.case.rows == "case" and self.event is not None:
            raise ValueError('event: only with case.rows = "event"; use [[derived]]')
        if self.case.rows == "case" and not self.derived and self.ticket.opened_at is None:
            raise ValueError("ticket.opened_at: missing; without events nothing else says it")
        if self.key is not None or self.fields:
            raise ValueError('fields: only with kind = "data"')
        self._check_moves()

    def _check_moves(self) -> None:
        stages = set(self.stages.values())
        unknown = [name for move in self.flow.moves for name in move if name not in stages]
        if unknown:
            raise ValueError(f"flow.moves: {unknown[0]!r} is no stage of [stages]")

    def _check_data(self) -> None:
        known, needed = DATA_FIELDS[self.what], REQUIRED[self.what]
        for name in self.fields:
            if name not in known:
                raise ValueError(f"fields.{name}: unknown; known are {', '.join(known)}")
        for name in needed:
            if name not in self.fields:
                raise ValueError(f"fields.{name}: missing")
        if self.key is None:
            raise ValueError("key: missing; it names the row, so that importing again doubles nothing")


def load_mapping(path: Path) -> ImportMap:
    """Read and check a mapping file. NotFound `import.mapping_missing`, Invalid (see the docstring)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound("import.mapping_missing", file=path.name) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid("import.mapping_broken", file=path.name, reason=str(error)) from None
    return parse_mapping(text, path.name)


def parse_mapping(text: str, name: str = "") -> ImportMap:
    """The same from the text itself; `name` is said in errors."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid("import.mapping_broken", file=name, reason=str(error)) from None
    try:
        return ImportMap.model_validate(plain)
    except ValidationError as error:
        problems = tuple(_problem(text, detail) for detail in error.errors())
        raise Invalid("import.mapping_invalid", problems=problems, file=name) from None


def _problem(text: str, detail: Any) -> Invalid:
    reason = detail["msg"].removeprefix("Value error, ")
    place = [str(part) for part in detail["loc"]]
    head, colon, rest = reason.partition(": ")
    if not place and colon:
        place, reason = head.split("."), rest
    key = ".".join(place)
    return Invalid("import.mapping_key", key=key, line=_line(text, place), reason=reason)


_TABLE = re.compile(r"^\s*\[{1,2}\s*(.+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=""")
_PART = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def _line(text: str, place: list[str]) -> int | None:
    """The line on which the key `place` stands, or the closest key around it."""
    wanted = [part for part in place if not part.isdigit()]
    best: tuple[int, int] | None = None
    table: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = here = _parts(found[1])
        elif found := _KEY.match(line):
            here = table + _parts(found[1])
        else:
            continue
        if here == wanted[: len(here)] and (best is None or len(here) > best[0]):
            best = (len(here), number)
    return best[1] if best else None


def _parts(dotted: str) -> list[str]:
    return ["".join(groups) for groups in _PART.findall(dotted)]
