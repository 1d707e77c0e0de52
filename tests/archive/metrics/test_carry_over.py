"""The carry-over of reviewed metrics to newly extracted ones."""

from dataclasses import dataclass

from archive.chinese.numerals import number
from archive.metrics.carry_over import carried_over


@dataclass(frozen=True)
class Words:
    raw: str
    sentence: str = ""
    subject: str = ""
    status: str = "confirmed"
    kind: str = "count"
    period: str = ""
    value_max: None = None
    period_start: None = None
    period_end: None = None

    @property
    def value(self):
        return number(self.raw[:-1].removeprefix("开了"))

    @property
    def unit(self):
        return self.raw[-1]


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


def test_the_same_amount_of_the_same_thing_in_other_words():
    judged = [Words("12次", "去年座谈会共12次。", "座谈会")]
    found = [Words("12次", "走访企业12次。", "企业"), Words("十二次", "各界协商座谈会全年开了十二次。", "协商座谈会")]

    assert carried_over(judged, found) == {1: 0}


def test_a_rejection_is_of_the_words_that_were_rejected():
    judged = [Words("12次", "去年座谈会共12次。", "座谈会", status="rejected")]

    assert carried_over(judged, [Words("十二次", "各界协商座谈会全年开了十二次。", "协商座谈会")]) == {}


def test_a_metric_whose_sentence_is_still_there_keeps_its_own_words():
    sentence = "座谈会开了12次。"

    assert carried_over([Words("开了12次", sentence, "座谈会")], [Words("12次", sentence, "座谈会")]) == {}
