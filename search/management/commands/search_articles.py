"""Searches the archive from the command line, as the results page does."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import OutputWrapper

from search.engine.documents import SearchRequest
from search.finding.articles import ArticleHit, SearchResults, find_articles
from search.finding.facets import FACETS
from search.forms import REFUSALS, RELAXATIONS, explain
from search.text.parsing import parse_line
from search.text.words import segmenter


class Command(BaseCommand):
    help = 'Search the reports: words, "a phrase", OR, -word, (…), title:word, year:2018..2020.'

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--limit", type=int, default=10, help="the most hits to show (10)")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *, query: str, limit: int, format: str, **options: Any) -> None:
        if limit < 0:
            raise CommandError("--limit must not be negative.")
        parsed = parse_line(query)
        for sentence in explain(parsed.problems, query):
            self.stderr.write(str(sentence))
        segmenter()  # loads its dictionary now, since that is no part of the search
        started = time.perf_counter()
        request = SearchRequest(parsed.query, stop=limit, facets=FACETS) if parsed.query else None
        findings = find_articles(request) if request else SearchResults()
        if findings.refusal:
            raise CommandError(REFUSALS[findings.refusal])
        took = (time.perf_counter() - started) * 1000
        write = write_json if format == "json" else write_text
        write(self.stdout, findings, took)


def write_json(out: OutputWrapper, findings: SearchResults, took: float) -> None:
    facets = {
        name: [{"value": one.value, "label": one.label, "count": one.count} for one in counts]
        for name, counts in findings.facets.items()
    }
    answer = {
        "total": findings.total,
        "took_ms": round(took, 1),
        "relaxation": findings.relaxation or None,
        "hits": [hit_as_json(hit) for hit in findings.hits],
        "facets": facets,
    }
    out.write(json.dumps(answer, ensure_ascii=False))


def hit_as_json(hit: ArticleHit) -> dict[str, Any]:
    best = hit.passages[0] if hit.passages else None
    return {
        "id": hit.article.pk,
        "title": hit.article.title,
        "score": hit.score,
        "anchor": best.anchor if best else "",
        "snippet": best.text if best else "",
    }


def write_text(out: OutputWrapper, findings: SearchResults, took: float) -> None:
    out.write(f"Reports: {findings.total} ({took:.0f} ms{', without the index' if findings.simplified else ''})")
    if findings.relaxation:
        out.write(str(RELAXATIONS[findings.relaxation]))
    for hit in findings.hits:
        out.write(f"\n{hit.article.title}\n  {hit.url}")
        for passage in hit.passages:
            out.write("  " + " ".join(passage.text.split()))
