"""A form field for a list of names, one a line: as long as the list may be, it is one field of the form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class LinesField(forms.Field):
    """Names in their order. Empty lines and white space around a name are left out; spaces and commas in it stay.

    longest: characters of a name.
    """

    widget = forms.Textarea

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def to_python(self, value: Any) -> list[str]:
        lines = (value or "").splitlines() if not isinstance(value, list) else value
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for name in value:
            if len(name) > self.longest:
                raise ValidationError(
                    _("“%(name)s …” is longer than %(longest)s characters."),
                    params={"name": name[:20], "longest": self.longest},
                )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"cols": 40, "rows": 4, **super().widget_attrs(widget)}
