"""`ticket advance` and `ticket set`: a ticket moved and changed by the very commands of the window."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from pacdesk.cli import desks, refusals
from pacdesk.cli.run import Run
from pacdesk.desk.company.rules import show_protocol
from pacdesk.desk.port import DeskPort
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    ChangeTicket,
    FieldChange,
    FindTicket,
    GetTicket,
    ListComplementaryStatuses,
    ListSubjects,
)
from pacdesk.desk.tickets.rows import TicketCard
from pacdesk.desk.tickets.rules import BestTime, Priority
from pacdesk.desk.values import Visibility
from pacdesk.desk.workflow.commands import ListReasons
from pacdesk.desk.workflow.rows import TransitionRow
from pacdesk.desk.workflow.texts import find_field, plain_of
from pacdesk.errors import Invalid, NotFound, UserError

OWN: Final = ("subject", "description", "priority", "reserved_on", "best_time", "subject_id",
              "complementary_status")  # fmt: skip
"""A ticket's own fields that can be written here; the others name rows of the client's."""
_EMPTY: Final = ("", "-")


def advance(run: Run) -> int:
    """`ticket advance PROTOCOL LABEL`: through the condition of that label or key, with fields, reason
    and comment. Refusals say a line a field; nothing is changed then."""
    options = run.options
    with desks.writing(run) as desk:
        card = _card(desk, options.protocol)
        way = _way(card, options.label)
        reasons = desk.ask(ListReasons())
        desk.run(
            AdvanceTicket(
                ticket=card.id,
                transition=way.id,
                reason=_named(reasons, "reason", options.reason),
                comment=options.comment or "",
                comment_visibility=Visibility.CLIENT if options.client_sees else Visibility.INTERNAL,
                values=_changes(desk, card, options.set or ()),
            )
        )
        after = desk.ask(GetTicket(ticket=card.id))
    stage = after.flow.stage(after.stage_id).name
    run.console.result(run.words("ticket.advanced", protocol=show_protocol(after.protocol), stage=stage))
    run.console.data({"ok": True, "protocol": after.protocol, "stage": stage, "status": str(after.status)})
    return refusals.FINE


def change(run: Run) -> int:
    """`ticket set PROTOCOL FIELD=VALUE…`: own and custom fields; an empty value or `-` empties one."""
    options = run.options
    with desks.writing(run) as desk:
        card = _card(desk, options.protocol)
        desk.run(ChangeTicket(ticket=card.id, changes=_changes(desk, card, options.values)))
    names = [pair.partition("=")[0].strip() for pair in options.values]
    run.console.result(
        run.words("ticket.changed", protocol=show_protocol(card.protocol), fields=", ".join(names))
    )
    run.console.data({"ok": True, "protocol": card.protocol, "fields": names})
    return refusals.FINE


def _card(desk: DeskPort, typed: str) -> TicketCard:
    ticket = desk.ask(FindTicket(typed=typed))
    if ticket is None:
        raise NotFound("ticket.not_found", typed=typed)
    return desk.ask(GetTicket(ticket=ticket))


def _way(card: TicketCard, label: str) -> TransitionRow:
    wanted = " ".join(label.split()).casefold()
    ways = card.flow.ways_out(card.stage_id)
    found = next((way for way in ways if wanted in (way.key, way.label.casefold())), None)
    if found is None:
        stage = card.flow.stage(card.stage_id).name
        raise Invalid("transition.not_from_here", transition=label, stage=stage)
    return found


def _named(rows: Sequence[Any], field: str, name: str | None) -> Any:
    """The id of a register's row, by its name."""
    if not name:
        return None
    wanted = " ".join(name.split()).casefold()
    found = next((row.id for row in rows if row.name.casefold() == wanted), None)
    if found is None:
        raise Invalid("field.not_a_choice", field=field, value=name)
    return found


def _changes(desk: DeskPort, card: TicketCard, pairs: Iterable[str]) -> tuple[FieldChange, ...]:
    return tuple(_change(desk, card, pair) for pair in pairs)


def _change(desk: DeskPort, card: TicketCard, pair: str) -> FieldChange:
    """`FIELD=VALUE` as a change of what the ticket has now. Raises Invalid `ticket.field_unknown`,
    `field.not_a_choice`."""
    name, sign, text = pair.partition("=")
    name, text = name.strip(), "" if text.strip() in _EMPTY else text
    row = find_field(card.flow, name)
    if not sign or (row is None and name not in OWN):
        raise Invalid("ticket.incomplete", problems=(UserError("ticket.field_unknown", field=name),))
    if row is not None:
        return FieldChange(name=row.key, seen=card.values.get(row.key), wanted=plain_of(row, text))
    return FieldChange(name=name, seen=_seen(card, name), wanted=_wanted(desk, name, text))


def _seen(card: TicketCard, name: str) -> Any:
    column = "complementary_status_id" if name == "complementary_status" else name
    return getattr(card, column)


def _wanted(desk: DeskPort, name: str, text: str) -> Any:
    try:
        match name:
            case "priority":
                return Priority(int(text)) if text.isdigit() else Priority[text.strip().upper()]
            case "best_time":
                return BestTime(text.strip().casefold())
            case "reserved_on":
                return date.fromisoformat(text.strip()) if text else None
            case "subject_id":
                subjects = desk.ask(ListSubjects())
                return _named(subjects, name, text)
            case "complementary_status":
                statuses = desk.ask(ListComplementaryStatuses())
                return _named(statuses, name, text)
    except (KeyError, ValueError) as error:
        raise Invalid("field.not_a_choice", field=name, value=text) from error
    return text
