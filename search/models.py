"""What is still to be indexed. Nothing else is stored by search: the index is made from the archive's records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outbox(models.Model):
    """A report that changed, noted in the transaction that changed it. Gone once the index has the change."""

    article_id = models.BigIntegerField(primary_key=True)
    ticket = models.UUIDField(help_text=_("Another one at every change"))

    class Meta:
        verbose_name = _("report waiting for the index")
        verbose_name_plural = _("reports waiting for the index")

    def __str__(self):
        return str(self.article_id)
