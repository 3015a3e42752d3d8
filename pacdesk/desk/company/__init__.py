"""The company that runs the desk: its data, parameters, departments, staff and number sequences."""
