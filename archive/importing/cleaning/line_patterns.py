"""Boilerplate that a single line shows by itself: the patterns of each rule. Pure; knows nothing of other lines."""

import re
from collections.abc import Callable

from archive.chinese.folding import fold
from archive.chinese.marks import CLOSING_MARKS, QUESTION_AND_EXCLAMATION
from archive.importing import removal_rules
from archive.importing.cleaning.advertising import weigh
from archive.importing.lines.sentences import LONG, is_sentence
from archive.importing.records import TextLine
from archive.importing.removal_rules import Rule

# --- patterns of folded lines --------------------------------------------------------------------

CRUMB = r"[^>»›。，！？]{1,20}"
BREADCRUMB = (
    r"(?:您|你)?的?(?:当前|现在)?所?在?位置是?\s*:.{,80}|(?:\S{,6}首页|首页\S{,4})\s*[>»›].{,80}"
    rf"|{CRUMB}(?:\s*[>»›]+\s*{CRUMB}){{2,}}|{CRUMB}\s*(?:>>|»)\s*{CRUMB}"
)
SHARE = (
    r"(?:一键)?(?:分享|转发)(?:到|至|给好友)?(?:微信|微博|新浪微博|朋友圈|qq空间|qq|好友|、|和)*\s*(?::[^。]{,60})?"
    r"|(?:欢迎|长按|扫码|请)?关注(?:我们|[^，。\s]{2,12}(?:网|报|微信|微博|公众号|客户端|视频号))(?:微信|微博|公众号|客户端)?"
)
BACK = r"返回[^。，,]{1,8}[，,]?\s*查看更多"  # 返回某站，查看更多
MORE = rf"{BACK}|(?:加载|查看|阅读|点击)?(?:更多|全文)\s*[>»›]*|more\s*[>»›]*"
PAGER = (
    r"(?:[【\[(]\s*\d+\s*[】\])]\s*)+|[上下]一[页篇条].{,60}|(?:本文)?共\s*\d+\s*页.{,20}|(?:首页|尾页|末页|[上下]页)(?:\s*(?:首页|尾页|末页|[上下]页))+"
    r"|第\s*\d+\s*页(?:\s*[/,]?\s*共\s*\d+\s*页)?|第?\s*\d+\s*页?\s*/\s*(?:共\s*)?\d+\s*页"
)
COUNTER = (
    r"(?:(?:文章|本文|本页)?(?:浏览|阅读|点击|访问|查看|点赞|评论)(?:次数|人数|总数|量|数|率)?\s*:?\s*[\[(【]?\s*\d+\s*[\])】]?\s*[次人]?\s*)+"
    r"|(?:您是|(?:本文|本页)?已?有?)第?\d+\s*[位次人]?(?:次)?(?:浏览|阅读|点击|访问|访客)\S{,4}"
)
SCAN = (
    r"(?:微信|手机|请)?(?:扫描|长按识别|长按).{,20}(?:二维码|当前页|关注|打开|阅读|分享).{,12}"
    r"|(?:微信)?扫一扫.{,20}"
)
NOTICE = (
    r"[^。]*(?:版权所有|copyright|©|icp[备证]|公网安备|all rights reserved|网站标识码"
    r"|未经.{,12}(?:授权|许可).{,12}(?:转载|复制))[^。]*"
)
TOOL_WORDS = """
    下载 打印 打印本页 全屏 收藏 收藏本页 字号 字体 调整字体 加大 还原 减小 放大 缩小 正常 默认 大 中 小 a+ a- 关闭
    关闭窗口 关闭本页 关闭页面 返回 返回顶部 返回首页 返回列表 纠错 评论 图集 +1 微信 微博 qzone qq空间 手机点评
    e-mail推荐 正文 听全文 分享 朋友圈 新浪微博 腾讯微博 人人网 复制链接 复制网址 推荐 举报 点赞
"""
TOOLS = re.compile(f"(?:{'|'.join(map(re.escape, sorted(TOOL_WORDS.split(), key=len, reverse=True)))})*")
BETWEEN_TOOLS = re.compile(r"[\s|【】\[\]()<>:、,]+")

# Pages and their commentators call on readers so; `boilerplate` looks for it only above and below a text.
BAIT = re.compile(
    r"[^。]{,30}(?:点赞|关注|转发|收藏|点个)[^。]{,20}(?:不迷路|不错过|再走|福利|红包|领取|支持一下|哦|吧|!)[^。]{,20}"
    r"|[^。]{,30}(?:评论区|留言区|下方)[^。]{,12}(?:留言|评论|告诉|讨论|见|说说|分享|回复)[^。]{,20}"
    r"|[^。]{,30}(?:加|添加|私信|联系)(?:我|小编|客服|群主)?(?:微信|qq|vx|v信|薇信|电报)[^。]{,40}"
    r"|(?:沙发|板凳|前排(?:围观|占座)?|路过|顶一下|顶|楼主好人|已阅|打卡|不错不错|学习了)[!。~ ]*"
)

LONGEST_LINE = 200  # characters; a longer line is text, whatever it looks like
ALL_LINKED = 0.8  # share of a line's characters that are inside links
QUESTION_END = re.compile(f"[{QUESTION_AND_EXCLAMATION}][{CLOSING_MARKS}]*$")


Applies = Callable[[TextLine, str], bool]  # is given a line and its folded text


def rule_for(line: TextLine) -> Rule | None:
    """Return the first rule of ALONE that applies to the line."""
    folded = fold(line.text).strip()
    return next((rule for rule, applies in ALONE if applies(line, folded)), None)


def _looks_like(pattern: str) -> Applies:
    compiled = re.compile(pattern)
    return lambda _, folded: len(folded) <= LONGEST_LINE and compiled.fullmatch(folded) is not None


def _is_hidden(line: TextLine, _: str) -> bool:
    return line.hidden


def _is_hidden_text(line: TextLine, _: str) -> bool:
    return line.hidden and line.main and "。" in line.text and line.linked < ALL_LINKED and not weigh(line.text).words


def _is_tools(_: TextLine, folded: str) -> bool:
    words = BETWEEN_TOOLS.sub("", folded)
    return bool(words) and TOOLS.fullmatch(words) is not None


def _is_linked(line: TextLine, _: str) -> bool:
    """Return whether the line is a linked title, which may end with a question or an exclamation, but no full stop."""
    ends_as_title = len(line.text) < LONG and QUESTION_END.search(line.text) is not None
    return line.linked >= ALL_LINKED and (ends_as_title or not is_sentence(line))


ALONE: tuple[tuple[Rule, Applies], ...] = (
    (removal_rules.HIDDEN_TEXT, _is_hidden_text),
    (removal_rules.HIDDEN, _is_hidden),
    (removal_rules.BREADCRUMB, _looks_like(BREADCRUMB)),
    (removal_rules.SHARE, _looks_like(SHARE)),
    (removal_rules.MORE, _looks_like(MORE)),
    (removal_rules.PAGE_TOOL, _is_tools),
    (removal_rules.PAGER, _looks_like(PAGER)),
    (removal_rules.COUNTER, _looks_like(COUNTER)),
    (removal_rules.SCAN_CODE, _looks_like(SCAN)),
    (removal_rules.NOTICE, _looks_like(NOTICE)),
    (removal_rules.LINKS, _is_linked),
)
