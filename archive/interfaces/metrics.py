"""The figures that the explorer shows, all pages of them, for other programs: CSV, XLSX and JSON. Chooses no rows."""

import csv
import json
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from tempfile import TemporaryFile

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from archive.chinese.numerals import in_digits
from archive.exploring.filters import FigureFilters
from archive.interfaces.export import harmless
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


@require_safe
def figures(request, form):
    """Exactly the rows of the explorer with the same filters, in the same order; wrong filters are told in words."""
    filters = FigureFilters(request.GET)
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


def _refused(problems):
    return HttpResponse("\n".join(problems), status=400, content_type="text/plain; charset=utf-8")


def facts_of(metric: Metric, request) -> dict[str, object]:
    """Column → value; None where nothing is known. `address` leads to the sentence, the figure marked."""
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


def _csv(facts: Iterator[dict]) -> StreamingHttpResponse:
    return StreamingHttpResponse(csv_lines(facts), content_type=TYPES["csv"])


def csv_lines(facts: Iterator[dict]) -> Iterator[str]:
    yield "\ufeff" + _csv_line(COLUMNS)  # the mark tells spreadsheet programs that the table is UTF-8
    for row in facts:
        yield _csv_line(_cell(row[name]) for name in COLUMNS)


def _csv_line(cells) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value):
    """A number as digits, a text so that no spreadsheet program takes it for a formula."""
    if isinstance(value, Decimal):
        return in_digits(value)
    return "" if value is None else harmless(str(value))


def _json(facts: Iterator[dict]) -> StreamingHttpResponse:
    return StreamingHttpResponse(json_parts(facts), content_type=TYPES["json"])


def json_parts(facts: Iterator[dict]) -> Iterator[str]:
    """One list of objects; values are strings of digits, since not every reader keeps decimals as they are."""
    opening = "["
    for row in facts:
        shown = {name: in_digits(value) if isinstance(value, Decimal) else value for name, value in row.items()}
        yield f"{opening}\n{json.dumps(shown, ensure_ascii=False, default=str)}"
        opening = ","
    yield "\n]\n" if opening == "," else "[]\n"


def _xlsx(facts: Iterator[dict]) -> FileResponse:
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_workbook(facts, file)
    file.seek(0)
    return FileResponse(file, content_type=TYPES["xlsx"])


def write_workbook(facts: Iterator[dict], file) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    sheet.append(COLUMNS)
    for row in facts:
        sheet.append([_workbook_cell(sheet, row[name]) for name in COLUMNS])
    book.save(file)


def _workbook_cell(sheet, value):
    """Numbers and dates as such; text marked as text, since openpyxl takes what begins with = for a formula."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, harmless(ILLEGAL_CHARACTERS_RE.sub("", value)))
    cell.data_type = "s"
    return cell


WRITERS = {"csv": _csv, "xlsx": _xlsx, "json": _json}
