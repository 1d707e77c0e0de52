"""Print the version of the archive."""

from django.conf import settings
from django.core.management import BaseCommand


class Command(BaseCommand):
    help = "Print the version of the archive. (manage.py version prints that of Django.)"
    requires_system_checks = ()  # it is asked for where something is wrong

    def handle(self, **options):
        self.stdout.write(settings.VERSION)
