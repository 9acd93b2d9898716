"""The commands, imported one at a time when called."""
