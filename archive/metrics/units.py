"""Units, and the kind of metric that each makes. Tables only, in folded form."""

# Kind (as `Metric.Kind` names it) → units.
AFTER_ANY_NUMERAL = {
    "count": (
        "次 人次 户次 家次 场 场次 件次 批次 回 趟 遍 轮 篇 个 份 项 条 件 名 人 位 户 家 座 处 起 例 种 套"
        " 批 支 间 辆 艘 幅 张 本 册 棵 期 类 宗 桩 笔 单 封 颗 枚 首 款 档 章 节课 堂课 课时 学时 公里 千米 吨"
        " 公斤 千克 立方米"
    ),
    "share": "% ‰",
    "growth": "个百分点 百分点 倍 番",
    "money": "元 美元 欧元 港元 港币 日元 英镑 人民币 块钱",
    "area": "亩 公顷 平方米 平方公里 平方千米 平米",
    "duration": "年 个月 天 周年 小时 个小时 分钟 个工作日 工作日 个星期 学期 个学期 岁 周岁",
}

# These follow digits only: after a Chinese numeral they are mostly part of another word (三部委, 四面八方, 两头).
AFTER_DIGITS = {
    "count": (
        "分 副 稿 组 台 架 块 面 部 卷 辑 字 只 头 株 盏 段 道 所 门 班 席 票 床 站 讲 集 层 栋 幢 根 匹 口 眼 羽 尾"
        " 对 双 瓶 箱 袋 桶 粒 枝 盆 艇 列 节 堂 课 页 行 句 则 孔 岗 台套 台次 架次 张次 班次 车次 床位 席位"
        " 台车 米 厘米 毫米 海里 里 斤 克 毫克 升 毫升 公升 千瓦 千瓦时 兆瓦 兆瓦时 度电 吨标准煤 标准箱 立方"
        " 微克/立方米 毫克/升 兆 分贝"
    ),
    "duration": "晚 周 秒 个季度 个交易日",
}

# Days are a duration only if one of these words is behind them; otherwise they are dates.
DAYS = "日"
BEHIND_DAYS = ("内", "之内", "以内", "时间")

# Units split by other words: as printed → (unit, number added to the value, qualifier).
SPLIT_UNITS = {
    "个半月": ("个月", "0.5", ""),
    "个半小时": ("小时", "0.5", ""),
    "年半": ("年", "0.5", ""),
    "天半": ("天", "0.5", ""),
    "个多月": ("个月", "0", "多"),
    "个多小时": ("小时", "0", "多"),
    "个多星期": ("个星期", "0", "多"),
    "个多百分点": ("个百分点", "0", "多"),
}

# The measures of rates: 万吨/年, 元/人.
PER = ("年", "月", "日", "天", "小时", "人", "户", "亩", "公顷", "平方米", "立方米", "吨", "公斤", "公里", "次", "件")

# Nouns for people, which need no measure word: 5000多村民, 注册用户6.4万.
PEOPLE = """
    人口 群众 居民 市民 村民 农民 牧民 移民 党员 干部 职工 员工 工人 学生 师生 教师 青年 妇女 儿童 老人 老年人 游客
    观众 听众 读者 委员 代表 会员 用户 志愿者 华商 侨胞 同胞 农户 商户 贫困户 官兵 民工 农民工 骑手 患者 消费者 网友
    粉丝
"""

UNITS = {
    unit: kind for table in (AFTER_ANY_NUMERAL, AFTER_DIGITS) for kind, units in table.items() for unit in units.split()
}
UNITS_AFTER_NUMERAL = frozenset(" ".join(AFTER_ANY_NUMERAL.values()).split())
COUNTABLE_ONCE = frozenset({"倍", "番"})  # 一倍 is a metric, 一次 mostly is none

# A count in one of these is a frequency, if 每年, 每月 … is in the same clause.
REPEATABLE = frozenset({"次", "场", "场次", "期", "回", "趟", "轮", "遍"})
# These units count activities, so that the verb can be the subject: 培训420人次.
OCCASIONS = REPEATABLE | {"人次", "件次", "批次", "户次", "家次", "万人次"}

# Words of change: a percentage behind one of them is growth, not share.
CHANGES = """
    增长 增加 提高 提升 上升 上涨 回升 下降 减少 降低 下跌 回落 缩短 压缩 扩大 增幅 降幅 涨幅 跌幅 增速 高于 低于 快于
    增 降 增收 减排 少 少了 多 下滑 收窄
"""
