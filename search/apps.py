"""The search app: its name, what it adds to archive's pages, and what follows from a change of its dictionary."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from archive.pages.slots import fill  # here, since models are not ready above
        from search.indexing.rebuilding import heal_after_commit
        from search.pages.slots import FILLERS

        fill(FILLERS)
        for changed in (post_save, post_delete):
            changed.connect(heal_after_commit, sender="search.DictionaryWord", dispatch_uid="dictionary changed")
