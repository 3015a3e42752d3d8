"""Sentences about desks, keys, settings and files: what storage and config refuse."""

from pacdesk.gui.messages import QT_TRANSLATE_NOOP, Told, add

_OPENING = QT_TRANSLATE_NOOP("Messages", "The desk was not opened")
_OTHER = ("welcome", QT_TRANSLATE_NOOP("Messages", "Choose another desk"))
_AGAIN = ("retry", QT_TRANSLATE_NOOP("Messages", "Try again"))

TABLE = {
    "desk.missing": Told(
        QT_TRANSLATE_NOOP("Messages", "There is no desk at {path}."),
        QT_TRANSLATE_NOOP("Messages", "It may have been moved, or its drive is not connected."),
        _OTHER,
        _OPENING,
    ),
    "desk.missing_folder": Told(
        QT_TRANSLATE_NOOP("Messages", "The folder {path} is not there."),
        QT_TRANSLATE_NOOP("Messages", "Choose a folder that exists."),
        _OTHER,
        _OPENING,
    ),
    "desk.not_a_file": Told(
        QT_TRANSLATE_NOOP("Messages", "{path} is a folder, not a desk."),
        QT_TRANSLATE_NOOP("Messages", "Choose the desk's file, which ends in .pacdesk."),
        _OTHER,
        _OPENING,
    ),
    "desk.exists": Told(
        QT_TRANSLATE_NOOP("Messages", "There is a desk at {path} already."),
        QT_TRANSLATE_NOOP("Messages", "Open that one, or choose another name."),
    ),
    "desk.not_a_desk": Told(
        QT_TRANSLATE_NOOP("Messages", "This file is no desk of pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Choose the desk's file, which ends in .pacdesk."),
        _OTHER,
        _OPENING,
    ),
    "desk.not_a_desk_or_wrong_key": Told(
        QT_TRANSLATE_NOOP("Messages", "This file is no desk, or its key is another one."),
        QT_TRANSLATE_NOOP("Messages", "Check that the .key file beside it is the desk's own."),
        _OTHER,
        _OPENING,
    ),
    "desk.damaged": Told(
        QT_TRANSLATE_NOOP("Messages", "The desk's file is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Nothing was changed in it. Restore the latest backup."),
        _OTHER,
        _OPENING,
    ),
    "desk.newer": Told(
        QT_TRANSLATE_NOOP("Messages", "This desk was made by a newer pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Update pacdesk on this computer. Nothing was changed."),
        _OTHER,
        _OPENING,
    ),
    "desk.older": Told(
        QT_TRANSLATE_NOOP("Messages", "This desk was made by an older pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Open it once for writing to bring it up to date."),
        _OTHER,
        _OPENING,
    ),
    "desk.held": Told(
        QT_TRANSLATE_NOOP("Messages", "The desk is open at {host}, by {who}, since {since}."),
        QT_TRANSLATE_NOOP("Messages", "Close it there, then try again."),
        _AGAIN,
        _OPENING,
    ),
    "desk.locked": Told(
        QT_TRANSLATE_NOOP("Messages", "Another program is holding the desk's file."),
        QT_TRANSLATE_NOOP("Messages", "Close it there, then try again."),
        _AGAIN,
    ),
    "desk.busy": Told(
        QT_TRANSLATE_NOOP("Messages", "The desk is busy."),
        QT_TRANSLATE_NOOP("Messages", "Try again in a moment."),
        _AGAIN,
    ),
    "desk.disk_full": Told(
        QT_TRANSLATE_NOOP("Messages", "The disk is full."),
        QT_TRANSLATE_NOOP("Messages", "What was saved is safe. Free some space and do it again."),
    ),
    "desk.no_space": Told(
        QT_TRANSLATE_NOOP("Messages", "There is not enough free space at {path}."),
        QT_TRANSLATE_NOOP("Messages", "Free some space and try again."),
    ),
    "desk.read_only": Told(
        QT_TRANSLATE_NOOP("Messages", "The desk is on a disk that cannot be written."),
        QT_TRANSLATE_NOOP("Messages", "Copy it to another disk and open it there."),
    ),
    "desk.no_permission": Told(
        QT_TRANSLATE_NOOP("Messages", "Your user may not write {path}."),
        QT_TRANSLATE_NOOP("Messages", "Ask who looks after this computer for access to the folder."),
    ),
    "desk.io_error": Told(
        QT_TRANSLATE_NOOP("Messages", "The disk did not answer as it should."),
        QT_TRANSLATE_NOOP("Messages", "Check the disk. What was saved before is safe."),
    ),
    "desk.unsafe_place": Told(
        QT_TRANSLATE_NOOP("Messages", "A desk cannot be in this folder: {what}."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Network and cloud folders damage databases. Choose a folder on this computer's disk.",
        ),
    ),
    "desk.old_sqlite": Told(
        QT_TRANSLATE_NOOP("Messages", "The database library {linked} can damage desks; {needed} is needed."),
        QT_TRANSLATE_NOOP("Messages", "Install pacdesk again."),
    ),
    "key.password_needed": Told(
        QT_TRANSLATE_NOOP("Messages", "This desk is encrypted and asks for its password."), title=_OPENING
    ),
    "key.recovery_code_needed": Told(
        QT_TRANSLATE_NOOP("Messages", "This desk is encrypted and asks for its recovery code."),
        title=_OPENING,
    ),
    "key.wrong_password": Told(
        QT_TRANSLATE_NOOP("Messages", "This is not the desk's password."),
        QT_TRANSLATE_NOOP("Messages", "Check capitals and accents, or use the recovery code."),
    ),
    "key.wrong_recovery_code": Told(
        QT_TRANSLATE_NOOP("Messages", "The recovery code belongs to another desk, or to an older key."),
    ),
    "key.no_recovery_code": Told(QT_TRANSLATE_NOOP("Messages", "This desk has no recovery code.")),
    "key.wait": Told(
        QT_TRANSLATE_NOOP("Messages", "Too many tries."),
        QT_TRANSLATE_NOOP("Messages", "Try again in {seconds} s."),
    ),
    "key.wrong_key": Told(QT_TRANSLATE_NOOP("Messages", "The key does not belong to this desk.")),
    "key.empty_password": Told(QT_TRANSLATE_NOOP("Messages", "The password is empty.")),
    "key.last_way": Told(QT_TRANSLATE_NOOP("Messages", "This is the only way left to open the desk.")),
    "key.keyring_empty": Told(
        QT_TRANSLATE_NOOP("Messages", "This computer's keyring no longer has this desk's secret."),
        QT_TRANSLATE_NOOP("Messages", "Open it with its recovery code."),
        ("code", QT_TRANSLATE_NOOP("Messages", "Type the recovery code")),
        _OPENING,
    ),
    "key.keyring_other": Told(
        QT_TRANSLATE_NOOP("Messages", "The keyring's secret is of another desk."),
        QT_TRANSLATE_NOOP("Messages", "Open it with its recovery code."),
        ("code", QT_TRANSLATE_NOOP("Messages", "Type the recovery code")),
        _OPENING,
    ),
    "key.keyring_unavailable": Told(
        QT_TRANSLATE_NOOP("Messages", "This computer has no keyring that answers."),
        QT_TRANSLATE_NOOP("Messages", "Use a password or the recovery code."),
        ("code", QT_TRANSLATE_NOOP("Messages", "Type the recovery code")),
        _OPENING,
    ),
    "key.keyring_timed_out": Told(
        QT_TRANSLATE_NOOP("Messages", "The keyring did not answer within {seconds} s."),
        QT_TRANSLATE_NOOP("Messages", "Unlock it and try again, or use the recovery code."),
        ("code", QT_TRANSLATE_NOOP("Messages", "Type the recovery code")),
        _OPENING,
    ),
    "key.header_missing": Told(
        QT_TRANSLATE_NOOP("Messages", "The key file {path} is missing; without it the desk cannot be read."),
        QT_TRANSLATE_NOOP("Messages", "Put it back beside the desk, or restore a backup, which has it."),
        _OTHER,
        _OPENING,
    ),
    "key.header_damaged": Told(
        QT_TRANSLATE_NOOP("Messages", "The key file {path} is damaged."),
        QT_TRANSLATE_NOOP("Messages", "Take the one of the latest backup."),
        _OTHER,
        _OPENING,
    ),
    "key.header_too_new": Told(
        QT_TRANSLATE_NOOP("Messages", "The key file was made by a newer pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Update pacdesk on this computer."),
        _OTHER,
        _OPENING,
    ),
    "key.header_exists": Told(
        QT_TRANSLATE_NOOP("Messages", "There is a key file at {path} already."),
        QT_TRANSLATE_NOOP(
            "Messages", "It may be the only way into a desk that was moved: choose another name."
        ),
    ),
    "recovery_code.length": Told(
        QT_TRANSLATE_NOOP("Messages", "The recovery code has another length; {typed} letters were typed."),
    ),
    "recovery_code.typo": Told(
        QT_TRANSLATE_NOOP("Messages", "There is a slip in a group of the recovery code."),
        QT_TRANSLATE_NOOP("Messages", "Compare the groups {groups} with what you printed."),
    ),
    "path.bad_name": Told(
        QT_TRANSLATE_NOOP("Messages", "“{name}” cannot be the name of a file."),
        QT_TRANSLATE_NOOP("Messages", "Leave out signs such as / : * ? and try again."),
    ),
    "settings.damaged": Told(
        QT_TRANSLATE_NOOP("Messages", "The settings could not be read; the defaults are used."),
        QT_TRANSLATE_NOOP("Messages", "The old file was kept as {kept_as}."),
    ),
    "settings.unreadable": Told(
        QT_TRANSLATE_NOOP("Messages", "The settings could not be read; the defaults are used."),
    ),
    "settings.bad_value": Told(
        QT_TRANSLATE_NOOP(
            "Messages", "The setting {key} has a value that makes no sense; its default is used."
        ),
    ),
    "connections.damaged": Told(
        QT_TRANSLATE_NOOP("Messages", "The saved connections could not be read."),
        QT_TRANSLATE_NOOP("Messages", "The old file was kept as {kept_as}."),
    ),
    "server.too_old": Told(
        QT_TRANSLATE_NOOP(
            "Messages", "The server's PostgreSQL is {found}; one of {needed} or later is needed."
        ),
        QT_TRANSLATE_NOOP("Messages", "Ask who looks after the server to update it."),
        _OTHER,
        _OPENING,
    ),
    "connection.unknown": Told(
        QT_TRANSLATE_NOOP("Messages", "No connection is called “{name}”."),
        QT_TRANSLATE_NOOP("Messages", "Choose one of the list."),
        _OTHER,
        _OPENING,
    ),
}

add(TABLE)
