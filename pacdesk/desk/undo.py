"""Being written."""

from pacdesk.desk.tx import Handlers, Questions

HANDLERS: Handlers = {}
QUESTIONS: Questions = {}
