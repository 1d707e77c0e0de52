"""What editors do to many reports at once, and the trash."""

import pytest
from haystack.query import SearchQuerySet

from archive.editing.merging import make_aliases
from archive.history.versions import versions_of
from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article
from archive.importing.storing.deduplication import CaptureRecord
from archive.importing.storing.saving import save
from archive.models import Article, Outlet
from tests.archive.builders import make_full_report, make_metric
from tests.archive.desk import change_address, signed_in
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

LIST = "/admin/archive/article/"


def act(client, action, *articles, where="", **fields):
    chosen = {"action": action, "_selected_action": [row.pk for row in articles], **fields}
    page = client.post(LIST + where, chosen, follow=True)
    return [str(message) for message in page.context["messages"]] if page.context else []


def states(*articles):
    return [Article.objects.get(pk=row.pk).state for row in articles]


@pytest.mark.parametrize(
    ("action", "after"), [("publish", "published"), ("withdraw", "withdrawn"), ("to_review", "review")]
)
def test_states_are_set_and_told(action, after):
    one, two = make_article("示例：甲", state="draft"), make_article("示例：乙", state=after)

    told = act(signed_in("审核"), action, one, two)

    assert states(one, two) == [after, after]
    assert [message.split(":")[0] for message in told] == ["1 report", "“示例：乙”"]
    assert (versions_of(one).count(), versions_of(two).count()) == (2, 0)


@pytest.mark.parametrize("action", ["publish", "withdraw", "merge", "move_to_trash"])
def test_who_may_not_publish_is_not_offered_what_readers_would_see(action):
    article = make_article(state="draft")
    client = signed_in("编辑")

    act(client, action, article)

    assert states(article) == ["draft"]
    assert action not in client.get(LIST).context["action_form"].fields["action"].choices


def test_names_are_set_by_a_form():
    article = make_article(keywords=["座谈"])
    client = signed_in("审核")
    organization = make_article("示例：别的", organization="青禾区政协").organization

    act(client, "set_names", article)
    assert states(article) == ["published"]
    act(client, "set_names", article, apply="1", organization=organization.pk, keywords="座談、委员 协商")

    article.refresh_from_db()
    assert (article.organization, article.state) == (organization, "published")
    assert [str(tagging) for tagging in article.taggings.all()] == ["座谈", "委员", "协商"]


def test_outlets_are_set_and_keywords_removed_for_many_reports_and_what_could_not_be_done_is_said(editor):
    one, two = make_article("示例：甲", keywords=["座谈", "Open Data"]), make_article("示例：乙", keywords=["委员"])
    outlet = Outlet.objects.named("青禾报")

    told = act(editor, "set_names", one, two, apply="1", removed_keywords='座談 "Open Data"')
    act(editor, "set_names", one, two, apply="1", outlet=outlet.pk)

    assert told == ["1 report: names set", "“示例：乙”: It has these names already, or lacks those to remove."]
    assert [article.keywords.count() for article in (one, two)] == [0, 1]
    assert list(outlet.articles.order_by("pk")) == [one, two]
    assert [versions_of(article).count() for article in (one, two)] == [3, 2]


def test_a_keyword_to_remove_that_nothing_has_is_said(editor):
    article = make_article(keywords=["座谈"])

    act(editor, "set_names", article, apply="1", removed_keywords="座谈 无此词")

    assert article.keywords.count() == 1
    assert versions_of(article).count() == 0


def test_a_name_merged_meanwhile_sets_the_one_that_stayed(editor):
    article = make_article()
    old, new = Outlet.objects.named("甲报"), Outlet.objects.named("乙报")
    make_aliases([old], new)

    act(editor, "set_names", article, apply="1", outlet=old.pk)

    article.refresh_from_db()
    assert article.outlet == new


def test_an_empty_form_of_names_changes_nothing(editor):
    article = make_article()

    act(editor, "set_names", article, apply="1", organization="", keywords="")

    assert versions_of(article).count() == 0


def test_a_report_is_read_again_from_its_original_and_what_was_there_can_come_back(editor):
    content = "示例：青禾区协商报告\n\n去年召开座谈会121次，走访委员35人。\n".encode()
    record = read_article(Input("one.txt", "one.txt", content, "text")).record
    article = save(record, CaptureRecord("one.txt", content, "utf-8")).article
    article.sections.update(text="手改。")

    told = act(editor, "parse_again", article, make_article("示例：没有原件"))

    assert "121次" in "".join(article.sections.values_list("text", flat=True))
    assert [message.split(":")[0] for message in told] == ["1 report", "“示例：没有原件”"]
    assert versions_of(article).count() == 2


def test_figures_are_extracted_again_and_judged_ones_stay(editor):
    article = make_article()
    section = make_section(article, text="去年召开座谈会121次，走访委员35人。")
    make_metric(article, section=section, raw="121次", value=99, status="corrected", sentence=section.text)

    act(editor, "figures_again", article)

    assert sorted((metric.raw, int(metric.value), metric.status) for metric in article.metrics.all()) == [
        ("121次", 99, "corrected"),
        ("35人", 35, "extracted"),
    ]


def test_duplicates_become_reprints_of_the_first_by_date(editor):
    dated = {"published_precision": "day"}
    late = make_article("示例：晚", published_at=make_article("示例：早").published_at.replace(year=2021), **dated)
    early = Article.objects.get(title="示例：早")
    child = make_article("示例：转载", reprint_of=late)

    act(editor, "merge", late, early)

    found = dict(Article.objects.values_list("title", "reprint_of"))
    assert found == {"示例：早": None, "示例：晚": early.pk, "示例：转载": early.pk}
    assert child.pk


@pytest.mark.django_db(transaction=True)
def test_what_was_withdrawn_with_others_is_found_no_more(editor):
    articles = [make_article(f"示例：税务{number}") for number in range(2)]

    act(editor, "withdraw", *articles)

    assert [hit.pk for hit in SearchQuerySet().filter(content="税务")] == []


# --- the trash --------------------------------------------------------------------------------------


def test_deleting_moves_to_the_trash_which_the_list_does_not_show_unless_asked():
    article = make_full_report()
    client = signed_in("管理员")
    address = change_address(article).replace("change", "delete")
    assert (client.get(address).status_code, states(article)) == (200, ["published"])

    client.post(address, {"post": "yes"})

    assert states(article) == ["trashed"]
    shown = [client.get(LIST + where).context["cl"].result_count for where in ("", "?state__exact=trashed")]
    assert shown == [0, 1]
    assert client.get(article.get_absolute_url()).status_code == 410
    assert client.post(change_address(article), {}).status_code == 403


def test_what_is_in_the_trash_is_restored_to_review_or_deleted_for_good():
    one, two = make_article("示例：甲", state="trashed"), make_article("示例：乙", state="trashed")
    client, where = signed_in("管理员"), "?state__exact=trashed"

    act(client, "restore_from_trash", one, where=where)
    act(client, "delete_selected", two, where=where, post="yes")

    assert list(Article.objects.values_list("title", "state")) == [("示例：甲", "review")]


@pytest.mark.parametrize("group", ["编辑", "审核"])
def test_others_neither_trash_nor_delete(group):
    article, gone = make_article(), make_article("示例：甲", state="trashed")
    client = signed_in(group)

    answers = [client.post(change_address(row).replace("change", "delete"), {"post": "yes"}) for row in (article, gone)]
    act(client, "restore_from_trash", gone, where="?state__exact=trashed")

    assert [answer.status_code for answer in answers] == [403, 403]
    assert states(article, gone) == ["published", "trashed"]
