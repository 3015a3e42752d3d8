"""Looking through a whole desk (`pacdesk check`): the file, what is kept twice, the search, the chains."""
