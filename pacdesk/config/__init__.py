"""What belongs to this computer and this person, not to a desk: places, settings, secrets, connections."""
