"""Prints the version of the archive."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = "Print the version of the archive. (manage.py version prints that of Django.)"
    requires_system_checks = ()  # so that it also works on a broken site

    def handle(self, **options: Any) -> None:
        self.stdout.write(settings.VERSION)
