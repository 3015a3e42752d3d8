"""Processes of OTOBO, Znuny and OTRS as flows: activities become stages, transitions their ways.

Sending a dialog sets its invisible fields and so fires a transition. Here that is one move: the way whose
conditions a dialog's own settings meet carries those settings as actions, asks the fields of that dialog,
and keeps as its guard what is left to be met. Outside its dialogs a field can be read, not changed.
"""

import re
from dataclasses import replace
from uuid import UUID

from pacdesk.desk.values import new_id
from pacdesk.desk.workflow.rows import (
    ActionRow,
    Demand,
    FlagRow,
    Flow,
    MoveField,
    Responsible,
    StageKind,
    StageRow,
    TransitionRow,
    Who,
)
from pacdesk.errors import Invalid
from pacdesk.exchange.flows.guard_parts import as_guard
from pacdesk.exchange.flows.model import Count, Keys, Names, Notes, ReadFlow, demand_sane, final_kind, tone_of
from pacdesk.exchange.flows.otobo_actions import Actions
from pacdesk.exchange.flows.otobo_fields import NO_FIELD, Fields, is_required, shown_in
from pacdesk.exchange.flows.otobo_file import (
    INVISIBLE,
    REQUIRED,
    Activity,
    Dialog,
    DialogField,
    Path,
    Process,
)
from pacdesk.exchange.flows.otobo_guard import OWN, Guards, bare, standing

_AN_END = re.compile(r"\bend|finish|complet|clos|done|conclu|fim\b", re.IGNORECASE)
EVERYBODY = tuple(Who)


def flow_of(process: Process, notes: Notes) -> ReadFlow:
    """The flow of a process, with counts of activities, transitions, dialogs and their fields."""
    if not process.activities:
        raise Invalid("flow_file.no_stages", place=process.name or "Process")
    dialogs = {id(dialog): dialog for activity in process.activities for dialog in activity.dialogs}
    ways = sum(len(activity.paths) for activity in process.activities)
    demand_sane(len(process.activities), sum(len(dialog.fields) for dialog in dialogs.values()), ways)
    return _Making(process, notes).result()


class _Making:
    def __init__(self, process: Process, notes: Notes) -> None:
        self.process = process
        self.notes = notes
        self.fields = Fields(process, notes)
        self.guards = Guards(notes, self.fields.key)
        self.actions = Actions(notes, self.fields)
        self.ids: dict[str, UUID] = {activity.id: new_id() for activity in process.activities}
        self.start = self._start()
        self.ways_of = {a.id: [p for p in a.paths if p.target in self.ids] for a in process.activities}
        self.told: set[tuple[int, str]] = set()
        self.used_dialogs: set[int] = set()

    def result(self) -> ReadFlow:
        """The whole."""
        process = self.process
        ways = [way for activity in process.activities for way in self._ways(activity)]
        for activity in process.activities:
            for dialog in activity.dialogs:
                for field in dialog.fields:
                    self._known(field, dialog)
        names, keys = Names(), Keys()
        stages = [self._stage(activity, names, keys) for activity in process.activities]
        self.fields.tell_kinds()
        for name in process.idle:
            self.notes.add("otobo.transition_idle", name)
        flow = Flow(
            version_id=new_id(),
            type_id=new_id(),
            number=1,
            stages=tuple(replace(stage, position=n) for n, stage in enumerate(stages)),
            transitions=tuple(ways),
            fields=self.fields.rows,
            notes=self.notes.all(),
        )
        return ReadFlow(
            flow=flow,
            kind="otobo",
            type_name=process.name,
            group_name="OTOBO",
            description=process.description,
            counts=self._counts(ways),
        )

    def _counts(self, ways: list[TransitionRow]) -> tuple[Count, ...]:
        process = self.process
        paths = [path for activity in process.activities for path in activity.paths]
        made = {p.transition for a in process.activities for p in self.ways_of[a.id] if p.transition}
        defined = {path.transition for path in paths if path.transition} | set(process.idle)
        dialogs = {id(d): d for a in process.activities for d in a.dialogs}
        flags = sum(len(dialog.fields) for dialog in dialogs.values())
        count = len(process.activities)
        return (
            Count(what="activities", in_file=count, in_flow=count),
            Count(
                what="transitions",
                in_file=len(defined),
                in_flow=len(made),
                reported=len(defined) - len(made),
            ),
            Count(what="ways", in_file=len(paths), in_flow=len(ways), reported=len(paths) - len(ways)),
            Count(what="dialogs", in_file=len(dialogs), in_flow=len(dialogs)),
            Count(what="flags", in_file=flags, in_flow=flags - len(self.told), reported=len(self.told)),
        )

    def _start(self) -> str:
        if self.process.start in self.ids:
            return self.process.start
        targets = {path.target for activity in self.process.activities for path in activity.paths}
        first = next((a for a in self.process.activities if a.id not in targets), self.process.activities[0])
        self.notes.add("flow.entry_guessed", first.name)
        return first.id

    def _known(self, field: DialogField, dialog: Dialog) -> None:
        """Makes the field if it is one of a form; says what becomes of it if not."""
        plain = bare(field.name)
        if plain == "Article":
            return
        if plain in NO_FIELD:
            if not (field.display == INVISIBLE and field.default and plain in ("State", "StateID")):
                self.told.add((id(dialog), field.name))
                self.notes.add("otobo.field_left_out", dialog.name, field=field.name, value=field.default)
            return
        key = self.fields.key(field.name, dialog.name)
        if field.display != INVISIBLE and field.default:
            self.notes.add("otobo.default_left_out", dialog.name, field=field.name, value=field.default)
        if field.display == INVISIBLE and field.default and key in ("contact", "attendant"):
            self.told.add((id(dialog), field.name))

    # -- transitions

    def _ways(self, activity: Activity) -> list[TransitionRow]:
        rows = []
        for path in activity.paths:
            place = f"{activity.name} › {path.name}"
            if path.target not in self.ids:
                self.notes.add("flow.target_unknown", place, target=path.target or "?")
                continue
            if not path.transition:
                self.notes.add("otobo.transition_missing", place, transition=path.name)
            rows.append(self._way(activity, path, place))
        for dialog in activity.dialogs:
            if id(dialog) not in self.used_dialogs and activity.paths and len(activity.dialogs) > 1:
                self.notes.add("otobo.dialog_without_way", activity.name, dialog=dialog.name)
        return rows

    def _way(self, activity: Activity, path: Path, place: str) -> TransitionRow:
        dialog = self._sent(activity, path, place)
        part = self.guards.of(path, dialog, place)
        if part is False:
            self.notes.add("otobo.never_met", place)
        actions: list[ActionRow] = []
        if dialog is not None:
            self.used_dialogs.add(id(dialog))
            for name, value in dialog.sets.items():
                row = self.fields.set_action(name, value, place)
                actions += [row] if row else []
        for name in path.actions:
            known = self.process.actions.get(name)
            if known is None:
                self.notes.add("otobo.action_missing", place, action=name)
            else:
                actions += self.actions.of(known, place)
        self._tell_dead(activity, path, place)
        return TransitionRow(
            id=new_id(),
            from_stage_id=self.ids[activity.id],
            to_stage_id=self.ids[path.target],
            label=path.name,
            stimulus=path.transition if self._shared(path) else "",
            who=_who(dialog, is_start=activity.id == self.start),
            guard=as_guard(part),
            comment_required=self._article(activity, dialog) == REQUIRED,
            fields=self._asked(activity, dialog),
            actions=tuple(actions),
        )

    def _shared(self, path: Path) -> bool:
        uses = [p for a in self.process.activities for p in a.paths if p.transition == path.transition]
        return bool(path.transition) and len(uses) > 1

    def _sent(self, activity: Activity, path: Path, place: str) -> Dialog | None:
        """The dialog whose sending fires the transition: its settings meet the conditions, or it shows and
        sets more of the fields that they look at than others."""
        looked_at = {bare(m.field) for c in path.conditions for m in c.matches}
        ranked = []
        for n, dialog in enumerate(activity.dialogs):
            answer = standing(path, dialog)
            meant = {bare(f.name) for f in dialog.fields if f.display != INVISIBLE or f.default}
            if answer is not False:
                ranked.append((answer is True, len(looked_at & meant), -n, dialog))
        if not ranked:
            if activity.dialogs:
                self.notes.add("otobo.no_dialog_fires", place)
            return None
        chosen = max(ranked, key=lambda one: one[:3])
        several = len(activity.dialogs) > 1
        if several and not chosen[0] and not chosen[1] and path.conditions:
            self.notes.add("otobo.no_dialog_fires", place)
            return None
        return chosen[3]

    def _tell_dead(self, activity: Activity, path: Path, place: str) -> None:
        """A field that is compared and that nobody is shown."""
        for match in (m for c in path.conditions for m in c.matches):
            plain = bare(match.field)
            if plain in self.fields.in_dialogs or plain in OWN or plain in NO_FIELD:
                continue
            if match.value == match.field:
                self.notes.add("otobo.placeholder", place, field=match.field)

    def _asked(self, activity: Activity, dialog: Dialog | None) -> tuple[MoveField, ...]:
        """With several dialogs in a stage the way asks what its own one shows; the only one's fields are
        those of the stage."""
        if dialog is None or len(activity.dialogs) < 2:
            return ()
        rows = {}
        for field in dialog.fields:
            plain = bare(field.name)
            if field.display != INVISIBLE and plain not in NO_FIELD:
                key = self.fields.key(field.name, dialog.name)
                rows[key] = MoveField(
                    field=key, demand=Demand.FILL if field.display == REQUIRED else Demand.SHOW
                )
        return tuple(rows.values())

    def _article(self, activity: Activity, dialog: Dialog | None) -> str:
        """How a dialog demands a text; that of the first one is the ticket's description."""
        field = dialog.field("Article") if dialog else None
        return field.display if field is not None and activity.id != self.start else ""

    # -- stages

    def _stage(self, activity: Activity, names: Names, keys: Keys) -> StageRow:
        self._tell_stage(activity)
        kind = StageKind.MIDDLE
        if activity.id == self.start:
            kind = StageKind.ENTRY
        elif not self.ways_of[activity.id]:
            kind = final_kind(activity.name)
        customers = bool(activity.dialogs) and all(not dialog.for_agent for dialog in activity.dialogs)
        name = names.one(activity.name, "Activity")
        return StageRow(
            id=self.ids[activity.id],
            name=name,
            key=keys.one(name, "stage"),
            kind=kind,
            tone=tone_of(kind),
            is_default_entry=activity.id == self.start,
            description="\n".join(dict.fromkeys(d.text for d in activity.dialogs if d.text)),
            responsible=Responsible.CLIENT if customers else Responsible.KEEP,
            flags=self._flags(activity),
            x=activity.x,
            y=activity.y,
        )

    def _tell_stage(self, activity: Activity) -> None:
        for name in activity.missing:
            self.notes.add("otobo.dialog_missing", activity.name, dialog=name)
        if len(activity.dialogs) > 1:
            self.notes.add("otobo.dialogs_merged", activity.name, dialogs=[d.name for d in activity.dialogs])
        for dialog in activity.dialogs:
            if dialog.permission not in ("", "rw"):
                self.notes.add("otobo.permission", dialog.name, permission=dialog.permission)
        ends = not self.ways_of[activity.id]
        if ends and not activity.dialogs and not _AN_END.search(activity.name):
            self.notes.add("otobo.ends_elsewhere", activity.name)
        if not ends and not activity.dialogs:
            self.notes.add("otobo.no_dialog", activity.name)

    def _flags(self, activity: Activity) -> tuple[FlagRow, ...]:
        rows = [self._custom_flag(activity, plain, row.key) for plain, row in self.fields.items()]
        own: dict[str, FlagRow] = {}
        for dialog in activity.dialogs:
            for field in dialog.fields:
                key = OWN.get(field.name) or OWN.get(bare(field.name))
                if key is not None and is_required(shown_in(activity, bare(field.name)), activity):
                    own[key] = FlagRow(field=key, required=True)
        if activity.id == self.start and is_required(shown_in(activity, "Article"), activity):
            own["description"] = FlagRow(field="description", required=True)
        found = [row for row in (*rows, *own.values()) if not row.is_blank]
        return tuple(sorted(found, key=lambda row: row.field))

    def _custom_flag(self, activity: Activity, plain: str, key: str) -> FlagRow:
        found = shown_in(activity, plain)
        shown = [(dialog, display) for dialog, display in found if display != INVISIBLE]
        online = any(dialog.for_customer for dialog, _ in shown)
        if shown:
            return FlagRow(field=key, hidden_online=not online, required=is_required(found, activity))
        if found:
            return FlagRow(field=key, hidden_inside=True, hidden_online=True)
        looked_at = {bare(m.field) for p in activity.paths for c in p.conditions for m in c.matches}
        free = plain not in self.fields.in_dialogs and plain in looked_at
        return FlagRow(field=key, read_only=not free, hidden_online=not self.fields.is_online(plain))


def _who(dialog: Dialog | None, *, is_start: bool) -> tuple[Who, ...]:
    """Who sends a dialog: the client, the holder where it needs the lock (a new ticket has none yet), or
    who works on the ticket."""
    if dialog is None:
        return ()
    if dialog.for_customer:
        return EVERYBODY if dialog.for_agent else (Who.CLIENT,)
    return (Who.HOLDER,) if dialog.locks and not is_start else ()
