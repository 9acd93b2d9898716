"""How a message goes out, and what comes back of it."""
