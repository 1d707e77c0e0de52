"""Small records for tests, made with the fewest facts that are valid; each takes what matters to its test."""

from datetime import datetime
from zoneinfo import ZoneInfo

from archive.models import Article, Keyword, Organization, Outlet, Section

SHANGHAI = ZoneInfo("Asia/Shanghai")


def make_article(title="示例：青禾区协商报告", *, text="", organization="", outlet="", keywords=(), **facts):
    """A stored report; *text* becomes its lead section."""
    facts.setdefault("published_at", datetime(2019, 11, 22, 16, 16, tzinfo=SHANGHAI))
    facts.setdefault("published_precision", "minute" if facts["published_at"] else "")
    article = Article.objects.create(
        title=title,
        organization=Organization.objects.named(organization),
        outlet=Outlet.objects.named(outlet),
        **facts,
    )
    article.set_keywords([Keyword.objects.named(keyword) for keyword in keywords])
    if text:
        make_section(article, kind="lead", anchor="lead", text=text)
    return article


def make_section(article, *, kind="section", anchor="s1", parent=None, **words):
    """The article's next section in reading order."""
    position = article.sections.count()
    return Section.objects.create(article=article, kind=kind, anchor=anchor, parent=parent, position=position, **words)
