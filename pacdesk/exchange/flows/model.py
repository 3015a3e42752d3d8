"""What reading a file gives: a flow, the names around it, what could not be expressed, and counts."""

import re
from dataclasses import dataclass, field
from typing import Final

from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.naming import key_for
from pacdesk.desk.workflow.rows import Flow, NoteRow, StageKind
from pacdesk.errors import Invalid

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_STAGES: Final = 500
MOST_FIELDS: Final = 1000
MOST_WAYS: Final = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something: in the file, of those in the flow, of those reported in a note."""

    what: str
    in_file: int
    in_flow: int
    reported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFlow:
    """A flow from a file. `kind`: pacdesk, itop, otobo or bpmn. References have names, no ids."""

    flow: Flow
    kind: str
    type_name: str = ""
    group_name: str = ""
    description: str = ""
    counts: tuple[Count, ...] = ()

    @property
    def notes(self) -> tuple[NoteRow, ...]:
        """What could not be expressed."""
        return self.flow.notes


def demand_sane(stages: int, fields: int = 0, ways: int = 0) -> None:
    """A file may not ask for more than anybody can read: what is read from it grows with the square.
    Raises Invalid `flow_file.too_many_stages`."""
    if stages > MOST_STAGES or fields > MOST_FIELDS or ways > MOST_WAYS:
        raise Invalid(
            "flow_file.too_many_stages",
            stages=stages,
            fields=fields,
            ways=ways,
            most=MOST_STAGES,
            most_fields=MOST_FIELDS,
            most_ways=MOST_WAYS,
        )


@dataclass(slots=True)
class Notes:
    """Gathers notes, each once."""

    rows: dict[NoteRow, None] = field(default_factory=dict)

    def add(self, code: str, place: str, **facts: object) -> None:
        """A note with that place; facts are kept as text."""
        told = tuple((name, _told(value)) for name, value in facts.items())
        self.rows[NoteRow(code=code, place=place, facts=told)] = None

    def all(self) -> tuple[NoteRow, ...]:
        """In the order in which they were found."""
        return tuple(self.rows)


def _told(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(item) for item in value)
    return " ".join(str(value).split())


class Names:
    """Gives everything a name of its own, as a flow demands of its stages."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def one(self, name: str, otherwise: str) -> str:
        """That name, or with a number behind it when it is taken."""
        base = " ".join(name.split())[:120] or otherwise
        found, n = base, 1
        while found.casefold() in self._taken:
            n += 1
            found = f"{base} ({n})"
        self._taken.add(found.casefold())
        return found


class Keys:
    """Gives keys, each once. Those of a ticket's own fields are never given."""

    def __init__(self) -> None:
        self._taken: set[str] = {*OWN_FIELDS, *FACTS}

    def one(self, name: str, otherwise: str) -> str:
        """A key made of that name."""
        key = key_for(name, self._taken, otherwise)
        self._taken.add(key)
        return key


_CANCELLED = re.compile(
    r"reject|cancel|abort|denied|deny|refus|declin|withdraw|unsuccess|not approved|recus|rejeit|negad|desist",
    re.IGNORECASE,
)
_TIGHT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def final_kind(*names: str) -> StageKind:
    """How a stage that ends a ticket ends it, by what it is called."""
    return StageKind.CANCELLED if any(_CANCELLED.search(name) for name in names) else StageKind.RESOLVED


def human(name: str) -> str:
    """`waiting_for_approval` and `PreProcInvoiceNo` as people read them."""
    words = _TIGHT.sub(" ", name).replace("_", " ").split()
    text = " ".join(words)
    return text[:1].upper() + text[1:]


TONES: Final = {StageKind.ENTRY: "novel", StageKind.RESOLVED: "ok", StageKind.CANCELLED: "off"}


def tone_of(kind: StageKind) -> str:
    """The tone in which a stage of that kind is drawn."""
    return TONES.get(kind, "info")
