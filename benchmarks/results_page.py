"""The results page against the same page on stock Haystack's index: server time, as readers' browsers would wait.

    python -m benchmarks.results_page --corpus FILE.jsonl.xz --docs 20000 --format json

Ours is the whole page through Django's test client: middleware, 20 hits with two marked passages each, all facets,
template. The same page on stock is its least costly part, so that the ratio errs against us: Whoosh's search for the
line in the index of benchmarks.peers.Stock, the total, 20 hits with Whoosh's highlights, the years counted; no rows,
no template. Medians over the lines, engines in turn within each line.
"""

import argparse
import json
import os
import sys
import time
from datetime import UTC
from itertools import islice
from pathlib import Path
from statistics import geometric_mean, median
from tempfile import TemporaryDirectory

from whoosh.qparser import QueryParser

from benchmarks.corpora import queries, read
from benchmarks.peers import Stock

ROUNDS = 3
EVERY = 3  # of the lines of benchmarks.corpora one is asked: stock takes seconds over some
HITS = 20
FIRST_LINE = 60  # characters of a text that are its title


class StockPage(Stock):
    """What a results page asks of stock."""

    def page(self, line):
        query = QueryParser("text", self._searcher.schema).parse(line)
        results = self._searcher.search(query, limit=HITS, groupedby="year")
        return len(results), results.groups(), [hit.highlights("text") for hit in results]


def main():
    options = parsed()
    with TemporaryDirectory() as folder:
        report = measured(options, Path(folder))
    print(json.dumps(report, ensure_ascii=False, indent=1) if options.format == "json" else as_text(report))


def parsed():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines with id, title and text, or such as .xz")
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--stock", type=Path, help="stock's index of the same documents, where one was built before")
    parser.add_argument("--format", choices=("json", "text"), default="text")
    return parser.parse_args()


def measured(options, folder):
    os.environ.update(DATA_DIR=str(folder / "data"), DJANGO_SETTINGS_MODULE="archive.settings")
    client = site(options.corpus, options.docs)
    stock = StockPage()
    stock.open(options.stock or built(stock, options, folder / "stock"))
    lines = [" ".join(asked.words) for asked in queries(read(options.corpus, options.docs)) if asked.kind != "or"][
        ::EVERY
    ]
    times = [measured_line(line, client, stock) for line in lines]
    return {
        "docs": options.docs,
        "page_ms": median(ours for ours, _ in times),
        "stock_ms": median(theirs for _, theirs in times),
        "page_vs_stock": geometric_mean(theirs / ours for ours, theirs in times),
        "similar_ms": similar_time(),
        "lines": [
            {"line": line, "ours": ours, "stock": theirs} for line, (ours, theirs) in zip(lines, times, strict=True)
        ],
    }


def built(stock, options, folder):
    folder.mkdir()
    stock.build(folder, read(options.corpus, options.docs))
    return folder


def measured_line(line, client, stock):
    """(our milliseconds, stock's), each the median of ROUNDS, after one round that does not count."""
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        ours.append(timed(lambda: client.get("/search/", {"q": line})))
        theirs.append(timed(lambda: stock.page(line)))
    return median(ours[1:]), median(theirs[1:])


def timed(call):
    started = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - started)


# --- our site -----------------------------------------------------------------------------------


def site(corpus, count):
    """A client of the site with *count* reports out of *corpus*, indexed."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from search.indexing.consistency import every_document
    from search.indexing.site_index import site_index

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    documents = read(corpus, count)
    while batch := list(islice(documents, 1000)):
        save(batch)
    site_index().rebuild(every_document())
    client = Client(headers={"host": "localhost"})
    answer = client.get("/search/", {"q": "预热"})
    if answer.status_code != 200:
        sys.exit(f"The results page answers {answer.status_code}.")
    return client


def save(documents):
    """Reports with made-up dates, and made-up names and figures, so that every facet has values."""
    from archive.models import Article, Keyword, Metric, Organization, Outlet, Section, Tagging

    regions = made_regions()
    names = {
        kind: [kind.objects.named(f"{kind.__name__}{number}") for number in range(60)]
        for kind in (Organization, Outlet, Keyword)
    }
    for organization, region in zip(names[Organization], regions * 10, strict=False):
        Organization.objects.filter(pk=organization.pk).update(region=region)
    articles = [article(document, names[Organization], names[Outlet]) for document in documents]
    Article.objects.bulk_create(articles)
    Section.objects.bulk_create(
        Section(article=one, position=0, kind="lead", anchor="lead", text=document.texts["body"])
        for one, document in zip(articles, documents, strict=True)
    )
    Tagging.objects.bulk_create(
        Tagging(article=one, keyword=names[Keyword][(one.pk * step) % 59], position=step)
        for one in articles
        for step in (1, 2)
        if one.pk % 59
    )
    Metric.objects.bulk_create(
        Metric(article=one, raw="5次", value=5, unit=("次", "人", "件", "%", "万元")[one.pk % 5]) for one in articles
    )


def article(document, organizations, outlets):
    from datetime import datetime

    from archive.chinese.folding import fold
    from archive.models import Article

    title = document.texts["body"].split("\n")[0][:FIRST_LINE] or "示例"
    return Article(
        id=document.id,
        title=title,
        folded_title=fold(title),
        slug=f"report-{document.id}",
        published_at=datetime(document.columns["year"][0], 6, 1 + document.id % 28, tzinfo=UTC),
        published_precision="day",
        organization=organizations[document.id % 60],
        outlet=outlets[document.id * 7 % 60],
    )


def made_regions():
    """A country with six provinces of six cities each."""
    from archive.models import Region

    country, _ = Region.objects.get_or_create(code="000000", name="示例国", level="country")
    found = []
    for number in range(6):
        province, _ = Region.objects.get_or_create(
            code=f"9{number}0000", name=f"示例省{number}", level="province", parent=country
        )
        found += [
            Region.objects.get_or_create(
                code=f"9{number}0{city + 1}00", name=f"示例市{number}{city}", level="city", parent=province
            )[0]
            for city in range(6)
        ]
    return found


def similar_time():
    """Median milliseconds for the reports similar to one, over fifty."""
    from archive.models import Article
    from search.finding.similar import similar_articles

    articles = list(Article.objects.public().order_by("pk")[:5000:100])
    return median(timed(lambda: similar_articles(one)) for one in articles)  # noqa: B023 - called at once


def as_text(report):
    return "\n".join(f"{name:16}{value:.4g}" for name, value in report.items() if name != "lines")


if __name__ == "__main__":
    main()
