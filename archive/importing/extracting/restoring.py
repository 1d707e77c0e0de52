"""Records in the archive's own export format: taken as they are, each field checked. Pure; corrects nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from archive.importing.records import (
    ArticleRecord,
    InputError,
    Level,
    MetricRecord,
    MetricStatus,
    Precision,
    RemovalRecord,
    Script,
    SectionKind,
    SectionRecord,
    State,
    Verdict,
)

METRIC_TEXTS = ("unit", "raw", "sentence", "anchor", "qualifier", "verb", "subject", "period")
METRIC_KINDS = ("count", "share", "money", "area", "duration", "frequency", "rank", "growth")
LONGEST = {"title": 500, "heading": 500, "url": 1000, "anchor": 60, "number": 20, "raw": 100, "unit": 20, "rule": 40}
LONGEST |= {"qualifier": 20, "period": 60, "verb": 20}
MOST_DOUBT = 100
LONGEST_NAME = 200
LONG_TEXTS = ("text", "summary", "sentence")
HIGHEST_VALUE = Decimal(10) ** 18  # the column of a metric's value holds less
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_own_record(data: dict[str, Any]) -> bool:
    """Return whether the object is a record as `export_articles` writes it, not just any record of title and text."""
    return "title" in data and ("level" in data or "sections" in data)


def read_own_record(data: dict[str, Any]) -> ArticleRecord:
    """Return the record that the object describes. Raises InputError, which names the field that is wrong."""
    record = _Object(data, "")
    sections = tuple(map(_section, record.objects("sections")))
    _check_anchors(sections)
    contents = {part.anchor: part.content for section in sections for part in section.walk()}
    published_at, precision = _published(record)
    return ArticleRecord(
        title=record.text("title") or record.refuse("title", "a report needs one"),
        published_at=published_at,
        published_precision=precision,
        keywords=tuple(record.texts("keywords")),
        script=record.one_of("script", get_args(Script), "hans"),
        level=record.one_of("level", get_args(Level), "full"),
        sections=sections,
        metrics=tuple(_metric(metric, contents) for metric in record.objects("metrics")),
        removed=tuple(
            RemovalRecord(
                removed.count("line") or 0,
                removed.text("rule"),
                removed.text("text"),
                removed.one_of("status", get_args(Verdict), "removed"),
            )
            for removed in record.objects("removed")
        ),
        state=record.one_of("state", get_args(State), "published"),
        reprint_of=record.text("reprint_of") if data.get("reprint_of") is not None else None,
        **{
            name: record.text(name)
            for name in ("outlet", "editor", "author", "organization", "channel", "url", "summary")
        },
    )


def _published(record: "_Object") -> tuple[datetime | None, Precision]:
    printed = record.text("published_at")
    precision: Precision = record.one_of("published_precision", get_args(Precision), "minute" if printed else "")
    if bool(printed) != bool(precision):
        record.refuse("published_precision", "goes together with published_at")
    try:
        moment = datetime.fromisoformat(printed) if printed else None
    except ValueError:
        record.refuse("published_at", f"{printed!r} is not a date such as 2019-11-22T16:16:00+08:00")
    if moment and moment.tzinfo is None:
        record.refuse("published_at", "needs an offset, such as +08:00")
    return moment, precision


def _section(section: "_Object") -> SectionRecord:
    found = SectionRecord(
        anchor=section.text("anchor"),
        kind=section.one_of("kind", get_args(SectionKind), "section"),
        number=section.text("number"),
        heading=section.text("heading"),
        text=section.text("text"),
        sections=tuple(map(_section, section.objects("sections"))),
    )
    if not (found.heading or found.text):
        section.refuse("text", "a section needs a heading or a text")
    return found


def _check_anchors(sections: tuple[SectionRecord, ...]) -> None:
    counts = Counter(part.anchor for section in sections for part in section.walk())
    for anchor, count in counts.items():
        if not anchor or count > 1:
            raise InputError("record", 0, f"sections: the anchor {anchor!r} is used {count} times; each needs its own.")


def _metric(metric: "_Object", contents: dict[str, str]) -> MetricRecord:
    found = MetricRecord(
        value=metric.decimal("value") or Decimal(0),
        value_max=metric.decimal("value_max"),
        kind=metric.one_of("kind", METRIC_KINDS, "count"),
        status=metric.one_of("status", get_args(MetricStatus), "extracted"),
        start=metric.count("start"),
        end=metric.count("end"),
        period_start=metric.day("period_start"),
        period_end=metric.day("period_end"),
        doubt=min(metric.count("doubt") or 0, MOST_DOUBT),
        **{name: metric.text(name) for name in METRIC_TEXTS},
    )
    if "value" not in metric.data or not found.raw:
        metric.refuse("value" if found.raw else "raw", "a figure needs one")
    if found.value_max is not None and found.value_max < found.value:
        metric.refuse("value_max", "is lower than value")
    if found.anchor and contents.get(found.anchor, "")[found.start : found.end] != found.raw:
        metric.refuse("start", f"section {found.anchor!r} does not read {found.raw!r} there")
    if not found.anchor and (found.start, found.end) != (None, None):
        metric.refuse("anchor", "offsets need the section they count in")
    first, last = found.period_start, found.period_end
    if (first is None) != (last is None) or (first and last and last < first):
        metric.refuse("period_end", "goes together with period_start, and is no earlier")
    return found


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object being read, and its path in the record."""

    data: dict[str, Any]
    path: str

    def refuse(self, name: str, reason: str) -> Any:
        raise InputError("record", 0, f"{self.path}{name}: {reason}.")

    def text(self, name: str) -> str:
        return self._checked(name, self.data.get(name) or "")

    def texts(self, name: str) -> list[str]:
        return [self._checked(name, item) for item in self._list(name)]

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> Any:
        value = self.data.get(name, default)
        return value if value in choices else self.refuse(name, f"{value!r} is none of {', '.join(choices)}")

    def count(self, name: str) -> int | None:
        value = self.data.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        self.refuse(name, f"{value!r} is not a whole number")
        return None

    def day(self, name: str) -> date | None:
        printed = self.text(name)
        try:
            return date.fromisoformat(printed) if printed else None
        except ValueError:
            self.refuse(name, f"{printed!r} is not a day such as 2019-11-22")
            return None

    def decimal(self, name: str) -> Decimal | None:
        printed = self.data.get(name)
        if printed is None:
            return None
        try:
            value = Decimal(str(printed))
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= HIGHEST_VALUE:
            self.refuse(name, f"{printed!r} is not a number that can be stored")
        return value

    def objects(self, name: str) -> "Iterator[_Object]":
        for place, item in enumerate(self._list(name)):
            if not isinstance(item, dict):
                self.refuse(f"{name}[{place}]", "is not an object")
            yield _Object(item, f"{self.path}{name}[{place}].")

    def _list(self, name: str) -> list[Any]:
        value = self.data.get(name) or []
        if not isinstance(value, list):
            self.refuse(name, "is not a list")
        return list(value)

    def _checked(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            self.refuse(name, f"{value!r} is not a text")
        if UNSTORABLE.search(value):
            self.refuse(name, "holds a character that cannot be stored")
        longest = LONGEST.get(name, LONGEST_NAME)
        if name not in LONG_TEXTS and len(value) > longest:
            self.refuse(name, f"has {len(value)} characters; at most {longest} can be stored")
        return str(value)
