"""Who may bring a report how far: only who may publish decides what readers see. Knows no form and no page."""

from archive.models import Article

PUBLISH = "archive.publish_article"
# To which states people who may not publish may bring a report; who may publish chooses among all but the trash.
OPEN_TO_EDITORS = {
    Article.State.DRAFT: {Article.State.DRAFT, Article.State.REVIEW},
    Article.State.REVIEW: {Article.State.DRAFT, Article.State.REVIEW},
    Article.State.PUBLISHED: {Article.State.PUBLISHED, Article.State.REVIEW},
    Article.State.WITHDRAWN: {Article.State.WITHDRAWN, Article.State.REVIEW},
    Article.State.TRASHED: {Article.State.TRASHED},
}


def may_publish(user):
    return user.has_perm(PUBLISH)


def states_open_to(user, current):
    """(state, label) of the states to which the user may bring a report that is *current*."""
    wanted = set(Article.State) - {Article.State.TRASHED} if may_publish(user) else OPEN_TO_EDITORS[current]
    return [(state.value, state.label) for state in Article.State if state in wanted]


def review_again(user, article):
    """Send what the user has just changed to review if readers see it and the user may not publish; whether it was."""
    needed = article.state == Article.State.PUBLISHED and not may_publish(user)
    if needed:
        article.state = Article.State.REVIEW
        article.save()
    return needed
