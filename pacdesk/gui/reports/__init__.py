"""Documents on screen: pages of a PDF, the preview of a dossier, saving and printing it."""
