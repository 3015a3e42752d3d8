"""Taking back what a command did, and doing it again (DESIGN section 4).

Its tables are the change sets of `storage`. Three drawers of its own: `reading.py` reads them for
handlers and queries alike, `searching.py` makes the search documents anew of what an undo has touched,
`imports.py` takes back a whole import with the commands that were part of it.
"""
