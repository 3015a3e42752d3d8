"""A form: the cells of a .ui file become fields that check themselves and know what was changed."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from pacdesk.desk.lean import dataclass
from pacdesk.errors import UserError
from pacdesk.gui.editing.inputs import Input, shown_in
from pacdesk.gui.messages import sentence
from pacdesk.gui.widgets.buttons import set_look
from pacdesk.gui.widgets.fields import FormField
from pacdesk.gui.widgets.notices import plain_label

Checker = Callable[[], Iterable[UserError]]
_CELL = 2  # columns of the grid that most fields take
_IGNORED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_DEMANDS = frozenset(
    {"field.required", "ticket.login_required", "ticket.contract_required", "contact.unreachable"}
)


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two values of a field that two people changed: what is offered, and what it would replace."""

    kept: Any
    told: str
    button: str
    back: "_Side | None" = None


class Form(QObject):
    """Inputs of a body by their object names.

    In the body, every label with a buddy stands with that buddy in a cell of its own (`cell_<name>`);
    the form puts a `FormField` there. Complaints appear when a field is left, stay while it is wrong,
    and go while it is being mended. That something is missing is only said of a field that a person
    has touched, or after `complain_all`.
    """

    changed = Signal()
    """A person changed something."""
    left = Signal(str)
    """A person left a field."""
    checked = Signal()
    """Complaints may have come or gone."""

    def __init__(self, body: QWidget, ui: Any, parent: QObject | None = None) -> None:
        super().__init__(parent or body)
        self.body = body
        self._ui = ui
        self.fields: dict[str, FormField] = {}
        self.inputs: dict[str, Any] = {}
        self._labels: dict[str, QLabel] = {}
        self._touched: set[str] = set()
        self._told: dict[str, UserError] = {}
        self._theirs: dict[str, _Side] = {}
        self._all = False
        self._checker: Checker = tuple
        self._adviser: Checker = tuple
        self._before: dict[str, Any] = {}
        self._required: frozenset[str] = frozenset()
        self._covered: frozenset[str] = frozenset()
        self._dress()
        self._fill_grids()
        self._style_headings()
        self._recheck = QTimer(self)
        self._recheck.setSingleShot(True)
        self._recheck.setInterval(0)
        self._recheck.timeout.connect(self._check_again)
        body.installEventFilter(self)

    def _dress(self) -> None:
        for label in self.body.findChildren(QLabel):
            editor: QWidget | None = label.buddy()
            cell = label.parentWidget()
            if editor is None or cell is None or not cell.objectName().startswith("cell_"):
                continue
            name = editor.objectName()
            field = FormField(label.text(), editor, parent=self.body)
            layout = self.body.layout()
            if layout is not None:
                layout.replaceWidget(cell, field)
            label.setParent(field)
            label.hide()
            cell.setParent(None)
            cell.deleteLater()
            self.fields[name], self._labels[name] = field, label
            field.repair_requested.connect(self._repair)
        for name, editor in vars(self._ui).items():
            if isinstance(editor, QWidget) and isinstance(editor, Input):
                self._bind(name, editor, editor)
        for one, other in pairwise(self.inputs.values()):
            QWidget.setTabOrder(one, other)

    def _fill_grids(self) -> None:
        """Keep the columns of a short group as wide as those of a full one: Qt leaves empty ones out."""
        for grid in self.body.findChildren(QGridLayout):
            if not grid.objectName().startswith("grid_"):
                continue
            free = [n for n in range(grid.columnCount()) if grid.itemAtPosition(0, n) is None]
            for column in free[::_CELL]:
                filler = QWidget(self.body)
                filler.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
                filler.setFixedHeight(0)
                grid.addWidget(filler, 0, column, 1, min(_CELL, grid.columnCount() - column))

    def _bind(self, name: str, editor: QWidget, bound: Input) -> None:
        self.inputs[name] = bound
        editor.installEventFilter(self)
        bound.edited.connect(self._edited)

    def _style_headings(self) -> None:
        for label in self.body.findChildren(QLabel):
            if label.objectName().startswith("section_"):
                set_look(label, "look", "lead")
            elif label.objectName().startswith("hint_"):
                set_look(label, "look", "second")

    # --- values -----------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Everything that is filled in, by name."""
        return {name: one.value() for name, one in self.inputs.items()}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values as the ones that stand; names that the form lacks are left out."""
        for name, value in values.items():
            if name in self.inputs:
                self.inputs[name].set_value(value)
        self._touched.clear()
        self._all = False
        self.settle()
        self.clear()
        self.check()

    def settle(self) -> None:
        """What stands there now is the saved state."""
        for name in self._theirs:
            self.fields[name].clear()
        self._theirs.clear()
        self._before = {name: one.keep() for name, one in self.inputs.items()}

    def dirty(self) -> bool:
        """Whether anything differs from the saved state."""
        return any(one.keep() != self._before.get(name) for name, one in self.inputs.items())

    def keep(self) -> dict[str, Any]:
        """What a draft holds."""
        return {name: one.keep() for name, one in self.inputs.items()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show what a draft held; every field that it changed counts as touched."""
        for name, one in self.inputs.items():
            if name in kept and kept[name] != self._before.get(name):
                one.restore(kept[name])
                self._touched.add(name)
        self.check()

    def set_locked(self, locked: bool) -> None:
        """Read-only or not, whole."""
        for one in self.inputs.values():
            one.set_locked(locked)

    def set_covered(self, names: Iterable[str], why: str) -> None:
        """These only show a stand-in, or may not be changed: to read, with why, and nothing is said of what
        stands there. Fields that were covered before and are not now can be written again."""
        wanted = frozenset(names) & frozenset(self.inputs)
        for name in wanted | self._covered:
            self.inputs[name].set_locked(name in wanted)
            if name in self.fields:
                self.fields[name].set_help(why if name in wanted else "")
        self._covered = wanted

    # --- checking ---------------------------------------------------------------------------

    def set_checker(self, checker: Checker) -> None:
        """The rules: all problems of what stands there, each with its field."""
        self._checker = checker

    def set_adviser(self, adviser: Checker) -> None:
        """What is odd and may be saved all the same, each with its field."""
        self._adviser = adviser

    def set_required(self, names: Iterable[str]) -> None:
        """The fields with a red asterisk (S3.2), live."""
        self._required = frozenset(names)
        for name, field in self.fields.items():
            field.label.set_required(name in self._required)
        self.check()

    @property
    def required(self) -> frozenset[str]:
        """The fields that must be filled in now."""
        return self._required

    def problems(self) -> list[UserError]:
        """Everything that is the matter, one a field, in the form's order."""
        found: dict[str, UserError] = {}
        for name, one in self.inputs.items():
            trouble = one.problem() if name not in self._covered else None
            if trouble is not None:
                found[name] = _at(trouble, name)
        ruled = (problem for problem in self._checker() if problem.field not in self._covered)
        for problem in (*ruled, *self._told.values()):
            found.setdefault(problem.field or "", problem)
        return [found[name] for name in self.inputs if name in found] + ([found[""]] if "" in found else [])

    def check(self) -> None:
        """Show and take away complaints as they are due."""
        due = {p.field or "": p for p in self.problems()}
        odd = {p.field: sentence(p).text() for p in self._adviser() if p.field not in self._covered}
        for name, field in self.fields.items():
            problem = due.get(name)
            if problem is not None and self._is_due(name, problem):
                self._complain(field, problem)
            elif name in self._theirs:
                continue
            elif name in odd:
                field.warn(odd[name])
            elif field.complaint() or field.warning():
                field.clear()
        self.checked.emit()

    def complain_all(self) -> list[UserError]:
        """Show every complaint, required fields included; go to the first. Answers them."""
        self._all = True
        self.check()
        found = self.problems()
        first = next((p.field for p in found if p.field in self.inputs), None)
        if first is not None:
            self.go_to(first)
        return found

    def tell(self, problems: Iterable[UserError]) -> list[UserError]:
        """Show what the desk refused beside its fields; answers what has no field here."""
        here: list[UserError] = []
        elsewhere: list[UserError] = []
        for problem in problems:
            (here if problem.field in self.fields else elsewhere).append(problem)
        self._told = {str(p.field): p for p in here}
        self._touched.update(self._told)
        self.check()
        if here:
            self.go_to(str(here[0].field))
        return elsewhere

    def show_theirs(self, name: str, kept: Any, shown: str, who: str, when: str = "") -> None:
        """Say beside a field what somebody else made of it meanwhile, and offer to take it over. What is
        given up for it stays on offer until something else is typed."""
        field = self.fields.get(name)
        if field is None:
            return
        told = (
            self.tr("{who} changed this to “{value}”, {when}.")
            if who and when
            else self.tr("{who} changed this to “{value}” meanwhile.")
            if who
            else self.tr("This was changed to “{value}” meanwhile.")
        )
        theirs = _Side(kept, told.format(who=who, value=shown or "–", when=when), self.tr("Take it over"))
        self._theirs[name] = theirs
        field.complain(theirs.told, theirs.button)

    def _swap(self, name: str) -> None:
        """Theirs in place of mine, or mine again."""
        taken, one = self._theirs.pop(name), self.inputs[name]
        given = one.keep()
        told = self.tr("Yours was “{value}”.").format(value=shown_in(one) or "–")
        back = taken.back or _Side(given, told, self.tr("Put it back"), back=taken)
        one.restore(taken.kept)
        self._theirs[name] = back
        self.fields[name].complain(back.told, back.button)

    def clear(self) -> None:
        """Take every complaint away."""
        self._told.clear()
        for field in self.fields.values():
            field.clear()
        self.checked.emit()

    def go_to(self, name: str) -> None:
        """Put the caret into a field."""
        editor = self.inputs.get(name)
        if isinstance(editor, QWidget):
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def name_of(self, field: str) -> str:
        """The name people know a field by."""
        label = self._labels.get(field)
        return label.text().replace("&", "") if label is not None else field

    def _is_due(self, name: str, problem: UserError) -> bool:
        if self._all or name in self._told:
            return True
        if name not in self._touched:
            return False
        editor = self.inputs.get(name)
        has_focus = isinstance(editor, QWidget) and editor.hasFocus()
        field = self.fields[name]
        return not has_focus or (bool(field.complaint()) and problem.code not in _DEMANDS)

    def _complain(self, field: FormField, problem: UserError) -> None:
        suggestion = str(problem.facts.get("suggestion") or "")
        if problem.code == "document.check_digits":
            problem = _known_digits(problem, suggestion)
        repair = self.tr("Use {value}").format(value=suggestion) if suggestion else None
        told = sentence(problem).text()
        if field.complaint() != told:
            field.complain(told, repair)

    # --- what people do ---------------------------------------------------------------------

    def _edited(self) -> None:
        name = self._name_of_sender()
        self._touched.add(name)
        self._told.pop(name, None)
        if self._theirs.pop(name, None) is not None:
            self.fields[name].clear()
        self._recheck.start()
        self.changed.emit()

    def _check_again(self) -> None:
        self.check()

    def _name_of_sender(self) -> str:
        sender = self.sender()
        return sender.objectName() if sender is not None else ""

    def _repair(self) -> None:
        field = self.sender()
        name = next((n for n, f in self.fields.items() if f is field), "")
        if not name:
            return
        if name in self._theirs:
            self._swap(name)
        else:
            due = {p.field: p for p in self.problems()}
            problem = due.get(name)
            if problem is None or not problem.facts.get("suggestion"):
                return
            self._told.pop(name, None)
            self.inputs[name].restore(str(problem.facts["suggestion"]))
        self._touched.add(name)
        self.go_to(name)
        self.check()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and watched is not self.body:
            if event.reason() not in _IGNORED:
                self._recheck.start()
                self.left.emit(watched.objectName())
        elif kind == QEvent.Type.LanguageChange and watched is self.body:
            self._retranslate()
        return super().eventFilter(watched, event)

    def _retranslate(self) -> None:
        self._ui.retranslateUi(self.body)
        for name, field in self.fields.items():
            field.label.set_text(self._labels[name].text())
        self.check()


def _at(problem: UserError, field: str) -> UserError:
    return UserError(problem.code, field=field, **problem.facts)


def _known_digits(problem: UserError, suggestion: str) -> UserError:
    digits = suggestion[-2:]
    code = problem.code if digits else "document.check_digits_other"
    return UserError(code, field=problem.field, **{**problem.facts, "digits": digits})


def heading(text: str, parent: QWidget) -> QLabel:
    """A heading inside a page."""
    label = plain_label(parent)
    label.setText(text)
    set_look(label, "look", "lead")
    return label
