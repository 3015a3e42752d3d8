"""Engines, units of work, change sets, search, files and migrations. Knows no business."""
