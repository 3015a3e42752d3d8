"""Who people are and what they may do: users, log-in, rights, and what a person may see."""
