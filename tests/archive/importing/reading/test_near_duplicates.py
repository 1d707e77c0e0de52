"""Nearly the same texts have LSH bands in common; others do not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importing.reading.near_duplicates import (
    BANDS,
    LEAST_RESEMBLANCE,
    SHORTEST,
    comparable,
    lsh_bands,
    resemblance,
)

HAN = "".join(map(chr, range(0x4E00, 0x5200)))


def text(seed, length=800):
    return "".join(Random(seed).choices(HAN, k=length))


def changed(original, share, seed=1):
    """*original* with *share* of its characters replaced."""
    random = Random(seed)
    return "".join(random.choice(HAN) if random.random() < share else letter for letter in original)


def test_texts_are_compared_without_script_space_and_punctuation():
    assert comparable("「協商」 議政，３次。") == comparable("协商议政3次")


def test_the_same_letters_have_the_same_bands():
    assert lsh_bands(text(1)) == lsh_bands(text(1))
    assert len(lsh_bands(text(1))) == BANDS


def test_a_short_text_has_no_bands():
    assert (lsh_bands("协" * (SHORTEST - 1)), lsh_bands("")) == ((), ())


@pytest.mark.parametrize("share", [0.01, 0.05])
def test_nearly_the_same_texts_share_bands(share):
    found = [bool(set(lsh_bands(text(seed))) & set(lsh_bands(changed(text(seed), share)))) for seed in range(50)]

    assert sum(found) >= 49


def test_other_texts_share_none():
    bands = [set(lsh_bands(text(seed))) for seed in range(60)]

    assert [one for one in range(60) for other in range(one) if bands[one] & bands[other]] == []


@given(st.text(alphabet=HAN, min_size=SHORTEST, max_size=300))
def test_bands_fit_a_column_of_the_database(value):
    assert all(-(2**63) <= band < 2**63 for band in lsh_bands(value))


def test_resemblance_is_the_share_of_common_pieces():
    assert resemblance("一二三四五六", "一二三四五七") == pytest.approx(1 / 3)
    assert (resemblance(text(1), text(1)), resemblance("", text(1))) == (1.0, 0.0)
    little, much = (resemblance(text(1), changed(text(1), share)) for share in (0.05, 0.3))
    assert little > LEAST_RESEMBLANCE > much
