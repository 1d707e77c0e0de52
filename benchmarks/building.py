"""Builds one engine's index in a process of its own, and says how long it took and how much memory."""

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from archive.chinese.folding import fold
from benchmarks.corpora import read
from benchmarks.peers import PEERS
from search.engine.documents import Document
from search.text.words import words


class Timed:
    """Hands over documents, and knows how long reading them took."""

    def __init__(self, documents: Iterator[Document]) -> None:
        self._documents = documents
        self.seconds = 0.0
        self.characters = 0
        self.bytes = 0

    def __iter__(self) -> Iterator[Document]:
        while True:
            started = time.perf_counter()
            document = next(self._documents, None)
            self.seconds += time.perf_counter() - started
            if document is None:
                return
            self.bytes += len(document.texts["body"].encode())
            yield document


def main() -> None:
    """Arguments: engine, corpus, number of documents, folder (empty). Prints one JSON object."""
    name, corpus, count, folder = sys.argv[1:]
    words(fold("预热"))  # loads dictionary and tables, which is not indexing
    documents = Timed(read(Path(corpus), int(count)))
    started = time.perf_counter()
    PEERS[name]().build(Path(folder), documents)
    seconds = time.perf_counter() - started - documents.seconds
    size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "bytes": size, "text_bytes": documents.bytes, "peak_memory": memory}))


if __name__ == "__main__":
    main()
