"""The site that `benchmarks.publishing` plays on: four people in the admin, an importer, and a reader."""

import random
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client
from lxml import html

from archive.history.versions import versions_of
from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article
from archive.importing.storing.deduplication import CaptureRecord
from archive.importing.storing.saving import OPERATOR, Importer, save
from archive.models import Article, PendingEdit
from search.indexing.consistency import check

PEOPLE = {"editor": "编辑", "other": "编辑", "publisher": "审核", "chief": "管理员"}
ADMIN = "/admin/archive/article/"
MOST_TEXTS = 4  # earlier texts that are looked for in every place


class Site:
    def __init__(self) -> None:
        import_module("archive.migrations.0008_groups").make_groups(apps, None)
        self.users = {name: User.objects.create_user(name, is_staff=True) for name in PEOPLE}
        self.clients = {name: Client(SERVER_NAME="localhost") for name in PEOPLE}
        for name, group in PEOPLE.items():
            self.users[name].groups.add(Group.objects.get(name=group))
            self.clients[name].force_login(self.users[name])
        self.reader = Client(SERVER_NAME="localhost")

    # --- steps -----------------------------------------------------------------------------------

    def import_report(self, author: str, origin: str, text: str) -> int:
        """Import a report from *origin* whose title is *text*, and return its id."""
        importer = OPERATOR if author == "operator" else Importer(self.users[author], publishes=False)
        content = (
            f"{text}\n2019-11-22 16:16 来源：示例网\n全年{Path(origin).stem}有序开展工作，组织座谈87次。\n".encode()
        )
        result = read_article(Input(origin, origin, content, "text"))
        resolution = save(result.record, CaptureRecord(origin, content, result.encoding), importer=importer)
        assert resolution.article, resolution
        return int(resolution.article.pk)

    def edit(self, author: str, pk: int, text: str) -> None:
        self._send(author, f"{ADMIN}{pk}/change/", "article_form", title=text)

    def restore(self, author: str, pk: int, chance: random.Random) -> str:
        """Bring a version back, and return its title; "" if there is none."""
        versions = list(versions_of(Article.objects.get(pk=pk)))
        if not versions:
            return ""
        version = chance.choice(versions)
        self._posted(author, f"{ADMIN}{pk}/versions/{version.pk}/", {})
        return str(version.field_dict["title"])

    def act(self, who: str, pk: int, action: str) -> None:
        trash = action in ("restore_from_trash", "delete_selected")
        where = f"{ADMIN}?state__exact=trashed" if trash else ADMIN
        self._posted(who, where, {"action": action, "_selected_action": [pk], "post": "yes"})

    def decide(self, who: str, pk: int, author: str, decision: str) -> None:
        edit = PendingEdit.objects.open().get(article=pk, author=self.users[author])
        address = f"/admin/archive/pendingedit/{edit.pk}/change/"
        page = html.fromstring(self.clients[who].get(address).content.decode())
        stamps = page.xpath("//input[@name='overwrite']/@value")
        sent = {"decision": decision, "remark": "请改。"} | ({"overwrite": stamps[0]} if stamps else {})
        self._send(who, address, "decision_form", **sent)

    def _send(self, who: str, address: str, form: str, **fields: str) -> None:
        page = html.fromstring(self.clients[who].get(address).content.decode())
        (found,) = page.xpath(f"//form[@id='{form}']")
        data = {name: value.replace("\n", "\r\n") for name, value in found.form_values()}
        self._posted(who, address, data | fields)

    def _posted(self, who: str, address: str, data: dict[str, Any]) -> None:
        answer = self.clients[who].post(address, data)
        assert answer.status_code in (200, 302), (address, answer.status_code)

    # --- what readers see ------------------------------------------------------------------------

    def disagreements(self, pk: int, model: Any) -> list[str]:
        """Return where readers see something else than the model says."""
        hidden = sorted(model.past - {model.shown})[:MOST_TEXTS] + sorted(set(model.pending.values()) - {model.shown})
        texts = dict.fromkeys([*filter(None, [model.shown]), *hidden])
        answers = [self._page(pk, model, texts), self._interfaces(pk, model)]
        answers += [self._lists(pk, text, is_shown=text == model.shown) for text in texts]
        faults = check()
        index = [f"index: {faults}"] if faults else []
        return [*(wrong for some in answers for wrong in some), *index]

    def _page(self, pk: int, model: Any, texts: Any) -> list[str]:
        answer = self.reader.get(f"/articles/{pk}/", follow=True)
        said = answer.content.decode()
        wrong = [text for text in texts if (text in said) != (text == model.shown)]
        status = [] if answer.status_code == model.status else [f"page: {answer.status_code}, not {model.status}"]
        return status + [f"page: {text}" for text in wrong]

    def _interfaces(self, pk: int, model: Any) -> list[str]:
        addresses = [f"/articles/{pk}/cite.bib", f"/articles/{pk}/cite.json"]
        wrong = [(address, self.reader.get(address).status_code) for address in addresses]
        return [f"{address}: {status}" for address, status in wrong if status != model.status]

    def _lists(self, pk: int, text: str, *, is_shown: bool) -> list[str]:
        """Return the lists that show the report for *text* although they should not, or the other way round."""
        found = {
            "list": f"/articles/{pk}/" in self.reader.get("/articles/", {"title": text}).content.decode(),
            "search": self._total(text) == 1,
            "feed": f"/articles/{pk}/" in self.reader.get("/search/results.atom", {"q": f'"{text}"'}).content.decode(),
        }
        return [f"{place}: {text}" for place, has in found.items() if has != is_shown]

    def _total(self, text: str) -> int:
        return int(self.reader.get("/search/results.json", {"q": f'"{text}"'}).json()["total"])
