"""Where a source shows its addresses: a listing, of one page or many. Pure."""

from dataclasses import dataclass

Addresses = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Where addresses are found, newest first."""

    url: str  # where it has pages with {page}, counted from 1, or {index}, counted from 0
    language: str
    linked: bool = False  # each of its pages says where the one behind it is
    covered: bool = False  # a paged listing of the same language sees what this one misses

    @property
    def paged(self) -> bool:
        """Whether it can be read back."""
        return self.linked or "{page}" in self.url or "{index}" in self.url

    def address(self, number: int) -> str:
        """Return the address of a page; of a linked listing only the first has a known one."""
        return self.url.format(page=number, index=number - 1)


def each(one_or_more: Addresses) -> tuple[str, ...]:
    """Return some addresses where one stands for itself."""
    return (one_or_more,) if isinstance(one_or_more, str) else one_or_more
