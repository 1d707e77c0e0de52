"""What of a printed text counts when two texts are compared: its folded letters, without credits. Pure.

Sites set punctuation, spaces and line breaks as they like, write dates and shares in several ways, and put by-lines
and calls to follow them around a text.
"""

import re

from archive.chinese.folding import fold

NOT_LETTER = re.compile(r"[^\w%]+|[_丨]+")
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.]\s*0?(\d{1,2})\s*[-/.]\s*0?(\d{1,2})(?!\d)日?")
POINT = re.compile(r"(?<=\d)[.·](?=\d)")
SHARE = re.compile(r"百分之([0-9〇零一二三四五六七八九十百两]+(?:点[0-9〇零一二三四五六七八九]+)?)")
NOUGHT = re.compile(r"(?<!\d)0(?=\d[月日时])")

LABELS = (
    "责任编辑|实习编辑|值班编辑|流程编辑|新媒体编辑|本期编辑|责编|编辑|编审|编校|审核|审校|初审|复审|终审|校对|监制|总策划|排版|美编|来源"
    "|供稿|来稿|撰稿|撰文|图片来源|图片|图源|图文|文图|摄影|摄像|作者单位|作者|通讯员|见习记者|实习记者|特约记者|本报记者|记者|实习生"
    "|转自|原载|一审|二审|三审|签发|值班主任"
)
# (记者 某某), [来源:某报], (某某 摄): one phrase that says whose the text or a picture is.
IN_BRACKETS = re.compile(
    rf"[(\[【〔][^()\[\]【】〔〕。!?\n]{{0,16}}?(?:{LABELS}|图为|资料图|供图|[摄完](?=[)\]】]))[^()\[\]【】〔〕。!?\n]{{0,40}}[)\]】〔〕]"
)
LABELLED_LINE = re.compile(rf"(?:^|(?<=\n))[^\S\n]*(?:{LABELS})[^\S\n]*[:|丨/][^\n。!?]{{0,40}}(?=\n|$)")
# 责编:某某 审核:某某, at the very end
LAST_LABELS = re.compile(rf"(?:[\s|/,;]*(?:{LABELS})[^\S\n]*[:|丨/][^\S\n]*[\w·]{{0,24}})+\s*$")
# 本报讯, 某某网消息:; a dateline is left to be compared.
OPENING = re.compile(
    r"^\s*(?:原标题:|本[报网刊台站]讯|[\w·]{2,12}(?:网|报|社|台|融媒|客户端|发布|在线|新闻)讯|[\w·]{2,12}(?:网|报|社|台|客户端)消息)"
    rf"(?:\s*(?:{LABELS})[^\S\n]*:?[^\S\n]*[\w·]{{2,4}}(?:[^\S\n]+报道)?)?[\s:,]*"
)


def letters(text: str) -> str:
    """*text* as it is compared: folded letters and digits, decimal points as 点, shares with %."""
    folded = fold(text)
    dated = DATE.sub(r"\1年\2月\3日", folded)
    pointed = POINT.sub("点", dated)
    plain = NOT_LETTER.sub("", pointed)
    return NOUGHT.sub("", SHARE.sub(r"\1%", plain))


def letters_of_a_report(text: str) -> str:
    """The letters of a report's text without by-lines and credits."""
    folded = IN_BRACKETS.sub("\n", fold(text))
    return letters(LAST_LABELS.sub("", LABELLED_LINE.sub("", OPENING.sub("", folded))))
