"""The command line: everything the program does without its window, and without Qt.

Exit codes: 0 fine; 1 refused, or the check found problems; 2 wrong usage; 3 the desk is unavailable
(missing, damaged, too new, disk full, no key); 4 another holds the desk; 70 a bug, whose traceback is
in the log; 130 cancelled. Results go to standard output, everything else to standard error; `--json`
makes the result one JSON object. Nothing ever asks: what a command needs is in its arguments, and
secrets come from a file, from standard input or from the keyring.
"""
