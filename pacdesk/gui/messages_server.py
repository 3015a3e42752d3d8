"""Sentences about servers of shared desks: what stands in the way, and who can do what about it."""

from pacdesk.gui.messages import QT_TRANSLATE_NOOP, Told, add

_OPENING = QT_TRANSLATE_NOOP("Messages", "The desk was not opened")

TABLE = {
    "server.wrong_password": Told(
        QT_TRANSLATE_NOOP("Messages", "User or password do not match."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "The password may also have expired. Check both, or have an administrator give a new one.",
        ),
        title=_OPENING,
    ),
    "server.certificate": Told(
        QT_TRANSLATE_NOOP("Messages", "No known authority vouches for the server."),
        QT_TRANSLATE_NOOP(
            "Messages", "Name the file of the company's authority in the connection. ({detail})"
        ),
        title=_OPENING,
    ),
    "server.certificate_expired": Told(
        QT_TRANSLATE_NOOP("Messages", "The server's certificate has expired."),
        QT_TRANSLATE_NOOP(
            "Messages", "Who looks after {host} must renew it. Check the date of this computer as well."
        ),
        title=_OPENING,
    ),
    "server.certificate_early": Told(
        QT_TRANSLATE_NOOP("Messages", "The server's certificate is not valid yet."),
        QT_TRANSLATE_NOOP("Messages", "Check the date and time of this computer. ({host})"),
        title=_OPENING,
    ),
    "server.other_host": Told(
        QT_TRANSLATE_NOOP("Messages", "The certificate is another server's."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Use the name that it bears. If the name is right, do not log in and tell who looks after the "
            "server. ({detail})",
        ),
        title=_OPENING,
    ),
    "server.no_tls": Told(
        QT_TRANSLATE_NOOP("Messages", "The server offers no encryption (TLS)."),
        QT_TRANSLATE_NOOP(
            "Messages",
            "Nothing was sent: password and data could be read on the way. Tell its administrator.",
        ),
        title=_OPENING,
    ),
    "server.no_such_host": Told(
        QT_TRANSLATE_NOOP("Messages", "No server of that name was found."),
        QT_TRANSLATE_NOOP("Messages", "Check the name and the network. ({detail})"),
        title=_OPENING,
    ),
    "server.host_silent": Told(
        QT_TRANSLATE_NOOP("Messages", "The server did not answer within {seconds} s."),
        QT_TRANSLATE_NOOP("Messages", "Check address, network and firewall. ({host}, port {port})"),
        title=_OPENING,
    ),
    "server.port_closed": Told(
        QT_TRANSLATE_NOOP("Messages", "Nothing listens at port {port}."),
        QT_TRANSLATE_NOOP("Messages", "Check the port, and whether PostgreSQL is running at {host}."),
        title=_OPENING,
    ),
    "server.full": Told(
        QT_TRANSLATE_NOOP("Messages", "The server is full."),
        QT_TRANSLATE_NOOP("Messages", "It takes no more connections now. Try again in a moment."),
        title=_OPENING,
    ),
    "server.role_full": Told(
        QT_TRANSLATE_NOOP("Messages", "This user has too many windows open."),
        QT_TRANSLATE_NOOP("Messages", "Close pacdesk on another computer, then try again."),
        title=_OPENING,
    ),
    "server.not_let_in": Told(
        QT_TRANSLATE_NOOP("Messages", "This user has no access to this desk."),
        QT_TRANSLATE_NOOP("Messages", "One of its administrators can give it."),
        title=_OPENING,
    ),
    "server.no_login": Told(
        QT_TRANSLATE_NOOP("Messages", "This user may not log in to the server."),
        QT_TRANSLATE_NOOP("Messages", "An administrator can open the log-in."),
        title=_OPENING,
    ),
    "server.schema_newer": Told(
        QT_TRANSLATE_NOOP("Messages", "The server's desk is of a newer pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Update pacdesk on this computer. Nothing was changed."),
        title=_OPENING,
    ),
    "server.schema_older": Told(
        QT_TRANSLATE_NOOP("Messages", "The server's desk is of an older pacdesk."),
        QT_TRANSLATE_NOOP("Messages", "Its owner brings it up to date: pacdesk server upgrade."),
        title=_OPENING,
    ),
}

add(TABLE)
