"""Random edits in the admin, over reports of all sizes: counts what is lost and which error pages are not ours.

python -m benchmarks.random_edits --edits 1000 --seed 1

Each edit opens a form, types into it and sends it: facts, keywords, sections, figures; also with mistakes, after
somebody else has changed or deleted the same, after the session has ended, without the form's secret, damaged. After
each one the report is compared with what an editor would expect. Text is lost if it is neither stored, nor in the page
that answers, nor said to be kept by the browser.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import html

from benchmarks.explorer import open_site

# (sections, figures, how often an edit is of this report)
SIZES = ((0, 0, 10), (1, 3, 30), (12, 40, 30), (120, 400, 8), (500, 3_000, 2))
RESTRUCTURED = 0.15  # of the edits of a report with sections: one is moved or deleted
WORDS = "协商议政提案委员座谈调研意见建议社情民意监督工作报告"
OURS = 'class="site-header"'  # is in every page of the site, and in none of Django's own error pages
KEPT = ("form again", "/admin/login/")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        open_site(Path(folder))
        report = edited_often(options.edits, options.seed)
    print(json.dumps(report, ensure_ascii=False))
    sys.exit(bool(report["lost"] or report["raw_error_pages"]))


def edited_often(edits: int, seed: int, sizes: tuple[tuple[int, int, int], ...] = SIZES) -> dict[str, Any]:
    """Return the number of edits of each kind, what was lost and the error pages that are not ours."""
    trial = Trial(random.Random(seed))
    articles = [make_report(sections, figures) for sections, figures, _often in sizes]
    for _number in range(edits):
        (article,) = trial.chance.choices(articles, [often for *_size, often in sizes])
        trial.edit(article)
    return {"edits": edits, "lost": trial.lost, "raw_error_pages": trial.raw, "kinds": dict(trial.kinds)}


def make_report(sections: int, figures: int) -> Any:
    from archive.models import Article, Metric, Section

    article = Article.objects.create(title=f"示例：{sections}节{figures}数", state="draft")
    Section.objects.bulk_create(
        Section(
            article=article, anchor=f"s{place + 1}", position=place, heading=f"题{place}", text="座谈87次，走访委员。"
        )
        for place in range(sections)
    )
    stored = list(article.sections.all())
    placed = [stored[place % sections] for place in range(figures)]
    starts = [section.content.index("87次") for section in placed]
    Metric.objects.bulk_create(
        Metric(
            article=article,
            section=section,
            raw="87次",
            value=87,
            unit="次",
            start=start,
            end=start + 3,
            position=place,
        )
        for place, (section, start) in enumerate(zip(placed, starts, strict=True))
    )
    return article


@dataclass
class Trial:
    """Two editors, and what came of their edits."""

    chance: random.Random
    lost: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        from django.contrib.auth.models import User
        from django.test import Client

        self.user = User.objects.create_superuser(f"editor{User.objects.count()}")
        self.client = Client(HTTP_HOST="localhost")
        self.strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost")
        for client in (self.client, self.strict):
            self.sign_in(client)

    def sign_in(self, client: Any) -> None:
        client.cookies["django_language"] = "en"
        client.force_login(self.user)

    # --- one edit -------------------------------------------------------------------------------

    def edit(self, article: Any) -> None:
        """Choose a form of the report that there is, and a way in which it is sent; check what became of it."""
        if self.chance.random() < RESTRUCTURED and article.sections.count() > 1:
            return self.restructure(article)
        make = self.chance.choice([self.facts, self.words, self.words, self.new_section, self.figure, self.new_figure])
        form = make(article)
        if form is None:  # the report has no such part
            make, form = self.facts, self.facts(article)
        send = self.chance.choice([self.plainly, self.plainly, self.plainly, *self.mishaps(form)])
        self.kinds[f"{make.__name__} {send.__name__}"] += 1
        send(form)

    def mishaps(self, form: "Form") -> list[Callable[["Form"], None]]:
        found: list[Callable[[Form], None]] = [self.damaged, self.signed_out, self.without_secret, self.with_a_mistake]
        return [*found, self.changed_meanwhile] if form.stored is not None else found

    # --- forms ----------------------------------------------------------------------------------

    def facts(self, article: Any) -> "Form":
        typed = {"title": f"示例：{self.text(8)}", "summary": self.text(80), "keyword_lines": self.text(4)}
        return Form(f"/admin/archive/article/{article.pk}/change/", typed, {"title": ""}, article)

    def words(self, article: Any) -> "Form | None":
        section = self.one(article.sections)
        if section is None:
            return None
        address = f"/admin/archive/article/{article.pk}/sections/{section.pk}/"
        return Form(address, {"heading": self.text(6), "text": self.text(200)}, {"anchor": "! !"}, section)

    def new_section(self, article: Any) -> "Form":
        target = self.one(article.sections)
        typed = {"heading": self.text(6), "text": self.text(200)}
        if target:
            typed |= {"target": str(target.pk), "where": self.chance.choice(["after", "before", "inside"])}
        return Form(
            f"/admin/archive/article/{article.pk}/sections/add/", typed, {"anchor": "! !"}, None, article.sections
        )

    def figure(self, article: Any) -> "Form | None":
        metric = self.one(article.metrics)
        if metric is None:
            return None
        address = f"/admin/archive/metric/{metric.pk}/change/"
        return Form(address, {"subject": self.text(20)}, {"value": "many"}, metric)

    def new_figure(self, article: Any) -> "Form":
        typed = {"raw": self.text(4), "subject": self.text(20), "value": "9", "unit": "篇"}
        return Form(f"/admin/archive/metric/add/?article={article.pk}", typed, {"value": "many"}, None, article.metrics)

    def restructure(self, article: Any) -> None:
        """Move a section, or delete one and keep its parts; nothing else of the report may change."""
        section = self.one(article.sections)
        page = self.chance.choice(["move", "delete"])
        address = f"/admin/archive/article/{article.pk}/sections/{section.pk}/{page}/"
        before = {row.pk: row.content for row in article.sections.all()}
        if page == "move":
            targets = self.targets_at(address)
            if not targets:
                return
            typed = {"where": self.chance.choice(["after", "before", "inside"]), "target": self.chance.choice(targets)}
        else:
            before.pop(section.pk)
            typed = {"parts": "keep"}
        self.kinds[page] += 1
        answer = self.client.post(address, self.opened(address) | typed)
        self.answered(answer)
        rows = list(article.sections.select_related("parent"))
        in_order = all(row.parent is None or row.parent.position < row.position for row in rows)
        kept = before == {row.pk: row.content for row in rows}
        if answer.status_code != 302 or not kept or not in_order:
            self.lost.append(f"{page} {address}")

    def targets_at(self, address: str) -> list[str]:
        """Return what the form at the address offers a section to go to; none for one whose parts are all the rest."""
        page = self.client.get(address)
        return list(html.fromstring(page.content.decode()).xpath("//select[@name='target']/option/@value"))

    # --- ways to send -----------------------------------------------------------------------------

    def plainly(self, form: "Form") -> None:
        answer = self.send(form, self.opened(form.address) | form.typed)
        if answer.status_code != 302 or not form.is_stored():
            self.lost.append(f"saved {form.address}")

    def with_a_mistake(self, form: "Form") -> None:
        self.check_kept(form, self.send(form, self.opened(form.address) | form.typed | form.mistake), form.mistake)

    def damaged(self, form: "Form") -> None:
        fields = {f"x{number}": "x" for number in range(1_001)}
        self.check_kept(form, self.send(form, self.opened(form.address) | form.typed | fields))

    def signed_out(self, form: "Form") -> None:
        data = self.opened(form.address) | form.typed
        self.client.logout()
        answer = self.send(form, data)
        self.sign_in(self.client)
        self.check_kept(form, answer)

    def without_secret(self, form: "Form") -> None:
        data = self.opened(form.address) | form.typed
        data.pop("csrfmiddlewaretoken", None)
        answer = self.strict.post(form.address, data)
        self.answered(answer)
        self.check_kept(form, answer)

    def changed_meanwhile(self, form: "Form") -> None:
        """Somebody else saves the same record: the page shows what was typed; sent again with consent, it is stored."""
        mine = self.opened(form.address) | form.typed
        other = self.opened(form.address)
        name = next(iter(form.typed))
        self.send(form, other | {name: self.text(6)})
        answer = self.send(form, mine)
        self.check_kept(form, answer)
        consent = html.fromstring(answer.content.decode()).xpath("//input[@name='overwrite']/@value")
        answer = self.send(form, mine | {"overwrite": consent[0] if consent else ""})
        if answer.status_code != 302 or not form.is_stored():
            self.lost.append(f"overwritten {form.address}")

    # --- checks -----------------------------------------------------------------------------------

    def check_kept(self, form: "Form", answer: Any, besides: dict[str, str] | None = None) -> None:
        """What was typed is in the page, or the page says that the browser keeps it; nothing of it is stored."""
        page = answer.content.decode() + answer.get("Location", "")
        typed = [text for name, text in form.typed.items() if name not in (besides or {})]
        kept = any(words in page for words in KEPT) or all(text in page for text in typed)
        if not kept or form.is_stored():
            self.lost.append(f"not saved {answer.status_code} {form.address}")

    def send(self, form: "Form", data: dict[str, str]) -> Any:
        answer = self.client.post(form.address, data)
        self.answered(answer)
        return answer

    def answered(self, answer: Any) -> None:
        if answer.status_code >= 400 and OURS not in answer.content.decode():
            self.raw.append(f"{answer.status_code} {answer.request['PATH_INFO']}")

    def opened(self, address: str) -> dict[str, str]:
        """What a browser would send from the form at the address, nothing being changed."""
        page = self.client.get(address)
        self.answered(page)
        (form,) = html.fromstring(page.content.decode()).xpath(
            "//div[@id='content-main']//form[contains(@id, '_form')]"
        )
        return {name: value.replace("\n", "\r\n") for name, value in form.form_values()}

    def one(self, rows: Any) -> Any:
        pks = list(rows.values_list("pk", flat=True))
        return rows.get(pk=self.chance.choice(pks)) if pks else None

    def text(self, length: int) -> str:
        return "".join(self.chance.choices(WORDS, k=length))


@dataclass
class Form:
    """A form, what is typed into it, and a mistake. It changes a stored record, or adds one to `rows`."""

    address: str
    typed: dict[str, str]
    mistake: dict[str, str]
    stored: Any
    rows: Any = None

    def is_stored(self) -> bool:
        """Whether what is typed is in the database."""
        names = {"where", "target", "keyword_lines", "value", "unit"}
        typed = {name: text for name, text in self.typed.items() if name not in names}
        rows = type(self.stored).objects.filter(pk=self.stored.pk) if self.stored else self.rows
        return bool(rows.filter(**typed).exists() and self._has_keywords())

    def _has_keywords(self) -> bool:
        if "keyword_lines" not in self.typed:
            return True
        return [str(tagging) for tagging in self.stored.taggings.all()] == [self.typed["keyword_lines"]]


if __name__ == "__main__":
    main()
