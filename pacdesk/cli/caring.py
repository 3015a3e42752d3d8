"""`check`, `backup`, `restore` and `rekey`: looking after a desk, showing nothing of what is in it."""

import os
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from pacdesk.cli import desks, refusals
from pacdesk.cli.run import Run
from pacdesk.config import paths
from pacdesk.desk import local
from pacdesk.desk.checks.checking import Checked, Report, check
from pacdesk.desk.desk import Desk
from pacdesk.desk.values import to_plain
from pacdesk.errors import DeskHeld, DeskUnavailable, Invalid
from pacdesk.storage import backup, drafts, erased_list, keys, rekey
from pacdesk.storage.lock import WriterLock


def check_desk(run: Run) -> int:
    """`check DESK [--repair]`: 0 when nothing is wrong (any more), else 1.

    Without `--repair` a desk that another has open is checked all the same, beside him; only the word
    by word comparison of the search index is then left out.
    """
    options, words = run.options, run.words
    place, sources = desks.place_of(options.desk), desks.Sources.of(options)
    with ExitStack() as stack:
        writer = _writer(stack, place, sources, run)
        desk = writer or stack.enter_context(desks.opened(place, sources))
        if back := erased_list.come_back(desk.engine):
            run.console.note(words("privacy.come_back", count=len(back)))
        report = check(
            desk,
            writer=writer,
            repair=options.repair,
            progress=lambda step: run.console.progress(
                words("check.running", what=words(f"check.step.{step}"))
            ),
        )
    _tell(run, report)
    return refusals.REFUSED if report.problems else refusals.FINE


def _writer(stack: ExitStack, place: desks.Place, sources: desks.Sources, run: Run) -> Desk | None:
    """The desk with its lock; None when another has it and nothing is to be mended."""
    try:
        return stack.enter_context(
            desks.opened(place, sources, wait=run.options.wait, progress=desks.updating(run))
        )
    except DeskHeld:
        if run.options.repair:
            raise
        return None
    except DeskUnavailable as error:
        if run.options.repair or error.code not in ("desk.read_only", "desk.no_permission"):
            raise
        return None


def _tell(run: Run, report: Report) -> None:
    words = run.words
    for step in report.steps:
        what = words(f"check.step.{step.step}")
        if step.skipped == "server":
            run.console.result(words("check.skipped", what=what, why="PostgreSQL"))
            continue
        run.console.result(_line(run, step, what))
        if step.repaired:
            run.console.result(words("check.repaired", count=step.repaired))
        for found in step.samples:
            run.console.result(words("check.sample", code=found.code, ref=found.ref))
        if step.skipped:
            run.console.note(words("check.skipped", what=what, why=words("check.light")))
    name = "check.broken" if report.problems else "check.clean"
    run.console.result(words(name, problems=report.problems))
    run.console.data(
        {"ok": not report.problems, "problems": report.problems, "steps": to_plain(report.steps)}
    )


def _line(run: Run, step: Checked, what: str) -> str:
    if not step.problems:
        return run.words("check.line", mark="✓", what=what, seen=step.seen)
    mark = "✓" if step.repaired >= step.problems else "✗"
    return run.words("check.bad", mark=mark, what=what, seen=step.seen, problems=step.problems)


def back_up(run: Run) -> int:
    """`backup DESK [--to PATH]`: beside an open window, nothing of it stops."""
    options = run.options
    desk = desks.place_of(options.desk).file()
    local.settle(desk)
    if not desk.exists():
        raise DeskUnavailable("desk.missing", path=str(desk))
    key = desks.key_of(desk, desks.Sources.of(options))
    to = Path(options.to).absolute() if options.to else _default_backup(desk)
    progress = run.console.counted(run.words.raw("backup.making"))
    made = backup.make(desk, to, key=key, progress=progress)
    size = sum(item.size for item in made.items)
    tickets = made.counts.get("tickets", 0)
    run.console.result(run.words("backup.made", path=to, tickets=tickets, size=size))
    run.console.data({"ok": True, "path": str(to), "size": size, "manifest": _plain(made)})
    return refusals.FINE


def _default_backup(desk: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = paths.safe_name(f"{desk.stem}-{stamp}{backup.SUFFIX}")
    return paths.backup_dir() / name


def _plain(manifest: backup.Manifest) -> dict[str, object]:
    return {"made_at": manifest.made_at, "keyed": manifest.keyed, "counts": manifest.counts}


def restore(run: Run) -> int:
    """`restore BACKUP --to DESK`: checked to its last byte first, never over anything."""
    options = run.options
    to = Path(options.to).absolute()
    source = Path(options.backup).absolute()
    progress = run.console.counted(run.words.raw("restore.making"))
    if options.erasures is not None:
        erased_list.take_over(Path(options.erasures).absolute(), to)
    made = backup.restore(source, to, progress=progress)
    key = None
    if made.keyed and options.key_from is not None:
        key = desks.key_of(to, desks.Sources.of(options))
    run.console.result(run.words("restore.made", path=to, made_at=made.made_at))
    told = {"ok": True, "path": str(to), "manifest": _plain(made)}
    if not erased_list.list_path(to).exists():
        run.console.note(run.words("restore.erasures_unknown", list=erased_list.list_path(to).name))
    elif made.keyed and key is None:
        run.console.note(run.words("restore.erasures_at_opening"))
    else:
        told["erased_again"] = _erase_again(run, to, key)
    run.console.data(told)
    return refusals.FINE


def _erase_again(run: Run, path: Path, key: bytes | None) -> int:
    """Open what was put back: whoever was erased since is erased again."""
    with local.open_to_work(path, key=key, progress=desks.updating(run)) as opened:
        again = opened.again
    if again is None:
        run.console.note(run.words("restore.erasures_none"))
        return 0
    desks.tell_erased_again(run, again)
    return again.people


def change_key(run: Run) -> int:
    """`rekey DESK`: a new key, a new password, a new recovery code, or no key any more."""
    options = run.options
    desk = desks.place_of(options.desk).file()
    local.settle(desk, wait=options.wait)
    if not desk.exists():
        raise DeskUnavailable("desk.missing", path=str(desk))
    with WriterLock(desk).acquire(wait=options.wait):
        rekey.settle(desk)
        key = desks.key_of(desk, desks.Sources.of(options))
        rekey.discard_old(desk, key=key)
        if options.new_key_from is not None:
            return _rewrite(run, desk, key, desks.new_key(options.new_key_from))
        if key is None:
            raise Invalid("key.not_keyed", path=str(desk))
        if options.remove:
            return _rewrite(run, desk, key, None)
        if options.new_recovery_code:
            return _tell_key(run, desk, "rekey.new_code", keys.new_recovery_code(desk, key))
        keys.change_password(desk, key, desks.secret_from(options.new_password_from))
        return _tell_key(run, desk, "rekey.password", None)


def _rewrite(run: Run, desk: Path, key: bytes | None, new: keys.NewKey | None) -> int:
    progress = run.console.counted(run.words.raw("rekey.making"))
    new_key = None if new is None else new.key
    with drafts.following(
        str(desk),
        source=drafts.drafts_path(paths.config_dir(), desk),
        source_key=key,
        target=drafts.path_under(paths.config_dir(), None if new is None else new.header),
        target_key=new_key,
    ):
        rekey.rekey(desk, key=key, new=new, progress=progress)
    rekey.discard_old(desk, key=new_key)
    if new is None:
        return _tell_key(run, desk, "rekey.unkeyed", None)
    return _tell_key(run, desk, "rekey.keyed", new.code)


def _tell_key(run: Run, desk: Path, sentence: str, code: str | None) -> int:
    run.console.result(run.words(sentence, path=desk))
    if code is not None:
        run.console.result(run.words("rekey.code", code=code))
    run.console.data(
        {"ok": True, "path": os.fspath(desk), "keyed": keys.is_keyed(desk), "recovery_code": code}
    )
    return refusals.FINE
