"""Readers, and what they want: choices, rhythms, links."""
