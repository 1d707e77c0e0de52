"""How fast the explorer of figures answers over an archive of many, made for it in a temporary or a kept folder.

python -m benchmarks.explorer --figures 200000
python -m benchmarks.explorer --figures 200000 --keep FOLDER    build the archive in FOLDER, or ask the one kept there
Prints JSON: for each address the median and the worst server time in milliseconds, the median processor time, which
other work on the machine lengthens less.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROUNDS = 7
SEED = 2019
PER_REPORT = 25
ORGANIZATIONS = 400
FIRST_DAY, DAYS = datetime(2005, 1, 1), 20 * 365
BATCH = 5_000
# (unit, kind), the most frequent first: each is drawn about half as often as the one two places before it.
UNITS = (
    ("次", "count"), ("份", "count"), ("人", "count"), ("%", "share"), ("件", "count"), ("篇", "count"),
    ("万元", "money"), ("条", "count"), ("年", "duration"), ("个", "count"), ("亩", "area"), ("倍", "growth"),
    ("天", "duration"), ("位", "count"), ("户", "count"), ("场", "count"), ("平方米", "area"), ("家", "count"),
)  # fmt: skip
WHAT = ("调研", "座谈会", "提案", "社情民意信息", "意见建议", "协商活动", "委员", "议题", "报告", "走访")
WHOSE = ("重点", "界别", "专题", "双周", "联合", "年度", "民主监督", "基层", "网络", "远程", "小组", "常委会")
# What is asked, each with the reason why it could be slow.
ASKED = {
    "everything": "",
    "by value": "?sort=-value",
    "by organization": "?sort=organization",
    "by unit": "?sort=unit",
    "the commonest unit, drawn": "?unit=次&kind=count",
    "the commonest unit by value": "?unit=次&kind=count&sort=-value",
    "by organization, drawn": "?unit=次&kind=count&bars=organization",
    "words of the subject": "?subject=協商活動",
    "words that no subject has": "?subject=航天飛機",
    "one organization": "?organization={organization}",
    "one region": "?region={region}",
    "one year": "?year=2015",
    "one status": "?status=confirmed",
    "much at once": "?unit=次&kind=count&subject=提案&year=2015&region={region}&sort=value",
    "page 50": "?page=50",
    "the last page": "?page=last",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--figures", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--keep", type=Path, help="the folder of an archive to ask again; built there the first time")
    options = parser.parse_args()
    with TemporaryDirectory() as passing:
        folder = options.keep or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        open_site(folder)
        build_once(options.figures)
        print(json.dumps(measured(options.rounds), ensure_ascii=False, indent=1))


def open_site(folder: Path) -> None:
    """Settle Django in *folder*, with an empty database."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "archive.settings", "DATA_DIR": str(folder)}
    os.environ.pop("DATABASE_URL", None)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


# --- an archive of invented figures --------------------------------------------------------------


def build_once(count: int) -> None:
    """Build, unless the folder holds an archive of *count* figures; one of another size is left alone and said so."""
    from django.db import transaction

    from archive.models import Metric

    kept = Metric.objects.count()
    if kept not in (0, count):
        raise SystemExit(f"The kept archive has {kept} figures, not {count}: name another folder or --figures {kept}.")
    if not kept:
        with transaction.atomic():  # an interrupted build leaves nothing half made
            build(count)


def build(count: int) -> None:
    """Store *count* figures in as many reports as it takes, always the same for the same count."""
    from archive.models import Metric

    chance = random.Random(SEED)
    reports = make_reports(chance, -(-count // PER_REPORT), make_organizations())
    figures = islice((figure for report in reports for figure in figures_of(chance, report)), count)
    while batch := list(islice(figures, BATCH)):
        Metric.objects.bulk_create(batch)


def make_organizations() -> list[Any]:
    """Organizations in the cities of a made-up country."""
    from archive.models import Organization, Region

    country = Region.objects.create(code="000000", name="示例国", level="country")
    rows = []
    for number in range(20):
        code = f"{number + 11}0000"
        province = Region.objects.create(code=code, name=f"示例{number}省", level="province", parent=country)
        names = [f"示例{number}省{place}市政协" for place in range(ORGANIZATIONS // 20)]
        rows += [Organization(name=name, folded_name=name, region=province) for name in names]
    for place, row in enumerate(rows):
        row.slug = f"organization-{place}"
    return Organization.objects.bulk_create(rows)


def make_reports(chance: random.Random, count: int, organizations: list[Any]) -> list[Any]:
    """Reports with a lead section each, of any day in twenty years; one in fifty is not public."""
    from django.utils.timezone import make_aware

    from archive.models import Article, Section

    reports = Article.objects.bulk_create(
        Article(
            title=f"示例报告{number}",
            folded_title=f"示例报告{number}",
            slug=f"report-{number}",
            published_at=make_aware(FIRST_DAY + timedelta(days=chance.randrange(DAYS))),
            published_precision="day",
            organization=chance.choice(organizations),
            state="draft" if number % 50 == 49 else "published",
        )
        for number in range(count)
    )
    Section.objects.bulk_create(
        Section(article=report, position=0, kind="lead", anchor="lead", text="示例。" * 100) for report in reports
    )
    return reports


def figures_of(chance: random.Random, report: Any) -> Iterator[Any]:
    from archive.models import Metric

    section = report.sections.get()
    for position in range(PER_REPORT):
        unit, kind = UNITS[min(int(chance.expovariate(0.35)), len(UNITS) - 1)]
        subject = chance.choice(WHOSE) + chance.choice(WHAT)
        value = chance.randrange(1, 3000)
        yield Metric(
            article=report,
            section=section,
            position=position,
            raw=f"{value}{unit}",
            sentence=f"示例：全年{subject}共{value}{unit}，比上年有所增加，得到各方面的重视和采纳。",
            start=3 * position,
            end=3 * position + 3,
            value=value,
            unit=unit,
            kind=kind,
            subject=subject,
            status=chance.choices(("extracted", "confirmed", "corrected", "rejected"), (85, 8, 4, 3))[0],
            doubt=chance.choice((0, 0, 0, 1, 2, 5)),
        )


# --- asking --------------------------------------------------------------------------------------


def measured(rounds: int) -> dict[str, Any]:
    from archive.models import Metric, Organization, Region

    names = {
        "organization": Organization.objects.shown().first().slug,
        "region": Region.objects.get(code="150000").code,
    }
    answers = {name: asked(f"/metrics/{query.format(**names)}", rounds) for name, query in ASKED.items()}
    return {
        "figures": Metric.objects.count(),
        "median_ms": median(answer["median_ms"] for answer in answers.values()),
        "median_processor_ms": median(answer["processor_ms"] for answer in answers.values()),
        "worst_median_ms": max(answer["median_ms"] for answer in answers.values()),
        "addresses": answers,
    }


def asked(address: str, rounds: int) -> dict[str, Any]:
    """Server time of *address*: everything from the request's headers to the last byte of the answer."""
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    status = client.get(address).status_code
    times = [timed(client, address) for _ in range(rounds)]
    walls, processors = zip(*times, strict=True)
    return {
        "status": status,
        "median_ms": round(median(walls), 1),
        "worst_ms": round(max(walls), 1),
        "processor_ms": round(median(processors), 1),
    }


def timed(client: Any, address: str) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    client.get(address)
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


if __name__ == "__main__":
    main()
