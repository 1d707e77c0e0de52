"""The carry-over of reviewed metrics to newly extracted ones."""

from dataclasses import dataclass

from archive.metrics.carry_over import carried_over


@dataclass(frozen=True)
class Words:
    raw: str
    sentence: str = ""


def test_the_same_sentence_comes_before_a_similar_one():
    judged = [Words("12次", "去年座谈12次。")]
    found = [Words("12次", "去年座谈12次，很好。"), Words("12次", "去年座谈12次。")]

    assert carried_over(judged, found) == {1: 0}


def test_the_most_similar_sentence_when_none_is_the_same():
    judged = [Words("12次", "去年全区座谈12次。")]
    found = [Words("12次", "去年全县走访企业12次。"), Words("12次", "去年全区共座谈12次。")]

    assert carried_over(judged, found) == {1: 0}


def test_nothing_when_the_words_are_gone_or_the_sentence_is_another():
    judged = [Words("12次", "去年全区座谈12次。"), Words("9家", "走访9家。")]
    found = [Words("13次", "去年全区座谈13次。"), Words("9家", "各街道共有养老驿站和食堂等便民设施9家。")]

    assert carried_over(judged, found) == {}


def test_each_metric_once_when_a_sentence_states_the_same_words_twice():
    judged = [Words("12次", "座谈12次，走访12次。"), Words("12次", "座谈12次，走访12次。")]

    assert carried_over(judged, judged) == {0: 0, 1: 1}


def test_words_alone_suffice_when_no_sentence_was_kept():
    assert carried_over([Words("12次")], [Words("12次", "座谈12次。")]) == {0: 0}
