"""Haystack's hook for changes of records: it connects the outbox."""

from haystack.signals import BaseSignalProcessor

from search.indexing import outbox


class OutboxSignalProcessor(BaseSignalProcessor):
    """Lets the outbox note the articles that each saved or deleted record is part of."""

    def setup(self) -> None:
        outbox.connect()
