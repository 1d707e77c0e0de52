"""People decide on removed lines; the report follows, and what people wrote stays."""

from collections import Counter

import pytest

from archive.importing.pipeline import import_paths
from archive.importing.storing.line_review import NotReviewable, confirm, restore
from archive.models import Article, Removal

pytestmark = pytest.mark.django_db

HIDDEN = "示例：各委员工作室按月公布议题清单，由专人登记并答复。"
PAGE = """<html><head><title>示例：青禾区委员工作室</title></head><body><h1>示例：青禾区委员工作室</h1><div>
<p>青禾区政协在各街道设立委员工作室二十四个，全年接待居民四百余次。</p>
<p style="display:none">{hidden}</p>
<p>工作室的意见每季度汇总一次，并送有关部门研究。</p></div></body></html>"""


def imported(folder, text=None, name="a.html"):
    file = folder / name
    file.write_text(text or PAGE.format(hidden=HIDDEN), encoding="utf-8")
    (outcome,) = import_paths([file], Counter())
    return outcome


def text_of(article):
    return "\n".join(section.text for section in article.sections.all())


def the_removal():
    return Removal.objects.get(text=HIDDEN)


def test_doubtful_text_is_neither_published_nor_dropped(tmp_path):
    imported(tmp_path)

    assert HIDDEN not in text_of(Article.objects.get())
    assert (the_removal().rule, the_removal().status) == ("hidden-text", "doubtful")


def test_a_restored_line_stands_in_its_place(tmp_path):
    imported(tmp_path)

    restore(the_removal())

    assert text_of(Article.objects.get()).split("\n")[1] == HIDDEN
    assert the_removal().status == "restored"


def test_a_report_is_found_again_by_its_text_with_the_restored_line(tmp_path):
    imported(tmp_path)
    restore(the_removal())
    article = Article.objects.get()

    outcome = imported(tmp_path, f"{article.title}\n{text_of(article)}\n", "b.txt")

    assert (outcome.status, outcome.article) == ("duplicate", article.pk)


def test_a_confirmed_removal_can_be_restored_and_taken_out_again(tmp_path):
    imported(tmp_path)
    texts = []

    for decide in (confirm, restore, confirm):
        decide(the_removal())
        texts.append(HIDDEN in text_of(Article.objects.get()))

    assert texts == [False, True, False]
    assert the_removal().status == "confirmed"


def test_decisions_outlive_the_same_bytes_a_changed_file_and_its_return(tmp_path):
    imported(tmp_path)
    restore(the_removal())
    longer = PAGE.replace("四百余次", "五百余次").format(hidden=HIDDEN)

    outcomes = [imported(tmp_path).status, imported(tmp_path, longer).status, imported(tmp_path).status]

    assert outcomes == ["unchanged", "updated", "updated"]
    article = Article.objects.get()
    assert HIDDEN in text_of(article)
    assert [capture.removals.get(text=HIDDEN).status for capture in article.captures.all()] == ["restored", "restored"]


def test_facts_changed_by_hand_stay_when_a_line_is_restored(tmp_path):
    imported(tmp_path)
    Article.objects.update(title="示例：编辑改过的标题", editor="示例编辑")

    restore(the_removal())

    article = Article.objects.get()
    assert (article.title, article.editor) == ("示例：编辑改过的标题", "示例编辑")
    assert HIDDEN in text_of(article)


def test_text_changed_by_hand_is_never_overwritten(tmp_path):
    imported(tmp_path)
    Article.objects.get().sections.update(text="编辑改过的正文。")

    with pytest.raises(NotReviewable):
        restore(the_removal())

    assert text_of(Article.objects.get()) == "编辑改过的正文。"
    assert the_removal().status == "doubtful"


def test_a_line_of_an_older_capture_cannot_come_back(tmp_path):
    imported(tmp_path)
    imported(tmp_path, PAGE.format(hidden=""))

    with pytest.raises(NotReviewable):
        restore(the_removal())


SPOILED = "\n".join(["在线赌场注册送彩金 百家乐官网 六合彩开奖直播 代开发票加微信"] * 5 + ["示例：某网页的标题"])


def test_an_input_of_nearly_nothing_but_spam_is_kept_for_review(tmp_path):
    outcome = imported(tmp_path, SPOILED, "spam.txt")

    article = Article.objects.get()
    assert (outcome.status, article.state, article.sections.count()) == ("quarantined", "review", 0)
    assert list(article.captures.get().removals.values_list("line", "status")) == [
        *((line, "removed") for line in range(1, 6)),
        (6, "doubtful"),
    ]
    assert imported(tmp_path, SPOILED, "spam.txt").status == "unchanged"
    assert not Article.objects.public().exists()


def test_what_is_restored_of_a_spoiled_page_becomes_its_text_and_stays_in_review(tmp_path):
    imported(tmp_path, SPOILED + "\n示例：这一行其实是正文，编辑认得出来。", "spam.txt")

    restore(Removal.objects.get(line=7))

    article = Article.objects.get()
    assert (article.state, text_of(article)) == ("review", "示例：这一行其实是正文，编辑认得出来。")


def test_a_hacked_new_version_does_not_replace_the_report(tmp_path):
    imported(tmp_path)
    report = Article.objects.get()

    outcome = imported(tmp_path, SPOILED)

    assert (outcome.status, outcome.article == report.pk) == ("quarantined", False)
    assert "四百余次" in text_of(report)
    assert imported(tmp_path, PAGE.format(hidden="")).article == report.pk
