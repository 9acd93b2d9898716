"""One file per source: `<cc>_<outlet>.py`, and `manual.py` for what an operator brings."""
