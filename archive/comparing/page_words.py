"""Whether letters before, in or behind a report are the page's own words: credits, calls to follow, notices. Pure."""

import re

from archive.comparing.differences import Difference
from archive.comparing.letters import LABELS

EDGE = 30  # letters from the beginning or the end within which a page's own words are looked for
LONGEST_HEAD, LONGEST_TAIL, LONGEST_CAPTION = 120, 300, 80  # letters of them before, behind and in a text
LONGEST_CREDIT = 40

CREDIT = re.compile(rf"(?:{LABELS})\w{{1,{LONGEST_CREDIT}}}")
CREDITS = re.compile(rf"\w{{0,24}}?(?:{LABELS})\w{{2,12}}(?:(?:{LABELS})\w{{2,12}})+")
CALL = re.compile(
    r"关注我们|(?:关注|订阅|点击|长按|识别|扫描?|搜索)\w{0,24}(?:公众号|微信号|二维码|蓝字|视频号|客户端)|公众号\w{0,12}(?:投稿|转载)|阅读原文"
    r"|往期(?:回顾|精彩|推荐)|(?:相关|延伸|推荐)阅读|点个(?:在看|赞|关注)|分享收藏|分享到|让更多人看到|免责声明|版权(?:归|声明|所有)"
    r"|如有侵权|(?:未经授权|如需)\w{0,6}转载|转载请|投稿(?:邮箱|热线|请)|新闻(?:线索|热线)|返回\w{0,8}查看更多|更多\w{0,12}内容请"
    r"|^(?:end|完|下略|未完待续|全文请见\w{0,16})$|^end|声明\w{0,60}(?:结果仅供参考|仅供参考之用)"
)
OPENING = re.compile(r"[讯电]$|消息$|报道$|记者|通讯员|原标题|编者按|导语|字号大|^来源|^广告|发布时间|发稿时间")
CAPTION = re.compile(r"^广告|^图为|^图源|资料图片?$|配图$|供图$|摄$")


def are_of_the_page(difference: Difference) -> bool:
    """Whether one side of a difference is a page's own words; the other may be a cut, or its page's."""
    return difference.replaced and any(_is_of_the_page(side, difference) for side in (difference.one, difference.other))


def _is_of_the_page(side: str, difference: Difference) -> bool:
    if len(side) <= LONGEST_CAPTION and CAPTION.search(side):
        return True
    if difference.start <= EDGE and len(side) <= LONGEST_HEAD and (OPENING.search(side) or CALL.search(side)):
        return True
    if difference.left > EDGE or len(side) > LONGEST_TAIL:
        return False
    return any(pattern.fullmatch(side) for pattern in (CREDIT, CREDITS)) or CALL.search(side) is not None
