"""Scores are those of the formula, and the cache of impacts stays within its bound."""

import math
from itertools import pairwise

import pytest

from search.engine.analysis import characters, word_terms
from search.engine.documents import SearchRequest
from search.engine.query import scoring
from search.engine.query import terms as query_terms
from search.engine.query.scoring import EARLY, EARLY_WEIGHT, FIELD_WEIGHTS, K1, KIND_WEIGHTS, B
from search.text.queries import Text
from tests.search.engine import model
from tests.search.engine.query.test_searcher import searcher_over

DOCUMENTS = [
    model.document(1, "政协委员协商民主，协商。", title="协商"),
    model.document(2, "民主协商"),
    model.document(3, "税务" * 30, title="民主税务"),
    model.document(4, "协商" * 5 + "税务" * 9),
    model.document(5, "别的话。" * 15 + "税务"),
    model.document(6, "别的话。" * 14 + "第一，税务"),
]


def terms_of(text):
    run = characters(text)
    return {"words": word_terms(text), "bigrams": [*map("".join, pairwise(run))], "characters": [*run]}


def average_length(field, kind):
    lengths = [
        len(terms_of(document.texts.get(field, ""))["characters" if kind != "words" else kind])
        for document in DOCUMENTS
    ]
    return 2 ** (round(4 * math.log2(sum(lengths) / sum(map(bool, lengths)))) / 4)


def beginning(document):
    return characters(document.texts["body"])[: EARLY + 1]


def expected(document, text):
    score = 0
    for kind, found in terms_of(text).items():
        for term in dict.fromkeys(found):
            holding = sum(any(term in terms_of(text)[kind] for text in one.texts.values()) for one in DOCUMENTS)
            idf = math.log1p((len(DOCUMENTS) - holding + 0.5) / (holding + 0.5))
            for field in ("title", "body"):
                own = terms_of(document.texts.get(field, ""))
                length = len(own["words" if kind == "words" else "characters"])
                often = own[kind].count(term)
                saturated = often * (K1 + 1) / (often + K1 * (1 - B + B * length / average_length(field, kind)))
                early = kind == "bigrams" and field == "body" and term in terms_of(beginning(document))["bigrams"]
                score += KIND_WEIGHTS[kind] * FIELD_WEIGHTS[field] * idf * (saturated + EARLY_WEIGHT * early)
    return score


@pytest.mark.parametrize("text", ["协商", "民主协商", "税务", "协"])
def test_scores_are_those_of_the_formula(tmp_path, text):
    searched = searcher_over(tmp_path, DOCUMENTS[:1], DOCUMENTS[1:])
    hits = {hit.id: hit.score for hit in searched.search(SearchRequest(Text(text), stop=9)).hits}
    assert hits == pytest.approx({one.id: expected(one, text) for one in DOCUMENTS if model.answers(one, Text(text))})


@pytest.mark.parametrize(("asked", "same"), [("什么是税务？", "是税务"), ("如何“税务”", "税务"), ("什么", "什么")])
def test_question_words_and_marks_add_nothing(asked, same):
    scored = dict(query_terms.query_terms(Text(asked)).scored)

    assert scored.items() == dict(query_terms.query_terms(Text(same)).scored).items()
    assert scored


def test_impacts_are_cached_within_their_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(scoring, "CACHE_BYTES", 5000)
    searched = searcher_over(tmp_path, DOCUMENTS)
    before = [searched.search(SearchRequest(Text(text))) for text in ("协商", "民主", "税务", "政协委员")]
    assert searched.impacts._cache.young_bytes <= 5000
    assert [searched.search(SearchRequest(Text(text))) for text in ("协商", "民主", "税务", "政协委员")] == before


def test_common_and_rare_terms_score_alike(tmp_path, monkeypatch):
    dense = searcher_over(tmp_path, DOCUMENTS).search(SearchRequest(Text("税务")))
    monkeypatch.setattr(scoring, "DENSE", 1)
    (tmp_path / "0").unlink()
    assert searcher_over(tmp_path, DOCUMENTS).search(SearchRequest(Text("税务"))) == dense


@pytest.mark.parametrize(
    ("length", "by_character"),
    [(query_terms.LONGEST_BY_CHARACTER, True), (query_terms.LONGEST_BY_CHARACTER + 1, False)],
)
def test_long_texts_are_not_scored_by_single_characters(length, by_character):
    text = ("协商民主" * length)[:length]
    ranges = [
        term
        for term, _ in query_terms.query_terms(Text(text)).scored
        if term.kind == "bigrams" and term.high - term.low > 1
    ]

    assert bool(ranges) is by_character
