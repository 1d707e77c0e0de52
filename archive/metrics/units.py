"""Measure words, the kind of figure each makes, and what looks like a figure but is none. Tables only."""

# Kind (as `Metric.Kind` names it) → units in folded form.
AFTER_ANY_NUMERAL = {
    "count": (
        "次 人次 场次 件次 篇 个 份 项 条 件 名 人 位 户 家 场 座 处 期 起 例 种 套 批 支 间 辆 艘 幅 张 本 册 棵"
        " 公里 千米 吨 公斤 千克"
    ),
    "share": "% ‰",
    "growth": "个百分点 百分点 倍",
    "money": "元 美元 欧元 港元 日元 英镑",
    "area": "亩 公顷 平方米 平方公里 平方千米",
    "duration": "年 个月 天 小时 分钟",
}

# These follow digits only: after a Chinese numeral they are mostly part of another word (三部委, 四面八方, 两头).
AFTER_DIGITS = {
    "count": (
        "类 组 台 架 块 面 部 卷 辑 字 只 头 株 盏 段 道 所 门 班 席 票 床 站 张次 班次 车次"
        " 米 厘米 毫米 海里 里 斤 克 千瓦 千瓦时 立方米 升 毫升 标准箱 微克/立方米"
    ),
    "duration": "周 秒",
}

KIND_OF_UNIT = {
    unit: kind for table in (AFTER_ANY_NUMERAL, AFTER_DIGITS) for kind, units in table.items() for unit in units.split()
}

# A count in one of these, after 每年, 每月 … in the same clause, says how often.
REPEATABLE = frozenset({"次", "场", "场次", "期"})

# Name, pattern on folded text, an example. A number that overlaps a match is not a figure.
NOT_FIGURES = (
    ("calendar year", r"(?<!\d)(?:1[89]|20)\d\d年|[一二][〇零○一二三四五六七八九]{3}年", "2019年"),
    ("ordinal", r"第\s*[\d〇零一二三四五六七八九十百]+", "第46次"),
    ("session", r"[\d一二三四五六七八九十]+届[\d一二三四五六七八九十]+次", "十四届十次"),
    ("slogan in quotes", r"[“\"「『][一二三四五六七八九十两][^“”\"「」『』]{1,7}[”\"」』]", "“两个维护”"),
    ("decade", r"\d{2}年代", "80年代"),
    ("plan by its years", r"[三五十]年(?:规划|计划)", "五年规划"),
    ("grade at school", r"[\d一二三四五六七八九]年级", "三年级"),
    ("parts of the text itself", r"[\d两二三四五六七八九十]+个?方面", "6个方面"),
    ("slogan", r"[两三四]个(?:大局|确立|维护|意识|自信|全面|文明|代表|务必|一百年)", "国内国际两个大局"),
    ("set phrase", r"三位一体|四套班子", "三位一体"),
)
