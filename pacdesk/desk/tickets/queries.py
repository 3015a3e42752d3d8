"""Reads about tickets."""

from pacdesk.desk.tx import Questions

QUESTIONS: Questions = {}
