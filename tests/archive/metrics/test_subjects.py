"""The subject of a metric."""

import pytest

from archive.metrics.extraction import extract_metrics


@pytest.mark.parametrize(
    ("clause", "subject"),
    [
        ("與43個街鄉開展協商", "街鄉"),
        ("組織各類讀書、參觀交流121次", "讀書、參觀交流"),
        ("占界別活動總數的31%", "界別活動總數"),
        ("形成論文42篇", "論文"),
        ("開展調研建議113次", "調研建議"),
        ("发挥作用、合理规划特色街区等建言123份", "建言"),
        ("提出了建立枢纽两项系统建议", "系统建议"),
        ("办复率达到100%", "办复率"),
        ("办结率91%", "办结率"),
        ("合格率由71%升到96.5%", "合格率"),
        ("开展委员进社区工作12年来", "委员进社区工作"),
        ("超过90%的移民", "移民"),
        ("已促成11处", ""),
    ],
)
def test_subject(clause, subject):
    assert extract_metrics(f"{clause}。")[-1].subject == subject
