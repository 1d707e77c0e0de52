"""Organizations that sign reports and begin titles."""

import pytest

from archive.importing.parsing.organizations import (
    is_organization,
    issuer_in_parentheses,
    organization_of_title,
    signature,
)


def test_a_parenthesis_at_the_end_names_an_organization():
    assert issuer_in_parentheses("结语。（示例市政协）") == ("结语。", "示例市政协")
    assert issuer_in_parentheses("结语。（本文有删减）") == ("结语。（本文有删减）", "")


@pytest.mark.parametrize(
    ("last", "organization"),
    [
        (["示例县政协办公室", "2019年11月22日"], "示例县政协办公室"),
        (["示例縣人民政府", "二〇一九年十一月二十二日", "（本文有删减）"], "示例縣人民政府"),
        (["示例县政协办公室"], ""),
        (["会议通过了工作要点。", "2019年11月22日"], ""),
    ],
)
def test_a_signature_stands_above_its_date(last, organization):
    assert signature(["通知如下。", *last]) == organization


@pytest.mark.parametrize(
    ("title", "organization"),
    [
        ("示例市人民政府办公室关于办理提案的通知", "示例市人民政府办公室"),
        ("政协示例县委员会2019年工作总结", "政协示例县委员会"),
        ("政協示例縣委員會常務委員會工作報告", "政協示例縣委員會"),
        ("政协示例市第五届委员会工作报告", "政协示例市委员会"),
        ("示例市政协召开座谈会", ""),
        ("构建协商新格局工作有声有色", ""),
    ],
)
def test_a_title_may_begin_with_the_organization_whose_report_it_is(title, organization):
    assert organization_of_title(title) == organization


@pytest.mark.parametrize(
    ("text", "whole"), [("示例市政协", True), ("构建协商新格局", False), ("示例市政协召开会议", False)]
)
def test_a_line_may_be_a_body(text, whole):
    assert is_organization(text) is whole
