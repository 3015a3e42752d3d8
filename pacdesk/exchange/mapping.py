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
                                             # "unix": seconds, "unix_ms": milliseconds; %b and %B know
                                             # Portuguese and English. Without it ISO 8601 is understood,
                                             # and 03/04/2020 when some row proves which is the day
    pivot = 50                               # with %y: years from 50 on belong to the 1900s
    timezone = "Europe/Rome"                 # of this column only
    match = "^[^;]*;([^;]*)"                 # a regular expression: its first group (or all it found)
                                             # is the value; a text in which it is not found is empty
    markup = "html"                          # HTML becomes plain text with its paragraphs and lists
    repair = "cep"                           # or "document": gives lost leading zeros back; "integer":
                                             # 1001.0 is 1001
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
    each = "Comment"        # optional: once for each column of that name ("Comment", "Comment (2)" …,
                            # as repeated_headers = "number" calls them)
    activity = "Aberto"     # this very text; { column = "…" } for a field
    time = "Opened at"
    actor = { constant = "" }
    text = "…"

    [stages]                # activity -> stage; an activity that is not listed moves nothing
    "Take in charge" = "Em atendimento"

    [flow]                  # of a ticket type that the desk does not have and the import makes
    moves = [["Triagem", "Em atendimento"]]     # usual moves, by stage; others are kept and marked.
                                                # Not said: each stage leads to the next and to the end
    resolved = "Conclusão"                      # names of the stages in which a ticket ends, when no
    cancelled = "Cancelamento"                  # activity of [stages] ends it
    group = "Importados"                        # the group of types, on a desk that has none

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
    department, attendant and priority that this desk does not have, and the channel, are kept in the
    description under the name of their column
    [ticket.attributes]     # label = field: kept with the ticket, searchable
    [client]                # key (else name), name, document, email, phone
    [address]               # street, number, complement, district, city, state, zip

**Data**, `kind = "data"`:

    key = "Code"            # field(s) that name the row
    [fields]                # pacdesk's field = field; the names are told when one is wrong.
                            # client of a contract or ticket: its key in the same source, or its CNPJ or CPF
                            # entry of a ticket: the stage it begins in; moves: the conditions that it goes
                            # through then, joined by ";", each with reason and comment
    [custom]                # of tickets: name or key of a custom field = field; several choices joined by ";"

A wrong mapping raises Invalid `import.mapping_invalid`; each problem carries `key` (`event.time`) and
`line` (None when the key is missing), see `mapping_faults.py`. Broken TOML: `import.mapping_broken`.
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
from pacdesk.exchange.mapping_faults import fault, problem_of
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
    "tickets": (
        "client", "type", "subject", "description", "department", "priority", "entry", "moves", "reason",
        "comment",
    ),
}  # fmt: skip
CUSTOM = "custom."
"""What stands before the name of a custom field among the fields of a data row."""
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
    match: str | None = None
    markup: Literal["html"] | None = None
    repair: Literal["cep", "document", "integer"] | None = None
    take: Literal["first", "last"] = "last"

    @field_validator("format", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("match")
    @classmethod
    def _expression(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise fault("expression", reason=str(error)) from None
        return value

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = [n for n in ("column", "columns", "template", "constant") if getattr(self, n) is not None]
        if len(given) != 1:
            raise fault("origin")
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
    """An event made of the columns of a whole case; `activity` as a text is that text. With `each`,
    one for each column of that name."""

    each: str | None = None
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
    """The flow of a type that the import makes: the usual moves between its stages, the names of the two
    in which it ends, and of the group that it stands in."""

    moves: tuple[tuple[str, str], ...] = ()
    resolved: str = Field(default="Conclusão", min_length=1)
    cancelled: str = Field(default="Cancelamento", min_length=1)
    group: str = Field(default="Importados", min_length=1)

    @property
    def final_names(self) -> tuple[str, str]:
        """What the stages in which a ticket ends are called when no activity of [stages] ends one."""
        return (self.resolved, self.cancelled)


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

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """What the source calls the facts that may have no row on a desk: its own columns' names."""
        named = ((name, getattr(self, name)) for name in ("department", "attendant", "priority", "channel"))
        return tuple((name, ", ".join(field.used)) for name, field in named if field and field.used)


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
    custom: dict[str, AnyField] = Field(default_factory=dict)

    @property
    def data_fields(self) -> dict[str, FieldMap]:
        """Everything that a row of data says, by the name it has there."""
        return self.fields | {f"{CUSTOM}{name}": field for name, field in self.custom.items()}

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "history":
            self._check_history()
        else:
            self._check_data()
        return self

    def _check_history(self) -> None:
        if self.what != "tickets":
            raise fault("history_tickets", key="what")
        if self.case is None:
            raise fault("absent", key="case")
        if self.case.rows == "event" and self.event is None:
            raise fault("absent", key="event")
        if self.case.rows == "event" and self.derived:
            raise fault("misplaced", key="derived", needed='case.rows = "case"')
        if self.case.rows == "case" and self.event is not None:
            raise fault("misplaced", key="event", needed='case.rows = "event"')
        if self.case.rows == "case" and not self.derived and self.ticket.opened_at is None:
            raise fault("absent", key="ticket.opened_at")
        if self.key is not None or self.fields:
            raise fault("misplaced", key="fields" if self.fields else "key", needed='kind = "data"')
        if self.custom:
            raise fault("misplaced", key="custom", needed='kind = "data"')
        self._check_moves()

    def _check_moves(self) -> None:
        stages = {*self.stages.values(), *self.flow.final_names}
        unknown = [name for move in self.flow.moves for name in move if name not in stages]
        if unknown:
            raise fault("stage", key="flow.moves", value=unknown[0])

    def _check_data(self) -> None:
        known, needed = DATA_FIELDS[self.what], REQUIRED[self.what]
        for name in self.fields:
            if name not in known:
                raise fault("unknown", key=f"fields.{name}", known=list(known))
        for name in needed:
            if name not in self.fields:
                raise fault("absent", key=f"fields.{name}")
        if self.key is None:
            raise fault("absent", key="key")
        if self.custom and self.what != "tickets":
            raise fault("misplaced", key="custom", needed='what = "tickets"')


def load_mapping(path: Path) -> ImportMap:
    """Read and check a mapping file. NotFound `import.mapping_missing`, Invalid (see the docstring)."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFound("import.mapping_missing", file=path.name) from None
    except UnicodeDecodeError:
        raise Invalid("import.mapping_encoding", file=path.name) from None
    except OSError as error:
        raise Invalid("import.file_unreadable", file=path.name, reason=error.strerror or "") from None
    return parse_mapping(text, path.name)


_AT = re.compile(r"at line (\d+), column (\d+)|at end of document")


def _place(reason: str) -> str:
    """Where the TOML breaks, as `line:column`; "" when the reader does not say."""
    found = _AT.search(reason)
    return ":".join(filter(None, found.groups())) if found else ""


def parse_mapping(text: str, name: str = "") -> ImportMap:
    """The same from the text itself; `name` is said in errors."""
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Invalid(
            "import.mapping_broken", file=name, place=_place(str(error)), reason=str(error)
        ) from None
    try:
        return ImportMap.model_validate(plain)
    except ValidationError as error:
        problems = [problem_of(text, dict(detail), ImportMap) for detail in error.errors()]
        problems.sort(key=lambda problem: problem.facts["line"] or 0)
        raise Invalid("import.mapping_invalid", problems=tuple(problems), file=name) from None
