"""Reports come back from the trash by a command."""

import pytest
from django.core.management import CommandError, call_command

from archive.history.versions import versions_of
from archive.models import Article
from tests.builders import make_article

pytestmark = pytest.mark.django_db


def test_a_report_comes_back_to_review_and_its_history_tells(capsys):
    article = make_article(state="trashed")

    call_command("restore_articles", article.pk)

    assert Article.objects.get().state == "review"
    assert [version.revision.comment for version in versions_of(article)] == ["已恢复，待审核", ""]
    assert capsys.readouterr().out.startswith(f"Report {article.pk} is in review: {article.title}.")


def test_a_report_that_is_not_in_the_trash_is_left_as_it_is():
    kept, trashed = make_article(), make_article("示例：另一份", state="trashed")

    with pytest.raises(CommandError, match=rf"Not in the trash, so left as it is: report {kept.pk}\."):
        call_command("restore_articles", kept.pk, trashed.pk)

    assert list(Article.objects.order_by("pk").values_list("state", flat=True)) == ["published", "review"]


def test_an_unknown_number_restores_nothing():
    trashed = make_article(state="trashed")

    with pytest.raises(CommandError, match="There is no report 0"):
        call_command("restore_articles", 0, trashed.pk)

    assert Article.objects.get().state == "trashed"
