"""A column that keeps another column's fold, so that either script finds it. Knows no record."""

from django.db import models

from archive.chinese.folding import fold


class FoldedField(models.CharField):
    """The fold of the field named *of*, written whenever the row is: by save and by bulk_create, not by update."""

    def __init__(self, *args, of="", **options):
        super().__init__(*args, **{"editable": False, "blank": True, "default": "", **options})
        self.of = of

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance, add):
        folded = fold(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, folded)
        return folded
