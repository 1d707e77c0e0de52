"""Bring reports back from the trash."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from archive.editing.bulk import Refused
from archive.editing.trash import restore
from archive.models import Article


class Command(BaseCommand):
    help = "Bring reports back from the trash: to review, from where they are published in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="+", type=int, metavar="NUMBER", help="as in the report's address")

    def handle(self, *, numbers: list[int], **options: Any) -> None:
        articles = Article.objects.in_bulk(numbers)
        if missing := [str(number) for number in numbers if number not in articles]:
            raise CommandError(f"There is no report {', '.join(missing)}. Nothing was restored.")
        refused = [str(article.pk) for article in articles.values() if not self.restored(article)]
        if refused:
            raise CommandError(f"Not in the trash, so left as it is: report {', '.join(refused)}.")

    def restored(self, article: Article) -> bool:
        """Restore the article and say so; return False if it is not in the trash."""
        try:
            restore(article)
        except Refused:
            return False
        self.stdout.write(f"Report {article.pk} is in review: {article.title}. Publish it in the admin.")
        return True
