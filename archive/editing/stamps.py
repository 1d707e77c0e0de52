"""Stamps, which forms send back: what a page has shown, so that a save can tell whether it has changed since."""

import hashlib
from typing import Any, NamedTuple, Self

from django import forms


class Stamp(NamedTuple):
    """moment: when the report was last changed, in ISO format; digest: of the values that the page shows."""

    moment: str
    digest: str

    def __str__(self) -> str:
        return f"{self.moment} {self.digest}".strip()

    @classmethod
    def of(cls, moment: str, values: object) -> Self:
        """Return the stamp of *values*, which have a stable `repr`, as text, numbers and moments have."""
        return cls(moment, hashlib.sha256(repr(values).encode()).hexdigest()[:16])

    @classmethod
    def parse(cls, text: str) -> Self:
        moment, _space, digest = text.partition(" ")
        return cls(moment, digest)


def is_as_seen(now: str, *seen: str) -> bool:
    """Whether one of the stamps *seen* is of the same values as *now*."""
    return Stamp.parse(now).digest in {Stamp.parse(text).digest for text in seen} - {""}


class StampedForm(forms.ModelForm):
    """Saves nothing if somebody else has changed the record since the page was opened, unless the user says so.

    seen: the stamp of what the page shows, as text.
    conflict: the stamp of the stored record, as text, if that is not as it was seen; else "".
    """

    changed_meanwhile = ""  # the message

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seen = self.data.get("seen", "") if self.is_bound else self.stored_stamp()
        self.conflict = ""

    def clean(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().clean()
        now = self.stored_stamp()
        if now and not is_as_seen(now, self.seen, self.data.get("overwrite", "")):
            self.conflict = now
            self.add_error(None, self.changed_meanwhile)
        return facts

    def stored_stamp(self) -> str:
        """Return the stamp of the stored record as text; "" if it is not stored."""
        raise NotImplementedError
