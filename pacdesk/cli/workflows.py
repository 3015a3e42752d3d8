"""`workflow import`, `export`, `check` and `replay`: flows as files, and tried on past tickets."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid5

from pacdesk.cli import desks, refusals
from pacdesk.cli.language import Language
from pacdesk.cli.making import take_away
from pacdesk.cli.run import Run
from pacdesk.config import atomic
from pacdesk.desk import local
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.company.commands import ListDepartments, ListStaff
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import DEFAULT_GROUP, FirstRows
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import ListCannedMessages, ListComplementaryStatuses, ListSubjects
from pacdesk.desk.tickets.flow_questions import ReplayTickets
from pacdesk.desk.values import Question
from pacdesk.desk.workflow.commands import GetVersion, ImportFlow, ListReasons, ListTypes, ListVersions
from pacdesk.desk.workflow.problems import Problem, Severity, problems_of
from pacdesk.desk.workflow.references import ImportedFlow, Named, Register, names_in, with_ids, with_names
from pacdesk.desk.workflow.replaying import ReplayReport
from pacdesk.desk.workflow.rows import Flow, TypeRow, VersionCard, VersionRow, VersionState
from pacdesk.errors import DeskUnavailable, Invalid, NotFound, UserError
from pacdesk.exchange.flows.detect import read_flow
from pacdesk.exchange.flows.model import ReadFlow
from pacdesk.exchange.flows.notes import sentence
from pacdesk.exchange.flows.yaml_file import write_flow

_SHOWN: Final = 60
_SOME_ROW: Final = UUID(int=1)
_REGISTERS: Final[dict[Register, Question[Any]]] = {
    Register.DEPARTMENT: ListDepartments(only_active=False),
    Register.ATTENDANT: ListStaff(only_active=False),
    Register.REASON: ListReasons(only_active=False),
    Register.STATUS: ListComplementaryStatuses(only_active=False),
    Register.MESSAGE: ListCannedMessages(only_active=False),
    Register.SUBJECT: ListSubjects(only_active=False),
}


def import_flow(run: Run) -> int:
    """`workflow import FILE --desk DESK`: whole or not at all; a desk that was made for a file which is
    then refused goes again. 1 when the flow has errors, unless it may come in as a draft with them."""
    options = run.options
    path = Path(options.file).absolute()
    read = read_flow(path)
    problems = problems_of(_as_if_known(read.flow))
    _refuse_errors(problems, path, allowed=options.allow_problems and not options.publish)
    command = ImportFlow(
        group_name=options.group or read.group_name or "Importados",
        type_name=options.name or read.type_name or path.stem,
        description=read.description,
        flow=read.flow,
        publish=options.publish,
    )
    if options.dry_run:
        _tell_read(run, read, problems)
        run.console.result(run.words("import.dry"))
        run.console.data(_plain(run, read, problems) | {"dry_run": True})
        return refusals.FINE
    with _target(run) as (desk, made, code):
        done = desk.run(command).answer
        number = next(v.number for v in _versions(desk, done.type_id) if v.id == done.version_id)
    _tell_read(run, read, problems)
    if made is not None:
        run.console.note(run.words("import.made_desk", path=made))
    if code is not None:
        run.console.result(run.words("rekey.code", code=code))
    _tell_brought(run, command, done, number)
    told = _plain(run, read, problems) | _plain_done(command, done, number)
    run.console.data(told | {"desk_made": made is not None, "recovery_code": code, "dry_run": False})
    return refusals.FINE


def _refuse_errors(problems: tuple[Problem, ...], path: Path, *, allowed: bool) -> None:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors and not allowed:
        told = tuple(_error(problem) for problem in errors)
        raise Invalid("flow_file.has_problems", problems=told, file=path.name, count=len(errors))


def _error(problem: Problem) -> UserError:
    return UserError(problem.code, place=problem.place, **dict(problem.facts))


def _as_if_known(flow: Flow) -> Flow:
    """The flow with ids for every name, so that its problems are those that it has once it is taken in."""
    return with_ids(flow, {named: uuid5(_SOME_ROW, repr(named)) for named in names_in(flow)})


@contextmanager
def _target(run: Run) -> Iterator[tuple[Desk, Path | None, str | None]]:
    """The desk, made if there is none; one that was made for nothing goes again."""
    options = run.options
    place = desks.place_of(options.desk)
    if place.path is not None:
        local.settle(place.path, wait=options.wait)
    if place.path is None or place.path.exists():
        with desks.writing(run) as desk:
            yield desk, None, None
        return
    sources = desks.Sources.of(options)
    code = local.make(
        place.path,
        FirstRows(desk_name=place.path.stem, permission_group=DEFAULT_GROUP),
        desks.protection(sources),
    )
    with ExitStack() as stack:
        try:
            desk = stack.enter_context(desks.opened(place, sources, wait=options.wait))
            yield desk.acting(desks.log_in(desk, None, sources)), place.path, code
        except BaseException:
            stack.close()
            take_away(place.path)
            raise


def _versions(desk: DeskPort, type_id: UUID) -> tuple[VersionRow, ...]:
    return desk.ask(ListVersions(type_id=type_id))


def _tell_read(run: Run, read: ReadFlow, problems: tuple[Problem, ...]) -> None:
    words, console, flow = run.words, run.console, read.flow
    flags = sum(len(stage.flags) for stage in flow.stages)
    console.result(
        words(
            "workflow.read",
            kind=read.kind,
            stages=len(flow.stages),
            transitions=len(flow.transitions),
            flags=flags,
            fields=len(flow.fields),
        )
    )
    for count in read.counts:
        what = words.either(f"counted.{count.what}", count.what)
        facts = {"in_file": count.in_file, "in_flow": count.in_flow, "reported": count.reported}
        console.result(words("workflow.count", what=what, **facts))
    if read.notes:
        console.note(words("workflow.notes", count=len(read.notes)))
    for note in read.notes:
        console.note(f"  {sentence(note, english=_english(run))}")
    for problem in problems:
        code = "workflow.error" if problem.severity is Severity.ERROR else "workflow.warning"
        console.note(words(code, sentence=refusals.sentence(_error(problem), words)))


def _english(run: Run) -> bool:
    return run.words.language is Language.ENGLISH


def _tell_brought(run: Run, command: ImportFlow, done: ImportedFlow, number: int) -> None:
    words = run.words
    for code, names in (("workflow.made", done.made), ("workflow.unknown", done.unknown)):
        for named in names:
            run.console.result(words(code, register=words(f"register.{named.register}"), name=named.name))
    state = words("workflow.published" if command.publish else "workflow.draft")
    facts = {"group": command.group_name, "type": command.type_name}
    run.console.result(words("workflow.brought", number=number, state=state, **facts))


def _plain(run: Run, read: ReadFlow, problems: tuple[Problem, ...]) -> dict[str, Any]:
    flow = read.flow
    return {
        "ok": True,
        "kind": read.kind,
        "stages": len(flow.stages),
        "transitions": len(flow.transitions),
        "flags": sum(len(stage.flags) for stage in flow.stages),
        "fields": len(flow.fields),
        "counts": [
            {"what": c.what, "in_file": c.in_file, "in_flow": c.in_flow, "reported": c.reported}
            for c in read.counts
        ],
        "notes": [
            {
                "code": note.code,
                "place": note.place,
                "facts": dict(note.facts),
                "message": sentence(note, english=_english(run)),
            }
            for note in read.notes
        ],
        "problems": [
            {
                "code": problem.code,
                "severity": str(problem.severity),
                "place": problem.place,
                "message": refusals.sentence(_error(problem), run.words),
            }
            for problem in problems
        ],
    }


def _plain_done(command: ImportFlow, done: ImportedFlow, number: int) -> dict[str, Any]:
    return {
        "group": command.group_name,
        "type": command.type_name,
        "type_id": str(done.type_id),
        "version_id": str(done.version_id),
        "number": number,
        "published": command.publish,
        "made": [_plain_named(named) for named in done.made],
        "unknown": [_plain_named(named) for named in done.unknown],
    }


def _plain_named(named: Named) -> dict[str, str]:
    return {"register": str(named.register), "name": named.name}


def check(run: Run) -> int:
    """`workflow check FILE`: 1 when the flow could not be published."""
    options = run.options
    read = read_flow(Path(options.file).absolute())
    problems = problems_of(_as_if_known(read.flow))
    lacking: tuple[Named, ...] = ()
    if options.desk:
        with desks.reading(options) as desk:
            lacking = _lacking(desk, read.flow)
    _tell_read(run, read, problems)
    words = run.words
    for named in lacking:
        made = named.register in (Register.DEPARTMENT, Register.REASON, Register.STATUS)
        code = "workflow.would_make" if made else "workflow.unknown"
        run.console.result(words(code, register=words(f"register.{named.register}"), name=named.name))
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    run.console.result(words("workflow.not_fine", count=errors) if errors else words("workflow.fine"))
    told = _plain(run, read, problems) | {"lacking": [_plain_named(named) for named in lacking]}
    run.console.data(told | {"ok": not errors})
    return refusals.REFUSED if errors else refusals.FINE


def _lacking(desk: DeskPort, flow: Flow) -> tuple[Named, ...]:
    wanted = names_in(flow)
    known = {
        (register, row.name.strip().casefold())
        for register in {named.register for named in wanted}
        for row in desk.ask(_REGISTERS[register])
    }
    return tuple(named for named in wanted if (named.register, named.name.strip().casefold()) not in known)


def export(run: Run) -> int:
    """`workflow export TYPE --to FILE.yaml`: the published version, or the draft."""
    options = run.options
    path = Path(options.to).absolute()
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise Invalid("workflow.not_yaml", file=path.name)
    if not path.parent.is_dir():
        raise DeskUnavailable("desk.missing_folder", path=str(path.parent))
    with desks.reading(options) as desk:
        demand(desk.actor, Right.EXPORT)
        kind = _type(desk, options.type)
        card = _card(desk, kind, draft=options.draft)
        flow = with_names(card.flow, _names(desk))
    text = write_flow(flow, type_name=kind.name, group_name=kind.group_name, description=kind.description)
    atomic.write(path, text.encode("utf-8"), mode=0o644)
    number = card.row.number
    run.console.result(run.words("workflow.written", path=path, type=kind.name, number=number))
    run.console.data({"ok": True, "path": str(path), "type": kind.name, "number": number})
    return refusals.FINE


def _type(desk: DeskPort, typed: str) -> TypeRow:
    """The type of that name, or `group/name`, or id. Raises NotFound `workflow.type_unknown`, Invalid
    `workflow.type_ambiguous`."""
    types = desk.ask(ListTypes(only_active=False))
    wanted = " ".join(typed.split()).casefold()
    found = [
        kind
        for kind in types
        if wanted in (str(kind.id), kind.name.casefold(), f"{kind.group_name}/{kind.name}".casefold())
    ]
    if not found:
        raise NotFound("workflow.type_unknown", type=typed, known=tuple(kind.name for kind in types))
    if len(found) > 1:
        raise Invalid(
            "workflow.type_ambiguous",
            type=typed,
            known=tuple(f"{kind.group_name}/{kind.name}" for kind in found),
        )
    return found[0]


def _card(desk: DeskPort, kind: TypeRow, *, draft: bool) -> VersionCard:
    for version in _versions(desk, kind.id):
        if version.state is VersionState.DRAFT if draft else version.is_current:
            return desk.ask(GetVersion(version_id=version.id))
    raise NotFound("workflow.no_draft" if draft else "flow.none_published", type=kind.name)


def _names(desk: DeskPort) -> dict[UUID, str]:
    return {row.id: row.name for question in _REGISTERS.values() for row in desk.ask(question)}


def replay(run: Run) -> int:
    """`workflow replay TYPE --desk DESK`: what the flow says of the ways that past tickets took."""
    options = run.options
    with desks.reading(options) as desk:
        kind = _type(desk, options.type)
        question = ReplayTickets(type_id=kind.id, last=options.last)
        if options.flow:
            flow = replace(read_flow(Path(options.flow).absolute()).flow, type_id=kind.id)
            question = ReplayTickets(flow=flow, last=options.last)
        elif options.draft:
            question = ReplayTickets(version_id=_card(desk, kind, draft=True).row.id, last=options.last)
        report = desk.ask(question)
    _tell_replay(run, report)
    run.console.data(_plain_replay(report))
    return refusals.FINE


def _tell_replay(run: Run, report: ReplayReport) -> None:
    words, console = run.words, run.console
    console.result(
        words(
            "workflow.replayed",
            tickets=report.tickets,
            moves=report.moves,
            legal=report.legal,
            off_flow=report.off_flow,
            stopped=report.stopped,
        )
    )
    unmet = sum(pair.count for pair in report.unmet)
    facts = {"entries": report.entries, "no_entry": report.no_entry, "beside": report.beside}
    console.result(words("workflow.replay_more", unmet=unmet, **facts))
    examples = {(origin, target): case for origin, target, case in report.examples}
    off_flow = [pair for pair in report.by_pair if not pair.legal]
    for pair in off_flow[:_SHOWN]:
        ends = {"origin": pair.origin, "target": pair.target}
        example = examples.get((pair.origin, pair.target), "")
        console.result(words("workflow.off_flow", count=pair.count, example=example, **ends))
    for lack in report.missing[:_SHOWN]:
        console.result(words("workflow.lacking", count=lack.count, field=lack.field, stage=lack.stage))
    more = max(len(off_flow) - _SHOWN, 0) + max(len(report.missing) - _SHOWN, 0)
    if more:
        console.note(words("import.more", count=more))


def _plain_replay(report: ReplayReport) -> dict[str, Any]:
    def pairs(rows: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [
            {"origin": row.origin, "target": row.target, "count": row.count, "legal": row.legal}
            for row in rows
        ]

    return {
        "ok": True,
        "tickets": report.tickets,
        "entries": report.entries,
        "no_entry": report.no_entry,
        "moves": report.moves,
        "legal": report.legal,
        "off_flow": report.off_flow,
        "beside": report.beside,
        "stopped": report.stopped,
        "pairs": pairs(report.by_pair),
        "beginnings": pairs(report.beginnings),
        "unmet": pairs(report.unmet),
        "missing": [{"stage": row.stage, "field": row.field, "count": row.count} for row in report.missing],
        "examples": [
            {"origin": origin, "target": target, "protocol": case} for origin, target, case in report.examples
        ],
    }
