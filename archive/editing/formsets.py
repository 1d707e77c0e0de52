"""Rows of a report's page as they were sent, though somebody else may have deleted some of them meanwhile."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

GONE = _("Somebody else has deleted this row meanwhile. Mark it for deletion; to keep it, add it as a new row.")


class AsPosted:
    """For formsets: each row that was sent stands beside what is stored of it, an empty record where that is gone."""

    def get_queryset(self):
        return self._rows_sent if self.is_bound else super().get_queryset()

    def clean(self):
        """Say of a row that is gone what to do; the page shows no errors of its hidden number."""
        super().clean()
        for form in self.initial_forms:
            if "id" in form.errors and not self._should_delete_form(form):
                form.add_error(None, GONE)

    def gone(self):
        """What stands for a row that is stored no longer."""
        return self.model()

    @cached_property
    def _rows_sent(self):
        stored = {str(row.pk): row for row in super().get_queryset()}
        sent = (self.data.get(f"{self.add_prefix(index)}-id", "") for index in range(self.initial_form_count()))
        return [stored.get(pk) or self.gone() for pk in sent]
