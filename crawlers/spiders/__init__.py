"""One file per source: `<cc>_<outlet>.py`, or `int_` of no country; `manual.py` by hand."""
