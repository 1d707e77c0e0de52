"""The engines that are compared, each behind the same few calls. Rivals are fed our words, and store no text."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import tantivy
from whoosh.fields import ID, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.qparser import QueryParser
from whoosh.query import NumericRange

from archive.chinese.folding import fold
from search.engine.documents import Document, SearchRequest
from search.engine.index import Index
from search.engine.query import matching, searcher, terms
from search.text.queries import And, Or, Phrase, Range, Text
from search.text.words import NOT_HAN, OTHER_WORD, segmenter

FIRST = 10  # hits asked for
YEARS = (2005, 2010)  # of the filter


@dataclass(frozen=True, slots=True)
class Asked:
    """A query that every engine understands. kind: word, character, and, or, phrase, filter or date."""

    kind: str
    words: tuple[str, ...]


class Peer(Protocol):
    """An engine. `search` returns how many documents answer, having fetched the first."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None: ...

    def open(self, folder: Path) -> None: ...

    def search(self, asked: Asked) -> int: ...


def tokens(text: str) -> list[str]:
    """The words of *text* as our index has them, at the speed ours gets them."""
    folded = fold(text)
    chinese = "\n".join(NOT_HAN.sub("\n", folded).split())
    return [word for word in segmenter().cut_for_search(chinese) if word != "\n"] + OTHER_WORD.findall(folded)


def bigrams(text: str) -> list[str]:
    return ["".join(pair) for pair in pairwise("".join(fold(text).split()))]


class Ours:
    """Words and bigrams of characters with positions, in one index; searched as readers do."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        folder.chmod(0o700)
        Index(folder).rebuild(documents)

    def open(self, folder: Path) -> None:
        self._index = Index(folder)
        self._index.search(SearchRequest(Range("year", 0, 0)))

    def search(self, asked: Asked) -> int:
        texts = tuple(Text(word) for word in asked.words)
        match asked.kind:
            case "or":
                return self._index.search(SearchRequest(Or(texts), stop=FIRST)).total
            case "phrase":
                return self._index.search(SearchRequest(Phrase("".join(asked.words)), stop=FIRST)).total
            case "filter":
                year = Range("year", *YEARS)
                return self._index.search(SearchRequest(And(texts), year, stop=FIRST, facets=("year",))).total
            case "date":
                return self._index.search(SearchRequest(And(texts), stop=FIRST, sort="newest")).total
        return self._index.search(SearchRequest(And(texts), stop=FIRST)).total


class OursWords(Ours):
    """The same index, but only its words are looked up and scored; phrases by bigrams all the same."""

    terms_of = staticmethod(lru_cache(maxsize=None)(lambda leaf: only(leaf, "words")))

    def search(self, asked: Asked) -> int:
        matching.query_terms = searcher.query_terms = self.terms_of
        try:
            return super().search(asked)
        finally:
            matching.query_terms = searcher.query_terms = terms.query_terms


class OursBoth(OursWords):
    """The same index without scores for single characters, which no rival has: words and bigrams, as readers search."""

    terms_of = staticmethod(lru_cache(maxsize=None)(lambda leaf: only(leaf, "words", "bigrams")))


def only(leaf: terms.Leaf, *kinds: str) -> terms.QueryTerms:
    """Return the terms of *leaf* of *kinds* alone, without the ranges of bigrams that are single characters."""
    all_terms = terms.query_terms(leaf)
    scored = tuple(
        (term, weight)
        for term, weight in all_terms.scored
        if term.kind in kinds and (term.kind == "words" or term.high == term.low + 1 or len(all_terms.phrase) == 1)
    )
    return replace(
        all_terms, phrase=all_terms.phrase if isinstance(leaf, Phrase) or "bigrams" in kinds else (), scored=scored
    )


class Stock:
    """Whoosh with jieba's ChineseAnalyzer, in the schema that django-haystack's backend makes for the tutorial's
    index, through the query parser; without Haystack's own cost per search, and with one searcher kept open."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        from jieba.analyse import ChineseAnalyzer

        schema = Schema(
            id=ID(stored=True, unique=True),
            django_ct=ID(stored=True),
            django_id=ID(stored=True),
            text=TEXT(stored=True, analyzer=ChineseAnalyzer(), field_boost=1.0, sortable=True),
            year=NUMERIC(stored=True, sortable=True),
            published=NUMERIC(stored=True, sortable=True),
        )
        writer = create_in(folder, schema).writer()
        for document in documents:
            writer.add_document(
                id=f"archive.article.{document.id}",
                django_ct="archive.article",
                django_id=str(document.id),
                text=document.texts["body"],
                year=document.columns["year"][0],
                published=document.columns["published"][0],
            )
        writer.commit()

    def open(self, folder: Path) -> None:
        index = open_dir(folder)
        self._searcher = index.searcher()
        self._parser = QueryParser("text", index.schema)

    def search(self, asked: Asked) -> int:
        line = (" OR " if asked.kind == "or" else " ").join(asked.words)
        query = self._parser.parse(f'"{line}"' if asked.kind == "phrase" else line)
        options: dict[str, Any] = {}
        if asked.kind == "filter":
            options = {"filter": NumericRange("year", *YEARS), "groupedby": "year"}
        if asked.kind == "date":
            options = {"sortedby": "published", "reverse": True}
        return len(self._searcher.search(query, limit=FIRST, **options))


class Fts5:
    """SQLite's full-text index over our words, without stored text, ranked by bm25."""

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        with closing(sqlite3.connect(folder / "fts5.sqlite3")) as database, database:
            database.execute("CREATE VIRTUAL TABLE texts USING fts5(words, content='', tokenize='unicode61')")
            database.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, year INTEGER, published INTEGER)")
            for document in documents:
                words = " ".join(tokens(document.texts["body"]))
                database.execute("INSERT INTO texts(rowid, words) VALUES (?, ?)", (document.id, words))
                facts = (document.id, document.columns["year"][0], document.columns["published"][0])
                database.execute("INSERT INTO facts VALUES (?, ?, ?)", facts)

    def open(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / "fts5.sqlite3")

    def search(self, asked: Asked) -> int:
        quoted = [f'"{word}"' for word in asked.words]
        match = (" OR " if asked.kind == "or" else " ").join(quoted)
        if asked.kind == "phrase":
            match = f'"{" ".join(asked.words)}"'
        joined, where, values = "", "texts MATCH ?", [match]
        if asked.kind in ("filter", "date"):
            joined = "JOIN facts ON facts.id = texts.rowid"
        if asked.kind == "filter":
            where += f" AND year BETWEEN {YEARS[0]} AND {YEARS[1]}"
            self._all(f"SELECT year, count(*) FROM texts {joined} WHERE {where} GROUP BY year", values)
        order = "published DESC" if asked.kind == "date" else "rank"
        self._all(f"SELECT texts.rowid FROM texts {joined} WHERE {where} ORDER BY {order} LIMIT {FIRST}", values)
        return int(self._all(f"SELECT count(*) FROM texts {joined} WHERE {where}", values)[0][0])

    def _all(self, statement: str, values: list[str]) -> list[Any]:
        return self._database.execute(statement, values).fetchall()


class Tantivy:
    """tantivy over our words, with positions, in one thread."""

    fields: tuple[str, ...] = ("words",)

    def build(self, folder: Path, documents: Iterable[Document]) -> None:
        index = tantivy.Index(self._schema(), str(folder))
        writer = index.writer(256_000_000, 1)
        for document in documents:
            text = document.texts["body"]
            facts = {name: document.columns[name][0] for name in ("year", "published")}
            fields = {"words": " ".join(tokens(text)), "bigrams": " ".join(bigrams(text))}
            writer.add_document(tantivy.Document(**{name: fields[name] for name in self.fields}, **facts))
        writer.commit()
        writer.wait_merging_threads()

    def _schema(self) -> "tantivy.Schema":
        builder = tantivy.SchemaBuilder()
        for field in self.fields:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="position")
        for name in ("year", "published"):
            builder.add_integer_field(name, indexed=True, fast=True)
        return builder.build()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def search(self, asked: Asked) -> int:
        query = self._query(asked)
        if asked.kind == "filter":
            years = tantivy.Query.range_query(self._index.schema, "year", tantivy.FieldType.Integer, *YEARS)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, years)])
            self._searcher.aggregate(query, {"years": {"terms": {"field": "year"}}})
        order = {"order_by_field": "published"} if asked.kind == "date" else {}
        return int(self._searcher.search(query, FIRST, count=True, **order).count)

    def _query(self, asked: Asked) -> "tantivy.Query":
        if asked.kind == "phrase" and len(asked.words) > 1:
            return tantivy.Query.phrase_query(self._index.schema, "words", list(asked.words))
        occur = tantivy.Occur.Should if asked.kind == "or" else tantivy.Occur.Must
        return tantivy.Query.boolean_query([(occur, self._term("words", word)) for word in asked.words])

    def _term(self, field: str, text: str) -> "tantivy.Query":
        return tantivy.Query.term_query(self._index.schema, field, text)


class TantivyBoth(Tantivy):
    """tantivy over words and bigrams of characters, both scored; phrases by bigrams."""

    fields = ("words", "bigrams")

    def _query(self, asked: Asked) -> "tantivy.Query":
        run = bigrams("".join(asked.words))
        if asked.kind == "phrase" and len(run) > 1:
            return tantivy.Query.phrase_query(self._index.schema, "bigrams", run)
        also = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term("bigrams", bigram), 0.7))
            for word in asked.words
            for bigram in bigrams(word)
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, super()._query(asked)), *also])


PEERS: dict[str, type[Peer]] = {
    "ours": Ours,
    "ours_words": OursWords,
    "ours_both": OursBoth,
    "stock": Stock,
    "fts5": Fts5,
    "tantivy": Tantivy,
    "tantivy_both": TantivyBoth,
}
