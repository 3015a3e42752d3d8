"""Ticket groups and types, and the workflow a type owns: versions, stages, transitions."""
