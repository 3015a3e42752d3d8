"""Registers, company data, settings and the history of changes."""
