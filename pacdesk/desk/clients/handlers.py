"""Writes."""

from pacdesk.desk.tx import Handlers


HANDLERS: Handlers = {}
