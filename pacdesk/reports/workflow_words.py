"""A flow's rules in the words of a document."""

from typing import Any

from pacdesk.desk.tickets.dossier import Language
from pacdesk.desk.workflow.fields import FACTS, OWN_FIELDS
from pacdesk.desk.workflow.guards import NEED_NO_VALUE
from pacdesk.desk.workflow.rows import (
    ActionRow,
    Flow,
    Guard,
    StageRow,
    TransitionRow,
    Trigger,
)
from pacdesk.reports.formats import two_units
from pacdesk.reports.labels import Labels

BUSINESS_DAY = 480
"""Minutes in a business day."""
FLAGS = ("required", "read_only", "hidden_inside", "hidden_online", "needed_before")


class FlowWords:
    """Sentences of one flow in one language."""

    def __init__(self, flow: Flow, language: Language) -> None:
        self.say = Labels(language)
        self._flow = flow

    def name(self, stage: StageRow | None) -> str:
        """A stage's name."""
        return (stage.name.strip() if stage else "") or self.say("flow.nameless")

    def who(self, stage: StageRow) -> str:
        """Who is responsible in a stage; of a final one, how it ends."""
        if stage.kind.is_final:
            return self.say(f"end.{stage.kind}")
        word = self.say(f"responsible.{stage.responsible}")
        return f"{word} {stage.responsible_ref.name}" if stage.responsible_ref else word

    def time(self, minutes: int | None) -> str:
        """An expected duration; empty for none."""
        if not minutes or minutes < 0:
            return ""
        days, rest = divmod(minutes, BUSINESS_DAY)
        if days and not rest:
            return self.say("flow.day" if days == 1 else "flow.days", count=days)
        return two_units(0, minutes)

    def short_time(self, minutes: int | None) -> str:
        """The same in a word less."""
        days, rest = divmod(max(minutes or 0, 0), BUSINESS_DAY)
        if days and not rest:
            return self.say("flow.short_day" if days == 1 else "flow.short_days", count=days)
        return self.time(minutes)

    def field(self, name: str) -> str:
        """What a field is called."""
        row = self._flow.field(name)
        if row is not None:
            return row.name.strip() or row.key
        return self.say(f"own.{name}") if name in OWN_FIELDS or name in FACTS else name

    def value(self, field: str, value: Any) -> str:
        """A plain value as it is shown."""
        if isinstance(value, list | tuple):
            return ", ".join(self.value(field, one) for one in value)
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        row = self._flow.field(field)
        if row is not None:
            return next((choice.name for choice in row.choices if choice.key == value), str(value))
        return self.say.of("priority_value", str(value)) if field == "priority" else str(value)

    def guard(self, guard: Guard) -> str:
        """A guard as one sentence."""
        parts = []
        for condition in guard.conditions:
            words = f"{self.field(condition.field)} {self.say(f'op.{condition.op}')}"
            if condition.op not in NEED_NO_VALUE:
                words = f"{words} {self.value(condition.field, condition.value)}"
            parts.append(words)
        parts += [f"({inner})" for group in guard.groups if (inner := self.guard(group))]
        return f" {self.say(f'mode.{guard.mode}')} ".join(parts)

    def action(self, row: ActionRow) -> str:
        """Something done by itself."""
        name = row.ref.name if row.ref else row.text
        facts = {"field": self.field(row.field), "value": self.value(row.field, row.value), "name": name}
        return self.say(f"action.{row.kind}", **facts).strip()

    def flags(self, stage: StageRow, field: str) -> str:
        """The letters of a field's flags in a stage."""
        row = stage.flag(field)
        return " ".join(self.say(f"flag.key.{name}") for name in FLAGS if getattr(row, name))

    def about_stage(self, stage: StageRow) -> list[tuple[str, str]]:
        """Label and value of what a stage says of itself."""
        say = self.say
        facts = [
            (say("flow.clock"), "" if stage.clock_runs or stage.kind.is_final else say("flow.clock_stops")),
            (say("flow.on_entry"), "; ".join(self.action(row) for row in stage.on_entry)),
            (say("flow.checklist"), "; ".join(self._item(row.text, row.required) for row in stage.checklist)),
        ]
        return [fact for fact in facts if fact[1]]

    def line_of_stage(self, stage: StageRow) -> str:
        """What stands beside a stage's name: kind, phase, who, how long."""
        kind = self.say("flow.entry") if stage.is_default_entry else self.say(f"stage_kind.{stage.kind}")
        who = "" if stage.kind.is_final else self.who(stage)
        parts = (kind, stage.phase, who, self.time(stage.expected_minutes))
        return "  ·  ".join(part for part in parts if part)

    def _item(self, text: str, required: bool) -> str:
        return f"{text} ({self.say('flow.required')})" if required else text

    def about_way(self, way: TransitionRow) -> list[tuple[str, str]]:
        """Label and value of what a transition asks and does."""
        say = self.say
        may = ", ".join(say(f"who.{who}") for who in way.who)
        facts = [
            (say("flow.trigger"), self._trigger(way)),
            (say("flow.may"), may),
            (say("flow.guard"), self.guard(way.guard) if way.guard else ""),
            (say("flow.reasons"), self._reasons(way)),
            (say("flow.comment"), say("flow.comment_required") if way.comment_required else ""),
            (
                say("flow.asks"),
                ", ".join(say(f"demand.{row.demand}", name=self.field(row.field)) for row in way.fields),
            ),
            (say("flow.does"), "; ".join(self.action(row) for row in way.actions)),
        ]
        return [fact for fact in facts if fact[1]]

    def _trigger(self, way: TransitionRow) -> str:
        if way.trigger is Trigger.TIME:
            return self.say("flow.after", time=self.time(way.after_minutes) or "?")
        if way.trigger is Trigger.EVENT:
            return self.say("flow.by_event", name=way.stimulus).strip()
        return ""

    def _reasons(self, way: TransitionRow) -> str:
        names = ", ".join(ref.name for ref in way.reasons)
        if not way.reason_required:
            return names
        return self.say("flow.reason_required", names=names or self.say("flow.any_reason"))
