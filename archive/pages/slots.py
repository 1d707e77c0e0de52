"""Slots: named places in archive's pages that another app may fill. This module knows no such app.

The other app fills them when it starts, in `AppConfig.ready()`. So its parts of pages live with it, and the pages are
whole without it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

Filler = Callable[..., Any]

_fillers: dict[str, Filler] = {}


def fill(fillers: Mapping[str, Filler]) -> None:
    """Let each named slot show what its function returns. A `{% slot %}` calls it with the context of the page."""
    _fillers.update(fillers)


def filling(name: str, *args: Any) -> Any:
    """Call the function that fills the slot *name* with *args*, and return its result; None if the slot is empty."""
    filler = _fillers.get(name)
    return filler(*args) if filler else None


def from_template(name: str) -> Callable[[Context], SafeString]:
    """Return a function for `fill` that renders the template *name* with the context of the page."""
    return lambda context: context.template.engine.get_template(name).render(context)
