"""Views of the queue that are made for a team: a named filter, counted for each person as he sees."""
