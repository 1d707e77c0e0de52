"""Formsets whose rows match what was sent, although somebody else may have deleted some of them in the meantime."""

from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

GONE = _("Somebody else has deleted this row meanwhile. Mark it for deletion; to keep it, add it as a new row.")


class PostedRowsFormSet(BaseInlineFormSet):
    """Pairs each posted row with its stored record, or with an empty record where that has been deleted."""

    def get_queryset(self) -> list[Model]:
        return self._posted_rows if self.is_bound else super().get_queryset()

    def clean(self) -> None:
        """Add an error to each row that was deleted; the page does not show the errors of its hidden id field."""
        super().clean()
        for form in self.initial_forms:
            if "id" in form.errors and not self._should_delete_form(form):
                form.add_error(None, GONE)

    def deleted_row(self) -> Model:
        """Return the record that takes the place of one that has been deleted."""
        return self.model()

    @cached_property
    def _posted_rows(self) -> list[Model]:
        stored = {str(row.pk): row for row in super().get_queryset()}
        posted = (self.data.get(f"{self.add_prefix(index)}-id", "") for index in range(self.initial_form_count()))
        return [stored.get(pk) or self.deleted_row() for pk in posted]
