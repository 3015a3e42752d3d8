"""Where a ticket stands, as the strip of five facts and the path of its stages show it."""

from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from pacdesk.desk.tickets.rows import TicketCard, VisitRow
from pacdesk.desk.tickets.rules import PendingInteraction
from pacdesk.desk.workflow.rows import StageKind, StageRow
from pacdesk.gui.theme import current
from pacdesk.gui.tickets import words
from pacdesk.gui.widgets.facts import Fact
from pacdesk.gui.widgets.stage_path import PathStage, Place
from pacdesk.gui.wording import duration

translate = QCoreApplication.translate


def five_facts(card: TicketCard) -> tuple[Fact, ...]:
    """Status, situation, stage, complementary status and pending interaction (D2)."""
    owed = card.pending_interaction in (PendingInteraction.INTERNAL, PendingInteraction.BOTH)
    return (
        Fact(
            translate("Ticket", "Status"),
            words.status(card.status),
            tone=current().meaning("status", card.status),
            dot=True,
        ),
        Fact(translate("Ticket", "Situation"), words.situation(card.situation), icon="circle-dashed"),
        Fact(translate("Ticket", "Stage"), card.flow.stage(card.stage_id).name, icon="git-commit-horizontal"),
        Fact(
            translate("Ticket", "Complementary status"),
            card.complementary_status or words.NOTHING,
            icon="tag" if card.complementary_status else None,
        ),
        Fact(
            translate("Ticket", "Pending interaction"),
            words.pending(card.pending_interaction),
            tone="warn" if owed else None,
            icon="circle-alert" if owed else None,
        ),
    )


def spent_in(visits: tuple[VisitRow, ...], stage: UUID, now: datetime) -> timedelta | None:
    """How long the ticket has been in a stage, all stays together; None if it never was there."""
    stays = [visit for visit in visits if visit.stage_id == stage]
    if not stays:
        return None
    return sum(((visit.left_at or now) - visit.entered_at for visit in stays), timedelta(0))


def business_of(card: TicketCard, visit: VisitRow, now: datetime) -> timedelta:
    """The working time of one stay, up to now while it lasts."""
    if visit.business_minutes is not None:
        return timedelta(minutes=visit.business_minutes)
    end = visit.left_at or card.closed_at or now
    return timedelta(minutes=card.calendar.business_minutes(visit.entered_at, end))


def business_in(card: TicketCard, stage: UUID, now: datetime) -> timedelta:
    """The working time that the ticket has spent in a stage, all stays together."""
    stays = (visit for visit in card.visits if visit.stage_id == stage)
    return sum((business_of(card, visit, now) for visit in stays), timedelta(0))


def path_of(card: TicketCard, now: datetime) -> tuple[PathStage, ...]:
    """The stages of the ticket's flow in their order, each with the time spent or expected.

    A stage behind the current one is ahead again, even if the ticket was there before it came back.
    The stage of cancelled tickets is no part of the way and shows only when the ticket is there.
    """
    shown = sorted(
        (s for s in card.flow.stages if s.kind is not StageKind.CANCELLED or s.id == card.stage_id),
        key=lambda stage: stage.position,
    )
    return tuple(_path_stage(card, stage, now) for stage in shown)


def _path_stage(card: TicketCard, stage: StageRow, now: datetime) -> PathStage:
    end = card.closed_at or now
    spent = spent_in(card.visits, stage.id, end)
    expected = timedelta(minutes=stage.expected_minutes) if stage.expected_minutes else None
    if stage.id == card.stage_id:
        return PathStage(
            str(stage.id),
            stage.name,
            Place.CURRENT,
            _time_here(card, stage, spent or end - card.stage_since, now),
        )
    if spent is not None and stage.position < card.flow.stage(card.stage_id).position:
        return PathStage(str(stage.id), stage.name, Place.DONE, duration(spent))
    time = translate("Ticket", "up to {time}").format(time=duration(expected)) if expected else ""
    return PathStage(str(stage.id), stage.name, Place.AHEAD, time)


def _time_here(card: TicketCard, stage: StageRow, spent: timedelta, now: datetime) -> str:
    """What a stage is expected to take is working time: so is then what is told to be spent."""
    if stage.kind.is_final:
        return ""
    if not stage.expected_minutes:
        return duration(spent)
    return translate("Ticket", "{spent} of {expected}").format(
        spent=duration(business_in(card, stage.id, now)),
        expected=duration(timedelta(minutes=stage.expected_minutes)),
    )
