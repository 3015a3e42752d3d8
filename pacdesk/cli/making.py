"""`demo`, `import` and `undo-import`: what fills a desk."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import UUID

from pacdesk.cli import desks, refusals
from pacdesk.cli.language import Language
from pacdesk.cli.run import Run
from pacdesk.desk import local
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import DEFAULT_GROUP, FirstRows, files_path
from pacdesk.desk.tickets.imported import ListImports, UndoImport
from pacdesk.errors import Invalid, NotFound, UserError
from pacdesk.exchange import importer
from pacdesk.exchange.importer import Outcome, Progress
from pacdesk.exchange.mapping import ImportMap, load_mapping
from pacdesk.exchange.opening import open_bytes
from pacdesk.exchange.problems import Problem
from pacdesk.exchange.rejects import HEADER, RejectFile, beside
from pacdesk.exchange.writing import DIALECTS
from pacdesk.storage import keys

_NOTES_SHOWN: Final = 20


def make_demo(run: Run) -> int:
    """`demo FILE`: a whole desk of its own or none; never inside a real one."""
    from pacdesk.exchange.demo import make

    options = run.options
    path = Path(options.file).absolute()
    made = make(
        path,
        tickets=options.tickets,
        seed=options.seed,
        protection=desks.protection(desks.Sources.of(options)),
        progress=run.console.counted(run.words.raw("demo.making")),
    )
    run.console.result(
        run.words("demo.made", path=path, clients=made.clients, tickets=made.tickets, events=made.events)
    )
    if made.recovery_code is not None:
        run.console.result(run.words("rekey.code", code=made.recovery_code))
    run.console.data(
        {
            "ok": True,
            "path": str(path),
            "clients": made.clients,
            "tickets": made.tickets,
            "events": made.events,
            "recovery_code": made.recovery_code,
        }
    )
    return refusals.FINE


@dataclass(slots=True)
class _Target:
    """The desk that an import goes to: None for a dry run without one. `made` says it is new; one that
    is not to `keep` goes again."""

    desk: Desk | None
    made: Path | None = None
    recovery_code: str | None = None
    keep: bool = True


def import_file(run: Run) -> int:
    """`import FILE --map MAP --desk DESK`: 0 also when single rows were refused, they are in a file; 1
    when none could be taken.

    The mapping and the file are looked at before a desk is made; one that was made for a file which is
    then refused as a whole goes again.
    """
    options = run.options
    source = Path(options.file).absolute()
    mapping = load_mapping(Path(options.map))
    open_bytes(source).close()
    with _rejects(run, source) as report, _target(run, mapping) as target:
        outcome = _bring(run, target.desk, source, mapping, report)
        target.keep = not outcome.all_refused
    _tell(run, outcome, mapping, report, target)
    return refusals.REFUSED if outcome.all_refused else refusals.FINE


def _rejects(run: Run, source: Path) -> RejectFile:
    """The report of refused rows. Raises Invalid `import.rejects_over` for a place that would destroy
    what the import reads."""
    options, words = run.options, run.words
    place = desks.place_of(options.desk)
    wanted = Path(options.rejects).absolute() if options.rejects else beside(source)
    read = [source, Path(options.map).absolute(), *([place.path] if place.path else [])]
    if any(_same(wanted, path) for path in read):
        raise Invalid("import.rejects_over", file=wanted.name)
    instead = [Path.cwd() / wanted.name]
    if place.path is not None:
        instead.append(place.path.parent / wanted.name)
    dialect = DIALECTS["en" if words.language is Language.ENGLISH else "pt_BR"]
    header = [words(f"import.header.{name}") for name in HEADER]
    return RejectFile(wanted, _saying(run), dialect, instead=instead, header=header)


def _same(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


@contextmanager
def _trial() -> Iterator[Desk]:
    """A desk as the import would make it, gone afterwards: the rules of data are asked of a desk."""
    with TemporaryDirectory(prefix="pacdesk-") as folder:
        path = Path(folder) / "trial.pacdesk"
        local.make(path, FirstRows(desk_name=path.stem), None)
        sources = desks.Sources()
        with desks.opened(desks.place_of(str(path)), sources, wait=0) as desk:
            yield desk.acting(desks.log_in(desk, None, sources))


@contextmanager
def _target(run: Run, mapping: ImportMap) -> Iterator[_Target]:
    options = run.options
    place = desks.place_of(options.desk)
    if place.path is not None:
        local.settle(place.path, wait=options.wait)
    with ExitStack() as stack:
        if place.path is None or place.path.exists():
            opening = desks.reading(options) if options.dry_run else desks.writing(run)
            yield _Target(stack.enter_context(opening))
            return
        if options.dry_run:
            yield _Target(stack.enter_context(_trial()) if mapping.kind == "data" else None)
            return
        sources = desks.Sources.of(options)
        code = local.make(
            place.path,
            FirstRows(desk_name=place.path.stem, permission_group=DEFAULT_GROUP),
            desks.protection(sources),
        )
        target = _Target(None, place.path, code)
        try:
            desk = stack.enter_context(desks.opened(place, sources, wait=options.wait))
            target.desk = desk.acting(desks.log_in(desk, None, sources))
            yield target
        except BaseException as error:
            target.keep = not isinstance(error, Invalid | NotFound) and _holds_anything(target.desk)
            raise
        finally:
            if not target.keep:
                stack.close()
                take_away(place.path)
                target.made = target.recovery_code = None


def _holds_anything(desk: Desk | None) -> bool:
    """Whether an import that broke off had brought something that the next run can build on."""
    return desk is not None and any(batch.tickets for batch in desk.ask(ListImports()))


def take_away(path: Path) -> None:
    """The files of a desk that was made in this run and holds nothing."""
    for file in (path, files_path(path), keys.header_path(path)):
        for end in ("", "-wal", "-shm", ".lock"):
            file.with_name(file.name + end).unlink(missing_ok=True)


def _bring(run: Run, desk: Desk | None, source: Path, mapping: ImportMap, report: RejectFile) -> Outcome:
    progress = run.console.counted(run.words.raw("import.reading"))
    if run.options.dry_run or desk is None:
        return importer.preview_file(source, mapping, report, desk=desk, progress=_once_known(progress))
    return importer.import_file(
        desk, source, mapping, report, mapping_name=Path(run.options.map).name, progress=_once_known(progress)
    )


def _once_known(progress: Progress) -> Progress:
    """While the file is read its length is not known yet: that is 0 %, not all of it."""
    return lambda done, total: progress(done, total or 1)


def _saying(run: Run) -> refusals.Say:
    def say(problem: Problem) -> str:
        facts = {"column": problem.column, "value": problem.value, "row": problem.row, **problem.facts}
        return refusals.sentence(UserError(problem.code, **facts), run.words)

    return say


def _tell(run: Run, outcome: Outcome, mapping: ImportMap, report: RejectFile, target: _Target) -> None:
    words, console = run.words, run.console
    if target.made is not None:
        console.note(words("import.made_desk", path=target.made))
    if target.recovery_code is not None:
        console.result(words("rekey.code", code=target.recovery_code))
    _tell_problems(run, outcome, report)
    if run.options.dry_run:
        console.result(words("import.dry"))
    _tell_counts(run, outcome, mapping, report)
    if outcome.all_refused:
        console.note(words("import.nothing"))
    elif outcome.batch is not None:
        console.note(words("import.undo", batch=outcome.batch, desk=run.options.desk))
    console.data(_plain(outcome, mapping, report, target, dry_run=run.options.dry_run))


def _tell_counts(run: Run, outcome: Outcome, mapping: ImportMap, report: RejectFile) -> None:
    words, console = run.words, run.console
    if mapping.kind == "history":
        done = words("import.done", tickets=outcome.tickets, events=outcome.events, rejected=outcome.refused)
    else:
        done = words("import.done_data", rows=outcome.made + outcome.changed, rejected=outcome.refused)
    console.result(done)
    if mapping.kind == "history" and outcome.changed:
        console.result(words("import.closed", count=outcome.changed))
    if outcome.known:
        console.result(words("import.known", known=outcome.known))
    if outcome.remarks:
        console.result(words("import.remarks", remarks=outcome.remarks))
    if outcome.refused + outcome.remarks == 0:
        return
    if report.path is not None:
        console.result(words("import.rejects", path=report.path))
    else:
        console.note(words("import.rejects_lost"))


def _tell_problems(run: Run, outcome: Outcome, report: RejectFile) -> None:
    """The first few at once: a wrong mapping shows in them, and the file says the rest."""
    say, words = _saying(run), run.words
    for note in outcome.notes[:_NOTES_SHOWN]:
        run.console.note(say(note))
    for problem in report.sample:
        run.console.note(words("import.row", row=problem.row, sentence=say(problem)))
    more = report.refused + report.remarks - len(report.sample)
    if more:
        run.console.note(words("import.more", count=more))


def _plain(
    outcome: Outcome, mapping: ImportMap, report: RejectFile, target: _Target, *, dry_run: bool
) -> dict[str, Any]:
    written = outcome.refused + outcome.remarks > 0 and report.path is not None
    kept = target.desk is not None and target.keep
    return {
        "ok": not outcome.all_refused,
        "dry_run": dry_run,
        "what": mapping.what,
        "tickets": outcome.tickets,
        "events": outcome.events,
        "made": outcome.made,
        "changed": outcome.changed,
        "known_events": outcome.known,
        "rows": outcome.rows,
        "rejected": outcome.refused,
        "remarks": outcome.remarks,
        "rejects": str(report.path) if written else None,
        "batch": str(outcome.batch) if outcome.batch is not None and kept else None,
        "desk_made": target.made is not None,
        "recovery_code": target.recovery_code,
    }


def undo_import(run: Run) -> int:
    """`undo-import BATCH --desk DESK`: takes the whole batch back; what was worked on since stays."""
    try:
        batch = UUID(run.options.batch)
    except ValueError:
        raise NotFound("import.batch_unknown", batch=run.options.batch) from None
    with desks.writing(run) as desk:
        undone = desk.run(UndoImport(batch=batch)).answer
    run.console.result(run.words("import.undone", tickets=undone.tickets))
    if undone.kept:
        run.console.result(run.words("import.kept", count=len(undone.kept), protocols=", ".join(undone.kept)))
    if undone.reverted:
        run.console.result(run.words("import.reverted", count=undone.reverted))
    if undone.moved:
        run.console.result(run.words("import.moved", count=undone.moved))
    run.console.data(
        {
            "ok": True,
            "tickets": undone.tickets,
            "kept": list(undone.kept),
            "reverted": undone.reverted,
            "moved": undone.moved,
        }
    )
    return refusals.FINE
