"""Haystack's hook for changes of records: connects the outbox. Notes and indexes nothing itself."""

from haystack.signals import BaseSignalProcessor

from search.indexing import outbox


class OutboxSignalProcessor(BaseSignalProcessor):
    """Has the outbox note the articles that each saved or deleted record is part of."""

    def setup(self) -> None:
        outbox.connect()
