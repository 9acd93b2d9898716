"""Sources that have ended; never crawled, never an alarm, read when brought by hand."""
