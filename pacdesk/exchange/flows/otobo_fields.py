"""The fields of an OTOBO process: which there are, what values are seen, where dialogs show them."""

from collections.abc import Iterator

from pacdesk.desk.workflow.rows import ActionKind, ActionRow, ChoiceRow, FieldKind, FieldRow, Ref
from pacdesk.exchange.flows.model import Keys, Notes, human
from pacdesk.exchange.flows.otobo_file import INVISIBLE, REQUIRED, Activity, Dialog, Process
from pacdesk.exchange.flows.otobo_guard import KNOWN, LOCK, OWN, STATUS, bare, priority_of

NO_FIELD = frozenset({"Article", "PendingTime", *LOCK, *STATUS})
"""What a dialog may show that is no field of a form of ours."""
MOST_CHOICES = 60


class Fields:
    """Every field that dialogs, conditions and actions name, each made once."""

    def __init__(self, process: Process, notes: Notes) -> None:
        self._process = process
        self._notes = notes
        self._keys = Keys()
        self._rows: dict[str, FieldRow] = {}
        self._dialogs = {id(dialog): dialog for activity in process.activities for dialog in activity.dialogs}
        self.in_dialogs = {bare(f.name) for dialog in self._dialogs.values() for f in dialog.fields}
        self._online = {
            bare(field.name)
            for dialog in self._dialogs.values()
            if dialog.for_customer
            for field in dialog.fields
            if field.display != INVISIBLE
        }

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """The custom fields."""
        return tuple(self._rows.values())

    def tell_kinds(self) -> None:
        """One note for all fields whose kind the file does not say."""
        plain = [row.name for row in self._rows.values() if row.kind is FieldKind.TEXT]
        if plain:
            self._notes.add("otobo.kind_as_text", self._process.name, fields=plain)

    def items(self) -> Iterator[tuple[str, FieldRow]]:
        """Custom fields with their names in the file."""
        yield from self._rows.items()

    def is_online(self, name: str) -> bool:
        """Whether some dialog of the client shows the field."""
        return name in self._online

    def key(self, name: str, place: str) -> str:
        """The name under which the flow knows a field of the file."""
        if name in OWN:
            return OWN[name]
        plain = bare(name)
        if plain in OWN:
            return OWN[plain]
        if plain not in self._rows:
            self._rows[plain] = self._make(plain, name, place)
        return self._rows[plain].key

    def _make(self, plain: str, name: str, place: str) -> FieldRow:
        if plain not in self.in_dialogs:
            dynamic = name.startswith("DynamicField_") or name in KNOWN
            code = "otobo.field_in_no_dialog" if dynamic else "otobo.field_unknown"
            self._notes.add(code, place, field=name)
        values, compared = self._seen(plain)
        choices = tuple(ChoiceRow(key=value, name=_choice_name(value)) for value in values)
        chosen = compared and 0 < len(choices) <= MOST_CHOICES
        if chosen:
            self._notes.add("otobo.choices_seen", name, values=values)
        return FieldRow(
            key=self._keys.one(human(plain), "field"),
            name=human(plain) or plain,
            kind=FieldKind.CHOICE if chosen else FieldKind.TEXT,
            help=self._help(plain),
            choices=choices if chosen else (),
        )

    def _seen(self, plain: str) -> tuple[list[str], bool]:
        """The values that the file gives a field, and whether some transition compares it by value."""
        found: dict[str, None] = {}
        compared = free = False
        for activity in self._process.activities:
            for match in (m for path in activity.paths for c in path.conditions for m in c.matches):
                if bare(match.field) == plain and match.kind == "String" and match.value:
                    found[match.value], compared = None, True
                free |= bare(match.field) == plain and match.kind == "Regexp"
        for dialog in self._dialogs.values():
            for field in dialog.fields:
                if bare(field.name) == plain and field.default:
                    found[field.default] = None
        for action in self._process.actions.values():
            for name, value in action.config.items():
                if bare(name) == plain and value:
                    found[value] = None
        return list(found), compared and not free

    def _help(self, plain: str) -> str:
        texts = [f.help for d in self._dialogs.values() for f in d.fields if bare(f.name) == plain]
        return next((text for text in texts if text), "")

    def set_action(self, name: str, value: str, place: str) -> ActionRow | None:
        """What sets a field of the file to a value; None when that says nothing here."""
        plain = bare(name)
        if plain in STATUS:
            return ActionRow(kind=ActionKind.SET_STATUS, ref=Ref(value))
        if plain in LOCK:
            self._notes.add("otobo.lock_left_out", place, value=value)
            return None
        key = self.key(name, place)
        if key == "priority":
            level = priority_of(value)
            return ActionRow(kind=ActionKind.SET_FIELD, field=key, value=level) if level else None
        if key == "department":
            return ActionRow(kind=ActionKind.SET_FIELD, field=key, ref=Ref(value))
        if key in ("contact", "attendant") or plain in NO_FIELD:
            self._notes.add("otobo.value_left_out", place, field=name, value=value)
            return None
        if not value:
            return ActionRow(kind=ActionKind.CLEAR_FIELD, field=key)
        return ActionRow(kind=ActionKind.SET_FIELD, field=key, value=value)


def _choice_name(value: str) -> str:
    """Without the program's own prefix of a value."""
    for prefix in ("otobo5s-", "znuny4otrs-", "otrs5s-"):
        value = value.removeprefix(prefix)
    return value[:1].upper() + value[1:]


def shown_in(activity: Activity, plain: str) -> list[tuple[Dialog, str]]:
    """The dialogs of an activity that hold a field, each with how it shows it."""
    return [
        (dialog, field.display)
        for dialog in activity.dialogs
        for field in dialog.fields
        if bare(field.name) == plain
    ]


def is_required(found: list[tuple[Dialog, str]], activity: Activity) -> bool:
    """Whether the stage itself demands a field: every dialog of it does."""
    demanding = [dialog for dialog, display in found if display == REQUIRED]
    return bool(demanding) and len(demanding) == len(activity.dialogs)
