"""The ways in which a page hides text from its readers, as its style attributes say. Pure; removes nothing."""

import re
from typing import Any

# CSS properties, and a pattern of the values with which they hide an element.
NOTHING = r"0*\.?0*(?:px|pt|em|rem|ex|%|vh|vw)?"
ALMOST_NOTHING = rf"(?:{NOTHING}|0*[01](?:\.\d*)?(?:px|pt)|0?\.[01]\d*r?em)"
FAR_AWAY = r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%|vh|vw)?|-\d{2,}(?:em|rem)"
HIDING = {
    "display": "none",
    "visibility": "hidden|collapse",
    "content-visibility": "hidden",
    "opacity": rf"{NOTHING}|0?\.0\d*",
    "filter": r"opacity\(0[^1-9]*\)|alpha\(opacity=0\)",
    "font-size": rf"{ALMOST_NOTHING}|[12](?:\.\d*)?(?:px|pt)",
    "font": rf"(?:.*\s)?(?:{NOTHING}|[012]px)(?:/\S+)?\s.*",
    "line-height": rf"0(?:{NOTHING})?",
    "height": ALMOST_NOTHING,
    "width": ALMOST_NOTHING,
    "max-height": ALMOST_NOTHING,
    "max-width": ALMOST_NOTHING,
    "text-indent": FAR_AWAY,
    "left": FAR_AWAY,
    "right": FAR_AWAY,
    "top": FAR_AWAY,
    "bottom": FAR_AWAY,
    "margin": rf"(?:.*\s)?(?:{FAR_AWAY})(?:\s.*)?",
    "margin-left": FAR_AWAY,
    "margin-top": FAR_AWAY,
    "transform": r".*(?:scale[xy]?\(0[,)]|scale\(0\)|translate[xy3d]*\([^)]*-\d{3,}).*",
    "clip": r"rect\((?:[01](?:px)?[\s,]*){4}\)",
    "clip-path": r"inset\((?:50|100)%.*\)|circle\(0.*\)",
    "color": "transparent|(?:rgba|hsla)\\(.*,\\s*0?\\.?0+\\)",
}
HIDING_VALUES = {name: re.compile(values) for name, values in HIDING.items()}
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

WHITE = (255, 255, 255)
NAMED_COLOURS = {"white": WHITE, "snow": WHITE, "ivory": WHITE, "black": (0, 0, 0)}
HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)")
SAME = 12  # of 255: colours so near to each other cannot be told apart

Colour = tuple[int, ...]


def is_hidden(element: Any) -> bool:
    """Return whether the element's own attributes hide it, and so everything in it, from readers."""
    if element.tag == "marquee" or element.get("hidden") is not None:
        return True
    style = _declarations(element)
    if any(name in HIDING_VALUES and HIDING_VALUES[name].fullmatch(value) for name, value in style.items()):
        return True
    return _has_colour_of_its_ground(element, style)


def _declarations(element: Any) -> dict[str, str]:
    """Return the properties of the style attribute in lower case; the last of several declarations wins."""
    style = COMMENT.sub("", element.get("style") or "").lower()
    return {name: value.replace("!important", "").strip() for name, value in DECLARATION.findall(style)}


# --- colours -------------------------------------------------------------------------------------


def _has_colour_of_its_ground(element: Any, style: dict[str, str]) -> bool:
    """Return whether the text has the colour of its ground, such as white on white.

    A ground that a style sheet or a picture determines is unknown, and then this is False.
    """
    colour = _colour(style.get("color") or (element.get("color") if element.tag == "font" else ""))
    ground = _ground(element) if colour else None
    if colour is None or ground is None:
        return False
    return all(abs(one - other) <= SAME for one, other in zip(colour, ground, strict=True))


def _ground(element: Any) -> Colour | None:
    """Return the colour of the nearest element that states a ground, else white; None if it cannot be known."""
    while element is not None:
        style = _declarations(element)
        stated = style.get("background-color") or style.get("background") or (element.get("bgcolor") or "").lower()
        if element.get("background") or "url(" in stated or "gradient" in stated:
            return None
        if colour := _colour(stated):
            return colour
        element = element.getparent()
    return WHITE


def _colour(value: str | None) -> Colour | None:
    """Return red, green and blue of the first colour in the value; None if it holds none."""
    for word in (value or "").lower().replace(", ", ",").split():
        if word in NAMED_COLOURS:
            return NAMED_COLOURS[word]
        if match := RGB.fullmatch(word):
            return tuple(int(part) for part in match.groups())
        if match := HEX.fullmatch(word):
            digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
            return tuple(int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return None
