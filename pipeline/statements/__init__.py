"""What was said, by whom: the acts of speech in official texts and in reports."""
