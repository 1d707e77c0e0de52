"""A retrieval set of our own: sixty invented sample reports, forty queries of several kinds and what answers them."""

PLACES = ("青禾区", "白沙县", "云溪市", "苍岭镇", "南浦新区")

# key: what the report is titled for, what it tells besides, and a sentence into which a figure goes.
TOPICS = {
    "lift": (
        "老旧小区加装电梯协商会",
        "低层住户担心采光，委员提出分层补偿的办法。",
        "全年完成加装{n}部，居民自筹占三成。",
    ),
    "river": (
        "河道治理专项视察",
        "委员沿岸察看排污口，建议实行河长责任制。",
        "清理淤泥{n}吨，水质由四类升为三类。",
    ),
    "elder": (
        "社区养老服务调研",
        "独居老人吃饭难、洗澡难，助餐点应当进楼院。",
        "新建助餐点{n}处，志愿者每周上门。",
    ),
    "waste": (
        "垃圾分类民主监督",
        "撤桶并站之后误时投放增多，委员夜间蹲点。",
        "抽查小区{n}个，分类准确率明显提高。",
    ),
    "relic": (
        "古建筑文物保护提案办理",
        "祠堂年久失修，木构遭白蚁蛀蚀，须先抢险后修缮。",
        "登记古建{n}座，修缮经费列入预算。",
    ),
    "school": (
        "义务教育学位供给座谈",
        "新城入学儿童激增，家长盼望就近上学。",
        "扩建校舍后新增学位{n}个。",
    ),
    "doctor": (
        "乡村医生队伍建设议政会",
        "村医年纪偏大、待遇偏低，年轻人不愿来。",
        "定向培养村医{n}名，养老保险由财政补足。",
    ),
    "parking": (
        "停车难问题远程协商",
        "医院周边一位难求，委员建议错时共享泊位。",
        "挖潜泊位{n}个，共享平台同时上线。",
    ),
    "firm": (
        "民营企业营商环境民主评议",
        "企业反映办证环节多、贷款门槛高。",
        "走访企业{n}家，办证时限压缩一半。",
    ),
    "forest": (
        "古树名木保护社情民意信息",
        "施工围挡伤及树根，应当一树一档。",
        "挂牌古树{n}株，划定保护范围。",
    ),
    "office": (
        "委员工作室履职经验交流",
        "把协商桌搬到群众家门口，小事不出社区。",
        "工作室接待来访{n}人次，转办事项全部回复。",
    ),
    "festival": (
        "非遗传承人座谈会",
        "皮影戏后继无人，年轻学徒要有生计。",
        "举办展演{n}场，进校园授课成为常态。",
    ),
}


def _id(place, key):
    return f"{key}-{PLACES.index(place)}"


def _document(place, key, number):
    title, story, figure = TOPICS[key]
    text = f"{place}政协召开会议，听取各方意见。{story}会后形成建议案报送有关部门。{figure.format(n=number)}"
    return _id(place, key), f"示例：{place}{title}", text


DOCUMENTS = [
    _document(place, key, 37 + 11 * row + 7 * column)
    for row, key in enumerate(TOPICS)
    for column, place in enumerate(PLACES)
]


def _every(key):
    return [_id(place, key) for place in PLACES]


# Short keywords, for reports of every place.
KEYWORDS = {
    "电梯": _every("lift"),
    "河长责任制": _every("river"),
    "助餐点": _every("elder"),
    "撤桶并站": _every("waste"),
    "白蚁": _every("relic"),
    "学位": _every("school"),
    "村医 养老保险": _every("doctor"),
    "共享泊位": _every("parking"),
    "办证 贷款": _every("firm"),
    "古樹": _every("forest"),
    "協商桌": _every("office"),
    "皮影": _every("festival"),
}

# Questions in whole sentences, some with words that no report has.
QUESTIONS = {
    "老房子装电梯时低层住户为什么反对": _every("lift"),
    "哪些报告谈到独居老人吃饭难应该怎么解决？": _every("elder"),
    "祠堂的木头被虫蛀了应当如何修缮？": _every("relic"),
    "年轻人为什么不愿意当乡村医生": _every("doctor"),
    "医院附近停车难有什么办法": _every("parking"),
    "企业办证环节多怎样优化": _every("firm"),
    "施工傷了古樹的根怎麼辦": _every("forest"),
    "皮影戏没有年轻人学，传承人有何建议？": _every("festival"),
    "家长盼望孩子就近上学，新城的学校够吗": _every("school"),
    "误时投放垃圾是谁去蹲点监督的": _every("waste"),
    "怎么处理沿岸的排污口": _every("river"),
    "群众家门口的协商桌是什么": _every("office"),
}

# One report: its place and its subject, in many ways.
SINGLE = {
    f"{place}{words}": [_id(place, key)]
    for place, key, words in (
        ("青禾区", "lift", "加装了多少部电梯"),
        ("白沙县", "river", "河道治理"),
        ("云溪市", "elder", "新建助餐点多少处？"),
        ("苍岭镇", "waste", "垃圾分类民主监督"),
        ("南浦新区", "relic", "登记了多少座古建"),
        ("青禾区", "school", "新增学位"),
        ("白沙县", "doctor", "定向培养村医"),
        ("云溪市", "parking", "停车難遠程協商"),
        ("苍岭镇", "firm", "走访企业几家"),
        ("南浦新区", "forest", "挂牌古树"),
        ("青禾区", "office", "委员工作室接待来访多少人次"),
        ("白沙县", "festival", "非遗传承人座谈会"),
        ("云溪市", "lift", "老旧小区加装电梯协商会"),
        ("苍岭镇", "river", "清理淤泥多少吨"),
        ("南浦新区", "elder", "社区养老服务调研"),
        ("青禾区", "firm", "办证时限压缩了多少"),
    )
}

QUERIES = KEYWORDS | QUESTIONS | SINGLE
