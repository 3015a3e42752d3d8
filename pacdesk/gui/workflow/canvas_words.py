"""What the drawing of a flow says of a stage: who, how long, what it is; for the eye and for the ear."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.workflow.problems import Problem, Severity
from pacdesk.desk.workflow.rows import Flow, Responsible, StageKind, StageRow, TransitionRow
from pacdesk.gui.workflow.durations import short_minutes

translate = QCoreApplication.translate

KIND_ICONS = {
    StageKind.ENTRY: ("circle-play", "ok"),
    StageKind.MIDDLE: ("circle", "text2"),
    StageKind.RESOLVED: ("circle-check", "accent"),
    StageKind.CANCELLED: ("circle-x", "text2"),
}
"""Icon and tone of each kind of stage."""

_WHO_ICONS = {
    Responsible.KEEP: "user",
    Responsible.CLIENT: "building-2",
    Responsible.ATTENDANT: "user",
    Responsible.ROLE: "users",
    Responsible.DEPARTMENT: "inbox",
    Responsible.PREVIOUS: "history",
    Responsible.TECHNICAL: "shield-check",
    Responsible.THIRD_PARTY: "hard-hat",
}


def kind(stage: StageRow) -> str:
    """What a stage is in its flow."""
    return {
        StageKind.ENTRY: translate("FlowCanvas", "entry"),
        StageKind.MIDDLE: translate("FlowCanvas", "on the way"),
        StageKind.RESOLVED: translate("FlowCanvas", "concludes the ticket"),
        StageKind.CANCELLED: translate("FlowCanvas", "cancels the ticket"),
    }[stage.kind]


def who_icon(stage: StageRow) -> str:
    """The icon beside who is responsible."""
    return "flag" if stage.kind.is_final else _WHO_ICONS[stage.responsible]


def who(stage: StageRow) -> str:
    """Who is responsible there; of a final stage, how it ends."""
    if stage.kind is StageKind.RESOLVED:
        return translate("FlowCanvas", "Concludes")
    if stage.kind is StageKind.CANCELLED:
        return translate("FlowCanvas", "Cancels")
    named = stage.responsible_ref.name if stage.responsible_ref else ""
    if stage.responsible is Responsible.DEPARTMENT and named:
        return translate("FlowCanvas", "{name} queue").format(name=named)
    if named:
        return named
    return {
        Responsible.KEEP: translate("FlowCanvas", "Whoever has it"),
        Responsible.CLIENT: translate("FlowCanvas", "Client"),
        Responsible.ATTENDANT: translate("FlowCanvas", "Nobody named"),
        Responsible.ROLE: translate("FlowCanvas", "No role named"),
        Responsible.DEPARTMENT: translate("FlowCanvas", "No department"),
        Responsible.PREVIOUS: translate("FlowCanvas", "Previous attendant"),
        Responsible.TECHNICAL: translate("FlowCanvas", "Client's RT"),
        Responsible.THIRD_PARTY: translate("FlowCanvas", "Third party"),
    }[stage.responsible]


def how_long(stage: StageRow) -> str:
    """The expected duration; empty for none."""
    return short_minutes(stage.expected_minutes)


def name_of(stage: StageRow) -> str:
    """Its name, or that it has none."""
    return stage.name.strip() or translate("FlowCanvas", "Without a name")


def label_of(way: TransitionRow) -> str:
    """Its label, or that it has none."""
    return way.label.strip() or translate("FlowCanvas", "Without a label")


def stage_sentence(flow: Flow, stage: StageRow, problems: Iterable[Problem]) -> str:
    """A stage in words, for a screen reader."""
    parts = [name_of(stage), kind(stage)]
    if stage.is_default_entry:
        parts.append(translate("FlowCanvas", "default entry"))
    if stage.phase:
        parts.append(translate("FlowCanvas", "phase {name}").format(name=stage.phase))
    parts.append(who(stage))
    if how_long(stage):
        parts.append(how_long(stage))
    out, back = len(flow.ways_out(stage.id)), len(flow.ways_in(stage.id))
    parts.append(translate("FlowCanvas", "{out} out, {back} in").format(out=out, back=back))
    count = len(list(problems))
    if count:
        one, more = translate("FlowCanvas", "one problem"), translate("FlowCanvas", "{count} problems")
        parts.append(one if count == 1 else more.format(count=count))
    return ", ".join(parts)


def way_sentence(flow: Flow, way: TransitionRow) -> str:
    """A transition in words."""
    origin, to = flow.find_stage(way.from_stage_id), flow.find_stage(way.to_stage_id)
    return translate("FlowCanvas", "Transition {label}, from {origin} to {to}").format(
        label=label_of(way),
        origin=name_of(origin) if origin else "?",
        to=name_of(to) if to else "?",
    )


def worst(problems: Iterable[Problem]) -> Severity | None:
    """The severity to show for some problems."""
    found = {problem.severity for problem in problems}
    return next((level for level in (Severity.ERROR, Severity.WARNING) if level in found), None)
