"""Uploaded files that wait to be imported, and the form that takes them. Reads no article.

They lie in DATA_DIR/uploads/<user>/<token>/ under numbers. Their original names are data and never part of a path.
"""

import json
import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django import forms
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

LARGEST = 50_000_000  # bytes of all files of one upload
LIFETIME = 24 * 3600  # seconds that an upload waits to be confirmed
NAMES = "names.json"
TOKEN = re.compile(r"[0-9a-f]{32}")


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Takes one or several files; its value is a list."""

    widget = FilesInput

    def clean(self, data: Sequence[UploadedFile] | None, initial: object = None) -> list[UploadedFile]:
        return [super(FilesField, self).clean(each, initial) for each in data or [None]]


class UploadForm(forms.Form):
    files = FilesField(
        label=_("Files"),
        help_text=_("Text, HTML, Word, PDF, Markdown, JSON, MHTML, WARC; or several of them as a ZIP file."),
    )

    def clean_files(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["files"]
        names = [file.name for file in files]
        if again := sorted({name for name in names if names.count(name) > 1}):
            raise forms.ValidationError(_("Two files are named %(name)s: rename one."), params={"name": again[0]})
        if sum(file.size for file in files) > LARGEST:
            raise forms.ValidationError(
                _("Together they are larger than %(most)s. Send them in parts, or type: manage.py import_articles"),
                params={"most": filesizeformat(LARGEST)},
            )
        return files


class NamedFile(NamedTuple):
    """An uploaded file: its original name, and the path at which it waits."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Upload:
    """The files that one user sent together: their folder, and their original names in order."""

    folder: Path
    names: tuple[str, ...]

    @property
    def token(self) -> str:
        return self.folder.name

    @property
    def files(self) -> list[NamedFile]:
        return [NamedFile(name, self.folder / str(number)) for number, name in enumerate(self.names)]

    def discard(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(files: Sequence[UploadedFile], user: AbstractUser) -> Upload:
    """Store the uploaded *files* for *user* until they are imported or LIFETIME has passed."""
    _discard_old()
    folder = _folder_of(user) / secrets.token_hex(16)
    folder.mkdir(mode=0o700, parents=True)
    upload = Upload(folder, tuple(file.name for file in files))
    for file, (_name, path) in zip(files, upload.files, strict=True):
        with path.open("wb") as copy:
            copy.writelines(file.chunks())
    (folder / NAMES).write_text(json.dumps(upload.names))
    return upload


def kept(token: str, user: AbstractUser) -> Upload | None:
    """Return the upload of *user* with this token; None if there is none or it is somebody else's."""
    folder = _folder_of(user) / token
    if not TOKEN.fullmatch(token) or not (folder / NAMES).exists():
        return None
    return Upload(folder, tuple(json.loads((folder / NAMES).read_text())))


def _folder_of(user: AbstractUser) -> Path:
    return Path(settings.DATA_DIR, "uploads", str(user.pk))


def _discard_old() -> None:
    for folder in Path(settings.DATA_DIR, "uploads").glob("*/*"):
        if time.time() - folder.stat().st_mtime > LIFETIME:
            shutil.rmtree(folder, ignore_errors=True)
