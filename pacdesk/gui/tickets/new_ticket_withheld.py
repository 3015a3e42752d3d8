"""What the entry stage of a new ticket keeps from being given with it (S1.25, S1.33, S1.34)."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from pacdesk.desk.tickets.rules import AddressOrigin, BestTime, SubjectRules, demanded_at_opening
from pacdesk.gui.editing.form import Form
from pacdesk.gui.tickets.new_ticket_address import PARTS

CLIENTS = ("client", "contact", "login", "contract")
_ADDRESS = ("address_origin", *PARTS, "latitude", "longitude")
_UNGIVEN: Mapping[str, Any] = {"best_time": BestTime.ANY, "address_origin": AddressOrigin.MANUAL}
_FREE = ("contact", "login", "contract", "subject_id", "attendant", "priority", "complementary_status",
         "reserved_on", "best_time")  # fmt: skip


class Withheld:
    """Hides the form's fields that the stage keeps, and sends them as if nobody had filled them in: what
    was typed stays in them until another type or stage takes it. Subject, description and department are
    always given; so are login and contract where the subject demands them."""

    def __init__(self, form: Form, address_heading: QWidget) -> None:
        self._form = form
        self._address_heading = address_heading
        self._names: frozenset[str] = frozenset()

    def show(
        self, kept: Iterable[str], rules: SubjectRules | None, *, for_client: bool, locked: Iterable[str]
    ) -> None:
        """Show what may be given now. `kept`: the ticket's own fields that the stage hides or locks;
        `locked`: inputs that the page itself fills in."""
        kept = frozenset(kept) - demanded_at_opening(rules if for_client else None)
        self._names = frozenset(_FREE) & kept | frozenset(_ADDRESS if "address" in kept else ())
        self._form.set_covered(self._names - set(locked), "")
        self._address_heading.setVisible("address" not in kept)
        for name in (*CLIENTS, *_FREE, *_ADDRESS):
            mine = for_client or name not in CLIENTS
            self._form.fields[name].setVisible(mine and name not in self._names)

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def without(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The form's values with those that the stage keeps left out."""
        blank = {name: _UNGIVEN.get(name, "" if name in _ADDRESS else None) for name in self._names}
        return {**values, **blank}
