"""What a figure counts, read off its clause: 43個街鄉 → 街鄉, 形成論文42篇 → 論文. Pure."""

import re

from archive.chinese.folding import fold

# What ends the words for the thing counted when they follow the figure: 43個街鄉|開展協商. In folded form.
# Verbs that also name an activity (调研, 协商, 学习) are left out: they are often the thing itself.
VERBS = """
    开展 形成 组织 召开 举办 举行 提出 提交 完成 实现 收到 收集 征集 报送 编发 编写 编印 印发 发放 发挥 规划 安排 建立
    建成 建起 成立 设立 打造 推动 推出 推进 促成 促进 解决 化解 办理 立案 采纳 参与 参加 走访 接待 培训 帮助 联系 服务
    覆盖 涉及 达到 新增 增加 增长 减少 下降 提高 提升 上升 降到 升到 突破 超过 完善 搭建 撰写 刊发 整理 落实 争取 引进
    投入 投资 筹集 选派 聘请 邀请 抽调 遴选 评选 审议 通过 听取 协调 转办 办结 答复 回复 反映 围绕 聚焦 针对 进行 给予
    作出 做出 获得 荣获 吸引 带动 节省 转入 派出 发出 挑出 发现 查访 停运 可能 尚未 已经
"""
# What also stands before the words for the thing when the figure follows them: 先后有|來信42封.
LEAD_INS = """
    各类 各种 各项 全年 去年 今年 每年 当年 平均 累计 合计 总计 先后 其中 共有 约有 占 占到 达 为 有 共 与 向 对
    从 由 被 将 把 让 使 在 已 是
"""
# A figure before one of these counts nothing that follows: 12年|來.
NOT_A_THING = re.compile(r"[减增升降来以间后前起时内中之由从较比至到和与及并或已也都就才被者里、（(）)\s\d]")

HAN = re.compile(r"[“\"「《‘]?[㐀-鿿]")
LONGEST = 40


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


NEXT_VERB = re.compile(_any_of(VERBS))
LEAD_IN = rf"(?:{_any_of(VERBS + LEAD_INS)})(?![率比])"  # 办结率, 占比 are things
LAST_LEAD_IN = re.compile(rf".*{LEAD_IN}", re.DOTALL)
CHANGE = re.compile(r"(.+?)[由从].*[到至为]$", re.DOTALL)  # 合格率|由71%升到96.5%
DIRECTLY_BEFORE = re.compile(rf"(?:{LEAD_IN}|[到至了])+\s*$")  # 办复率|达到100%
LAST_AND_SO_ON = re.compile(r".*等(?=.)", re.DOTALL)  # 文化街區等|建言


def subject_of(before: str, after: str) -> str:
    """The thing counted, from what stands *before* and *after* the figure in its clause; empty if neither tells."""
    return (_thing_after(after) or _thing_before(before))[:LONGEST]


def _thing_after(after: str) -> str:
    folded = fold(after)
    if folded.startswith("的"):
        after, folded = after[1:], folded[1:]
    if NOT_A_THING.match(folded) or not HAN.match(folded):
        return ""
    verb = NEXT_VERB.search(folded)
    return after[: verb.start() if verb else None].rstrip("的和與与")


def _thing_before(before: str) -> str:
    folded = fold(before)
    start, end = 0, len(folded.rstrip("的 "))
    if change := CHANGE.match(folded, start, end):
        end = change.end(1)
    elif leading := DIRECTLY_BEFORE.search(folded, start, end):
        end = leading.start()
    for pattern in (LAST_LEAD_IN, LAST_AND_SO_ON):
        leading = pattern.match(folded, start, end)
        start = leading.end() if leading and leading.end() < end else start
    return before[start:end].strip("的了過过 、")
