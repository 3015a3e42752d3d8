"""The door in: what kind of workflow a file is, by its content, and the flow in it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pacdesk.desk.workflow.layout import roomy
from pacdesk.desk.workflow.naming import in_order, with_keys
from pacdesk.errors import Invalid, NotFound, UserError
from pacdesk.exchange.flows import bpmn_file, itop_file, otobo_file, yaml_file
from pacdesk.exchange.flows.model import MOST_BYTES, Count, Notes, ReadFlow
from pacdesk.exchange.flows.nodes import Node, nodes_of

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_flow(path: Path) -> ReadFlow:
    """The flow of a file with what it could not express. Raises NotFound `flow_file.missing`, Invalid
    `flow_file.*`: each names line or place, and what was expected."""
    return flow_of_bytes(bytes_of(path), path.name)


def bytes_of(path: Path) -> bytes:
    """The file's content, at most MOST_BYTES: a bigger one is refused before it is read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Invalid("flow_file.too_big", most=MOST_BYTES // 1024 // 1024)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NotFound("flow_file.missing", path=str(path)) from error
    except OSError as error:
        raise Invalid("flow_file.unreadable", path=str(path), reason=error.strerror or "") from error
    if len(data) > MOST_BYTES:
        raise Invalid("flow_file.too_big", most=MOST_BYTES // 1024 // 1024)
    return data


def flow_of_bytes(data: bytes, name: str) -> ReadFlow:
    """The flow of a file's content, every stage and transition with a key; `name` is told where the file
    has no better one."""
    found = _found(data, name)
    flow = roomy(found.flow) if found.kind in ("bpmn", "otobo") else found.flow
    return replace(found, flow=in_order(with_keys(flow)))


def _found(data: bytes, name: str) -> ReadFlow:
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
    if not start:
        raise Invalid("flow_file.empty")
    if start == b"<":
        return _of_xml(data)
    text = _text(data)
    if start == b"{":
        found = _of_json(text)
        if found is not None:
            return found
    return _of_nodes(nodes_of(text), text, name)


def _text(data: bytes) -> str:
    encoding = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid("flow_file.not_text", encoding="UTF-8", at=error.start) from error


def _of_xml(data: bytes) -> ReadFlow:
    root = xml_of(data)
    notes = Notes()
    if bpmn_file.is_bpmn(root):
        from pacdesk.exchange.flows import bpmn

        return bpmn.flow_of(bpmn_file.diagram_of(root, notes), notes)
    if next(root.iter("lifecycle"), None) is not None:
        from pacdesk.exchange.flows import itop

        return itop.flow_of(itop_file.from_xml(root, notes), notes)
    raise Invalid("flow_file.unknown_kind", starts=f"<{bpmn_file.bare(root.tag)}>")


def xml_of(data: bytes) -> Any:
    """The root of an XML without DTD or entities. Raises Invalid `flow_file.broken`,
    `flow_file.entities`."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise Invalid("flow_file.broken", line=error.position[0], why=str(error)) from error
    except DefusedXmlException as error:
        raise Invalid("flow_file.entities", name=str(getattr(error, "name", ""))) from error
    except (LookupError, ValueError) as error:
        # an encoding that the declaration names and nobody knows
        raise Invalid("flow_file.broken", line=1, why=str(error)) from error


def _of_json(text: str) -> ReadFlow | None:
    """iTop's JSON; None for what is no JSON of that kind (our own file may stand in braces too)."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plain, dict) or "states" not in plain or "pacdesk" in plain:
        return None
    from pacdesk.exchange.flows import itop

    notes = Notes()
    return itop.flow_of(itop_file.from_json(plain), notes)


def _of_nodes(root: Node, text: str, name: str) -> ReadFlow:
    if yaml_file.is_ours(root):
        return _ours(root, name)
    if otobo_file.is_process(root):
        from pacdesk.exchange.flows import otobo

        return otobo.flow_of(otobo_file.process_of(root), Notes())
    raise Invalid("flow_file.unknown_kind", starts=text.strip()[:60])


def _ours(root: Node, name: str) -> ReadFlow:
    """Our own file, with exactly one default entry (S1.30)."""
    read = yaml_file.read_nodes(root)
    place = read.type_name or name
    flow = read.flow
    if not flow.stages:
        raise Invalid("flow_file.no_stages", place=place)
    entries = [stage for stage in flow.stages if stage.is_default_entry]
    if not entries:
        raise Invalid("flow_file.no_entry", place=place)
    if len(entries) > 1:
        problems = tuple(
            UserError("flow.second_default_entry", place=stage.name, first=entries[0].name)
            for stage in entries[1:]
        )
        names = tuple(stage.name for stage in entries)
        raise Invalid("flow_file.two_entries", problems=problems, place=place, entries=names)
    flags = sum(len(stage.flags) for stage in flow.stages)
    return ReadFlow(
        flow=flow,
        kind="pacdesk",
        type_name=read.type_name,
        group_name=read.group_name,
        description=read.description,
        counts=(
            Count(what="stages", in_file=len(flow.stages), in_flow=len(flow.stages)),
            Count(what="transitions", in_file=len(flow.transitions), in_flow=len(flow.transitions)),
            Count(what="flags", in_file=flags, in_flow=flags),
        ),
    )
