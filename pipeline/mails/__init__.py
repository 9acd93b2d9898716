"""What a mail says: its lines, letters and digests, clean and in the reader's language."""
