"""Every type of page keeps the rules that axe-core can check: WCAG 2.2 AA and good practice, in both themes."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from archive.models import Article, Metric, Outlet

THEMES = ("light", "dark")
# Sizes of targets are WCAG 2.2's own rule and off by default. Nothing is to be fetched anew to be checked.
OPTIONS = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
# What Django's admin draws by itself: a chooser that is empty; the headings and "delete" boxes of a table of rows.
NOT_OURS = {"exclude": [[".select2-container"], [".tabular thead"], [".tabular .delete"]]}
SEARCHES = {
    "search": "/search/",
    "results": "/search/?q=协商",
    "no results": "/search/?q=鳜鱼",
    "results with problems": "/search/?q=(协商 “",
    "results refused": "/search/?q=协商&since=x",
    "explained results": "/search/?q=协商&explain=1",
    "help": "/search/help/",
    "concordance": "/search/concordance/?q=协商",
    "trend": "/search/trend/?q=协商",
}


def reading_pages():
    first, second, third = Article.objects.order_by("pk")
    Article.objects.filter(pk=third.pk).update(reprint_of=second)
    return {
        "home": "/",
        "list": "/articles/",
        "empty list": "/articles/?title=鳜鱼",
        "year": "/years/2019/",
        "report": first.get_absolute_url(),
        "report with marks": f"{first.get_absolute_url()}?q=议题",
        "reprinted report": second.get_absolute_url(),
        "differences": reverse("differences", args=[third.pk]),
        "capture": first.captures.get().get_absolute_url(),
        "organization": first.organization.get_absolute_url(),
        "comparison": f"/compare/?ids={first.pk}&ids={second.pk}",
        "figures": "/metrics/",
        "figures as bars": "/metrics/?unit=次&bars=year",
        "not found": "/no/such/page/",
        "login": "/admin/login/",
    }


def violations(page, context=None):
    """What axe-core finds on the page: each rule with the first element that breaks it."""
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.evaluate("Promise.all(document.getAnimations().map(change => change.finished))")
        answer = Axe().run(page, context, OPTIONS).response["violations"]
        found += [(theme, rule["id"], len(rule["nodes"]), rule["nodes"][0]["html"]) for rule in answer]
    return found


def violations_of(page, site, pages, context=None):
    found = {}
    for name, address in pages.items():
        page.goto(site + address)
        found[name] = violations(page, context)
    return {name: rules for name, rules in found.items() if rules}


@pytest.mark.parametrize("width", [1280, 360])
def test_pages_for_readers(site, page, width):
    page.set_viewport_size({"width": width, "height": 800})

    assert violations_of(page, site, reading_pages() | SEARCHES) == {}

    expected = ("404 (Not Found)", "400 (Bad Request)")  # two of the pages are about mistakes
    page.complaints[:] = [said for said in page.complaints if not said.endswith(expected)]


def test_pages_for_editors(site, desk, page):
    article = Article.objects.order_by("pk").first()
    outlet = Outlet.objects.named("示例报")
    alias, other = outlet.aliases.create(name="示例别名"), Outlet.objects.named("示例晚报")
    pages = {
        "index": "/admin/",
        "reports": "/admin/archive/article/?state__exact=published",
        "figures": "/admin/archive/metric/",
        "removed lines": "/admin/archive/removal/",
        "organizations": "/admin/archive/organization/",
        "outlet with an alias": f"/admin/archive/outlet/{outlet.pk}/change/",
        "names to merge": f"/admin/archive/outlet/merge/?name={outlet.pk}&name={other.pk}",
        "name to merge": f"/admin/archive/outlet/merge/?name={outlet.pk}",
        "alias to split": f"/admin/archive/outlet/{alias.pk}/split/",
        "report": f"/admin/archive/article/{article.pk}/change/",
        "figures to judge": "/admin/archive/metric/review/",
        "capture with decisions": article.captures.get().get_absolute_url(),
    }

    assert violations_of(page, site, pages, NOT_OURS) == {}


@pytest.mark.parametrize("width", [1440, 360])
def test_pages_for_editors_of_a_reports_parts(site, desk, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    metric = Metric.objects.filter(section__parent=None).first()
    report = f"/admin/archive/article/{metric.article_id}"
    section = f"{report}/sections/{metric.section_id}/"
    pages = {
        "report with its outline": f"{report}/change/",
        "section": section,
        "new section": f"{report}/sections/add/?after={metric.section_id}",
        "section to move": f"{section}move/",
        "section to delete": f"{section}delete/",
        "figures of a report": f"/admin/archive/metric/?article__id__exact={metric.article_id}",
        "figure": f"/admin/archive/metric/{metric.pk}/change/",
        "new figure": f"/admin/archive/metric/add/?article={metric.article_id}",
    }

    assert violations_of(page, site, pages, NOT_OURS) == {}
    for name, address in pages.items():
        page.goto(site + address)
        main = "document.querySelector('#content-main')"
        assert page.evaluate(f"{main}.scrollWidth <= Math.max({main}.clientWidth, innerWidth)"), name
