"""A file and its mapping become cases with their events (D12, D14), or rows of data (D13).

`gather` reads the file to its end; only then can it be iterated. So a file that turns out to be
unreadable in its last row, ambiguous in its dates or without a column that the mapping names is
refused before anything of it is imported.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pacdesk.desk.clients.brazil import read_cep
from pacdesk.desk.tickets.imported import (
    CaseState,
    ImportedAddress,
    ImportedCase,
    ImportedClient,
    ImportedEvent,
    Pairs,
    in_order,
)
from pacdesk.exchange.dates import DateFault
from pacdesk.exchange.fields import Cells, Fields, RowFault, Value, first_text
from pacdesk.exchange.mapping import DATE_FIELDS, DerivedMap, FieldMap, ImportMap
from pacdesk.exchange.opening import Limits
from pacdesk.exchange.problems import Problem, Report, shortened
from pacdesk.exchange.reading import DEFAULT_LIMITS, Row, Table
from pacdesk.exchange.spool import Spool

Tick = Callable[[int], None]
_TICK_EVERY = 1_000
_LONG_KEY = 120
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of a data import: its key in the file, pacdesk's fields as texts, and the columns that they
    came from."""

    row: int
    key: str
    values: dict[str, str]
    columns: Mapping[str, str] = field(default_factory=dict)


class Gathered:
    """A whole file, read and grouped. Use as a context manager; `cases` or `data` iterate it.

    `rows` counts the rows that were readable; those that were not went to `report`.
    """

    def __init__(
        self,
        path: Path,
        mapping: ImportMap,
        report: Report,
        *,
        tick: Tick | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.mapping = mapping
        self.notes: list[Problem] = []
        self._report = report
        self._spool = Spool()
        try:
            with Table(path, mapping.file.layout, report, limits) as table:
                self._fields = Fields(table.header, mapping.file)
                self._key = self._fields.value(_key_field(mapping))
                self._case = _CaseParts(mapping, self._fields) if mapping.kind == "history" else None
                self._data = {
                    name: self._fields.date(f) if name in DATE_FIELDS else self._fields.value(f)
                    for name, f in mapping.data_fields.items()
                }
                self._fields.check()
                self._read(table, tick)
                self.notes = table.notes
            self._fields.settle()
        except BaseException:
            self._spool.__exit__(None, None, None)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.__exit__(kind, error, trace)

    @property
    def rows(self) -> int:
        """Rows that were readable."""
        return self._spool.rows

    @property
    def groups(self) -> int:
        """Different keys; about the number of cases."""
        return self._spool.groups

    def _read(self, table: Table, tick: Tick | None) -> None:
        for count, row in enumerate(table, 1):
            if tick is not None and count % _TICK_EVERY == 0:
                tick(count)
            try:
                key = self._key.text(row.cells)
                self._fields.see(row.number, row.cells)
            except RowFault as fault:
                self._report(fault.problem(row.number))
                continue
            if key:
                self._spool.append(key, row)
            else:
                self._report(RowFault("no_key", self._key.label).problem(row.number))

    def cases(self) -> Iterator[ImportedCase]:
        """The cases of a history, in the order of their first rows. Rows and values that cannot be
        taken go to `report`; a case none of whose rows can be taken is left out."""
        parts = self._case
        if parts is None or self.mapping.case is None:
            return
        one_row = self.mapping.case.rows == "case"
        for key, rows in self._spool:
            if not one_row:
                case = parts.of_events(short_key(key), rows, self._report)
                if case is not None:
                    yield case
                continue
            for place, row in enumerate(rows, 1):
                if place > 1 and self.mapping.case.same_key == "refuse":
                    self._report(_repeated(row, rows[0], self._key.label, key))
                    continue
                own = short_key(key) if place == 1 else f"{short_key(key)}#{place}"
                case = parts.of_row(own, row, self._report)
                if case is not None:
                    yield case

    def data(self) -> Iterator[DataRow]:
        """The rows of a data import; a second row with the same key is refused."""
        columns = {name: value.label for name, value in self._data.items()}
        for key, rows in self._spool:
            for repeated in rows[1:]:
                self._report(_repeated(repeated, rows[0], self._key.label, key))
            row = rows[0]
            try:
                values = {name: _data_text(name, value, row.cells) for name, value in self._data.items()}
            except RowFault as fault:
                self._report(fault.problem(row.number))
                continue
            yield DataRow(row.number, short_key(key), values, columns)


def gather(
    path: Path,
    mapping: ImportMap,
    report: Report,
    *,
    tick: Tick | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Gathered:
    """Read the whole file. `tick(rows)` is called each thousand rows and may raise Cancelled.

    Raises what `exchange/reading.py` raises for a whole file, and Invalid `import.column_missing`,
    `import.date_ambiguous`, `import.date_contradicts`, `import.zone_unknown`.
    """
    return Gathered(path, mapping, report, tick=tick, limits=limits)


def _key_field(mapping: ImportMap) -> FieldMap:
    field = mapping.case.key if mapping.case is not None else mapping.key
    if field is None:
        raise ValueError("a mapping without a key passed its own check")
    return field.model_copy(update={"join": _SEPARATOR}) if field.columns else field


def short_key(key: str) -> str:
    """The key as it is stored: joined keys and long ones as a digest."""
    if len(key) <= _LONG_KEY and _SEPARATOR not in key:
        return key
    return blake2b(key.encode(), digest_size=16).hexdigest()


def _repeated(row: Row, first: Row, label: str, key: str) -> Problem:
    shown = shortened(key.replace(_SEPARATOR, " | "))
    return Problem(row.number, "import.row.key_repeated", label, shown, facts={"first_row": first.number})


class _Derived(NamedTuple):
    activity: Value
    time: Value
    actor: Value | None
    text: Value | None


class _CaseParts:
    """The fields of a case, ready."""

    def __init__(self, mapping: ImportMap, fields: Fields) -> None:
        self._mapping = mapping
        self._event = mapping.event
        if self._event is not None:
            event = self._event
            self._time, self._activity = fields.date(event.time), fields.value(event.activity)
            self._actor, self._text = fields.maybe(event.actor), fields.maybe(event.text)
            self._own_key = fields.maybe(event.key)
            self._values = [(label, fields.value(field)) for label, field in event.values.items()]
        self._derived = [
            _ready(copy, fields) for derived in mapping.derived for copy in fields.copies(derived)
        ]
        ticket = mapping.ticket
        self._facts = {
            name: fields.maybe(getattr(ticket, name))
            for name in (
                "external_number", "type", "subject", "title", "description", "department",
                "attendant", "priority", "channel",
            )
        }  # fmt: skip
        self._opened = fields.date(ticket.opened_at) if ticket.opened_at else None
        self._closed = fields.date(ticket.closed_at) if ticket.closed_at else None
        self._attributes = [(label, fields.value(field)) for label, field in ticket.attributes.items()]
        self._status = fields.maybe(mapping.closing.status)
        self._client = _optional(fields, mapping.client)
        self._address = _optional(fields, mapping.address)

    def of_events(self, key: str, rows: list[Row], report: Report) -> ImportedCase | None:
        """A case of which each row is an event."""
        seen: Counter[str] = Counter()
        events: list[tuple[ImportedEvent, Cells]] = []
        for place, row in enumerate(rows, 1):
            try:
                events.append((self._event_of(row, place, seen), row.cells))
            except RowFault as fault:
                report(fault.problem(row.number))
        events.sort(key=lambda pair: (pair[0].happened_at, pair[0].sequence))
        if not events:
            return None
        told = self._with_changes(events, report)
        return self._case(key, rows[0].number, told, [cells for _, cells in events], report)

    def of_row(self, key: str, row: Row, report: Report) -> ImportedCase | None:
        """A case that is one row."""
        try:
            events = in_order(self._derived_events(row))
        except RowFault as fault:
            report(fault.problem(row.number))
            return None
        return self._case(key, row.number, events, [row.cells], report)

    def _event_of(self, row: Row, place: int, seen: Counter[str]) -> ImportedEvent:
        happened_at = _moment(self._time, row.cells)
        activity = self._activity.text(row.cells)
        if happened_at is None:
            raise RowFault("time_missing", self._time.label)
        if not activity:
            raise RowFault("activity_missing", self._activity.label)
        own = self._own_key.text(row.cells) if self._own_key is not None else ""
        if own and seen[own]:
            raise RowFault("event_repeated", self._own_key.label if self._own_key else "", own)
        key = _event_key(own, happened_at, activity, seen)
        return ImportedEvent(
            key=key,
            sequence=place,
            happened_at=happened_at,
            activity=activity,
            actor=self._actor.text(row.cells) if self._actor else "",
            stage=self._mapping.stages.get(activity),
            text=self._text.text(row.cells) if self._text else "",
            row=row.number,
        )

    def _with_changes(
        self, events: list[tuple[ImportedEvent, Cells]], report: Report
    ) -> tuple[ImportedEvent, ...]:
        """Each event with the attributes that it changed."""
        before: dict[str, str] = {}
        told = []
        for event, cells in events:
            now: dict[str, str] = {}
            for label, value in self._values:
                try:
                    now[label] = value.text(cells)
                except RowFault as fault:
                    report(fault.problem(event.row, refused=False))
            changed = tuple((label, text) for label, text in now.items() if text != before.get(label, ""))
            before.update(now)
            told.append(replace(event, values=changed) if changed else event)
        return tuple(told)

    def _derived_events(self, row: Row) -> list[ImportedEvent]:
        seen: Counter[str] = Counter()
        events = []
        for place, derived in enumerate(self._derived, 1):
            happened_at = _moment(derived.time, row.cells)
            activity = derived.activity.text(row.cells)
            if happened_at is None or not activity:
                continue
            event = ImportedEvent(
                key=_event_key("", happened_at, activity, seen),
                sequence=place,
                happened_at=happened_at,
                activity=activity,
                actor=derived.actor.text(row.cells) if derived.actor else "",
                stage=self._mapping.stages.get(activity),
                text=derived.text.text(row.cells) if derived.text else "",
                row=row.number,
            )
            events.append(event)
        return events

    def _case(
        self, key: str, row: int, events: tuple[ImportedEvent, ...], rows: list[Cells], report: Report
    ) -> ImportedCase | None:
        try:
            facts = {name: first_text(value, rows) for name, value in self._facts.items()}
            opened_at = _first_moment(self._opened, rows)
            state, closed_at = self._state(row, events, rows, report)
            attributes: Pairs = tuple(
                (label, text) for label, value in self._attributes if (text := first_text(value, rows))
            )
            client, address = self._client_of(rows), self._address_of(row, rows, report)
        except RowFault as fault:
            report(fault.problem(row))
            return None
        if opened_at is None and events:
            opened_at = events[0].happened_at
        if opened_at is None:
            report(Problem(row, "import.row.time_missing"))
            return None
        if state is not CaseState.OPEN and closed_at is None:
            closed_at = events[-1].happened_at if events else opened_at
        if closed_at is not None and closed_at < opened_at:
            report(Problem(row, "import.row.closed_before_opened", refused=False))
        return ImportedCase(
            source=self._mapping.source, key=key, row=row, opened_at=opened_at, closed_at=closed_at,
            state=state, client=client, address=address, attributes=attributes, events=events,
            external_number=facts.pop("external_number") or None, **facts,
        )  # fmt: skip

    def _state(
        self, row: int, events: tuple[ImportedEvent, ...], rows: list[Cells], report: Report
    ) -> tuple[CaseState, datetime | None]:
        closing = self._mapping.closing
        state, closed_at = CaseState.OPEN, None
        for event in events:
            if event.activity in closing.reopened_by:
                state, closed_at = CaseState.OPEN, None
            elif state is CaseState.OPEN and event.activity in closing.resolved_by:
                state, closed_at = CaseState.RESOLVED, event.happened_at
            elif state is CaseState.OPEN and event.activity in closing.cancelled_by:
                state, closed_at = CaseState.CANCELLED, event.happened_at
        status = first_text(self._status, rows)
        if status:
            state = self._stated(row, status, report)
        stated = _first_moment(self._closed, rows[::-1])
        if state is CaseState.OPEN:
            return state, None
        return state, stated or closed_at

    def _stated(self, row: int, status: str, report: Report) -> CaseState:
        closing = self._mapping.closing
        if status in closing.resolved:
            return CaseState.RESOLVED
        if status in closing.cancelled:
            return CaseState.CANCELLED
        if status not in closing.open:
            label = self._status.label if self._status else None
            report(Problem(row, "import.row.status_unknown", label, shortened(status), refused=False))
        return CaseState.OPEN

    def _client_of(self, rows: list[Cells]) -> ImportedClient | None:
        if not self._client:
            return None
        facts = {name: first_text(value, rows) for name, value in self._client.items()}
        name, key = facts.pop("name"), facts.pop("key")
        if not name and not key:
            return None
        kept = {field: text or None for field, text in facts.items()}
        return ImportedClient(key=short_key(key or name), name=name or key, **kept)

    def _address_of(self, row: int, rows: list[Cells], report: Report) -> ImportedAddress | None:
        if not self._address:
            return None
        facts = {name: first_text(value, rows) for name, value in self._address.items()}
        given = facts.pop("zip")
        reading = read_cep(given)
        if given and not reading.ok:
            label = self._address["zip"].label if self._address["zip"] else None
            report(Problem(row, "import.row.cep", label, shortened(given), refused=False))
        if not given and not any(facts.values()):
            return None
        good = reading.value if given and reading.ok else None
        return ImportedAddress(zip_code=good, zip_as_given="" if good else given, **facts)


def _ready(derived: DerivedMap, fields: Fields) -> _Derived:
    return _Derived(
        fields.value(derived.activity),
        fields.date(derived.time),
        fields.maybe(derived.actor),
        fields.maybe(derived.text),
    )


def _optional(fields: Fields, part: object) -> dict[str, Value | None]:
    """The fields of a part of the mapping that may be left out; empty when it is."""
    return {} if part is None else {name: fields.maybe(field) for name, field in part}  # type: ignore[attr-defined]  # a pydantic model iterates its fields


def _event_key(own: str, at: datetime, activity: str, seen: Counter[str]) -> str:
    """An event's identity within its case (D14): its own key, or when, what, and how many equal
    ones the file has before it."""
    if own:
        seen[own] += 1
        return f"k:{own}"
    base = f"{at.isoformat()}|{activity}"
    seen[base] += 1
    return f"{base}|{seen[base] - 1}"


def _moment(value: Value, cells: Cells) -> datetime | None:
    text = value.text(cells)
    if not text:
        return None
    try:
        return value.dates.read(text)
    except DateFault as fault:
        raise RowFault(fault.code, value.label, text) from None


def _data_text(name: str, value: Value, cells: Cells) -> str:
    """The field as text; a date as its ISO day in its own zone."""
    if name not in DATE_FIELDS:
        return value.text(cells)
    moment = _moment(value, cells)
    return moment.astimezone(value.dates.zone).date().isoformat() if moment is not None else ""


def _first_moment(value: Value | None, rows: list[Cells]) -> datetime | None:
    if value is None:
        return None
    for cells in rows:
        moment = _moment(value, cells)
        if moment is not None:
            return moment
    return None
