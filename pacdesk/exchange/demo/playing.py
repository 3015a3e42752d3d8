"""Plays plans by ordinary commands: what the rules refuse does not happen here either."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pacdesk.desk.desk import Desk
from pacdesk.desk.tickets.commands import (
    AdvanceTicket,
    CancelTicket,
    CorrectEntry,
    HandOver,
    MarkSeen,
    NewFile,
    OpenTicket,
    ReopenTicket,
    TakeTicket,
    WaitFor,
    WriteEntry,
)
from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, TicketKind, WaitingOn
from pacdesk.desk.values import Actor, Visibility
from pacdesk.exchange.demo import numbers
from pacdesk.exchange.demo.papers import Drawer
from pacdesk.exchange.demo.plans import Do, Plan, Step
from pacdesk.exchange.demo.things import Stock


class Player:
    """Plays one plan after another on a desk whose clock `as_at` sets."""

    def __init__(
        self, desk: Desk, stock: Stock, chance: random.Random, as_at: Callable[[datetime], None]
    ) -> None:
        self._desk, self._stock, self._chance, self._as_at = desk, stock, chance, as_at
        self._ids = numbers.Ids(chance)
        self._drawer = Drawer(chance)
        self._stage = UUID(int=0)
        self._last = UUID(int=0)

    def play(self, plan: Plan) -> None:
        """Open the ticket and do everything that the plan says."""
        ticket = self._open(plan)
        for step in plan.steps:
            _DO[step.do](self, plan, ticket, step)
        if not plan.unread:
            at = plan.steps[-1].at if plan.steps else plan.opened_at
            self._run(self._stock.people[0].actor, MarkSeen, at, ticket=ticket, number=100_000)

    def _run(self, actor: Actor, command: Callable[..., Any], at: datetime, /, **values: Any) -> Any:
        self._as_at(at)
        return self._desk.acting(actor).run(command(id=self._ids.at(at), at=at, **values)).answer

    def _open(self, plan: Plan) -> UUID:
        chance, client, subject = self._chance, plan.client, plan.subject
        ticket = self._ids.at(plan.opened_at)
        more: dict[str, Any] = {"kind": TicketKind.OWN_STRUCTURE}
        if client is not None:
            more = {
                "client": client.id,
                "contact": client.contact,
                "contract": client.contract,
                "login": client.login if subject.get("login_required") or chance.random() < 0.3 else None,
                "address_origin": AddressOrigin(subject.get("address_origin", "client")),
            }
        if chance.random() < 0.2:
            more["reserved_on"] = (plan.opened_at + timedelta(days=2)).date()
            more["best_time"] = chance.choice(list(BestTime))
        if chance.random() < 0.2:
            more["complementary_status"] = chance.choice(self._stock.complementary)
        self._run(
            plan.opener.actor,
            OpenTicket,
            plan.opened_at,
            ticket=ticket,
            subject_id=self._stock.subjects[subject["name"]],
            subject=plan.title,
            description=plan.description,
            attendant=plan.attendant.actor.staff_id if plan.attendant else None,
            priority=plan.priority,
            message=subject.get("message", "") if client else "",
            **more,
        )
        self._stage = plan.flow.entry.id
        return ticket

    # -- steps

    def take(self, plan: Plan, ticket: UUID, step: Step) -> None:
        self._run(step.who.actor, TakeTicket, step.at, ticket=ticket)

    def write(self, plan: Plan, ticket: UUID, step: Step) -> None:
        text: str = step.text
        files: tuple[NewFile, ...] = ()
        if step.attached:
            text, files = self._attach(step)
        internal = step.do is Do.NOTE
        self._last = self._ids.at(step.at)
        self._run(
            step.who.actor,
            WriteEntry,
            step.at,
            ticket=ticket,
            entry=self._last,
            text=text,
            visibility=Visibility.INTERNAL if internal else Visibility.CLIENT,
            from_client=step.do is Do.CLIENT,
            files=files,
        )

    def _attach(self, step: Step) -> tuple[str, tuple[NewFile, ...]]:
        paper = self._drawer.take(step.attached)
        attachment = self._ids.at(step.at)
        file = NewFile(
            attachment=attachment,
            sha256=self._desk.put_file(paper.content),
            name=paper.name,
            size=len(paper.content),
            media_type=paper.media_type,
            inline=paper.is_picture,
        )
        if not paper.is_picture:
            return step.text, (file,)
        return f"{step.text}\n\n![{paper.name}](attachment:{attachment})", (file,)

    def advance(self, plan: Plan, ticket: UUID, step: Step) -> None:
        if step.target is None:
            raise ValueError("a move without a target")
        way = next(way for way in plan.flow.ways_out(self._stage) if way.to_stage_id == step.target.id)
        comment = "Resolvido com o cliente." if way.comment_required else ""
        self._run(step.who.actor, AdvanceTicket, step.at, ticket=ticket, transition=way.id, comment=comment)
        self._stage = step.target.id

    def hand_over(self, plan: Plan, ticket: UUID, step: Step) -> None:
        self._run(
            self._stock.people[0].actor,
            HandOver,
            step.at,
            ticket=ticket,
            department=step.who.department,
            reason=self._chance.choice(self._stock.reasons),
            comment=step.text,
        )

    def wait(self, plan: Plan, ticket: UUID, step: Step) -> None:
        on = WaitingOn.CLIENT if step.do is Do.WAIT_CLIENT and plan.client else WaitingOn.THIRD_PARTY
        self._run(step.who.actor, WaitFor, step.at, ticket=ticket, waiting_on=on, comment=step.text)

    def cancel(self, plan: Plan, ticket: UUID, step: Step) -> None:
        reason = self._chance.choice(("mistake", "duplicate", "other"))
        self._run(step.who.actor, CancelTicket, step.at, ticket=ticket, reason=reason, comment=step.text)

    def reopen(self, plan: Plan, ticket: UUID, step: Step) -> None:
        self._run(step.who.actor, ReopenTicket, step.at, ticket=ticket, reason=step.text)
        working = [stage for stage in plan.flow.stages if not stage.kind.is_final]
        self._stage = working[-1].id

    def correct(self, plan: Plan, ticket: UUID, step: Step) -> None:
        """An entry, and two minutes later its correction: later ones are refused."""
        first = Step(Do.NOTE, step.at, step.who, "A previsão é hoje às 10 h.")
        self.write(plan, ticket, first)
        at = step.at + timedelta(minutes=2)
        entry = self._ids.at(at)
        self._run(
            step.who.actor,
            CorrectEntry,
            at,
            ticket=ticket,
            entry=entry,
            corrects=self._last,
            text=step.text,
        )


_DO: dict[Do, Callable[[Player, Plan, UUID, Step], None]] = {
    Do.TAKE: Player.take,
    Do.REPLY: Player.write,
    Do.NOTE: Player.write,
    Do.CLIENT: Player.write,
    Do.ADVANCE: Player.advance,
    Do.HAND_OVER: Player.hand_over,
    Do.WAIT_CLIENT: Player.wait,
    Do.WAIT_THIRD: Player.wait,
    Do.CANCEL: Player.cancel,
    Do.REOPEN: Player.reopen,
    Do.CORRECT: Player.correct,
}
