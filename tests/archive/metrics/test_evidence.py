"""Words and their sentence in the sections of a text."""

from archive.metrics.evidence import place_of, sentence_around

CONTENTS = {"lead": "导语。视察全覆盖！", "s1": "提案112件。联系点“全覆蓋。”大家满意"}


def test_the_place_with_the_subject_in_its_sentence_is_taken():
    place = place_of("全覆盖", "联系点", CONTENTS)

    assert (place.anchor, place.sentence) == ("s1", "联系点“全覆蓋。”")
    assert CONTENTS["s1"][place.start : place.end] == "全覆蓋"


def test_words_of_another_subject_are_no_evidence():
    assert place_of("全覆盖", "培训班", CONTENTS) is None
    assert place_of("全覆盖", "", CONTENTS) is None


def test_a_number_is_not_found_in_a_longer_one():
    assert place_of("12件", "提案", CONTENTS) is None
    assert place_of("112件", "提案", CONTENTS).sentence == "提案112件。"


def test_a_text_without_an_end_mark_is_one_sentence():
    assert sentence_around("大家满意", 2) == "大家满意"
