"""Speech without marks: the clauses that report it, one way of reporting a module."""
