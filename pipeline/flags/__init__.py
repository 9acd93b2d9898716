"""Whether a text is on a dossier's file, how much, and why."""
