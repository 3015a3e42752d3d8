"""Connections to shared desks: saved by name, tried step by step, told apart by name and colour."""
