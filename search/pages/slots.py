"""The parts that search adds to archive's pages, by the slots that they fill."""

from collections.abc import Callable, Mapping
from typing import Any

from archive.pages.slots import from_template
from search.pages.highlights import find_highlights

FILLERS: Mapping[str, Callable[..., Any]] = {
    "head": from_template("search/_head.html"),
    "search_box": from_template("search/_search_box.html"),
    "not_found": from_template("search/_not_found.html"),
    "highlights": find_highlights,
    "report_search": from_template("search/_report_search.html"),
    "similar_reports": from_template("search/_similar.html"),
    "dashboard": from_template("admin/search/_index_state.html"),
}
