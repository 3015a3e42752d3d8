"""`move`: a whole desk from a file to a server and back."""

from pathlib import Path

from pacdesk.cli import desks, refusals
from pacdesk.cli.run import Run
from pacdesk.desk import moving
from pacdesk.desk.values import to_plain


def move_desk(run: Run) -> int:
    """`move --desk FROM --to TO`: 0 when all of it arrived sound; 1 when it arrived with problems, which the
    desk then had before."""
    options = run.options
    place, sources = desks.place_of(options.desk), desks.Sources.of(options)
    target = _target(run)
    with desks.opened(place, sources):
        pass  # an older desk is refused here: it is to stay as it is
    with desks.opened(place, sources, wait=options.wait) as desk:
        kept = moving.back_up(desk, run.console.counted(run.words.raw("move.backup")))
        moved = moving.move(desk, target, _telling(run))
    _tell(run, target, moved, kept)
    return refusals.REFUSED if moved.report.problems else refusals.FINE


def _target(run: Run) -> moving.ToFile | moving.ToServer:
    options = run.options
    place = desks.place_of(options.to)
    sources = desks.Sources(options.to_password_from, options.to_key_from)
    if place.path is None:
        return moving.ToServer(desks.with_password(place.address, sources))
    return moving.ToFile(place.path, desks.protection(sources))


def _telling(run: Run) -> moving.Progress:
    def tell(phase: str, done: int, total: int) -> None:
        run.console.progress(run.words(f"move.{phase}", percent=100 * done // total if total else 100))

    return tell


def _tell(run: Run, target: moving.ToFile | moving.ToServer, moved: moving.Moved, kept: Path | None) -> None:
    words, console = run.words, run.console
    counts = moved.counts
    facts = {"tickets": counts["tickets"], "events": counts["ticket_events"], "rows": sum(counts.values())}
    console.result(words("move.done", to=target.shown, files=moved.files, **facts))
    if kept is not None:
        console.result(words("move.backed_up", path=kept))
    if moved.recovery_code is not None:
        console.result(words("rekey.code", code=moved.recovery_code))
    console.result(words("move.stays"))
    if isinstance(target, moving.ToServer):
        console.result(words("move.log_ins"))
    if moved.left_logins:
        console.result(words("move.left_logins", names=", ".join(moved.left_logins)))
    if moved.unfit_logins:
        console.result(words("move.unfit_logins", names=", ".join(moved.unfit_logins)))
    if moved.missing_files:
        console.note(words("move.missing_files", count=moved.missing_files))
    for step in moved.report.steps:
        for found in step.samples:
            console.note(words("check.sample", code=found.code, ref=found.ref))
    problems = moved.report.problems
    console.result(words("check.broken" if problems else "check.clean", problems=problems))
    console.data(
        {
            "ok": not problems,
            "to": target.shown,
            "backup": None if kept is None else str(kept),
            "counts": counts,
            "files": moved.files,
            "missing_files": moved.missing_files,
            "unfit_logins": list(moved.unfit_logins),
            "left_logins": list(moved.left_logins),
            "problems": problems,
            "steps": to_plain(moved.report.steps),
            "recovery_code": moved.recovery_code,
        }
    )
