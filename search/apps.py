"""The search app: its name, its checks, and the rebuild of the index after a change of the dictionary."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from search.checks import check_search_url  # not at the top: models are not ready there
        from search.indexing.rebuilding import heal_after_commit

        register(check_search_url)
        for changed in (post_save, post_delete):
            changed.connect(heal_after_commit, sender="search.DictionaryWord", dispatch_uid="dictionary changed")
