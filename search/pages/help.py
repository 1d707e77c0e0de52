"""The help page: everything that can be typed, with examples that lead to a search."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

# Heading → (the line typed, what it searches for).
EXAMPLES = {
    _("Words and phrases"): (
        ("双向发力", _("these words, in either script: 雙向發力 finds the same")),
        ("协商 调研", _("both words")),
        ("“民主监督”", _("exactly this, as it stands; also in 「」, 『』, 《》 or plain quotation marks")),
        ("协商*", _("words that begin so")),
        ("协商 NEAR/10 监督", _("both, verbatim, with at most 10 characters between them, in either order")),
    ),
    _("This or that, and without"): (
        ("协商 OR 调研", _("either word; | does the same")),
        ("协商 -调研", _("the first word without the second")),
        ("协商 NOT 调研", _("the same, in words")),
        ("(协商 OR 调研) 提案", _("parentheses keep together what belongs together")),
    ),
    _("In one part of the report"): (
        ("title:机制", _("in the title; also 标题：机制")),
        ("heading:思想", _("in the heading of a section; also 章节：思想")),
        ("org:政协", _("in the name of the issuing organization; also 单位：政协")),
        ("outlet:政协", _("in the name of the outlet; also 来源：政协")),
        ("editor:示例", _("in the name of the editor; also 编辑：示例")),
        ("keyword:协商", _("in a keyword; also 关键词：协商")),
        ("title:(协商 OR 监督)", _("parentheses take several words into one field")),
    ),
    _("When it was published"): (
        ("year:2019", _("in this year; also 年份：2019")),
        ("year:2018..2020", _("in these years")),
        ("year:2018..", _("in this year or later")),
        ("year:2019-11", _("in this month")),
        ("year:2019-11..2020-03", _("from one month to another")),
    ),
    _("Figures"): (
        ("次:>100", _("states a figure above 100 in this unit; also >=, < and <=")),
        ("件:1000..20000", _("a figure between these two; 1.2万件 counts as 12,000件")),
        ("121次", _("this figure however it is written: １２１次, 一百二十一次")),
        ("31%", _("this share however it is written: 31％, 百分之三十一")),
        ("%:>=90", _("a share of at least 90 per cent")),
    ),
}


class Example(NamedTuple):
    """A line that can be typed, its meaning, and the address of the search for it."""

    typed: str
    meaning: str
    url: str


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    groups = [
        {
            "heading": heading,
            "examples": [
                Example(typed, meaning, f"{reverse('search')}?{urlencode({'q': typed})}") for typed, meaning in examples
            ],
        }
        for heading, examples in EXAMPLES.items()
    ]
    return render(request, "search/help.html", {"groups": groups})
