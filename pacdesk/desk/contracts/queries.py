"""Reads."""

from pacdesk.desk.tx import Questions


QUESTIONS: Questions = {}
