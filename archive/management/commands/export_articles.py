"""Prints every article, as JSON lines that import_articles takes back or as a table."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from archive.interfaces.export import csv_lines, json_lines

FORMATS = {"jsonl": json_lines, "csv": csv_lines}


class Command(BaseCommand):
    help = "Print every report: as JSON lines that import_articles takes back, or as a table of facts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="jsonl")

    def handle(self, **options: Any) -> None:
        for line in FORMATS[options["format"]]():
            self.stdout.write(line, ending="")
