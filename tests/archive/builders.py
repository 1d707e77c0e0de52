"""More small records: figures, captures, removed lines."""

from archive.models import Capture, Metric, Removal, Section
from tests.builders import make_article, make_section


def make_metric(article, *, section=None, raw="87次", value=87, unit="次", **facts):
    """A figure of the report; with a section, at the first place of its words there."""
    start = section.content.index(raw) if section else None
    end = start + len(raw) if section else None
    facts.setdefault("position", article.metrics.count())
    return Metric.objects.create(
        article=article, section=section, raw=raw, value=value, unit=unit, start=start, end=end, **facts
    )


def make_capture(article, *, sha256="a" * 64, removed=(), **facts):
    """An original of the report; *removed* are its left-out lines as (line, rule, text)."""
    facts = {"content": b"", "encoding": "utf-8", "origin": "sample.txt", **facts}
    capture = Capture.objects.create(article=article, sha256=sha256, **facts)
    Removal.objects.bulk_create(
        Removal(capture=capture, line=line, rule=rule, text=text) for line, rule, text in removed
    )
    return capture


def make_full_report(title="示例：青禾区协商报告", number=0):
    """A report with names, a lead, a section with a figure, and a point; *number* tells its names from others'."""
    article = make_article(
        title, text="正文", organization=f"示例{number}区政协", outlet=f"示例{number}网", keywords=[f"词{number}"]
    )
    section = make_section(article, anchor="s1", number="一、", heading="学习", text="座谈87次。")
    make_section(article, kind="point", anchor="s1-1", parent=section, number="一是", heading="学", text="形成35篇。")
    make_metric(article, section=section)
    return article


def make_huge_report(sections=500, metrics=3000):
    """A report with so many sections, and so many figures in them."""
    article = make_article("示例：很长的报告", keywords=["甲", "乙"])
    Section.objects.bulk_create(
        Section(
            article=article,
            anchor=f"s{place + 1}",
            position=place,
            number=f"第{place + 1}条",
            heading="推进协商议政",
            text="座谈87次，走访委员若干，形成意见建议。",
        )
        for place in range(sections)
    )
    stored = list(article.sections.all())
    Metric.objects.bulk_create(_placed(article, stored[place % sections], place) for place in range(metrics))
    return article


def _placed(article, section, position):
    start = section.content.index("87次")
    facts = {"raw": "87次", "value": 87, "unit": "次", "subject": "座谈", "sentence": section.text}
    return Metric(article=article, section=section, start=start, end=start + 3, position=position, **facts)
