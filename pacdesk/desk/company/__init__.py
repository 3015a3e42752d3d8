"""The company that runs the desk: its data, parameters, departments, staff and number sequences.

A sixth drawer, `uses.py`: what uses a department or a staff member. `workflow` and `tickets` have one too;
`registry` asks them all.
"""
