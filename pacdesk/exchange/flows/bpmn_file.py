"""BPMN 2.0 as it stands in its XML: one process's nodes and sequence flows, whatever prefix its
namespaces carry, with lanes, attached events, texts and places of the drawing."""

from dataclasses import dataclass, field
from typing import Any

from pacdesk.errors import Invalid
from pacdesk.exchange.flows.model import Notes, demand_sane

TASKS = frozenset(
    {"task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask"}
    | {"businessRuleTask"}
)
SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SUB_PROCESSES | {"callActivity", "subChoreography", "choreographyTask"}
GATEWAYS = frozenset(
    {"exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway"}
)
EVENTS = frozenset(
    {"startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"}
)
NODES = ACTIVITIES | GATEWAYS | EVENTS


@dataclass(slots=True)
class Node:
    """A task, gateway or event. `definition`: what an event waits for or sends, like `timer`; `detail`:
    its time or name. `inner`: names of the activities inside a sub-process."""

    id: str
    kind: str
    name: str
    definition: str = ""
    detail: str = ""
    attached_to: str = ""
    interrupting: bool = True
    default: str = ""
    lane: str = ""
    owner: str = ""
    text: str = ""
    calls: str = ""
    loop: str = ""
    inner: tuple[str, ...] = ()
    by_event: bool = False
    form: "tuple[FormField, ...]" = ()
    form_key: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a generated form (Camunda)."""

    id: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    required: bool
    read_only: bool


@dataclass(slots=True)
class Edge:
    """A sequence flow."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""


@dataclass(slots=True)
class Diagram:
    """One process of a file."""

    name: str
    pool: str = ""
    text: str = ""
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)


def bare(tag: Any) -> str:
    """A tag without its namespace; nothing for comments."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def is_bpmn(root: Any) -> bool:
    """Whether an XML is BPMN."""
    return bare(root.tag) == "definitions" and "BPMN" in str(root.tag)


def diagram_of(root: Any, notes: Notes) -> Diagram:
    """The process of a file that has the most nodes; others are noted. Raises Invalid
    `flow_file.no_stages`."""
    pools = {
        part.get("processRef", ""): part.get("name", "")
        for part in _all(root, "participant")
        if part.get("processRef")
    }
    found = []
    for element in _all(root, "process"):
        key = _local(element.get("id", ""))
        pool = next((name for ref, name in pools.items() if _local(ref) == key), "")
        found.append((_size(element), pool, element))
    if not found or max(size for size, _, _ in found) == 0:
        raise Invalid("flow_file.no_stages", place="process")
    chosen = max(found, key=lambda one: one[0])
    kinds = [bare(one.tag) for one in chosen[2]]
    demand_sane(sum(kind in NODES for kind in kinds), ways=kinds.count("sequenceFlow"))
    for size, pool, element in found:
        if element is not chosen[2]:
            name = pool or element.get("name") or element.get("id", "?")
            notes.add("bpmn.other_process", name, nodes=size)
    for part in _all(root, "participant"):
        if not part.get("processRef"):
            notes.add("bpmn.empty_pool", part.get("name") or part.get("id", "?"))
    messages = [flow.get("name") or flow.get("id", "?") for flow in _all(root, "messageFlow")]
    if messages:
        notes.add("bpmn.message_flows", chosen[1] or "collaboration", count=len(messages), names=messages)
    return _Reading(root, chosen[2], chosen[1], notes).diagram


def _all(element: Any, name: str) -> list[Any]:
    return [one for one in element.iter() if bare(one.tag) == name]


def _children(element: Any, *names: str) -> list[Any]:
    return [one for one in element if bare(one.tag) in names]


def _size(element: Any) -> int:
    return sum(bare(one.tag) in ACTIVITIES | EVENTS for one in element)


def _local(reference: str) -> str:
    """A reference without the prefix that some programs give it."""
    return reference.strip().rsplit(":", 1)[-1]


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


class _Reading:
    def __init__(self, root: Any, process: Any, pool: str, notes: Notes) -> None:
        self.notes = notes
        self.names = {
            _local(one.get("id", "")): one.get("name", "")
            for one in root.iter()
            if bare(one.tag) in ("message", "signal", "error", "escalation", "process", "resource")
        }
        self.processes = {_local(one.get("id", "")): one for one in _all(root, "process")}
        self.diagram = Diagram(process.get("name", ""), pool, self._documentation(process))
        self._nodes(process)
        self._edges(process)
        self._lanes(process)
        self._places(root)
        self._annotations(root, process)
        self._rest(process)

    def _nodes(self, process: Any) -> None:
        for element in process:
            kind = bare(element.tag)
            if kind not in NODES:
                continue
            node = self._node(element, kind)
            if node.by_event:
                self.notes.add("bpmn.event_sub_process", node.name or node.id, inner=node.inner)
            elif node.id in self.diagram.nodes:
                self.notes.add("bpmn.id_twice", node.name or node.id, id=node.id)
            else:
                self.diagram.nodes[node.id] = node

    def _node(self, element: Any, kind: str) -> Node:
        definition, detail = self._definition(element)
        owners = [_text(one) for one in _all(element, "resourceRef")]
        groups = [value for name, value in element.attrib.items() if bare(name) == "candidateGroups"]
        called = [
            value for name, value in element.attrib.items() if bare(name) in ("calledElement", "processId")
        ]
        keys = [value for name, value in element.attrib.items() if bare(name) == "formKey"]
        return Node(
            id=_local(element.get("id", "")),
            kind=kind,
            name=" ".join(str(element.get("name", "")).split()),
            definition=definition,
            detail=detail,
            attached_to=_local(element.get("attachedToRef", "")),
            interrupting=element.get("cancelActivity", "true") != "false",
            default=_local(element.get("default", "")),
            owner=next((self.names.get(_local(one), one) for one in [*groups, *owners] if one), ""),
            text=self._documentation(element),
            calls=next(iter(called), ""),
            loop=next((bare(one.tag) for one in element if "LoopCharacteristics" in bare(one.tag)), ""),
            inner=self._inside(element, kind, next(iter(called), "")),
            by_event=element.get("triggeredByEvent") == "true",
            form=tuple(_form_field(one) for one in _all(element, "formField")),
            form_key=next(iter(keys), ""),
        )

    def _inside(self, element: Any, kind: str, called: str) -> tuple[str, ...]:
        """What is to be done in a sub-process, or in a process of the same file that is called."""
        if kind in SUB_PROCESSES:
            return self._inner(element)
        other = self.processes.get(_local(called)) if called else None
        return self._inner(other) if other is not None else ()

    def _inner(self, element: Any) -> tuple[str, ...]:
        found = [one for one in element.iter() if one is not element and bare(one.tag) in ACTIVITIES]
        return tuple(" ".join(str(one.get("name") or one.get("id", "?")).split()) for one in found)

    def _definition(self, element: Any) -> tuple[str, str]:
        found = [one for one in element if bare(one.tag).endswith("EventDefinition")]
        if not found:
            return "", ""
        first = found[0]
        kind = bare(first.tag).removesuffix("EventDefinition")
        times = [_text(one) for one in first if bare(one.tag).startswith("time")]
        names = [self.names.get(_local(v), "") for n, v in first.attrib.items() if bare(n).endswith("Ref")]
        conditions = [_text(one) for one in _children(first, "condition")]
        return kind, next((one for one in [*times, *names, *conditions] if one), "")

    def _documentation(self, element: Any) -> str:
        return "\n".join(text for one in _children(element, "documentation") if (text := _text(one)))

    def _edges(self, process: Any) -> None:
        for element in _children(process, "sequenceFlow"):
            edge = Edge(
                _local(element.get("id", "")),
                _local(element.get("sourceRef", "")),
                _local(element.get("targetRef", "")),
                " ".join(str(element.get("name", "")).split()),
                " ".join(text for one in _children(element, "conditionExpression") if (text := _text(one))),
            )
            missing = [end for end in (edge.source, edge.target) if end not in self.diagram.nodes]
            if missing:
                place = edge.name or edge.id or f"{edge.source} › {edge.target}"
                self.notes.add("bpmn.flow_broken", place, missing=[end or "?" for end in missing])
            self.diagram.edges.append(edge)

    def _lanes(self, process: Any) -> None:
        for lane in _all(process, "lane"):
            for reference in _children(lane, "flowNodeRef"):
                node = self.diagram.nodes.get(_local(_text(reference)))
                if node is not None and lane.get("name"):
                    node.lane = " ".join(lane.get("name", "").split())

    def _places(self, root: Any) -> None:
        for shape in _all(root, "BPMNShape"):
            node = self.diagram.nodes.get(_local(shape.get("bpmnElement", "")))
            bounds = next(iter(_children(shape, "Bounds")), None)
            if node is None or bounds is None:
                continue
            node.x, node.y = _number(bounds.get("x")), _number(bounds.get("y"))

    def _annotations(self, root: Any, process: Any) -> None:
        """A text beside a node is told with it; one beside nothing is noted."""
        texts = {_local(one.get("id", "")): _text(one) for one in _all(root, "textAnnotation")}
        beside: set[str] = set()
        for link in _all(root, "association"):
            ends = (_local(link.get("sourceRef", "")), _local(link.get("targetRef", "")))
            for text, other in (ends, ends[::-1]):
                if text in texts and other in self.diagram.nodes:
                    node = self.diagram.nodes[other]
                    node.text = "\n".join(part for part in (node.text, texts[text]) if part)
                    beside.add(text)
        for key in {_local(one.get("id", "")) for one in _all(process, "textAnnotation")} - beside:
            self.notes.add("bpmn.annotation", key, text=texts[key])

    def _rest(self, process: Any) -> None:
        data = [
            one.get("name") or one.get("id", "?")
            for one in process
            if bare(one.tag) in ("dataObjectReference", "dataStoreReference", "dataObject")
        ]
        if data:
            self.notes.add("bpmn.data", self.diagram.pool or self.diagram.name or "process", names=data)
        known = NODES | {
            "sequenceFlow", "laneSet", "documentation", "extensionElements", "textAnnotation", "association",
            "dataObjectReference", "dataStoreReference", "dataObject", "ioSpecification", "group", "property",
        }  # fmt: skip
        for one in process:
            if bare(one.tag) and bare(one.tag) not in known:
                self.notes.add(
                    "bpmn.element_left_out", one.get("name") or one.get("id", "?"), kind=bare(one.tag)
                )


def _number(text: str | None) -> float | None:
    try:
        found = float(text or "")
    except ValueError:
        return None
    return round(found, 1) if abs(found) < 1e6 else None


def _form_field(element: Any) -> FormField:
    rules = {one.get("name", "") for one in element.iter() if bare(one.tag) == "constraint"}
    return FormField(
        id=element.get("id", ""),
        label=element.get("label") or element.get("id", ""),
        kind=element.get("type", "string"),
        choices=tuple(
            (one.get("id", ""), one.get("name") or one.get("id", "")) for one in _children(element, "value")
        ),
        required="required" in rules,
        read_only="readonly" in rules,
    )
