"""What `pacdesk bench` does on the screen: our queue and a bare table view, step by step, each in a fresh
process. Nothing here knows the database: `app/bench.py` hands in a desk, or rows read by hand."""
