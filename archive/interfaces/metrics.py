"""The metrics of the explorer, all pages of them, for other programs: CSV, XLSX and JSON. Chooses no rows."""

import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.worksheet import Worksheet

from archive.chinese.numerals import in_digits
from archive.exploring.filters import MetricFilters
from archive.interfaces.csv_lines import csv_table, harmless
from archive.models import Metric

CHUNK = 2_000
MOST_IN_WORKBOOK = 50_000  # a workbook is made before its first byte is sent: more would keep the reader waiting
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
}
COLUMNS = (
    "value", "value_max", "unit", "kind", "qualifier", "verb", "subject", "period", "period_start", "period_end",
    "status", "raw", "sentence", "organization", "published", "title", "address",
)  # fmt: skip


Facts = dict[str, Any]  # a metric's value in each of COLUMNS


@require_safe
def metrics_file(request: HttpRequest, form: str) -> HttpResponse:
    """Return the rows that the explorer has for the same filters, in the same order, as a file in the format *form*.

    Wrong filters are answered with status 400 and a message.
    """
    filters = MetricFilters(request.GET)
    if not filters.is_valid():
        return _refused(f"{name}: {' '.join(problems)}" for name, problems in filters.errors.items())
    rows = filters.arrange(filters.narrow(Metric.objects.public())).select_related("article__organization", "section")
    if form == "xlsx" and rows.order_by().count() > MOST_IN_WORKBOOK:
        return _refused(
            [
                _("A workbook holds at most %(most)s figures: narrow them down, or take CSV.")
                % {"most": MOST_IN_WORKBOOK}
            ]
        )
    facts = (facts_of(metric, request) for metric in rows.iterator(chunk_size=CHUNK))
    answer = WRITERS[form](facts)
    answer["Content-Disposition"] = f'attachment; filename="figures.{form}"'
    return answer


def _refused(problems: Iterable[str]) -> HttpResponse:
    return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")


def facts_of(metric: Metric, request: HttpRequest) -> Facts:
    """Return column → value, None where nothing is known. `address` leads to the sentence with the metric marked."""
    article = metric.article
    facts = {name: getattr(metric, name) for name in COLUMNS if hasattr(metric, name)}
    return {
        **facts,
        "organization": article.organization_name,
        "published": localtime(article.published_at).date() if article.published_at else None,
        "title": article.title,
        "address": request.build_absolute_uri(metric.get_absolute_url()),
    }


# --- formats -------------------------------------------------------------------------------------


def _csv(facts: Iterable[Facts]) -> StreamingHttpResponse:
    rows = ([row[name] for name in COLUMNS] for row in facts)
    return StreamingHttpResponse(csv_table(COLUMNS, rows), content_type=TYPES["csv"])


def _json(facts: Iterable[Facts]) -> StreamingHttpResponse:
    return StreamingHttpResponse(json_parts(facts), content_type=TYPES["json"])


def json_parts(facts: Iterable[Facts]) -> Iterator[str]:
    """Yield the parts of a list of objects. Numbers are strings of digits, since not every reader keeps decimals."""
    opening = "["
    for row in facts:
        shown = {name: in_digits(value) if isinstance(value, Decimal) else value for name, value in row.items()}
        yield f"{opening}\n{json.dumps(shown, ensure_ascii=False, default=str)}"
        opening = ","
    yield "\n]\n" if opening == "," else "[]\n"


def _xlsx(facts: Iterable[Facts]) -> FileResponse:
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_workbook(facts, file)
    file.seek(0)
    return FileResponse(file, content_type=TYPES["xlsx"])


def write_workbook(facts: Iterable[Facts], file: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for row in facts:
        sheet.append([_workbook_cell(sheet, row[name]) for name in COLUMNS])
    book.save(file)


def _workbook_cell(sheet: Worksheet, value: Any) -> Any:
    """Return a cell of text, since openpyxl takes a text that begins with = for a formula; other values as they are."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, harmless(ILLEGAL_CHARACTERS_RE.sub("", value)))
    cell.data_type = "s"
    return cell


WRITERS: dict[str, Callable[[Iterable[Facts]], HttpResponse]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}
