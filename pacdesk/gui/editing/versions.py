"""Two people changed the same row: both values, beside the fields (DESIGN section 4)."""

from collections.abc import Mapping
from typing import Any

from pacdesk.errors import Conflict
from pacdesk.gui.editing.form import Form
from pacdesk.gui.editing.inputs import shown_in
from pacdesk.gui.messages import readable


def show_clashes(form: Form, seen: Mapping[str, Any], current: Mapping[str, Any], error: Conflict) -> None:
    """Fields that only they changed take their value; where both did, theirs is offered beside ours, and the
    first of them has the focus.

    `seen` is what this form started from, `current` what stands in the desk now.
    """
    mine, first = form.keep(), ""
    who, at = str(error.facts.get("who") or ""), error.facts.get("at")
    when = str(readable(at)) if at is not None else ""
    for name, one in form.inputs.items():
        if name not in current or name not in seen or current[name] == seen[name]:
            continue
        one.set_value(seen[name])
        before = one.keep()
        one.set_value(current[name])
        if mine[name] == before:
            continue
        theirs = one.keep()
        shown = shown_in(one)
        one.restore(mine[name])
        if theirs != mine[name]:
            form.show_theirs(name, theirs, shown, who, when)
            first = first or name
    if first:
        form.go_to(first)
