"""How fast completion and suggestions are: median server time over an archive of made-up reports.

python -m benchmarks.completion --docs 20000 --format json
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from statistics import median
from typing import Any

TYPED = ("双", "协商", "民主监", "sxfl", "xs", "zheng", "qinghe", "社区", "zzz", "委员工作")
WRONG = ("仪政", "协尚民主", "委元会客厅", "税物机关 提案", "龘龘龘")
ROUNDS = 15
PLACES = ("青禾", "白沙", "苍岭", "云溪", "南浦", "松汀", "临沧里", "石桥")
TOPICS = (
    "协商议政",
    "民主监督",
    "提案办理",
    "双向发力",
    "社情民意",
    "专题调研",
    "委员工作室",
    "税务服务",
    "养老服务",
    "河道治理",
)
WORDS = ("委员", "社区", "群众", "机制", "平台", "意见", "建议", "督查", "座谈", "走访", "基层", "共识", "经济", "文化")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=20_000)
    parser.add_argument("--format", choices=("json", "text"), default="text")
    options = parser.parse_args()
    report = measured(options.docs)
    print(json.dumps(report, ensure_ascii=False) if options.format == "json" else as_text(report))


def as_text(report: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in report.items())


def measured(count: int) -> dict[str, Any]:
    """Everything in a folder of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(DATA_DIR=folder, DJANGO_SETTINGS_MODULE="archive.settings", ALLOWED_HOSTS="testserver")
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("SEARCH_URL", None)
        client = site_with(count)
        started = time.perf_counter()
        client.get("/search/complete/", {"q": "a"})
        made = time.perf_counter() - started
        return {
            "docs": count,
            "vocabulary_seconds": round(made, 2),
            "completion_ms": ms(lambda typed: client.get("/search/complete/", {"q": typed}), TYPED),
            "suggestions_ms": ms(suggest, WRONG),
        }


def site_with(count: int) -> Any:
    """A client of a site with *count* reports, indexed."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.REBUILD_IN_BACKGROUND = False  # so that the first request waits until all is made
    call_command("migrate", verbosity=0)
    store(count)
    call_command("check_index", repair=True, stdout=sys.stderr)  # standard output is for the report
    return Client()


def store(count: int) -> None:
    from archive.chinese.folding import fold
    from archive.models import Article, Keyword, Organization, Section, Tagging

    chance = random.Random(7)
    bodies = [Organization.objects.named(f"{place}{chance.randrange(40)}区政协") for place in PLACES for _ in range(40)]
    keywords = [Keyword.objects.named(topic) for topic in TOPICS]
    titles = [f"示例：{chance.choice(PLACES)}{chance.choice(TOPICS)}第{number}期" for number in range(count)]
    articles = Article.objects.bulk_create(
        [
            Article(title=one, folded_title=fold(one), slug="sample", organization=chance.choice(bodies))
            for one in titles
        ]
    )
    Section.objects.bulk_create(
        Section(article=one, kind="lead", anchor="lead", position=0, text=prose(chance)) for one in articles
    )
    Tagging.objects.bulk_create(Tagging(article=one, keyword=chance.choice(keywords)) for one in articles)


def prose(chance: random.Random) -> str:
    return "，".join("".join(chance.choices(WORDS + TOPICS, k=4)) for _ in range(40)) + "。"


def suggest(line: str) -> object:
    from search.finding.suggestions import suggestions

    return suggestions(line, total=0)


def ms(call: Any, lines: tuple[str, ...]) -> dict[str, float]:
    """Median over all lines and rounds, and of the slowest line."""
    times = {line: median(timed(call, line) for _ in range(ROUNDS)) for line in lines}
    return {"median": round(median(times.values()), 2), "slowest": round(max(times.values()), 2)}


def timed(call: Any, line: str) -> float:
    started = time.perf_counter()
    call(line)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
