"""Walking a tree of nodes: what stands there, or a refusal that names line, place and what was expected."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from pacdesk.errors import Invalid
from pacdesk.exchange.flows.nodes import Items, Node, Scalar, Table

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOTHING = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A node and the way to it, like `stages › triage › flags`."""

    node: Node
    place: str = ""

    def refuse(self, code: str, **facts: Any) -> NoReturn:
        """Raises Invalid of that code with line and place."""
        raise Invalid(code, line=self.node.line, place=self.place or "/", **facts)

    def table(self, known: Iterable[str] | None = None) -> "dict[str, Cursor]":
        """What a table holds. Raises Invalid `flow_file.not_a_table`, `flow_file.unknown_name`."""
        if not isinstance(self.node, Table):
            self.refuse("flow_file.not_a_table")
        allowed = None if known is None else set(known)
        for name, node in self.node.items.items():
            if allowed is not None and name not in allowed:
                Cursor(node, self._to(name)).refuse(
                    "flow_file.unknown_name", name=name, known=tuple(sorted(allowed))
                )
        return {name: Cursor(node, self._to(name)) for name, node in self.node.items.items()}

    def items(self) -> "Iterator[Cursor]":
        """The items of a list. Raises Invalid `flow_file.not_a_list`."""
        if not isinstance(self.node, Items):
            self.refuse("flow_file.not_a_list")
        for n, node in enumerate(self.node.items, 1):
            yield Cursor(node, self._to(_called(node) or str(n)))

    def text(self) -> str:
        """A text. Raises Invalid `flow_file.not_a_text`."""
        value = self.value()
        if not isinstance(value, str):
            self.refuse("flow_file.not_a_text", found=self._shown())
        return value

    def yes_no(self) -> bool:
        """true or false. Raises Invalid `flow_file.not_yes_or_no`."""
        value = self.value()
        if not isinstance(value, bool):
            self.refuse("flow_file.not_yes_or_no", found=self._shown())
        return value

    def whole(self) -> int:
        """A whole number. Raises Invalid `flow_file.not_a_number`."""
        value = self.value()
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse("flow_file.not_a_number", found=self._shown())
        return value

    def number(self) -> float:
        """A number. Raises Invalid `flow_file.not_a_number`."""
        value = self.value()
        if not isinstance(value, int | float) or isinstance(value, bool):
            self.refuse("flow_file.not_a_number", found=self._shown())
        return float(value)

    def one_of(self, kind: type[E]) -> E:
        """A word of an enumeration. Raises Invalid `flow_file.not_one_of`."""
        found = self._shown()
        try:
            return kind(found)
        except ValueError:
            self.refuse("flow_file.not_one_of", found=found, known=tuple(str(word) for word in kind))

    def value(self) -> Any:
        """A plain value, lists and tables too."""
        node = self.node
        if isinstance(node, Items):
            return [cursor.value() for cursor in self.items()]
        if isinstance(node, Table):
            return {name: cursor.value() for name, cursor in self.table().items()}
        return scalar_value(node)

    def each(self, read: "Callable[[Cursor], T]") -> tuple[T, ...]:
        """What `read` makes of every item."""
        return tuple(read(cursor) for cursor in self.items())

    def _to(self, name: str) -> str:
        return f"{self.place} › {name}" if self.place else name

    def _shown(self) -> str:
        return self.node.text[:80] if isinstance(self.node, Scalar) else type(self.node).__name__.lower()


def scalar_value(node: Scalar) -> Any:
    """What a scalar means: quoted ones are texts; YAML 1.2's words for yes, no and nothing, no others."""
    text = node.text
    if not node.plain:
        return text
    if text in _NOTHING:
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text[0] in "tT"
    if _WHOLE.fullmatch(text) and len(text) < 300:
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _called(node: Node) -> str:
    """What an item is called, to be named in a place."""
    if isinstance(node, Table):
        for name in ("key", "name", "field", "label"):
            found = node.items.get(name)
            if isinstance(found, Scalar) and found.text:
                return found.text[:40]
    return ""
