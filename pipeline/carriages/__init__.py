"""Which documents carry one text: reprints, language editions, and where these part."""
