"""Text that is no markup where Markdown is read. Pure."""

_ESCAPED = str.maketrans({one: f"\\{one}" for one in "\\`*_{}[]<>#|~&!"})
_IN_LINKS = str.maketrans({"<": "%3C", ">": "%3E", "\\": "%5C", " ": "%20"})


def plain(text: str) -> str:
    """Return a text as one line that Markdown shows as it is."""
    return " ".join(text.split()).translate(_ESCAPED)


def linked(text: str, address: str) -> str:
    """Return a text as a link to an address, which the caller has found to be one."""
    return f"[{plain(text)}](<{address.translate(_IN_LINKS)}>)"
