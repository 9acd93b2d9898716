"""Whether the official words say what is quoted, and what was looked at to say so."""
