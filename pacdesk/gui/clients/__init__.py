"""The page of a client, the form that writes one down, and what hangs on a client."""
