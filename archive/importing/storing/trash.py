"""A word to whoever imports a report that is in the trash, where an import leaves it."""

from django.urls import reverse

from archive.importing.records import InputProblem
from archive.models import Article


def trash_problems(article: Article | None) -> tuple[InputProblem, ...]:
    """Return the problem that says how the article comes out of the trash; none for any other article."""
    if article is None or article.pk is None or article.state != Article.State.TRASHED:
        return ()
    desk = f"{reverse('admin:archive_article_changelist')}?state__exact={Article.State.TRASHED}"
    message = (
        f"Report {article.pk} is in the trash, and stays there: no reader sees it. To bring it back, restore it at"
        f" {desk} or type: manage.py restore_articles {article.pk}"
    )
    return (InputProblem("trash", 0, message),)
