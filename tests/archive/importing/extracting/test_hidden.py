"""Ways to hide text are known; ways to show it are not taken for them."""

import pytest
from lxml import html

from archive.importing.extracting.hidden import is_hidden


def element(markup):
    """The innermost element of the markup."""
    return list(html.fromstring(f"<div>{markup}</div>").iter())[-1]


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "DISPLAY : NONE !important", "display:/**/none", "visibility:hidden", "opacity:0",
        "opacity: 0.0",
        "font-size:0", "font-size:1px", "font-size:.1em", "height:0;overflow:hidden", "width:1px", "max-height:0px",
        "position:absolute;left:-9999px", "text-indent:-9999em", "margin-left:-2000px", "top:-50em",
        "transform:scale(0)", "clip:rect(0 0 0 0)", "clip:rect(1px,1px,1px,1px)", "clip-path:inset(50%)",
        "color:#fff", "color:#FFFFFF", "color:white", "color:rgb(255, 255, 255)", "color:#fefefe", "color:transparent",
        "color:rgba(0,0,0,0)", "color:#c00;background:#c00000",
    ],
)  # fmt: skip
def test_hidden(style):
    assert is_hidden(element(f'<p style="{style}">文</p>'))


@pytest.mark.parametrize(
    "markup",
    ["<marquee>文</marquee>", "<p hidden>文</p>", '<font color="#ffffff">文</font>',
     '<table bgcolor="#003366"><tr><td style="color:#036">文</td></tr></table>'],
)  # fmt: skip
def test_hidden_by_other_means(markup):
    assert is_hidden(element(markup))


@pytest.mark.parametrize(
    "style",
    [
        "", "display:block", "opacity:0.9", "opacity:1", "font-size:12px", "font-size:0.8em", "font-size:14pt",
        "height:10px", "width:100%", "left:-10px", "text-indent:2em", "text-indent:-2em", "margin-left:-15px",
        "color:#333", "color:#fff;background:#003366", "color:white;background:url(banner.png)", "line-height:1.5",
        "font:12px/1.5 SimSun", "margin:0 auto", "transform:scale(1.2)", "color:red", "border:0;top:0",
    ],
)  # fmt: skip
def test_shown(style):
    assert not is_hidden(element(f'<p style="{style}">文</p>'))


def test_white_on_the_dark_ground_of_an_outer_element_is_shown():
    assert not is_hidden(element('<div style="background-color:#036"><p style="color:#fff">文</p></div>'))
