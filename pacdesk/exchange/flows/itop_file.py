"""iTop's lifecycles as they stand in a file: the XML of a datamodel, or a JSON of one class."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pacdesk.errors import Invalid
from pacdesk.exchange.flows.model import Notes

FLAGS = ("read_only", "hidden", "mandatory", "must_prompt", "must_change")
XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"


@dataclass(frozen=True, slots=True)
class Attribute:
    """A field of the class: its iTop type, the values of an enumeration, the class a key points to."""

    name: str
    kind: str
    values: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """Something a transition does."""

    name: str
    params: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A transition: a stimulus takes the object to a state."""

    stimulus: str
    target: str
    flags: dict[str, tuple[str, ...]]
    actions: tuple[Verb, ...]


@dataclass(frozen=True, slots=True)
class State:
    """A state with its own flags; those of `inherits` hold where it says nothing."""

    name: str
    inherits: str
    flags: dict[str, tuple[str, ...]]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Watch:
    """A stopwatch: the states in which it runs, and what it sets off at which share of its goal."""

    name: str
    states: tuple[str, ...]
    goal: str
    thresholds: tuple[tuple[str, tuple[Verb, ...]], ...]


@dataclass(slots=True)
class Lifecycle:
    """One class. `user_stimuli`: those that a person gives; `initial`: where an object is made."""

    name: str
    initial: str = ""
    stimuli: dict[str, bool] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)
    watches: list[Watch] = field(default_factory=list)


def from_xml(root: Any, notes: Notes) -> Lifecycle:
    """The class of an XML that has the most transitions; the others are noted."""
    found = [
        element
        for element in (root.iter("class") if root.tag != "class" else [root])
        if element.find("lifecycle/states") is not None
    ]
    if not found:
        raise Invalid("flow_file.no_stages", place=str(root.tag))
    found.sort(key=lambda one: (len(one.findall("lifecycle//transition")), len(one.findall(".//state"))))
    chosen = found[-1]
    for other in found[:-1]:
        notes.add(
            "itop.other_class",
            other.get("id", "?"),
            states=len(other.findall("lifecycle/states/state")),
            chosen=chosen.get("id", "?"),
        )
    return _class(chosen, notes)


def _class(element: Any, notes: Notes) -> Lifecycle:
    kept = [row.get("id", "?") for row in element.findall("lifecycle/states/state") if _builds_on(row)]
    if kept:
        notes.add("itop.delta", element.get("id", "?"), states=kept)
    cycle = Lifecycle(element.get("id", ""))
    attribute = element.findtext("properties/fields_semantic/state_attribute") or "status"
    for row in element.findall("fields/field"):
        name = row.get("id", "")
        kind = row.get(XSI_TYPE, "")
        if kind == "AttributeStopWatch":
            cycle.watches.append(_watch(name, row))
        else:
            values = tuple(_value(value) for value in row.findall("values/value"))
            cycle.attributes[name] = Attribute(name, kind, values, _text(row, "target_class"))
        if name == attribute:
            cycle.initial = _text(row, "default_value")
    for row in element.findall("lifecycle/stimuli/stimulus"):
        cycle.stimuli[row.get("id", "")] = row.get(XSI_TYPE, "") != "StimulusInternal"
    for row in element.findall("lifecycle/states/state"):
        if row.get("_delta") == "delete":
            notes.add("itop.deleted", row.get("id", "?"))
            continue
        cycle.states.append(_state(row, notes))
    return cycle


def _builds_on(row: Any) -> bool:
    """Whether a file only changes a state that another file makes."""
    return row.get("_delta", "") in ("must_exist", "if_exists", "merge")


def _text(element: Any, path: str) -> str:
    return str(element.findtext(path) or "").strip()


def _value(element: Any) -> str:
    return _text(element, "code") or element.get("id", "") or str(element.text or "").strip()


def _state(element: Any, notes: Notes) -> State:
    ways = []
    for row in element.findall("transitions/transition"):
        if row.get("_delta") == "delete":
            notes.add("itop.deleted", f"{element.get('id', '?')} › {row.get('id', '?')}")
            continue
        # older files name the stimulus in an element of its own, and the id is a number
        stimulus = _text(row, "stimulus") or row.get("id", "")
        ways.append(Way(stimulus, _text(row, "target"), _flags(row), _verbs(row)))
    inherits = element.find("inherit_flags_from")
    inherited = "" if inherits is None else (inherits.get("id") or inherits.text or "").strip()
    return State(element.get("id", ""), inherited, _flags(element), tuple(ways))


def _flags(element: Any) -> dict[str, tuple[str, ...]]:
    return {
        row.get("id", ""): tuple(dict.fromkeys(str(flag.tag) for flag in row))
        for row in element.findall("flags/attribute")
    }


def _verbs(element: Any) -> tuple[Verb, ...]:
    return tuple(
        Verb(_text(row, "verb"), tuple(str(p.text or "").strip() for p in row.findall("params/param")))
        for row in element.findall("actions/action")
    )


def _watch(name: str, element: Any) -> Watch:
    return Watch(
        name,
        tuple(row.get("id", "") for row in element.findall("states/state")),
        _text(element, "goal"),
        tuple((row.get("id", "?"), _verbs(row)) for row in element.findall("thresholds/threshold")),
    )


def from_json(plain: Any) -> Lifecycle:
    """The class of a JSON. What has an unexpected shape counts as not there."""
    cycle = Lifecycle(str(plain.get("class", "")))
    cycle.stimuli = {
        str(row.get("id")): row.get("type") != "StimulusInternal" for row in _rows(plain, "stimuli")
    }
    for row in _rows(plain, "fields"):
        name = str(row.get("id"))
        values = tuple(str(value) for value in _list(row.get("values")))
        cycle.attributes[name] = Attribute(name, str(row.get("type", "")), values, str(row.get("target", "")))
    for row in _rows(plain, "states"):
        ways = tuple(
            Way(str(way.get("stimulus")), str(way.get("target")), _json_flags(way), _json_verbs(way))
            for way in _rows(row, "transitions")
        )
        inherits = str(row.get("inherit_flags_from") or "")
        cycle.states.append(State(str(row.get("id")), inherits, _json_flags(row), ways))
    for row in _rows(plain, "stopwatches"):
        thresholds = tuple((str(t.get("percent")), _json_verbs(t)) for t in _rows(row, "thresholds"))
        states = tuple(str(name) for name in _list(row.get("runs_in")))
        cycle.watches.append(Watch(str(row.get("id")), states, str(row.get("goal") or ""), thresholds))
    cycle.initial = str(plain.get("initial") or "")
    if not cycle.states:
        raise Invalid("flow_file.no_stages", place=cycle.name or "states")
    return cycle


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _rows(plain: Any, name: str) -> Iterator[dict[str, Any]]:
    for row in _list(plain.get(name)):
        if isinstance(row, dict):
            yield row


def _json_flags(row: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    flags = row.get("flags")
    if not isinstance(flags, dict):
        return {}
    return {
        str(name): tuple(dict.fromkeys(str(flag) for flag in _list(found))) for name, found in flags.items()
    }


def _json_verbs(row: dict[str, Any]) -> tuple[Verb, ...]:
    return tuple(
        Verb(str(verb.get("verb")), tuple(str(param) for param in _list(verb.get("params"))))
        for verb in _rows(row, "actions")
    )
