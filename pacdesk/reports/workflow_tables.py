"""What follows a flow's drawing: its stages, the matrix of flags, its transitions and fields in words."""

from collections.abc import Sequence
from typing import Final

from pacdesk.desk.workflow.rows import FieldRow, Flow, StageRow, TransitionRow
from pacdesk.reports.sheet import ACCENT_TEXT, BOTTOM, LEFT, LINE, SUNKEN, TEXT, TEXT2, TEXT3
from pacdesk.reports.wide_sheet import WIDE_RIGHT, WIDE_TOP, WideSheet
from pacdesk.reports.workflow_words import FLAGS, FlowWords

_COLUMNS: Final = 9
_FIELD: Final = 150.0
_LABEL: Final = 110.0
_ROW: Final = 15.0


class FlowTables:
    """Writes the lists of one flow."""

    def __init__(self, sheet: WideSheet, flow: Flow, words: FlowWords) -> None:
        self._sheet = sheet
        self._flow = flow
        self._words = words

    def draw(self) -> None:
        """Every list that has rows."""
        self._stages()
        self._matrix()
        self._ways()
        self._fields()

    def _stages(self) -> None:
        say = self._words.say
        self._sheet.heading(say("flow.stages"))
        for number, stage in enumerate(self._flow.stages, 1):
            facts = [(say("flow.description"), stage.description), *self._words.about_stage(stage)]
            out = "; ".join(self._way_out(way) for way in self._flow.ways_out(stage.id))
            facts += [(say("flow.out"), out)] if out else []
            facts = [fact for fact in facts if fact[1].strip()]
            self._entry(f"{number}. {self._words.name(stage)}", self._words.line_of_stage(stage), facts)

    def _way_out(self, way: TransitionRow) -> str:
        to = self._words.name(self._flow.find_stage(way.to_stage_id))
        return f"{way.label.strip() or self._words.say('flow.nameless')} → {to}"

    def _ways(self) -> None:
        if not self._flow.transitions:
            return
        self._sheet.heading(self._words.say("flow.ways"))
        find = self._flow.find_stage
        for way in self._flow.transitions:
            ends = f"{self._words.name(find(way.from_stage_id))} → {self._words.name(find(way.to_stage_id))}"
            label = way.label.strip() or self._words.say("flow.nameless")
            self._entry(label, ends, self._words.about_way(way))

    def _fields(self) -> None:
        if not self._flow.fields:
            return
        say = self._words.say
        self._sheet.heading(say("flow.fields"))
        for row in self._flow.fields:
            facts = [
                (say("flow.field.kind"), say(f"field_kind.{row.kind}")),
                (say("flow.field.section"), row.section),
                (say("flow.field.choices"), ", ".join(choice.name for choice in row.choices)),
                (say("flow.field.default"), self._default(row)),
                (say("flow.field.limits"), _limits(row.minimum, row.maximum)),
                (say("flow.field.help"), row.help),
            ]
            self._entry(row.name.strip() or row.key, row.key, [fact for fact in facts if fact[1]])

    def _default(self, row: FieldRow) -> str:
        return "" if row.default is None else self._words.value(row.key, row.default)

    def _entry(self, title: str, beside: str, facts: Sequence[tuple[str, str]]) -> None:
        """A title with what stands beside it, then label and value in lines."""
        sheet = self._sheet
        sheet.need(42)
        sheet.y -= 5
        sheet.mark(1, title)
        lines = sheet.wrapped(title, "bold", 9.6, WIDE_RIGHT - LEFT)
        for line in lines[:-1]:
            sheet.text(LEFT, sheet.y - 9.5, line, "bold", 9.6, TEXT)
            sheet.y -= 12.5
        wide = sheet.text(LEFT, sheet.y - 9.5, lines[-1], "bold", 9.6, TEXT)
        room = WIDE_RIGHT - LEFT - wide - 12
        if beside and sheet.width(beside, "regular", 8.8) <= room and "\n" not in beside:
            sheet.text(LEFT + wide + 10, sheet.y - 9.5, beside, "regular", 8.8, TEXT3)
            beside = ""
        sheet.y -= 13.5
        if beside:
            sheet.paragraph(LEFT, WIDE_RIGHT, beside, "regular", 8.8, TEXT2)
        for label, value in facts:
            self._fact(label, value)
        sheet.y -= 4
        sheet.rule(LEFT, WIDE_RIGHT, sheet.y, LINE, 0.5)

    def _fact(self, label: str, value: str) -> None:
        sheet = self._sheet
        lines = sheet.wrapped(value, "regular", 8.8, WIDE_RIGHT - LEFT - _LABEL)
        for number, line in enumerate(lines):
            sheet.need(11.5)
            if not number:
                shown = sheet.fit(label, "regular", 8.8, _LABEL - 8)
                sheet.text(LEFT, sheet.y - 9, shown, "regular", 8.8, TEXT3)
            sheet.text(LEFT + _LABEL, sheet.y - 9, line, "regular", 8.8, TEXT)
            sheet.y -= 11.5

    def _flagged(self) -> list[str]:
        """Fields that some stage has a flag for: custom ones in their order, then the ticket's own."""
        used = {flag.field: None for stage in self._flow.stages for flag in stage.flags if not flag.is_blank}
        own = [row.key for row in self._flow.fields if row.key in used]
        return [*(name for name in used if name not in own), *own]

    def _matrix(self) -> None:
        say, fields = self._words.say, self._flagged()
        if not self._flow.stages:
            return
        self._sheet.heading(say("flow.matrix"), 90)
        if not fields:
            self._sheet.paragraph(LEFT, WIDE_RIGHT, say("flow.no_flags"), "regular", 8.8, TEXT2)
            return
        legend = "   ·   ".join(f"{say(f'flag.key.{name}')}  {say(f'flag.{name}')}" for name in FLAGS)
        self._sheet.paragraph(LEFT, WIDE_RIGHT, legend, "regular", 8.4, TEXT2)
        for at in range(0, len(self._flow.stages), _COLUMNS):
            self._block(self._flow.stages[at : at + _COLUMNS], fields)

    def _block(self, stages: Sequence[StageRow], fields: Sequence[str]) -> None:
        """All fields against a few stages."""
        sheet = self._sheet
        cell = (WIDE_RIGHT - LEFT - _FIELD) / _COLUMNS
        self._head(stages, cell)
        for field in fields:
            names = sheet.wrapped(self._words.field(field), "regular", 8.6, _FIELD - 8)
            height = _ROW + (len(names) - 1) * 10.5
            if sheet.y - height < BOTTOM and sheet.y < WIDE_TOP:
                sheet.new_page()
                self._head(stages, cell)
            for number, line in enumerate(names):
                sheet.text(LEFT, sheet.y - 10.3 - number * 10.5, line, "regular", 8.6, TEXT)
            for number, stage in enumerate(stages):
                letters = self._words.flags(stage, field)
                middle = LEFT + _FIELD + (number + 0.5) * cell
                shown, ink = (letters, ACCENT_TEXT) if letters else ("·", TEXT3)
                wide = sheet.width(shown, "bold", 8.6)
                sheet.text(middle - wide / 2, sheet.y - 10.3, shown, "bold", 8.6, ink)
            sheet.y -= height
            sheet.rule(LEFT, LEFT + _FIELD + len(stages) * cell, sheet.y, LINE, 0.5)

    def _head(self, stages: Sequence[StageRow], cell: float) -> None:
        sheet = self._sheet
        names = [sheet.wrapped(self._words.name(stage), "medium", 8, cell - 6)[:3] for stage in stages]
        height = max(map(len, names)) * 10 + 8
        sheet.need(height + 3 * _ROW)
        sheet.y -= 6
        sheet.box(LEFT, sheet.y - height, _FIELD + len(stages) * cell, height, SUNKEN)
        for number, lines in enumerate(names):
            for row, line in enumerate(lines):
                shown = sheet.fit(line, "medium", 8, cell - 4)
                left = LEFT + _FIELD + (number + 0.5) * cell - sheet.width(shown, "medium", 8) / 2
                sheet.text(left, sheet.y - 12 - row * 10, shown, "medium", 8, TEXT2)
        sheet.y -= height


def _limits(least: str | None, most: str | None) -> str:
    if least and most:
        return f"{least} – {most}"
    return f"≥ {least}" if least else f"≤ {most}" if most else ""
