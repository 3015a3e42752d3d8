"""`privacy WHAT`: a person's data, how long data stays, and what must go again after a restore."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from pacdesk.cli import desks, folders, refusals
from pacdesk.cli.language import Language
from pacdesk.cli.run import Run
from pacdesk.desk import local
from pacdesk.desk.access.rules import Right, demand
from pacdesk.desk.desk import Desk
from pacdesk.desk.opening import behind_the_wall
from pacdesk.desk.privacy.again import Again, apply_again
from pacdesk.desk.privacy.commands import (
    ErasedAmong,
    ErasePerson,
    ExportPerson,
    FindPeople,
    PreviewRetention,
    RunRetention,
)
from pacdesk.desk.privacy.rules import MENTIONS_KEPT, DataFile, PersonRow, RetentionKind
from pacdesk.desk.tickets import dossier
from pacdesk.desk.values import to_plain
from pacdesk.errors import DeskUnavailable, Forbidden, Invalid, NotFound
from pacdesk.storage import erased_list
from pacdesk.storage.scrubbing import scrub as scrub_engine


def find(run: Run) -> int:
    """`privacy find WORDS`: 0 with everybody found, 1 if there is nobody."""
    with desks.reading(run.options) as desk:
        people = desk.ask(FindPeople(typed=run.options.typed))
    for person in people:
        of = run.words("privacy.found_of", client=person.of_client) if person.of_client else ""
        run.console.result(
            run.words(
                "privacy.found",
                id=person.id,
                kind=run.words(f"privacy_kind.{person.kind}"),
                name=person.name,
                detail=person.detail,
                client=of,
            )
        )
    if not people:
        run.console.result(run.words("privacy.nobody"))
    run.console.data({"ok": bool(people), "people": [to_plain(person) for person in people]})
    return refusals.FINE if people else refusals.REFUSED


def export(run: Run) -> int:
    """`privacy export PERSON --to DIR`: JSON, PDF and, unless left out, the files in a folder beside."""
    from pacdesk.reports.person import build_person, file_name, to_json

    folder = folders.demand(run.options.to)
    with desks.writing(run) as desk:
        person = _person(desk, run.options.person)
        folders.make(folder)
        data = desk.run(ExportPerson(kind=person.kind, person=person.id)).answer
        english = run.words.language is Language.ENGLISH
        language = dossier.Language.ENGLISH if english else dossier.Language.PORTUGUESE
        paths = [folder / file_name(data, "json"), folder / file_name(data, "pdf")]
        paths[0].write_text(to_json(data), encoding="utf-8")
        paths[1].write_bytes(build_person(data, language))
        if not run.options.no_files:
            beside = paths[0].with_suffix("")
            paths += [_write_file(desk, beside, n, file) for n, file in enumerate(data.files, 1)]
    for path in paths:
        run.console.result(run.words("privacy.exported", path=path))
    run.console.data({"ok": True, "files": [str(path) for path in paths]})
    return refusals.FINE


def _write_file(desk: Desk, folder: Path, n: int, file: DataFile) -> Path:
    from pacdesk.reports.person import disk_name

    folder.mkdir(exist_ok=True)
    path = folder / disk_name(n, file)
    path.write_bytes(desk.get_file(file.sha256))
    return path


def erase(run: Run) -> int:
    """`privacy erase PERSON --confirm NAME --reason WHY`: cannot be undone."""
    options = run.options
    with desks.writing(run) as desk:
        person = _person(desk, options.person)
        wanted = ErasePerson(
            kind=person.kind,
            person=person.id,
            typed=options.confirm,
            reason=options.reason,
            mentions=options.mentions,
        )
        try:
            done = desk.run(wanted, progress=run.console.counted(run.words.raw("privacy.erasing"))).answer
        except KeyboardInterrupt:
            gone = desk.ask(ErasedAmong(ids=(person.id,)))
            run.console.note(run.words("privacy.stopped" if gone else "privacy.not_erased"))
            raise
    counts = {name: done.counts.get(name, 0) for name in ("tickets", "entries", "files")}
    run.console.result(run.words("privacy.erased", name=done.pseudonym, **counts))
    if kept := done.counts.get(MENTIONS_KEPT):
        told = "privacy.mentions_kept" if options.mentions else "privacy.mentions_left"
        run.console.note(run.words(told, count=kept))
    run.console.note(run.words("privacy.backups"))
    run.console.data({"ok": True, "pseudonym": done.pseudonym, "counts": dict(done.counts)})
    return refusals.FINE


def _person(desk: Desk, typed: str) -> PersonRow:
    """Who is meant: by his number, or by what he alone has. Raises NotFound `privacy.nobody`, Invalid
    `privacy.several`."""
    found = desk.ask(FindPeople(typed=typed))
    wanted = _number(typed)
    if wanted is not None:
        found = tuple(_by_number(desk, wanted))
    if not found:
        raise NotFound("privacy.nobody", typed=typed)
    if len(found) > 1:
        raise Invalid("privacy.several", typed=typed, count=len(found))
    return found[0]


def _by_number(desk: Desk, wanted: UUID) -> list[PersonRow]:
    from pacdesk.desk.privacy.commands import GetPerson
    from pacdesk.desk.privacy.rules import PersonKind

    people = []
    for kind in PersonKind:
        try:
            people.append(desk.ask(GetPerson(kind=kind, person=wanted)).person)
        except NotFound:
            continue
    return people


def _number(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def retention(run: Run) -> int:
    """`privacy retention [--run KIND]`: without it a dry run of every rule."""
    kind = run.options.run
    if kind is None:
        return _preview(run)
    counts: Counter[str] = Counter()
    with desks.writing(run) as desk:
        left = 1
        try:
            while left:
                done = desk.run(RunRetention(kind=RetentionKind(kind))).answer
                counts.update(done.counts)
                left = done.left
                run.console.progress(run.words("privacy.left", count=left))
        except KeyboardInterrupt:
            run.console.note(run.words("privacy.stopped"))
            raise
    told = "; ".join(run.words(f"erased.{name}", count=count) for name, count in counts.items() if count)
    name = run.words(f"retention.{kind}")
    run.console.result(run.words("privacy.ran", kind=name, counts=told or run.words("privacy.nothing")))
    run.console.data({"ok": True, "kind": kind, "counts": dict(counts)})
    return refusals.FINE


def _preview(run: Run) -> int:
    with desks.reading(run.options) as desk:
        lines = desk.ask(PreviewRetention())
    for line in lines:
        run.console.result(
            run.words(
                "privacy.line",
                kind=run.words(f"retention.{line.rule.kind}"),
                days=line.rule.days,
                state=run.words("privacy.on" if line.rule.active else "privacy.off"),
                count=line.count,
                held=line.held,
                sac=line.under_sac,
            )
        )
        for one in line.sample:
            run.console.result(f"  {one.name}")
    run.console.data({"ok": True, "rules": [to_plain(line) for line in lines]})
    return refusals.FINE


def erased(run: Run) -> int:
    """`privacy erased --to FILE`: what was erased, ids and days, into a list that no backup brings back."""
    with _whoever_may(run) as desk:
        path = Path(run.options.to).absolute()
        count = erased_list.export(desk.engine, path)
    run.console.result(run.words("privacy.listed", path=path, count=count))
    run.console.data({"ok": True, "path": str(path), "count": count})
    return refusals.FINE


@contextmanager
def _whoever_may(run: Run) -> Iterator[Desk]:
    """The desk to be read by who attends to data subjects, or by the owner of a shared one."""
    place, sources = desks.place_of(run.options.desk), desks.Sources.of(run.options)
    with desks.opened(place, sources) as desk:
        if place.path is not None or behind_the_wall(desk.engine) is not None:
            actor = desks.log_in(desk, run.options.user, sources)
            desks.demand_code(desk, actor, sources, beside=place)
            demand(actor, Right.PRIVACY_ATTEND)
        yield desk


def reapply(run: Run) -> int:
    """`privacy reapply [--since FILE]`: after an older backup or dump was put back, whoever was erased since
    is erased again."""
    place = desks.place_of(run.options.desk)
    since = None if run.options.since is None else Path(run.options.since).absolute()
    again = _again_local(run, place.path, since) if place.path is not None else _again_shared(run, since)
    if again is None:
        run.console.result(run.words("privacy.none_back"))
        again = Again()
    else:
        desks.tell_erased_again(run, again)
    run.console.data(
        {"ok": True, "people": again.people, "rules": list(again.rules), "rules_off": list(again.rules_off)}
    )
    return refusals.FINE


def _again_local(run: Run, path: Path, since: Path | None) -> Again | None:
    local.settle(path, wait=run.options.wait)
    if not path.exists():
        raise DeskUnavailable("desk.missing", path=str(path))
    key = desks.key_of(path, desks.Sources.of(run.options))
    with local.open_to_work(path, key=key, wait=run.options.wait, progress=desks.updating(run)) as opened:
        more = None if since is None else _apply(run, opened.desk, since)
        return more if opened.again is None else opened.again.joined(more)


def _again_shared(run: Run, since: Path | None) -> Again | None:
    with _whoever_may(run) as desk:
        if (login := behind_the_wall(desk.engine)) is not None:
            raise Forbidden("server.not_owner", login=login)
        return _apply(run, desk, since or erased_list.kept_list(desk.engine))


def _apply(run: Run, desk: Desk, since: Path) -> Again | None:
    waiting = erased_list.missing(desk.engine, since)
    if not waiting:
        return None
    return apply_again(desk, waiting, run.console.counted(run.words.raw("privacy.erasing")))


def scrub(run: Run) -> int:
    """`privacy scrub`: what was erased before leaves the file too."""
    with desks.writing(run) as desk:
        demand(desk.actor, Right.PRIVACY_ERASE)
        desk.files.scrub()
        scrub_engine(desk.engine)
    run.console.result(run.words("privacy.scrubbed"))
    run.console.data({"ok": True})
    return refusals.FINE
