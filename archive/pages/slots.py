"""Slots: named places in archive's pages that another app may fill. Knows no app that does.

The other app fills them when it starts, in `AppConfig.ready()`. So its part of a page lives with it, and the page is
whole without it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

_fillers: dict[str, Callable[..., Any]] = {}


def fill(fillers: Mapping[str, Callable[..., Any]]) -> None:
    """Let each named slot show what its function returns. A `{% slot %}` calls it with the context of the page."""
    _fillers.update(fillers)


def filling(name: str, *args: Any) -> Any:
    """What fills the slot *name*: what its function returns for *args*, None while the slot is empty."""
    filler = _fillers.get(name)
    return filler(*args) if filler else None


def from_template(name: str) -> Callable[[Context], SafeString]:
    """A function for `fill` that renders the template *name* with the context of the page."""
    return lambda context: context.template.engine.get_template(name).render(context)
