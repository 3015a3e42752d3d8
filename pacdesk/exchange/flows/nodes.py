"""YAML as a tree of nodes that know their line. Nothing is ever constructed: tags are refused, an alias
counts as much as what it stands for, and size, depth and count have limits, so no file can do more than be
read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pacdesk.errors import Invalid

MOST_BYTES = 8 * 1024 * 1024
DEEPEST = 40
MOST_NODES = 400_000


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `plain`: it stood without quotes, so `true` means yes and `3` a number."""

    text: str
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: "tuple[Node, ...]"
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Names and what they hold, in the file's order."""

    items: "dict[str, Node]"
    line: int


Node = Scalar | Items | Table


def nodes_of(text: str) -> Node:
    """The one document of a YAML text. Raises Invalid `flow_file.broken`, `flow_file.tag`,
    `flow_file.alias`, `flow_file.too_deep`, `flow_file.too_big`, `flow_file.too_many`, `flow_file.key_twice`,
    `flow_file.key_not_text`, `flow_file.several`, `flow_file.empty`; each with its line."""
    import yaml

    if len(text) > MOST_BYTES:
        raise Invalid("flow_file.too_big", most=MOST_BYTES // 1024 // 1024)
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return _Builder(yaml).document(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        raise Invalid("flow_file.broken", line=line, why=error.problem or "") from error
    except yaml.YAMLError as error:
        raise Invalid("flow_file.broken", line=0, why=str(error).splitlines()[0]) from error


@dataclass(slots=True)
class _Open:
    """A list or a table that is being read; `key` waits for what it holds. `before`: how many nodes had
    been seen when it began."""

    line: int
    items: list[Node] | None
    table: dict[str, Node] | None
    anchor: str | None
    before: int
    key: str | None = None


class _Builder:
    """Nodes from events, without recursion: depth is only a number here."""

    def __init__(self, yaml: Any) -> None:
        self._yaml = yaml
        self._open: list[_Open] = []
        self._seen = 0
        self._anchored: dict[str, tuple[Node, int]] = {}

    def document(self, events: Iterator[Any]) -> Node:
        """The only document."""
        root: Node | None = None
        y = self._yaml
        for event in events:
            if not isinstance(event, y.NodeEvent | y.CollectionEndEvent):
                continue
            if root is not None:
                raise Invalid("flow_file.several", line=_line(event))
            root = self._take(event)
        if root is None:
            raise Invalid("flow_file.empty")
        return root

    def _take(self, event: Any) -> Node | None:
        """The root once it is whole, else None."""
        y = self._yaml
        if isinstance(event, y.AliasEvent):
            return self._put(self._stood_for(event))
        if isinstance(event, y.NodeEvent):
            self._weigh(event)
        if isinstance(event, y.SequenceStartEvent):
            self._open.append(_Open(_line(event), [], None, event.anchor, self._seen))
            return None
        if isinstance(event, y.MappingStartEvent):
            self._open.append(_Open(_line(event), None, {}, event.anchor, self._seen))
            return None
        if isinstance(event, y.CollectionEndEvent):
            done = self._open.pop()
            return self._put(self._anchor(done.anchor, _closed(done), self._seen - done.before + 1))
        plain = event.implicit[0] and event.style in (None, "")
        return self._put(self._anchor(event.anchor, Scalar(event.value, plain, _line(event)), 1))

    def _anchor(self, name: str | None, node: Node, weight: int) -> Node:
        if name is not None:
            self._anchored[name] = node, weight
        return node

    def _stood_for(self, event: Any) -> Node:
        """What an alias stands for; one that holds itself, or nothing, stands for nothing."""
        if event.anchor not in self._anchored:
            raise Invalid("flow_file.alias", line=_line(event), name=event.anchor)
        node, weight = self._anchored[event.anchor]
        self._count(event, weight)
        return node

    def _weigh(self, event: Any) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None and tag != "!":
            raise Invalid("flow_file.tag", line=_line(event), tag=str(tag)[:80])
        if len(self._open) >= DEEPEST:
            raise Invalid("flow_file.too_deep", line=_line(event), deepest=DEEPEST)
        self._count(event, 1)

    def _count(self, event: Any, weight: int) -> None:
        self._seen += weight
        if self._seen > MOST_NODES:
            raise Invalid("flow_file.too_many", line=_line(event), most=MOST_NODES)

    def _put(self, node: Node) -> Node | None:
        if not self._open:
            return node
        holder = self._open[-1]
        if holder.items is not None:
            holder.items.append(node)
        elif holder.table is not None:
            _into(holder, holder.table, node)
        return None


def _into(holder: _Open, table: dict[str, Node], node: Node) -> None:
    if holder.key is not None:
        table[holder.key] = node
        holder.key = None
        return
    if not isinstance(node, Scalar):
        raise Invalid("flow_file.key_not_text", line=node.line)
    if node.text in table:
        raise Invalid("flow_file.key_twice", line=node.line, name=node.text)
    holder.key = node.text


def _closed(done: _Open) -> Node:
    if done.items is not None:
        return Items(tuple(done.items), done.line)
    return Table(done.table or {}, done.line)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
