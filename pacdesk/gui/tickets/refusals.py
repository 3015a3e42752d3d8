"""Sentences for what the desk refuses about tickets; `words.py` adds them to the one table."""

from pacdesk.gui.messages import QT_TRANSLATE_NOOP, Told

_NOT_SENT = QT_TRANSLATE_NOOP("Messages", "Not sent yet")

REFUSALS = {
    "ticket.closed": Told(
        QT_TRANSLATE_NOOP("Messages", "The ticket is closed."),
        QT_TRANSLATE_NOOP("Messages", "Reopen it to go on working on it."),
    ),
    "ticket.not_closed": Told(QT_TRANSLATE_NOOP("Messages", "The ticket is open already.")),
    "ticket.already_yours": Told(QT_TRANSLATE_NOOP("Messages", "It has been yours since {since}.")),
    "ticket.already_taken": Told(
        QT_TRANSLATE_NOOP("Messages", "{who} has had it since {since}."),
        QT_TRANSLATE_NOOP("Messages", "To get it, have it handed over to you."),
        title=QT_TRANSLATE_NOOP("Messages", "Somebody was first"),
    ),
    "ticket.take_needs_staff": Told(
        QT_TRANSLATE_NOOP("Messages", "Your user is not linked to a staff member."),
        QT_TRANSLATE_NOOP("Messages", "An administrator can link them in the users."),
    ),
    "ticket.cancel_answered": Told(
        QT_TRANSLATE_NOOP("Messages", "The ticket was answered already."),
        QT_TRANSLATE_NOOP("Messages", "Somebody with the right to cancel can do it."),
    ),
    "ticket.no_way_out": Told(QT_TRANSLATE_NOOP("Messages", "No way leads out of this stage.")),
    "ticket.stage_moved": Told(
        QT_TRANSLATE_NOOP("Messages", "Somebody moved the ticket to “{stage}” in the meantime."),
        QT_TRANSLATE_NOOP("Messages", "Look at where it stands and advance it from there."),
    ),
    "ticket.field_changed": Told(
        QT_TRANSLATE_NOOP("Messages", "{who} changed this in the meantime to “{theirs}”."),
        QT_TRANSLATE_NOOP("Messages", "Choose which of the two values stays."),
    ),
    "handover.incomplete": Told(QT_TRANSLATE_NOOP("Messages", "Some fields need attention.")),
    "handover.nothing_changes": Told(QT_TRANSLATE_NOOP("Messages", "The ticket is there already.")),
    "handover.reason_required": Told(
        QT_TRANSLATE_NOOP("Messages", "Say why: choose a reason or write a comment.")
    ),
    "field.inactive": Told(QT_TRANSLATE_NOOP("Messages", "This is not in use any more.")),
    "transition.reason_required": Told(QT_TRANSLATE_NOOP("Messages", "“{transition}” needs a reason.")),
    "transition.comment_required": Told(QT_TRANSLATE_NOOP("Messages", "“{transition}” needs a comment.")),
    "waiting.unchanged": Told(QT_TRANSLATE_NOOP("Messages", "It is their turn already.")),
    "waiting.no_client": Told(QT_TRANSLATE_NOOP("Messages", "This ticket has no client.")),
    "waiting.no_attendant": Told(QT_TRANSLATE_NOOP("Messages", "This ticket has no attendant.")),
    "waiting.has_attendant": Told(QT_TRANSLATE_NOOP("Messages", "This ticket has an attendant.")),
    "cancel.reason_unknown": Told(QT_TRANSLATE_NOOP("Messages", "Choose a reason.")),
    "cancel.comment_required": Told(QT_TRANSLATE_NOOP("Messages", "Say in the comment why.")),
    "reopen.reason_required": Told(QT_TRANSLATE_NOOP("Messages", "Say why it is opened again.")),
    "entry.already_corrected": Told(
        QT_TRANSLATE_NOOP("Messages", "This entry was corrected already."),
        QT_TRANSLATE_NOOP("Messages", "Correct the newer text."),
    ),
    "entry.undone": Told(QT_TRANSLATE_NOOP("Messages", "This entry was undone.")),
    "entry.not_spoken": Told(QT_TRANSLATE_NOOP("Messages", "Only what somebody wrote can be corrected.")),
    "attachment.none": Told(QT_TRANSLATE_NOOP("Messages", "No file was chosen.")),
    "attachment.too_big": Told(
        QT_TRANSLATE_NOOP("Messages", "{name} is larger than what the desk takes."),
        QT_TRANSLATE_NOOP("Messages", "Make it smaller, or send a link to it."),
    ),
    "attachment.no_name": Told(QT_TRANSLATE_NOOP("Messages", "The file has no name.")),
    "attachment.already_hidden": Told(
        QT_TRANSLATE_NOOP("Messages", "The client does not see {name} already.")
    ),
    "address.not_manual": Told(
        QT_TRANSLATE_NOOP("Messages", "This address is a copy; it changes where it comes from."),
        QT_TRANSLATE_NOOP("Messages", "Choose “Manual” as its origin to write another one."),
    ),
    "ticket.login_required": Told(QT_TRANSLATE_NOOP("Messages", "“{subject}” needs a login.")),
    "ticket.contract_required": Told(QT_TRANSLATE_NOOP("Messages", "“{subject}” needs a contract.")),
    "entry.empty": Told(
        QT_TRANSLATE_NOOP("Messages", "There is nothing to send."),
        QT_TRANSLATE_NOOP("Messages", "Write something or attach a file."),
        title=_NOT_SENT,
    ),
    "entry.not_yours": Told(
        QT_TRANSLATE_NOOP("Messages", "Only its author can correct an entry."),
    ),
    "entry.too_late": Told(
        QT_TRANSLATE_NOOP("Messages", "An entry can be corrected for {minutes} minutes."),
        QT_TRANSLATE_NOOP("Messages", "Write a new one that says what is right."),
    ),
    "file.too_large": Told(
        QT_TRANSLATE_NOOP("Messages", "{name} has {size}; {limit} are the most for one file."),
        QT_TRANSLATE_NOOP("Messages", "Make it smaller, or send a link to it."),
        title=_NOT_SENT,
    ),
    "file.empty": Told(QT_TRANSLATE_NOOP("Messages", "{name} is empty."), title=_NOT_SENT),
    "file.unreadable": Told(
        QT_TRANSLATE_NOOP("Messages", "{name} could not be read: {reason}."),
        QT_TRANSLATE_NOOP("Messages", "Check the file and attach it again."),
        title=_NOT_SENT,
    ),
    "file.folder": Told(
        QT_TRANSLATE_NOOP("Messages", "{name} is a folder."),
        QT_TRANSLATE_NOOP("Messages", "Attach the files in it, or a ZIP of it."),
        title=_NOT_SENT,
    ),
    "file.not_written": Told(
        QT_TRANSLATE_NOOP("Messages", "{path} could not be written: {reason}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder and save again."),
    ),
    "report.not_written": Told(
        QT_TRANSLATE_NOOP("Messages", "{path} could not be written: {reason}."),
        QT_TRANSLATE_NOOP("Messages", "Choose another folder and save again."),
    ),
    "report.unreadable": Told(
        QT_TRANSLATE_NOOP("Messages", "This file is no PDF that can be shown."),
        QT_TRANSLATE_NOOP("Messages", "Save it and open it with another program."),
    ),
}
