"""The doubt about plain metrics and strange ones."""

import pytest

from archive.metrics.extraction import extract_metrics


@pytest.mark.parametrize(
    ("strange", "plain"),
    [
        ("共37个。", "建成公园37个。"),
        ("满意率131%。", "满意率31%。"),
        ("募集善款3万5千元。", "募集善款35000元。"),
        ("历时3000年。", "培训历时3年。"),
        ("提出建议123份，被采纳45份。", "提出建议123份，采纳建议45份。"),
        ("用电9999999999999千瓦时。", "用电99千瓦时。"),
        ("走访农户0户。", "走访农户9户。"),
    ],
)
def test_the_strange_reading_is_more_doubtful(strange, plain):
    assert extract_metrics(strange)[-1].doubt > extract_metrics(plain)[-1].doubt


def test_a_plain_metric_is_not_doubted():
    assert extract_metrics("提交提案162件。")[0].doubt == 0
