"""The search app: its checks, its additions to archive's pages, and the rebuild after a change of the dictionary."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from archive.pages.slots import fill  # not at the top: models are not ready there
        from search.checks import check_search_url
        from search.indexing.rebuilding import rebuild_after_commit
        from search.pages.slots import FILLERS

        register(check_search_url)
        fill(FILLERS)
        for changed in (post_save, post_delete):
            changed.connect(rebuild_after_commit, sender="search.DictionaryWord", dispatch_uid="dictionary changed")
