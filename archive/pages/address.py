"""The address of a list or a search, and the same list with other filters. Every page of filters makes links by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.http import HttpRequest
from django.utils.http import urlencode


@dataclass(frozen=True, slots=True)
class Address:
    """A path with the values of its parameters by their names."""

    path: str
    asked: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, request: HttpRequest, asked: Mapping[str, str] | None = None) -> Self:
        """Return the address of *request* without its page number; given *asked*, with these parameters alone."""
        if asked is not None:
            return cls(request.path, {name: [value] for name, value in asked.items()})
        return cls(request.path, {name: values for name, values in request.GET.lists() if name != "page"})

    def changed(self, *, path: str = "", **changes: str | Sequence[str]) -> str:
        """Return the address as text, with *changes* and at *path* if there is one.

        A change is one value or several; an empty one takes its parameter out:
        `Address("/articles/", {"year": ["2019"]}).changed(year="", sort="oldest")` is `/articles/?sort=oldest`.
        """
        asked = {name: values for name, values in {**self.asked, **changes}.items() if any(values)}
        return f"{path or self.path}?{urlencode(asked, doseq=True)}" if asked else path or self.path

    def chosen(self, name: str) -> list[str]:
        """Return the values of the parameter *name* that are not empty."""
        return [value for value in self.asked.get(name, ()) if value]

    def without(self, name: str, value: str) -> str:
        """Return the address as text, without *value* among the values of *name*."""
        changes: dict[str, Any] = {name: [other for other in self.chosen(name) if other != value]}
        return self.changed(**changes)
