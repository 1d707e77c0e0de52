"""Records into rows: which article a record belongs to, and that all of it is stored."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from archive.history.pending_edits import contents_of
from archive.history.versions import versions_of
from archive.importing.inputs.containers import Input
from archive.importing.reading.reader import read_article
from archive.importing.records import ArticleRecord, MetricRecord, RemovalRecord, SectionRecord
from archive.importing.storing.deduplication import CaptureRecord, resolve
from archive.importing.storing.saving import Importer, save, save_pending_captures
from archive.models import Article, Band, Capture, Metric, Organization, PendingEdit
from tests.builders import SHANGHAI

pytestmark = pytest.mark.django_db


def make_record(text="去年召開座談會121次。", **facts):
    """A report of one lead section with one figure in it."""
    start = text.find("121次")
    place = {"sentence": text, "anchor": "lead", "start": start, "end": start + len("121次")}
    figure = MetricRecord(Decimal(121), "次", "count", "121次", **place)
    standard = {
        "title": "示例：青禾區座談制度",
        "published_at": datetime(2019, 11, 22, 16, 16, tzinfo=SHANGHAI),
        "published_precision": "minute",
        "outlet": "示例網",
        "organization": "青禾區政協",
        "keywords": ("座談", "委員"),
        "script": "hant",
        "sections": (SectionRecord("lead", "lead", "", "", text),),
        "metrics": (figure,) if start >= 0 else (),
        "removed": (RemovalRecord(1, "hidden spam", "代開發票"),),
    }
    return ArticleRecord(**{**standard, **facts})


def a_capture(content=b"one", origin="/reports/one.txt"):
    return CaptureRecord(origin=origin, content=content, encoding="utf-8")


def catalogue_record(**facts):
    return make_record(level="catalogue", sections=(), metrics=(), removed=(), summary="本館的說明。", **facts)


def test_everything_of_a_new_record_is_stored():
    resolution = save(make_record(), a_capture())

    article = Article.objects.get()
    assert (resolution.status, resolution.article) == ("created", article)
    assert (article.title, article.script, article.level) == ("示例：青禾區座談制度", "hant", "full")
    assert (article.outlet.name, article.organization.name) == ("示例網", "青禾區政協")
    assert [str(tagging) for tagging in article.taggings.all()] == ["座談", "委員"]
    metric = article.metrics.get()
    assert metric.section.content[metric.start : metric.end] == metric.raw == "121次"
    capture = article.captures.get()
    assert (bytes(capture.content), capture.origin, capture.encoding) == (b"one", "/reports/one.txt", "utf-8")
    assert list(capture.removals.values_list("line", "rule", "text")) == [(1, "hidden spam", "代開發票")]


def test_section_tree_is_stored_in_reading_order():
    points = tuple(SectionRecord(f"s1-{n}", "point", f"{n}是", "點名。", "正文。") for n in "一二")
    sections = (
        SectionRecord("lead", "lead", "", "", "導語。"),
        SectionRecord("s1", "section", "一、", "標題", "引子。", points),
        SectionRecord("closing", "closing", "", "", "結語。"),
    )

    save(make_record(sections=sections, metrics=()), a_capture())

    stored = Article.objects.get().sections.select_related("parent")
    assert [(one.position, one.anchor, one.parent and one.parent.anchor) for one in stored] == [
        (0, "lead", None),
        (1, "s1", None),
        (2, "s1-一", "s1"),
        (3, "s1-二", "s1"),
        (4, "closing", None),
    ]


def test_same_bytes_change_nothing():
    save(make_record(), a_capture())
    stored = Article.objects.values().get()

    resolution = save(make_record(title="示例：另一標題"), a_capture(origin="/elsewhere.txt"))

    assert resolution.status == "unchanged"
    assert Article.objects.values().get() == stored


def test_changed_file_updates_the_article_and_keeps_the_older_capture():
    save(make_record(), a_capture())

    resolution = save(make_record("今年召開座談會150次。"), a_capture(b"two"))

    article = Article.objects.get()
    assert (resolution.status, resolution.article) == ("updated", article)
    assert [section.text for section in article.sections.all()] == ["今年召開座談會150次。"]
    assert [bytes(capture.content) for capture in article.captures.all()] == [b"two", b"one"]
    assert Metric.objects.count() == 0


def test_same_address_updates_the_article_from_another_file():
    save(make_record(url="https://example.org/1"), a_capture())

    resolution = save(make_record("改寫過的正文。", url="https://example.org/1"), a_capture(b"two", "/two.txt"))

    assert (resolution.status, Article.objects.count()) == ("updated", 1)


def test_full_text_fills_the_catalogue_record_of_the_same_title_and_day():
    save(catalogue_record(outlet="另一示例網"), a_capture())

    resolution = save(make_record(title="示例：青禾区座谈制度"), a_capture(b"two", "/two.txt"))

    article = Article.objects.get()
    assert (resolution.status, article.level) == ("updated", "full")
    assert article.summary == ""  # it spoke of a record without text
    assert article.sections.count() == 1


def test_catalogue_record_does_not_empty_a_report_whose_text_is_held():
    save(make_record(), a_capture())

    resolution = save(catalogue_record(), a_capture(b"two", "/two.json"))

    assert (resolution.status, Article.objects.get().level) == ("duplicate", "full")


@pytest.mark.parametrize("outlet", ["示例網", "示例晚報"])
def test_namesakes_with_different_texts_are_two_reports(outlet):
    save(make_record(), a_capture())

    resolution = save(make_record("另一篇正文。", outlet=outlet), a_capture(b"two", "/two.txt"))

    assert (resolution.status, Article.objects.count()) == ("created", 2)


def test_file_that_is_changed_back_updates_the_article_again():
    save(make_record(), a_capture())
    save(make_record("今年召開座談會150次。"), a_capture(b"two"))

    resolution = save(make_record(), a_capture())

    article = Article.objects.get()
    assert (resolution.status, article.sections.get().text) == ("updated", "去年召開座談會121次。")
    assert [bytes(capture.content) for capture in article.captures.all()] == [b"one", b"two"]
    assert save(make_record(), a_capture()).status == "unchanged"


def test_what_a_changed_file_no_longer_says_stays():
    save(make_record(url="https://example.org/1", editor="示例編輯甲"), a_capture())

    save(make_record("新的正文。", outlet="", organization="", keywords=(), published_at=None), a_capture(b"two"))

    article = Article.objects.get()
    assert (article.url, article.editor) == ("https://example.org/1", "示例編輯甲")
    assert (article.outlet_name, article.organization_name) == ("示例網", "青禾區政協")
    assert [str(tagging) for tagging in article.taggings.all()] == ["座談", "委員"]
    assert (article.published_at.year, article.published_precision) == (2019, "minute")


def test_same_text_in_the_other_script_from_elsewhere_is_a_duplicate():
    first = save(make_record(), a_capture())

    resolution = save(
        make_record("去年召开座谈会 121次。", title="示例：转载", outlet="示例晚报"), a_capture(b"two", "/two.txt")
    )

    assert (resolution.status, resolution.article) == ("duplicate", first.article)
    assert str(first.article.pk) in resolution.problems[0].message
    assert (Article.objects.count(), Capture.objects.count()) == (1, 1)


def test_a_duplicate_of_what_is_in_the_trash_says_so():
    article = save(make_record(), a_capture()).article
    Article.objects.update(state="trashed")

    resolution = save(make_record(outlet="示例晚報"), a_capture(b"two", "/two.txt"))

    assert resolution.problems[0].message == (
        f"the same text is already in the archive, as report {article.pk}, which is in the trash: nothing stored"
    )


def test_judged_figure_survives_a_new_import_of_its_sentence():
    record = make_record()
    save(record, a_capture())
    Metric.objects.update(status="corrected", value=12, subject="座談會")

    save(replace(record, editor="示例編輯"), a_capture(b"two"))

    metric = Metric.objects.get()
    assert (metric.status, metric.value, metric.subject) == ("corrected", 12, "座談會")
    assert metric.section.content[metric.start : metric.end] == "121次"


def test_deciding_writes_nothing():
    resolution = resolve(make_record(), a_capture())

    assert (resolution.status, resolution.article, Article.objects.count()) == ("created", None, 0)


def test_nothing_is_stored_when_one_part_fails():
    twice = SectionRecord("lead", "lead", "", "", "同一錨點。")

    with pytest.raises(Exception, match="UNIQUE"):
        save(make_record(sections=(twice, twice)), a_capture())

    assert (Article.objects.count(), Capture.objects.count()) == (0, 0)


def test_names_shared_across_scripts_stay_as_each_report_prints_them():
    simplified = {"outlet": "示例网", "organization": "青禾区政协", "keywords": ("座谈", "委员"), "script": "hans"}
    save(make_record("先來的正文。", title="示例：另一份", **simplified), a_capture())
    save(make_record(), a_capture(b"two", "/two.txt"))

    first, second = Article.objects.order_by("pk")
    assert (first.outlet, first.organization) == (second.outlet, second.organization)
    assert (first.outlet_name, first.organization_name) == ("示例网", "青禾区政协")
    assert (second.outlet_name, second.organization_name) == ("示例網", "青禾區政協")
    assert [str(tagging) for tagging in second.taggings.all()] == ["座談", "委員"]


def test_an_alias_in_a_report_is_stored_as_its_organization_and_printed_as_such():
    organization = Organization.objects.create(name="云泽市青禾区政协")
    organization.aliases.create(name="青禾区政协")

    article = save(make_record(), a_capture()).article

    assert (article.organization, article.organization_printed) == (organization, "青禾區政協")


@pytest.mark.parametrize(
    "facts", [{"outlet": "青禾區政協網"}, {"outlet": "青禾区政协"}, {"title": "青禾區政協工作這一年"}]
)
def test_a_known_body_that_published_the_report_or_begins_its_title_issued_it(facts):
    organization = Organization.objects.create(name="青禾区政协")

    assert save(make_record(organization="", **facts), a_capture()).article.organization == organization


def test_a_body_that_nobody_knows_is_not_made_of_outlet_or_title():
    assert save(make_record(organization="", outlet="青禾區政協網"), a_capture()).article.organization is None
    assert Organization.objects.count() == 0


def test_judged_figure_goes_over_to_a_reworded_sentence():
    save(make_record(), a_capture())
    Metric.objects.update(status="confirmed", subject="圓桌會")

    save(make_record("去年先後召開座談會共121次。"), a_capture(b"two"))

    metric = Metric.objects.get()
    assert (metric.status, metric.subject, metric.sentence) == ("confirmed", "圓桌會", "去年先後召開座談會共121次。")
    assert metric.is_placed


def test_judged_figure_is_kept_without_a_place_when_its_words_are_gone():
    save(make_record(), a_capture())
    Metric.objects.update(status="rejected")

    save(make_record("今年沒有座談。"), a_capture(b"two"))

    metric = Metric.objects.get()
    assert (metric.status, metric.raw, metric.section, metric.start) == ("rejected", "121次", None, None)
    assert not Metric.objects.public().exists()


def test_a_rejected_figure_is_not_shown_again_by_another_import():
    save(make_record(), a_capture())
    metric = Metric.objects.get()
    metric.status = Metric.Status.REJECTED
    metric.save()

    save(make_record("去年先後召開座談會共121次。"), a_capture(b"two"))

    assert (Metric.objects.get().status, Metric.objects.public().exists()) == ("rejected", False)


def test_a_figure_added_by_hand_stays_at_its_words():
    save(make_record(), a_capture())
    article = Article.objects.get()
    Metric.objects.create(
        article=article,
        section=article.sections.get(),
        raw="座談會",
        value=1,
        unit="個",
        start=4,
        end=7,
        position=1,
        status="confirmed",
    )

    save(make_record("大家說，去年召開座談會121次。"), a_capture(b"two"))

    added = Metric.objects.get(raw="座談會")
    assert Metric.objects.count() == 2
    assert (added.status, added.start, added.is_placed) == ("confirmed", 8, True)


def test_all_that_was_read_of_a_figure_is_stored():
    (figure,) = make_record().metrics
    read = {
        "verb": "召開",
        "period": "去年",
        "period_start": date(2018, 1, 1),
        "period_end": date(2018, 12, 31),
        "doubt": 30,
    }

    save(make_record(metrics=(replace(figure, **read),)), a_capture())

    metric = Metric.objects.get()
    assert {name: getattr(metric, name) for name in read} == read


# --- reprints ------------------------------------------------------------------------------------

LONG = "".join(
    f"第{number}项：青禾区政协在{place}设点，听取居民意见{number * 7}条，逐条登记、分类转办、限期答复。"
    for number, place in enumerate(["東街", "西市", "南園", "北苑", "河濱", "山前", "橋頭", "湖畔"], start=1)
)


EDITED = LONG.replace("逐条登记", "逐条登記并公示", 1)


def reprint(text=EDITED, **facts):
    facts = {"title": "示例：轉載", "outlet": "示例晚報", "metrics": (), **facts}
    return save(make_record(text, **facts), a_capture(b"two", "/two.txt"))


def test_nearly_the_same_text_from_another_outlet_is_a_reprint_and_counts_once():
    first = save(make_record(LONG, metrics=()), a_capture())

    resolution = reprint()

    assert (resolution.status, resolution.article.reprint_of) == ("created", first.article)
    assert [problem.rule for problem in resolution.problems] == ["reprint"]
    assert list(Article.objects.public()) == [first.article]


def test_nearly_the_same_text_in_the_other_script_is_a_reprint_whatever_its_outlet():
    first = save(make_record(LONG, metrics=()), a_capture())

    assert reprint(outlet="示例網", script="hans").article.reprint_of == first.article


def test_nearly_the_same_text_of_one_outlet_in_one_script_is_a_report_of_its_own():
    save(make_record(LONG, metrics=()), a_capture())

    assert reprint(outlet="示例网").article.reprint_of is None


def test_another_text_is_no_reprint():
    save(make_record(LONG, metrics=()), a_capture())

    assert reprint("另一篇報告。" + "甲乙丙丁戊己庚辛壬癸" * 20).article.reprint_of is None


def test_a_reprint_of_a_reprint_repeats_the_first_report():
    first = save(make_record(LONG, metrics=()), a_capture())
    reprint()

    third = save(
        make_record(LONG.replace("限期", "按期", 1), outlet="示例早報", metrics=()), a_capture(b"three", "/three.txt")
    )

    assert third.article.reprint_of == first.article


def test_what_a_record_says_of_reprints_is_not_guessed_again():
    save(make_record(LONG, metrics=()), a_capture())

    assert reprint(reprint_of="").article.reprint_of is None


def test_a_reprint_whose_original_is_not_here_says_so():
    resolution = reprint(reprint_of="0" * 64)

    assert (resolution.article.reprint_of, resolution.problems[0].message) == (
        None,
        "The report it repeats is not in the archive.",
    )


def test_candidates_are_found_by_one_query(django_assert_num_queries):
    save(make_record(LONG, metrics=()), a_capture())
    bands = list(Band.objects.values_list("value", flat=True))

    with django_assert_num_queries(1):
        assert [capture.shared for capture in Capture.objects.resembling(bands).defer("content")] == [16]


def test_the_state_of_a_new_record_is_kept_and_that_of_a_known_report_stays():
    save(make_record(state="withdrawn"), a_capture())

    save(make_record("另一篇。"), a_capture(b"two"))

    assert Article.objects.get().state == "withdrawn"


def test_a_new_report_takes_few_queries(django_assert_num_queries):
    save(make_record(), a_capture())
    another = make_record("今年召開座談會121次。", title="示例：另一篇")

    with django_assert_num_queries(15):
        save(another, a_capture(b"two", "/reports/two.txt"))


# --- what is published, and by whom ---------------------------------------------------------------


@pytest.fixture
def editor(django_user_model):
    return Importer(django_user_model.objects.create_user("editor"), publishes=False)


@pytest.mark.parametrize(
    ("state", "stored"), [("published", "draft"), ("withdrawn", "draft"), ("draft", "draft"), ("review", "review")]
)
def test_what_is_new_is_published_only_by_who_may_publish(editor, state, stored):
    record = make_record(state=state)
    assert save(record, a_capture(), importer=editor).article.state == stored
    Article.objects.all().delete()

    assert save(record, a_capture()).article.state == state


def test_an_import_over_a_published_article_waits_and_keeps_its_bytes(editor):
    article = save(make_record(), a_capture()).article

    resolution = save(make_record("改為122次。", title="示例：改題"), a_capture(b"two"), importer=editor)

    assert (resolution.status, resolution.problems[-1].rule) == ("updated", "pending")
    assert [capture.sha256 for capture in article.captures.all()] == [a_capture().sha256]
    assert Article.objects.get().title == "示例：青禾區座談制度"
    edit = PendingEdit.objects.get()
    assert contents_of(edit).article.title == "示例：改題"
    assert [bytes(capture.content) for capture in edit.captures.all()] == [b"two"]


def test_the_same_bytes_that_wait_already_wait_once(editor):
    save(make_record(), a_capture())
    for _time in range(2):
        save(make_record(title="示例：改題"), a_capture(b"two"), importer=editor)

    assert (PendingEdit.objects.count(), PendingEdit.objects.get().captures.count()) == (1, 1)


def test_an_import_by_an_editor_over_a_draft_changes_it(editor):
    save(make_record(state="draft"), a_capture())

    save(make_record(title="示例：改題", state="draft"), a_capture(b"two"), importer=editor)

    assert (Article.objects.get().title, PendingEdit.objects.count()) == ("示例：改題", 0)


def test_bytes_that_waited_become_the_capture_when_their_edit_is_published(editor):
    content = "示例：改題\n2019-11-22 來源：示例網\n全年走訪委員35次。\n分享到：微信\n".encode()
    article = save(make_record(), a_capture()).article
    save(
        read_article(Input("/reports/one.txt", "/reports/one.txt", content, "text")).record,
        a_capture(content),
        importer=editor,
    )

    save_pending_captures(PendingEdit.objects.select_related("article").get())

    capture = article.captures.first()
    assert (bytes(capture.content), bool(capture.text_digest)) == (content, True)
    assert "分享到" in capture.removals.get().text
    assert save(make_record(), a_capture(content)).status == "unchanged"


def test_an_import_keeps_the_article_as_found_and_as_left():
    article = save(make_record(), a_capture()).article
    save(make_record(title="示例：改題"), a_capture(b"two"))

    versions = versions_of(article)
    assert [version.field_dict["title"] for version in versions] == ["示例：改題", "示例：青禾區座談制度"]
    assert "one.txt" in versions[0].revision.comment
