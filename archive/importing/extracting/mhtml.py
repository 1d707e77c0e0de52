"""The page inside a file in which a browser saved it with its pictures (.mhtml). Pure; the page is `html`'s."""

from email import message_from_bytes, policy
from typing import NamedTuple

from archive.importing.records import InputError

PAGES = ("text/html", "application/xhtml+xml")


class SavedPage(NamedTuple):
    """A page's bytes, the encoding its part says they are in (empty if it does not), and its address."""

    content: bytes
    charset: str
    url: str


def saved_page(content: bytes) -> SavedPage:
    """Return the first page among the parts; browsers put it before frames and pictures. Raises InputError."""
    message = message_from_bytes(content, policy=policy.compat32)
    for part in message.walk():
        page = part.get_payload(decode=True) if part.get_content_type() in PAGES else None
        if isinstance(page, bytes):
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
            return SavedPage(page, part.get_content_charset() or "", str(url))
    raise InputError("format", 0, "No page in it: an MHTML file as browsers save it has a part of type text/html.")
