"""A slow and obvious model of the engine's answers, and small documents and queries to compare the two by."""

from collections import Counter

from hypothesis import strategies as st

from search.engine.analysis import characters, folded, word_terms
from search.engine.documents import Document
from search.text.queries import TEXT_FIELDS, And, Everything, Near, Not, Or, Phrase, Prefix, Range, Relaxed, Text
from search.text.words import required_words

CHARACTERS = "政协委员会協商民主税务 \n，1aＡ９"


def document(id, body="", *, version="", columns=None, **texts):
    return Document(id, version or f"v{id}", {"body": body, **texts}, columns or {})


def answers(document, query):
    match query:
        case Everything():
            return True
        case And(parts):
            return all(answers(document, part) for part in parts)
        case Or(parts):
            return any(answers(document, part) for part in parts)
        case Not(part):
            return not answers(document, part)
        case Relaxed(parts, 1.0):
            wanted = {(word, part.field) for part in parts for word in required_words(folded(part.text))}
            return bool(wanted) and all(word in words_in(document, field) for word, field in wanted)
        case Range(column, low, high):
            held = document.columns.get(column, ())
            return any((low is None or low <= number) and (high is None or number <= high) for number in held)
        case Near():
            return any(near(text, query) for text in texts_in(document, query.field))
    return leaf_answers(texts_in(document, query.field), query)


def texts_in(document, field):
    return [document.texts.get(name, "") for name in ([field] if field else TEXT_FIELDS)]


def words_in(document, field):
    return {word for text in texts_in(document, field) for word in word_terms(text)}


def near(text, query):
    text, *runs = map(characters, (text, query.one, query.other))
    if not all(runs):
        return False
    one, other = ([at for at in range(len(text)) if text.startswith(run, at)] for run in runs)
    gaps = [second - first - len(runs[0]) for first in one for second in other]
    gaps += [first - second - len(runs[1]) for first in one for second in other]
    return any(0 <= gap <= query.distance for gap in gaps)


def leaf_answers(texts, leaf):
    run = characters(leaf.text)
    if not run:
        return False
    if isinstance(leaf, Prefix):
        return any(word.startswith(run) for text in texts for word in word_terms(text))
    if any(run in characters(text) for text in texts):
        return True
    wanted, standing = set(required_words(folded(leaf.text))), {word for text in texts for word in word_terms(text)}
    return isinstance(leaf, Text) and bool(wanted) and wanted <= standing


def date(document):
    return max(document.columns.get("published", ()), default=None)


def newest(documents):
    return sorted(documents, key=lambda one: (date(one) is None, -(date(one) or 0), -one.id))


def oldest(documents):
    return sorted(documents, key=lambda one: (date(one) is None, date(one) or 0, one.id))


def facet(documents, column):
    return dict(Counter(number for one in documents for number in set(one.columns.get(column, ()))))


texts = st.text(CHARACTERS, max_size=12)
queried = st.text(CHARACTERS, max_size=4)
numbers = st.lists(st.integers(-2, 4), max_size=2).map(tuple)
documents = st.builds(
    lambda id, title, body, year, published: document(
        id, body, title=title, columns={"year": year, "published": published}
    ),
    st.integers(1, 12),
    texts,
    texts,
    numbers,
    numbers,
)
fields = st.sampled_from(["", "title", "body", "names"])
leaves = (
    st.builds(Text, queried, fields)
    | st.builds(Phrase, queried, fields)
    | st.builds(Prefix, st.text("政协商民a1", min_size=1, max_size=3), fields)
    | st.builds(Range, st.sampled_from(["year", "published", "outlet"]), *[st.none() | st.integers(-3, 5)] * 2)
    | st.just(Everything())
)
relaxed = st.lists(st.builds(Text, queried, fields), max_size=2).map(tuple).map(lambda parts: Relaxed(parts, 1.0))
queries = st.recursive(
    leaves | st.builds(Near, queried, queried, st.integers(0, 4), fields),
    lambda parts: (
        st.builds(Not, parts)
        | st.lists(parts, min_size=1, max_size=3).map(tuple).map(And)
        | st.lists(parts, min_size=1, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=5,
)
