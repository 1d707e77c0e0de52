"""The desk of figures: all of them or those of a report; judging them one after the other."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from archive.history.versions import versions_of
from archive.models import Article, Metric
from tests.archive.builders import make_full_report, make_huge_report, make_metric
from tests.archive.desk import add_metric_address, change_address, errors, form_at, form_of, sent, signed_in
from tests.builders import make_article, make_section

pytestmark = pytest.mark.django_db

REVIEW = "/admin/archive/metric/review/"


def one_waiting(**facts):
    article = make_article()
    return make_metric(article, section=make_section(article, text="全年座谈87次。"), **facts)


def judge(editor, metric, decision, **facts):
    return editor.post(REVIEW, {"figure": metric.pk, "decision": decision, **facts})


def correction(metric, **changes):
    facts = {"value": "87", "value_max": "", "unit": "次", "kind": "count", "subject": "", "period": ""}
    dates = {"period_start": "", "period_end": ""}
    return {f"f{metric.pk}-{name}": value for name, value in {**facts, **dates, **changes}.items()}


def shown(page):
    return [waiting.metric.raw for waiting in page.context["figures"]]


def test_the_most_doubtful_come_first_and_the_judged_do_not_come(editor):
    article = make_article()
    for raw, doubt, status in (("1次", 0, "extracted"), ("2次", 5, "extracted"), ("3次", 9, "confirmed")):
        make_metric(article, raw=raw, doubt=doubt, status=status)

    assert shown(editor.get(REVIEW)) == ["2次", "1次"]


def test_the_sentence_is_shown_around_the_words(editor):
    one_waiting()

    assert "全年座谈<mark>87次</mark>。" in editor.get(REVIEW).content.decode()


@pytest.mark.parametrize(("decision", "status"), [("accept", "confirmed"), ("reject", "rejected")])
def test_a_decision_settles_the_status_and_can_be_taken_back(editor, decision, status):
    metric = one_waiting()

    judge(editor, metric, decision)
    decided = Metric.objects.get().status
    page = editor.get(REVIEW)
    judge(editor, metric, "undo")

    assert (decided, shown(page), [row["words"] for row in page.context["decisions"]]) == (status, [], ["87次"])
    assert Metric.objects.get().status == "extracted"
    assert editor.get(REVIEW).context["decisions"] == []


def test_a_correction_is_saved_and_taken_back_with_every_fact(editor):
    metric = one_waiting(subject="旧")
    before = Metric.objects.values().get()
    changes = {"value": "88", "value_max": "90", "unit": "場", "subject": "座談", "period_start": "2019-01-01"}

    judge(editor, metric, "correct", **correction(metric, **changes, period_end="2019-12-31"))
    after = Metric.objects.get()
    judge(editor, metric, "undo")

    assert (after.value, after.value_max, after.unit, after.subject, after.status) == (
        88,
        90,
        "場",
        "座談",
        "corrected",
    )
    assert (after.folded_unit, after.folded_subject) == ("场", "座谈")
    assert str(after.period_end) == "2019-12-31"
    assert Metric.objects.values().get() == before


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"value": "x"}, "Enter a number."),
        ({"value_max": "3"}, "The highest value is below the value."),
        ({"period_start": "2019-01-01"}, "Give both days of the period, or neither."),
        ({"period_start": "2019-02-01", "period_end": "2019-01-01"}, "The last day is before the first."),
    ],
)
def test_a_wrong_correction_is_told_beside_the_figure_and_changes_nothing(editor, changes, message):
    metric = one_waiting()

    page = judge(editor, metric, "correct", **correction(metric, **changes))

    (errors,) = html.fromstring(page.content.decode()).xpath("//details[@open]//ul[contains(@class, 'errorlist')]")
    assert (page.status_code, errors.text_content().strip()) == (400, message)
    assert Metric.objects.get().status == "extracted"


@pytest.mark.parametrize("pk", ["", "0", "abc", "9" * 30])
def test_a_figure_that_does_not_wait_is_told_in_words(editor, pk):
    page = editor.post(REVIEW, {"figure": pk, "decision": "accept"}, follow=True)

    assert "waits no longer" in page.content.decode()


def test_a_figure_that_somebody_else_has_judged_stays_as_it_is(editor):
    metric = one_waiting(status="rejected")

    judge(editor, metric, "accept")

    assert Metric.objects.get().status == "rejected"


def test_a_decision_is_not_taken_back_over_a_later_change(editor):
    metric = one_waiting()
    judge(editor, metric, "accept")
    Metric.objects.update(value=99)

    page = editor.post(REVIEW, {"figure": metric.pk, "decision": "undo"}, follow=True)

    assert "cannot be taken back" in page.content.decode()
    assert (Metric.objects.get().value, Metric.objects.get().status) == (99, "confirmed")


def test_an_unknown_decision_changes_nothing(editor):
    judge(editor, one_waiting(), "burn")

    assert Metric.objects.get().status == "extracted"


def test_the_report_is_saved_too_so_that_search_learns_of_it(editor):
    metric = one_waiting()
    before = Article.objects.get().updated_at

    judge(editor, metric, "reject")

    assert Article.objects.get().updated_at > before


@pytest.mark.parametrize("permission", ["", "view_metric"])
def test_only_those_who_may_change_figures_review_them(client, permission):
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=permission))
    client.force_login(user)
    metric = one_waiting()

    assert [client.get(REVIEW).status_code, judge(client, metric, "accept").status_code] == [403, 403]
    assert Metric.objects.get().status == "extracted"


def test_strangers_are_led_to_the_login(client):
    assert client.get(REVIEW)["Location"].startswith("/admin/login/")


def test_posting_needs_the_token(editor):
    editor.handler.enforce_csrf_checks = True

    assert judge(editor, one_waiting(), "accept").status_code == 403


def test_the_page_holds_no_script_or_style_of_its_own(editor):
    one_waiting()
    page = html.fromstring(editor.get(REVIEW).content.decode()).xpath("//div[@id='content-main']")[0]

    assert page.xpath(".//script | .//style | .//@style | .//@*[starts-with(name(), 'on')]") == []


def test_the_list_of_figures_leads_to_the_review(editor):
    one_waiting()

    assert f'href="{REVIEW}"' in editor.get("/admin/archive/metric/?q=").content.decode()


def test_review_asks_the_database_as_often_whatever_waits(editor, django_assert_num_queries):
    one_waiting()
    with django_assert_num_queries(4):  # session, user, figures, how many wait
        editor.get(REVIEW)
    article = make_article("示例：又一")
    for number in range(4):
        make_metric(article, section=make_section(article, anchor=f"s{number}", text="座谈87次。"))
    with django_assert_num_queries(4):
        editor.get(REVIEW)


# --- the figures of a report ------------------------------------------------------------------------

LIST = "/admin/archive/metric/"
TOLD = "Somebody else has changed this figure since you opened it. Nothing is saved yet."


def listed_of(client, article):
    return client.get(LIST, {"article__id__exact": article.pk})


def test_the_list_of_a_report_is_in_the_order_of_its_text_and_leads_back_to_it(editor):
    article = make_article()
    for raw, doubt in (("1次", 0), ("2次", 5)):
        make_metric(article, raw=raw, doubt=doubt)
    make_metric(make_article("示例：他"), raw="3次")

    page = listed_of(editor, article)

    links = html.fromstring(page.content.decode()).xpath("//p[@class='of-report']/a/@href")
    assert [metric.raw for metric in page.context["cl"].result_list] == ["1次", "2次"]
    assert links == [change_address(article), LIST]
    assert add_metric_address(article) in page.content.decode()


@pytest.mark.parametrize(("group", "state"), [("编辑", "draft"), ("审核", "published")])
def test_who_may_change_a_report_adds_corrects_and_deletes_its_figures(group, state):
    article = make_full_report()
    Article.objects.update(state=state)
    client = signed_in(group)
    metric = article.metrics.get()

    answers = [
        sent(client, add_metric_address(article), raw="9篇", value="9", unit="篇"),
        sent(client, change_address(metric), subject="座谈"),
        client.post(f"{LIST}{metric.pk}/delete/", {"post": "yes"}),
    ]

    assert [(answer.status_code, errors(answer)) for answer in answers] == [(302, [])] * 3
    assert [(row.raw, row.status) for row in article.metrics.all()] == [("9篇", "confirmed")]
    assert Article.objects.get().state == state
    assert [version.revision.comment for version in versions_of(article)] == [
        "Figure deleted: 87次",
        "Figure changed: 87次",
        "Figure added: 9篇",
        "",
    ]


def test_nobody_changes_figures_of_a_report_in_the_trash_or_of_none(editor):
    article = make_article(state="trashed")
    metric = make_metric(article)

    assert editor.get(add_metric_address(article)).status_code == 403
    assert editor.get(f"{LIST}add/").status_code == 403
    assert editor.get(f"{LIST}add/?article=x").status_code == 403
    assert editor.post(change_address(metric), {"raw": "1次"}).status_code == 403
    assert editor.post(f"{LIST}{metric.pk}/delete/", {"post": "yes"}).status_code == 403


def test_a_figure_saved_unchanged_leaves_the_report_as_it_is():
    article = make_full_report()

    sent(signed_in("编辑"), change_address(article.metrics.get()))

    assert (Article.objects.get().state, versions_of(article).count()) == ("published", 0)


def test_the_second_to_change_a_figure_is_told(editor):
    metric = make_full_report().metrics.get()
    mine = form_at(editor, change_address(metric))
    sent(signed_in("审核"), change_address(metric), subject="他的")

    page = editor.post(change_address(metric), mine | {"subject": "我的"})
    (box,) = html.fromstring(page.content.decode()).xpath("//input[@name='overwrite']")
    told, before = errors(page), Metric.objects.get().subject
    editor.post(change_address(metric), form_of(page) | {"overwrite": box.get("value")})

    assert (told, before, Metric.objects.get().subject) == ([TOLD], "他的", "我的")


def test_chosen_figures_are_deleted_with_a_version_of_each_report():
    articles = [make_full_report(), make_full_report("示例：二", 1)]
    client = signed_in("审核")
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in Metric.objects.all()]}

    client.post(LIST, chosen | {"post": "yes"})

    assert Metric.objects.count() == 0
    assert [versions_of(article)[0].revision.comment for article in articles] == ["1 figure deleted"] * 2


def test_all_figures_of_a_huge_report_are_deleted_by_few_fields(editor):
    article = make_huge_report(sections=5, metrics=1200)
    address = f"{LIST}?article__id__exact={article.pk}"
    first = [row.pk for row in article.metrics.all()[:50]]
    page = editor.post(address, {"action": "delete_selected", "select_across": "1", "_selected_action": first})
    (form,) = html.fromstring(page.content.decode()).xpath("//form[.//input[@name='post']]")
    fields = form.form_values()

    editor.post(address, dict(fields))

    assert (len(fields) < 10, Metric.objects.count()) == (True, 0)


def test_the_forms_of_a_huge_report_ask_little(editor):
    article = make_huge_report()
    for address in (
        change_address(article.metrics.first()),
        add_metric_address(article),
        f"{LIST}?article__id__exact={article.pk}",
    ):
        editor.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = editor.get(address)
        assert (len(asked) <= 20, len(page.content) <= 150_000) == (True, True), (
            address,
            len(asked),
            len(page.content),
        )
