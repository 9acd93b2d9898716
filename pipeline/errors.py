"""What can go wrong, by who has to mend it. Pure."""


class VeilleError(Exception):
    """Base of all; its message is one line naming what, where and how to mend it."""

    exit_status = 1


class CallError(VeilleError):
    """The caller: a command was given something it cannot take."""

    exit_status = 2


class SettingsError(VeilleError):
    """The operator: a setting is missing or wrong."""

    exit_status = 2


class DeclarationError(VeilleError):
    """Whoever edits our data: a dossier, a vocabulary or a source declares something wrong."""

    exit_status = 2


class ItemError(VeilleError):
    """The maintainer of a source: a spider or an operator's file breaks the contract."""


class PageError(VeilleError):
    """Nobody: a page is hostile or unreadable, and costs itself only."""


class CrawlError(VeilleError):
    """The operator: a crawl did not end well; the message opens with its outcome."""


class DatabaseError(VeilleError):
    """The operator: the database is unreachable, wrong or newer than the code."""


class ArchiveError(VeilleError):
    """The operator: a page we recorded cannot be read back from the archive."""


class BackupError(VeilleError):
    """The operator: a backup is damaged or incomplete, or cannot be taken back here."""


class PostError(VeilleError):
    """The operator: mail cannot be handed over now; what was to be sent stays due."""


class CallbackError(VeilleError):
    """The reader: their webhook did not take what was posted; it stays due."""


class InboxError(VeilleError):
    """The operator: mail that came cannot be read now; it stays where it is."""


class UnreachableError(VeilleError):
    """The operator: DNS does not answer from here, so nothing is known."""


class DeferredError(PostError):
    """Nobody: the server will not have this reader's message now; it may take others."""


class RefusedError(PostError):
    """The subscriber's side: the server refused this message for good (5xx)."""


class RecipientError(RefusedError):
    """The subscriber's side: the server refused their address for good, in words of its own."""

    def __init__(self, message: str, answer: str) -> None:
        """Keep the answer by itself: code, status and words."""
        super().__init__(message)
        self.answer = answer
