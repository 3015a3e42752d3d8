"""Taking back what a command did, and doing it again (DESIGN section 4)."""
