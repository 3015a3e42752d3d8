"""The queue, the page of a ticket, and what is done there."""
