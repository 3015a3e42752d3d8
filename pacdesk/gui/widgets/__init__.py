"""pacdesk's own inputs and views. They know the theme and Qt, and nothing of the desk."""
