"""Problems of a flow in words, what they are about, and what mends them with one press."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale

from pacdesk.desk.lean import dataclass
from pacdesk.desk.workflow.problems import Problem, Severity, problems_of
from pacdesk.desk.workflow.rows import Flow, NoteRow, Responsible, StageKind
from pacdesk.errors import UserError
from pacdesk.gui import messages
from pacdesk.gui.workflow import words
from pacdesk.gui.workflow.durations import BUSINESS_DAY
from pacdesk.gui.workflow.field_edits import with_flags
from pacdesk.gui.workflow.model import Chosen
from pacdesk.gui.workflow.registers import RESPONSIBLE_REGISTER, Registers

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a problem: the verb of its link, and the flow afterwards."""

    verb: str
    flow: Flow


def every_problem(flow: Flow, registers: Registers) -> tuple[Problem, ...]:
    """What is wrong with a flow by itself, and with what it names of the desk's registers."""
    return (*problems_of(flow), *_unused(flow, registers), *(_of_note(note) for note in flow.notes))


def _unused(flow: Flow, registers: Registers) -> Iterator[Problem]:
    """Registers' rows that are not in use any more: who was to be responsible would never take it."""
    for stage in flow.stages:
        register, ref = RESPONSIBLE_REGISTER.get(stage.responsible), stage.responsible_ref
        if register is not None and ref is not None and not registers.is_in_use(register, ref):
            known = ref.id is not None
            yield Problem(
                code="flow.responsible_inactive" if known else "flow.responsible_unknown",
                severity=Severity.WARNING,
                stage=stage.id,
                place=stage.name,
                facts=(("name", registers.name_of(register, ref)),),
            )


def _of_note(note: NoteRow) -> Problem:
    return Problem(code=note.code, severity=Severity.WARNING, place=note.place, facts=note.facts)


def problem_words(flow: Flow, problem: Problem) -> str:
    """The sentence of a problem, without its stop."""
    note = note_words(problem)
    if note:
        return note
    facts = dict(problem.facts)
    if problem.field is not None and "name" in facts:
        facts["name"] = words.field_name(flow, problem.field)
    error = UserError(problem.code, **{"place": problem.place or "–", **facts})
    return messages.sentence(error).text().removesuffix(".")


def note_words(problem: Problem) -> str:
    """The sentence of what an import could not express; empty for any other problem."""
    from pacdesk.exchange.flows import notes

    if problem.code not in notes.sentences():
        return ""
    english = QLocale().language() is not QLocale.Language.Portuguese
    row = NoteRow(code=problem.code, place="", facts=problem.facts)
    return notes.sentence(row, english=english).removeprefix(": ").removesuffix(".")


def place_words(problem: Problem) -> str:
    """Where, and whether it keeps the draft from being published."""
    weight = (
        translate("Problems", "keeps it from being published")
        if problem.severity is Severity.ERROR
        else translate("Problems", "warning")
    )
    return f"{problem.place} · {weight}" if problem.place else weight


def target_of(problem: Problem) -> Chosen:
    """What to choose to see the problem."""
    if problem.stage is not None:
        return Chosen(stage=problem.stage)
    if problem.transition is not None:
        return Chosen(transition=problem.transition)
    return Chosen(field=problem.field)


def fix_of(flow: Flow, problem: Problem) -> Fix | None:
    """What mends a problem, where there is only one plain way."""
    make = _FIXES.get(problem.code)
    return make(flow, problem) if make is not None else None


def _first_as_entry(flow: Flow, problem: Problem) -> Fix | None:
    del problem
    entries = [stage for stage in flow.stages if stage.kind is StageKind.ENTRY]
    first = next(iter(entries or [s for s in flow.stages if not s.kind.is_final]), None)
    if first is None:
        return None
    verb = translate("Problems", "Make “{stage}” the entry").format(stage=first.name)
    stages = tuple(replace(s, is_default_entry=s.id == first.id) for s in flow.stages)
    return Fix(verb, replace(flow, stages=stages))


def _not_default(flow: Flow, problem: Problem) -> Fix | None:
    stages = tuple(
        replace(stage, is_default_entry=False) if stage.id == problem.stage else stage
        for stage in flow.stages
    )
    return Fix(translate("Problems", "Keep only the first"), replace(flow, stages=stages))


def _flag_fix(verb: Callable[[], str], **flags: bool) -> Callable[[Flow, Problem], Fix | None]:
    def make(flow: Flow, problem: Problem) -> Fix | None:
        if problem.stage is None or problem.field is None:
            return None
        return Fix(verb(), with_flags(flow, {(problem.stage, problem.field): flags}))

    return make


def _show_field(flow: Flow, problem: Problem) -> Fix | None:
    stage = flow.find_stage(problem.stage)
    if stage is None or problem.field is None:
        return None
    by_client = stage.responsible is Responsible.CLIENT
    flags = {"hidden_inside": False, **({"hidden_online": False} if by_client else {})}
    return Fix(translate("Problems", "Show field"), with_flags(flow, {(stage.id, problem.field): flags}))


def _one_day(flow: Flow, problem: Problem) -> Fix | None:
    ways = tuple(
        replace(way, after_minutes=BUSINESS_DAY) if way.id == problem.transition else way
        for way in flow.transitions
    )
    return Fix(translate("Problems", "Wait one business day"), replace(flow, transitions=ways))


def _no_duration(flow: Flow, problem: Problem) -> Fix | None:
    stages = tuple(
        replace(stage, expected_minutes=None) if stage.id == problem.stage else stage for stage in flow.stages
    )
    return Fix(translate("Problems", "Take the duration out"), replace(flow, stages=stages))


def _without_flag(flow: Flow, problem: Problem) -> Fix | None:
    stages = tuple(
        replace(stage, flags=tuple(flag for flag in stage.flags if flag.field != problem.field))
        if stage.id == problem.stage
        else stage
        for stage in flow.stages
    )
    return Fix(translate("Problems", "Take the rule out"), replace(flow, stages=stages))


def _not_asked(flow: Flow, problem: Problem) -> Fix | None:
    ways = tuple(
        replace(way, fields=tuple(row for row in way.fields if row.field != problem.field))
        if way.id == problem.transition
        else way
        for way in flow.transitions
    )
    return Fix(translate("Problems", "Do not ask for it"), replace(flow, transitions=ways))


def _no_default_value(flow: Flow, problem: Problem) -> Fix | None:
    rows = tuple(replace(row, default=None) if row.key == problem.field else row for row in flow.fields)
    return Fix(translate("Problems", "Take the first value out"), replace(flow, fields=rows))


def _full_items(flow: Flow, problem: Problem) -> Fix | None:
    stages = tuple(
        replace(stage, checklist=tuple(item for item in stage.checklist if item.text.strip()))
        if stage.id == problem.stage
        else stage
        for stage in flow.stages
    )
    return Fix(translate("Problems", "Remove empty items"), replace(flow, stages=stages))


_FIXES: dict[str, Callable[[Flow, Problem], Fix | None]] = {
    "flow.no_default_entry": _first_as_entry,
    "flow.second_default_entry": _not_default,
    "flow.hidden_and_required": _show_field,
    "flow.locked_and_required": _flag_fix(lambda: translate("Problems", "Allow changes"), read_only=False),
    "flow.timer_without_time": _one_day,
    "flow.duration_not_positive": _no_duration,
    "flow.flag_on_missing_field": _without_flag,
    "flow.asks_missing_field": _not_asked,
    "flow.field_default_unfit": _no_default_value,
    "flow.item_without_text": _full_items,
}
