"""A process of OTOBO, Znuny or OTRS as it stands in its YAML. Every value is a text there, whatever it
looks like (`DefaultValue: no` is the word "no"), and references may lead nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass

from pacdesk.exchange.flows.nodes import Items, Node, Scalar, Table

INVISIBLE, SHOWN, REQUIRED = "0", "1", "2"


@dataclass(frozen=True, slots=True)
class DialogField:
    """A field of a dialog: `display` is 0 invisible, 1 shown, 2 required; `default` is then set."""

    name: str
    display: str
    default: str
    help: str
    config: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dialog:
    """A form of an activity."""

    name: str
    fields: tuple[DialogField, ...]
    interfaces: tuple[str, ...]
    permission: str
    locks: bool
    text: str

    @property
    def for_agent(self) -> bool:
        """Whether agents use it; a dialog that does not say so is theirs."""
        return "AgentInterface" in self.interfaces or not self.for_customer

    @property
    def for_customer(self) -> bool:
        """Whether clients use it."""
        return "CustomerInterface" in self.interfaces

    def field(self, name: str) -> DialogField | None:
        """The field of that name."""
        return next((row for row in self.fields if row.name == name), None)

    @property
    def sets(self) -> dict[str, str]:
        """What it sets by itself: invisible fields with a default."""
        return {row.name: row.default for row in self.fields if row.display == INVISIBLE and row.default}


@dataclass(frozen=True, slots=True)
class Match:
    """A comparison of a transition: String, Regexp or Module (a program)."""

    field: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons, joined by and, or, xor."""

    linking: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one activity to another."""

    transition: str
    name: str
    target: str
    linking: str
    conditions: tuple[Condition, ...]
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A module that a transition runs, with its settings."""

    name: str
    module: str
    config: dict[str, str]


@dataclass(frozen=True, slots=True)
class Activity:
    """A step of the process. `missing`: dialogs that it names and the file lacks."""

    id: str
    name: str
    dialogs: tuple[Dialog, ...]
    missing: tuple[str, ...]
    paths: tuple[Path, ...]
    x: float | None
    y: float | None


@dataclass(frozen=True, slots=True)
class Process:
    """A whole process."""

    name: str
    description: str
    start: str
    activities: tuple[Activity, ...]
    actions: dict[str, Action]
    idle: tuple[str, ...]
    """Ids of transitions that stand in the file and in no path."""


def is_process(root: Node) -> bool:
    """Whether a document is a process of this kind."""
    return isinstance(root, Table) and "Process" in root.items and "Activities" in root.items


def process_of(root: Node) -> Process:
    """The process of a document; what is not there counts as empty."""
    config = at(root, "Process", "Config")
    paths = table(at(config, "Path"))
    dialogs = {name: _dialog(name, node) for name, node in table(at(root, "ActivityDialogs")).items()}
    known = table(at(root, "Activities"))
    listed = [text(node) for node in items(at(root, "Process", "Activities"))]
    order = [name for name in paths if name in known] or [name for name in listed if name in known]
    order = _from_start(
        text(at(config, "StartActivity")), [*order, *(n for n in known if n not in order)], paths
    )
    transitions = table(at(root, "Transitions"))
    used = {name for node in paths.values() for name in table(node)}
    layout = table(at(root, "Process", "Layout"))
    return Process(
        name=text(at(root, "Process", "Name")),
        description=text(at(config, "Description")),
        start=text(at(config, "StartActivity")),
        activities=tuple(
            _activity(name, known.get(name), dialogs, table(paths.get(name)), transitions, layout.get(name))
            for name in order
        ),
        actions={name: _action(name, node) for name, node in table(at(root, "TransitionActions")).items()},
        idle=tuple(name for name in transitions if name not in used),
    )


def _from_start(start: str, names: list[str], paths: dict[str, Node]) -> list[str]:
    """In the order in which a ticket comes by them; the file's own order is that of random ids."""
    waiting, order = [start], []
    while waiting:
        name = waiting.pop(0)
        if name in order or name not in names:
            continue
        order.append(name)
        waiting += [text(at(way, "ActivityEntityID")) for way in table(paths.get(name)).values()]
    return [*order, *(name for name in names if name not in order)]


def at(node: Node | None, *names: str) -> Node | None:
    """What stands under those names, or None."""
    for name in names:
        node = node.items.get(name) if isinstance(node, Table) else None
    return node


def table(node: Node | None) -> dict[str, Node]:
    """The items of a table; none of anything else."""
    return dict(node.items) if isinstance(node, Table) else {}


def items(node: Node | None) -> Iterable[Node]:
    """The items of a list; of a table its values."""
    if isinstance(node, Table):
        return tuple(node.items.values())
    return node.items if isinstance(node, Items) else ()


def text(node: Node | None) -> str:
    """A text; empty when there is none, or `~`."""
    if not isinstance(node, Scalar) or (node.plain and node.text in ("~", "null")):
        return ""
    return node.text.strip()


def texts(node: Node | None) -> dict[str, str]:
    """A table of texts; a list in it is joined by commas."""
    found = {}
    for name, value in table(node).items():
        inner = items(value)
        found[name] = text(value) if isinstance(value, Scalar) else ", ".join(text(one) for one in inner)
    return found


def _dialog(name: str, node: Node) -> Dialog:
    config = at(node, "Config")
    fields = table(at(config, "Fields"))
    order = [text(one) for one in items(at(config, "FieldOrder"))]
    names = [*(n for n in order if n in fields), *(n for n in fields if n not in order)]
    return Dialog(
        name=text(at(node, "Name")) or name,
        fields=tuple(_field(n, fields[n]) for n in names),
        interfaces=tuple(text(one) for one in items(at(config, "Interface"))),
        permission=text(at(config, "Permission")),
        locks=text(at(config, "RequiredLock")) == "1",
        text=text(at(config, "DescriptionShort")) or text(at(config, "DescriptionLong")),
    )


def _field(name: str, node: Node) -> DialogField:
    told = (text(at(node, "DescriptionShort")).strip("_ "), text(at(node, "DescriptionLong")).strip("_ "))
    return DialogField(
        name=name,
        display=text(at(node, "Display")) or SHOWN,
        default=text(at(node, "DefaultValue")),
        help=" ".join(dict.fromkeys(one for one in told if one)),
        config=texts(at(node, "Config")),
    )


def _action(name: str, node: Node) -> Action:
    return Action(
        name=text(at(node, "Name")) or name,
        module=text(at(node, "Config", "Module")).rsplit("::", 1)[-1],
        config=texts(at(node, "Config", "Config")),
    )


def _activity(
    name: str,
    node: Node | None,
    dialogs: dict[str, Dialog],
    paths: dict[str, Node],
    transitions: dict[str, Node],
    layout: Node | None,
) -> Activity:
    listed = table(at(node, "Config", "ActivityDialog"))
    ids = [text(listed[n]) for n in sorted(listed, key=lambda n: (len(n), n))]
    ids = ids or [text(one) for one in items(at(node, "ActivityDialogs"))]
    return Activity(
        id=name,
        name=text(at(node, "Name")) or name,
        dialogs=tuple(dialogs[n] for n in ids if n in dialogs),
        missing=tuple(n for n in ids if n not in dialogs),
        paths=tuple(_path(n, way, transitions.get(n)) for n, way in paths.items()),
        x=_number(at(layout, "left")),
        y=_number(at(layout, "top")),
    )


def _number(node: Node | None) -> float | None:
    try:
        found = float(text(node))
    except ValueError:
        return None
    return round(found, 1) if abs(found) < 1e6 else None


def _path(name: str, node: Node, transition: Node | None) -> Path:
    config = at(transition, "Config")
    conditions = table(at(config, "Condition"))
    order = sorted(conditions, key=lambda n: (len(n), n))
    return Path(
        transition=name if transition is not None else "",
        name=text(at(transition, "Name")) or name,
        target=text(at(node, "ActivityEntityID")),
        linking=text(at(config, "ConditionLinking")) or "and",
        conditions=tuple(_condition(conditions[n]) for n in order if isinstance(conditions[n], Table)),
        actions=tuple(text(one) for one in items(at(node, "TransitionAction"))),
    )


def _condition(node: Node) -> Condition:
    matches = []
    for name, row in table(at(node, "Fields")).items():
        found = at(row, "Match")
        value = text(found) if isinstance(found, Scalar) else "|".join(text(one) for one in items(found))
        matches.append(Match(name, text(at(row, "Type")) or "String", value))
    return Condition(text(at(node, "Type")) or "and", tuple(matches))
