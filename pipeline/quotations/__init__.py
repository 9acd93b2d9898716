"""Which words of a text are quoted, and whose: marks, verbs of saying, and who stands by."""
