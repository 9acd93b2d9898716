"""Whom a text mentions, by name, title, noun or pronoun, and who that is on its day."""
