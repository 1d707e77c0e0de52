"""Prepares the data folder so that the site can be served. bin/serve runs it; it is safe to run at any time."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command

from archive.editing.merging import finish_merges
from archive.models import Article, Organization, Region

SAMPLES = (settings.BASE_DIR / "fixtures" / "samples", settings.BASE_DIR / "fixtures" / "catalogue")
SYNONYMS = "synonyms"  # a fixture of the search app: a few common ones to start with


class Command(BaseCommand):
    help = "Create or update the database, import the samples into an empty archive, and build the index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="reports to import as well")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        self.say(f"Data are kept in {settings.DATA_DIR}.")
        self.update_database()
        self.load_regions()
        self.finish_merges()
        self.collect_static_files()
        self.import_samples_into_an_empty_archive()
        self.import_reports(paths)
        self.build_index_where_it_disagrees()
        self.tell_how_to_make_an_admin()

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def update_database(self) -> None:
        self.say("Bringing the database up to date …")
        call_command("migrate", verbosity=0, interactive=False)

    def load_regions(self) -> None:
        if changed := Region.objects.load_divisions():
            self.say(f"{changed} administrative regions stored or renamed.")
        Organization.objects.locate()

    def finish_merges(self) -> None:
        """Move the reports that a killed merge of names has left behind."""
        if moved := finish_merges():
            self.say(f"{moved} reports moved to the names that theirs were merged into.")

    def collect_static_files(self) -> None:
        call_command("collectstatic", verbosity=0, interactive=False)

    def import_samples_into_an_empty_archive(self) -> None:
        if not Article.objects.exists():
            self.say("The archive is empty: importing the sample reports …")
            call_command("loaddata", SYNONYMS, verbosity=0)
            call_command("import_articles", *SAMPLES, stdout=self.stdout, stderr=self.stderr)

    def import_reports(self, paths: list[Path]) -> None:
        if paths:
            self.say(f"Importing {', '.join(map(str, paths))} …")
            try:
                call_command("import_articles", *paths, stdout=self.stdout, stderr=self.stderr)
            except CommandError as error:  # the other articles are in, and the site can be served
                self.stderr.write(str(error))

    def build_index_where_it_disagrees(self) -> None:
        self.say("Checking the search index …")
        call_command("check_index", repair=True, stdout=self.stdout, stderr=self.stderr)

    def tell_how_to_make_an_admin(self) -> None:
        if not get_user_model().objects.filter(is_superuser=True).exists():
            self.say("To edit records, make the first admin user: .venv/bin/python manage.py createsuperuser")
            self.say("and sign in at /admin/.")
