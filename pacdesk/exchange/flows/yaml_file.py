"""Our readable workflow file: one YAML file a ticket type. Writing and reading it again changes nothing
but ids and the version's number.

    pacdesk: workflow
    format: 1
    group: Suporte
    type: Incidente
    fields:                       # custom ones
    - {key: serial, name: Número de série, kind: text}
    stages:                       # in their order
    - key: triage
      name: Triagem
      kind: entry                 # entry, middle (when not said), resolved, cancelled
      default_entry: true
      flags: {required: [priority], hidden_online: [serial]}
      place: [0, 120]             # on the canvas
    transitions:
    - {key: done, label: Concluir, from: triage, to: end, comment_required: true}

Registers are named by their names; importing looks them up, or makes them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.naming import in_order
from pacdesk.desk.workflow.rows import (
    ActionKind,
    ActionRow,
    CheckRow,
    ChoiceRow,
    Condition,
    Demand,
    FieldKind,
    FieldRow,
    FlagRow,
    Flow,
    Guard,
    Mode,
    MoveField,
    NoteRow,
    Op,
    Ref,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Trigger,
    Who,
)
from pacdesk.exchange.flows.cursor import Cursor
from pacdesk.exchange.flows.model import demand_sane
from pacdesk.exchange.flows.nodes import Items, Node, Scalar, Table, nodes_of
from pacdesk.exchange.flows.plain import FLAGS, FORMAT, plain_of


@dataclass(frozen=True, slots=True)
class WrittenFlow:
    """A flow with the names of its type and group."""

    flow: Flow
    type_name: str
    group_name: str
    description: str = ""


def write_flow(flow: Flow, *, type_name: str, group_name: str, description: str = "") -> str:
    """The file's text."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Texts of several lines as blocks, odd ones in double quotes; nothing is written by reference."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    Dumper.add_representer(
        str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))
    )
    plain = plain_of(flow, type_name=type_name, group_name=group_name, description=description)
    return yaml.dump(
        plain, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100, default_flow_style=None
    )


_BLOCK = re.compile(r"\S[^\n]*(\n+\S[^\n]*)*\n?")


def _style(text: str) -> str | None:
    if all(char.isprintable() for char in text):
        return None
    plain_lines = all(char.isprintable() or char == "\n" for char in text)
    tidy = _BLOCK.fullmatch(text) and not any(line != line.rstrip() for line in text.split("\n"))
    return "|" if plain_lines and tidy else '"'


def is_ours(node: Node) -> bool:
    """Whether a document says that it is a workflow of this program."""
    mark = node.items.get("pacdesk") if isinstance(node, Table) else None
    return isinstance(mark, Scalar) and mark.text == "workflow"


def read_text(text: str) -> WrittenFlow:
    """The flow of a file's text. Raises Invalid `flow_file.*` with line, place and what was expected."""
    return read_nodes(nodes_of(text))


def read_nodes(root: Node) -> WrittenFlow:
    """The flow of a parsed file. Raises as `read_text`, also `flow_file.too_new`."""
    table = Cursor(root).table(
        ("pacdesk", "format", "group", "type", "description", "fields", "stages", "transitions", "notes")
    )
    found = table["format"].whole() if "format" in table else FORMAT
    if found > FORMAT:
        table["format"].refuse("flow_file.too_new", found=found, known=FORMAT)
    demand_sane(*(len(_cursors(table, name)) for name in ("stages", "fields", "transitions")))
    stages = _list(table, "stages", _stage)
    by_key: dict[str, StageRow] = {}
    for stage, cursor in zip(stages, _cursors(table, "stages"), strict=True):
        if stage.key in by_key:
            cursor.refuse("flow_file.stage_key_twice", key=stage.key)
        by_key[stage.key] = stage
    flow = Flow(
        version_id=new_id(),
        type_id=new_id(),
        number=1,
        stages=tuple(stages),
        transitions=_list(table, "transitions", lambda cursor: _transition(cursor, by_key)),
        fields=_list(table, "fields", _field),
        notes=_list(table, "notes", _note),
    )
    return WrittenFlow(
        in_order(flow), _text(table, "type"), _text(table, "group"), _text(table, "description")
    )


def _cursors(table: dict[str, Cursor], name: str) -> list[Cursor]:
    return list(table[name].items()) if name in table else []


def _list(table: dict[str, Cursor], name: str, read: Callable[[Cursor], Any]) -> tuple[Any, ...]:
    return table[name].each(read) if name in table else ()


def _text(table: dict[str, Cursor], name: str, otherwise: str = "") -> str:
    return table[name].text() if name in table else otherwise


def _needed(cursor: Cursor, table: dict[str, Cursor], name: str) -> Cursor:
    if name not in table:
        cursor.refuse("flow_file.name_missing", name=name)
    return table[name]


def _ref(table: dict[str, Cursor], name: str) -> Ref | None:
    return Ref(table[name].text()) if name in table else None


def _field(cursor: Cursor) -> FieldRow:
    table = cursor.table(
        ("key", "name", "kind", "help", "section", "choices", "default", "minimum", "maximum")
    )
    return FieldRow(
        key=_needed(cursor, table, "key").text(),
        name=_text(table, "name"),
        kind=_needed(cursor, table, "kind").one_of(FieldKind),
        help=_text(table, "help"),
        section=_text(table, "section"),
        choices=_choices(table["choices"]) if "choices" in table else (),
        default=table["default"].value() if "default" in table else None,
        minimum=_bound(table, "minimum"),
        maximum=_bound(table, "maximum"),
    )


def _bound(table: dict[str, Cursor], name: str) -> str | None:
    if name not in table:
        return None
    value = table[name].value()
    return None if value is None else str(value)


def _choices(cursor: Cursor) -> tuple[ChoiceRow, ...]:
    if isinstance(cursor.node, Items):
        return cursor.each(_choice)
    return tuple(ChoiceRow(key=key, name=name.text()) for key, name in cursor.table().items())


def _choice(cursor: Cursor) -> ChoiceRow:
    table = cursor.table(("key", "name"))
    return ChoiceRow(key=_needed(cursor, table, "key").text(), name=_text(table, "name"))


_STAGE = (
    "key", "name", "kind", "phase", "tone", "default_entry", "expected_minutes", "clock_runs", "description",
    "responsible", "responsible_name", "flags", "checklist", "on_entry", "place",
)  # fmt: skip


def _stage(cursor: Cursor) -> StageRow:
    table = cursor.table(_STAGE)
    x, y = _place(table["place"]) if "place" in table else (None, None)
    minutes = table.get("expected_minutes")
    return StageRow(
        id=new_id(),
        key=_needed(cursor, table, "key").text(),
        name=_text(table, "name"),
        kind=table["kind"].one_of(StageKind) if "kind" in table else StageKind.MIDDLE,
        phase=_text(table, "phase"),
        tone=_text(table, "tone", "info"),
        is_default_entry="default_entry" in table and table["default_entry"].yes_no(),
        expected_minutes=minutes.whole() if minutes else None,
        clock_runs=table["clock_runs"].yes_no() if "clock_runs" in table else True,
        description=_text(table, "description"),
        responsible=table["responsible"].one_of(Responsible) if "responsible" in table else Responsible.KEEP,
        responsible_ref=_ref(table, "responsible_name"),
        flags=_flags(table["flags"]) if "flags" in table else (),
        checklist=_list(table, "checklist", _item),
        on_entry=_list(table, "on_entry", _action),
        x=x,
        y=y,
    )


def _place(cursor: Cursor) -> tuple[float | None, float | None]:
    found = list(cursor.items())
    if len(found) != 2:
        cursor.refuse("flow_file.not_a_place")
    x, y = (None if one.value() is None else one.number() for one in found)
    return x, y


def _flags(cursor: Cursor) -> tuple[FlagRow, ...]:
    """By field, in the order in which a desk keeps them."""
    marked: dict[str, dict[str, bool]] = {}
    for flag, names in cursor.table(FLAGS).items():
        for name in names.items():
            marked.setdefault(name.text(), {})[flag] = True
    return tuple(FlagRow(field=name, **marked[name]) for name in sorted(marked))


def _item(cursor: Cursor) -> CheckRow:
    table = cursor.table(("key", "text", "required"))
    return CheckRow(
        key=_needed(cursor, table, "key").text(),
        text=_text(table, "text"),
        required="required" in table and table["required"].yes_no(),
    )


_WAY = (
    "key", "label", "from", "to", "who", "guard", "reasons", "reason_required", "comment_required", "fields",
    "actions", "trigger", "after_minutes", "stimulus",
)  # fmt: skip


def _transition(cursor: Cursor, stages: dict[str, StageRow]) -> TransitionRow:
    table = cursor.table(_WAY)
    minutes = table.get("after_minutes")
    return TransitionRow(
        id=new_id(),
        key=_text(table, "key"),
        label=_text(table, "label"),
        from_stage_id=_end(cursor, table, "from", stages),
        to_stage_id=_end(cursor, table, "to", stages),
        who=_list(table, "who", lambda one: one.one_of(Who)),
        guard=_guard(table["guard"]) if "guard" in table else None,
        reasons=_list(table, "reasons", lambda one: Ref(one.text())),
        reason_required="reason_required" in table and table["reason_required"].yes_no(),
        comment_required="comment_required" in table and table["comment_required"].yes_no(),
        fields=_list(table, "fields", _asked),
        actions=_list(table, "actions", _action),
        trigger=table["trigger"].one_of(Trigger) if "trigger" in table else Trigger.PERSON,
        after_minutes=minutes.whole() if minutes else None,
        stimulus=_text(table, "stimulus"),
    )


def _end(cursor: Cursor, table: dict[str, Cursor], name: str, stages: dict[str, StageRow]) -> Any:
    end = _needed(cursor, table, name)
    key = end.text()
    if key not in stages:
        end.refuse("flow_file.stage_unknown", key=key, known=tuple(stages))
    return stages[key].id


def _guard(cursor: Cursor) -> Guard:
    table = cursor.table(tuple(mode.value for mode in Mode))
    if len(table) != 1:
        cursor.refuse("flow_file.not_a_guard")
    ((mode, parts),) = table.items()
    conditions, groups = [], []
    for part in parts.items():
        if isinstance(part.node, Table) and "field" in part.node.items:
            conditions.append(_condition(part))
        else:
            groups.append(_guard(part))
    return Guard(Mode(mode), tuple(conditions), tuple(groups))


def _condition(cursor: Cursor) -> Condition:
    table = cursor.table(("field", "op", "value"))
    return Condition(
        _needed(cursor, table, "field").text(),
        _needed(cursor, table, "op").one_of(Op),
        table["value"].value() if "value" in table else None,
    )


def _asked(cursor: Cursor) -> MoveField:
    if isinstance(cursor.node, Scalar):
        return MoveField(field=cursor.text())
    table = cursor.table()
    if len(table) != 1:
        cursor.refuse("flow_file.not_a_demand")
    ((name, demand),) = table.items()
    return MoveField(field=name, demand=demand.one_of(Demand))


def _action(cursor: Cursor) -> ActionRow:
    table = cursor.table(("do", "field", "value", "name", "text"))
    return ActionRow(
        kind=_needed(cursor, table, "do").one_of(ActionKind),
        field=_text(table, "field"),
        value=table["value"].value() if "value" in table else None,
        ref=_ref(table, "name"),
        text=_text(table, "text"),
    )


def _note(cursor: Cursor) -> NoteRow:
    table = cursor.table(("code", "place", "facts"))
    facts = table["facts"].table() if "facts" in table else {}
    return NoteRow(
        code=_needed(cursor, table, "code").text(),
        place=_text(table, "place"),
        facts=tuple((name, fact.text()) for name, fact in facts.items()),
    )
