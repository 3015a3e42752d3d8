"""Workflows as files: our own readable YAML both ways, and other programs' definitions inwards.

`detect.read_flow` is the door in, `yaml_file.write_flow` the door out. What a file says and a flow cannot
mean becomes a `NoteRow` with its place; its sentence is in `resources/flow_notes.toml`.
"""
