"""A column that keeps another column's fold, so that either script finds it. Knows no record."""

from typing import Any

from django.db import models

from archive.chinese.folding import fold


class FoldedField(models.CharField):
    """The fold of the field named *of*. Saving and bulk_create write it with the row; update does not."""

    def __init__(self, *args: Any, of: str = "", **options: Any) -> None:
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **options})
        self.of = of

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        folded = fold(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, folded)
        return folded
