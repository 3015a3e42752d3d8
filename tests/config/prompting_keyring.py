"""A Secret Service whose collection is locked and whose prompt nobody answers, or somebody sends away.

Run as `prompting_keyring.py never|dismiss` on a bus of its own. Prints `ready`, and `prompt` for each
prompt that a client opens.
"""

import sys
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.secrets"
COLLECTION = "/org/freedesktop/secrets/collection/login"
PROMPT = "/org/freedesktop/secrets/prompt/p1"


def answer(member: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]] | None:
    """Signature and body of what a method returns; None for one that it does not know."""
    if member == "OpenSession":
        # Without encryption only: which of both is asked for is not what is tried here.
        return None if body[0] != "plain" else ("vo", (("s", ""), "/org/freedesktop/secrets/session/s1"))
    if member == "Get":
        return "v", (("b", True) if body[1] == "Locked" else ("s", "Login"),)
    return {
        "ReadAlias": ("o", (COLLECTION,)),
        "SearchItems": ("ao", ([],)),
        "Unlock": ("aoo", ([], PROMPT)),
        "Prompt": ("", ()),
    }.get(member)


def tell(what: str) -> None:
    """Say a line to the test."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def serve(how: str) -> None:
    """Answer for ever."""
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    tell("ready")
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        member = message.header.fields[HeaderFields.member]
        found = answer(member, message.body)
        if found is None:
            connection.send(new_error(message, "org.freedesktop.DBus.Error.NotSupported", "s", ("no",)))
            continue
        connection.send(new_method_return(message, *found))
        if member == "Prompt":
            tell("prompt")
            if how == "dismiss":
                prompt = DBusAddress(PROMPT, NAME, "org.freedesktop.Secret.Prompt")
                connection.send(new_signal(prompt, "Completed", "bv", (True, ("ao", []))))


serve(sys.argv[1])
