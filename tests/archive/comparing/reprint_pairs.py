"""Pairs of invented reports, labelled: reprints of each other, or siblings that share a form of words.

Every place, person, outlet and number is made up. A base text has variants: `of` changes just what it is told to. The
pairs of TUNING were looked at while the judge was written, those of HELD_OUT were not.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from archive.chinese.conversion import converted
from archive.comparing.reprints import Edition

HANT, HANS = "hant-tw", "hans"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions, whether one is a reprint of the other, and the kind of what differs between them."""

    kind: str
    one: Edition
    other: Edition
    reprint: bool


def of(base, *edits, title="", body=None, days=0, script=""):
    """*base* with each (old, new) of *edits* in its text, another title or body, so many days later, in a script."""
    text = base.text
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    published = base.published + timedelta(days) if base.published else None
    made = Edition(title or base.title, text, base.organization if body is None else body, published)
    return replace(made, title=converted(made.title, script), text=converted(made.text, script)) if script else made


def till(base, last, behind="", **changes):
    """*base* cut behind the words *last*, with *behind* added."""
    head, found, _ = base.text.partition(last)
    assert found, last
    return of(replace(base, text=head + found + behind), **changes)


def framed(base, before="", behind="", **changes):
    """*base* with words before and behind its text."""
    return of(replace(base, text=before + base.text + behind), **changes)


def reprints(base, **variants):
    return [Pair(kind, base, other, True) for kind, other in variants.items()]


def siblings(base, **variants):
    return [Pair(kind, base, other, False) for kind, other in variants.items()]


# --- texts looked at while the judge was written -------------------------------------------------

DECISION = Edition(
    "政协槐汀县委员会常务委员会关于召开政协槐汀县第九届委员会第四次会议的决定",
    "（2024年1月9日政协槐汀县第九届委员会常务委员会第十一次会议通过）\n"
    "政协槐汀县第九届委员会常务委员会第十一次会议决定：政协槐汀县第九届委员会第四次会议于2024年1月22日在槐汀县召开，会期三天。"
    "会议建议议程为：听取和审议政协槐汀县第九届委员会常务委员会工作报告；听取和审议常务委员会关于提案工作情况的报告；"
    "列席槐汀县第十八届人民代表大会第四次会议；审议通过会议决议；其他事项。\n"
    "会议授权主席会议处理会议筹备中的有关事宜。开幕会由县政协主席陆听澜主持。",
    "政协槐汀县委员会",
    date(2024, 1, 10),
)
NOTICE = Edition(
    "关于召开漪川市政协提案工作座谈会的通知",
    "各县区政协，市政协各专门委员会：\n"
    "为进一步提高提案质量，经研究，决定召开全市政协提案工作座谈会。现将有关事项通知如下：\n"
    "一、会议时间：2022年6月16日上午9时，会期半天。\n二、会议地点：市政协三楼会议室。\n"
    "三、参会人员：各县区政协分管副主席、提案委主任，市政协各专委会负责人，共42人。\n"
    "四、有关要求：请各单位于6月13日前将参会人员名单和不超过1500字的发言材料报市政协提案委，联系人钟以宁。"
    "会议期间统一安排午餐，不安排住宿。\n漪川市政协办公室\n2022年6月6日",
    "漪川市政协办公室",
    date(2022, 6, 6),
)
REPLY = Edition(
    "關於對嵐浦市政協十四屆二次會議第0317號提案的答覆",
    "許青棠委員：\n您提出的《關於完善老舊社區消防通道的提案》收悉，現答覆如下：\n"
    "首先感謝您對我市消防工作的關心和支持。收到提案後，我局高度重視，主要負責人召集專題會議，會同住建、城管等部門到現場踏勘，"
    "梳理出佔道停車、雜物堆放、照明不足三類問題。截至目前，已劃設消防通道標線63處，拆除固定障礙物118個，"
    "更換樓道照明設施2400盞，投入資金570萬元。下一步，我局將把通暢消防通道納入年度考核，"
    "推動社區成立志願巡查隊，力爭明年六月底前完成剩餘29個社區的整治。\n"
    "感謝您的理解，歡迎繼續提出寶貴意見。\n嵐浦市消防救援局\n2023年8月21日",
    "嵐浦市消防救援局",
    date(2023, 8, 21),
)
APPOINTMENTS = Edition(
    "政协磐溪区委员会任免名单",
    "（2023年7月27日政协磐溪区第六届委员会常务委员会第八次会议通过）\n"
    "任命祝晚舟为政协磐溪区第六届委员会副秘书长；任命闻人岳为政协磐溪区委员会提案委员会主任；"
    "任命卓如砚为政协磐溪区委员会文化文史委员会副主任。\n免去蔺若水的政协磐溪区第六届委员会副秘书长职务；"
    "免去柏延庆的政协磐溪区委员会提案委员会主任职务；免去阮小满的政协磐溪区委员会文化文史委员会副主任职务。",
    "政协磐溪区委员会",
    date(2023, 7, 28),
)
CHAIRS = Edition(
    "芷川县政协召开第二十六次主席会议",
    "4月18日，芷川县政协召开第二十六次主席会议。县政协主席裴知秋主持会议，副主席季长河、秦望舒、申屠远及秘书长出席会议。\n"
    "会议传达学习了上级政协有关会议精神，听取了县农业农村局关于高标准农田建设情况的通报，"
    "审议通过了《关于加强委员联络工作的意见》，研究了视察古渡口保护工作的方案。\n"
    "会议指出，高标准农田关系粮食安全，各承办单位要压实责任、倒排工期，确保年内建成3.8万亩。"
    "会议强调，要以委员联络站为平台，把协商搬到群众身边；要改进作风，少开会、开短会，让基层把更多时间用在办事上。\n"
    "会前，与会人员察看了柳湾镇的两处施工现场，听取了21名村民代表的意见。",
    "芷川县政协",
    date(2023, 4, 19),
)
VISIT = Edition(
    "霽州市政協視察團到松陵鎮視察河道治理工作",
    "11月3日，霽州市政協副主席段蘭溪率視察團一行18人到松陵鎮視察河道治理工作，副市長談嘯陪同視察。\n"
    "視察團先後來到白茅港、七里塘和石橋水閘，實地察看清淤護岸工程進度，詳細了解資金使用和長效管護情況。"
    "松陵鎮去年以來共清淤河道47公里，新建生態護岸12.6公里，拆除違建86處，斷面水質由四類提升到三類。\n"
    "在隨後召開的座談會上，委員們建議：一要補齊管網短板，二要推廣民間河長，三要用好資訊平台，做到問題早發現、早處置。"
    "段蘭溪表示，市政協將持續跟蹤，把委員的意見整理成專報送市政府。",
    "霽州市政協",
    date(2021, 11, 4),
)
SUMMARY = Edition(
    "政协汀澜县委员会2021年工作总结",
    "2021年，在中共汀澜县委的坚强领导下，县政协常委会团结带领全体委员，围绕中心、服务大局，各项工作取得新进展。\n"
    "一、聚焦发展协商议政。全年召开常委会议5次、主席会议14次、专题协商会6场，形成调研报告11篇，报送建议案3件，"
    "县委县政府主要领导批示9次。\n"
    "二、聚焦民生履职为民。组织委员视察27次，征集提案203件，立案176件，办复率100%；收集社情民意信息312条，被市政协采用48条。\n"
    "三、聚焦团结凝聚共识。走访港澳台侨人士和民营企业家65人次，编印文史资料第十七辑。\n"
    "四、聚焦自身强化建设。举办委员培训班2期，培训委员240人次，评选优秀委员20名。\n"
    "2022年，县政协将坚持党的领导，进一步丰富协商形式，为谱写汀澜新篇章作出贡献。",
    "政协汀澜县委员会",
    date(2022, 1, 5),
)
RULES_OF_A_PARK = Edition(
    "螺嶼國家公園管理處辦事細則",
    "第 1 條 螺嶼國家公園管理處（以下簡稱本處）為處理內部業務，特訂定本細則。\n"
    "第 2 條 處長綜理處務，並指揮監督所屬員工；副處長襄助處長處理處務。\n"
    "第 3 條 本處設下列課、室：一、企劃課，分二股辦事。二、保育課。三、遊憩服務課。四、解說教育課。五、行政室。\n"
    "第 4 條 企劃課掌理事項如下：一、國家公園計畫之擬訂及檢討。二、土地使用之協調。三、研究考核及資訊管理。\n"
    "第 5 條 保育課掌理事項如下：一、生態資源之調查、保護及復育。二、外來種之防除。三、學術研究之申請及審核。\n"
    "第 6 條 遊憩服務課掌理步道、設施之興建維護與遊客安全事項。\n第 7 條 本處執行職務，依分層負責明細表之規定。\n"
    "第 8 條 本細則自中華民國一百零三年五月十二日施行。",
    "",
    date(2014, 5, 12),
)
STAFFING = Edition(
    "螺嶼農業改良分場編制表",
    "職稱 官等 職等 員額 備考\n分場長 薦任 第九職等 一\n副研究員 薦任 第八職等 四\n助理研究員 薦任 第六職等至第七職等 七\n"
    "技佐 委任 第四職等至第五職等 六 內二人得列薦任\n辦事員 委任 第三職等至第五職等 三\n書記 委任 第一職等至第三職等 二\n"
    "會計員 薦任 第六職等 一\n合計 二十四\n附註：本編制表所列職稱、官等職等，應適用職務列等表之規定。",
    "",
    date(2016, 3, 1),
)
BULLETIN = Edition(
    "岚浦市政协提案办理情况通报（第3期）",
    "截至2023年9月30日，市政协十四届二次会议以来的提案共立案468件，已办结421件，办结率89.9%。其中，所提问题已经解决或基本解决的307件，"
    "正在解决或列入计划解决的114件。从承办单位看，市住建局承办52件，办结47件；市教育局承办44件，办结44件；"
    "市卫健委承办39件，办结33件；市交通局承办36件，办结30件。从委员评价看，满意的398件，基本满意的21件，不满意的2件。\n"
    "请尚未办结的单位抓紧时间，于10月31日前完成办复，并做好与委员的沟通。",
    "岚浦市政协提案委员会",
    date(2023, 10, 8),
)
OBITUARY = Edition(
    "讣告",
    "政协槐汀县第五届、第六届委员会副主席，县供销社原主任闻道远同志，因病医治无效，于2020年3月2日凌晨4时在槐汀逝世，享年83岁。\n"
    "闻道远同志1937年9月生于槐汀县石佛乡，1956年参加工作，1961年加入中国共产党，历任石佛公社文书、县供销社副主任、主任等职，"
    "1993年2月当选为县政协副主席，1999年12月退休。闻道远同志一生勤恳、待人宽厚，深受干部群众敬重。\n"
    "遵照闻道远同志遗愿，丧事从简，不举行遗体告别仪式。特此讣告。",
    "政协槐汀县委员会",
    date(2020, 3, 3),
)
OPINIONS = Edition(
    "关于公开征集2024年民主监督议题的公告",
    "为广泛听取社会各界意见，使民主监督选题更贴近群众，磐溪区政协现面向社会公开征集2024年民主监督议题。\n"
    "一、征集内容：围绕区委区政府重点工作落实、群众急难愁盼问题等方面提出。每件议题应写明题目、理由和建议，500字以内。\n"
    "二、征集时间：2023年11月20日至12月15日。\n"
    "三、提交方式：发送电子邮件，或邮寄至磐溪区政协委员联络室，信封上请注明“议题征集”字样。\n"
    "四、议题一经采用，将邀请提出人参加监督活动。\n政协磐溪区委员会办公室\n2023年11月17日",
    "政协磐溪区委员会办公室",
    date(2023, 11, 17),
)
FEATURE = Edition(
    "渡口边的一盏马灯",
    "每月逢八，古埠街的老茶馆里都会点起一盏马灯。灯一亮，街坊们就知道，政协的“马灯夜谈”开场了。\n"
    "古埠街是芷川县的老街，住着1300多户人家，房子老、管线旧、停车难。三年前，住在街口的县政协委员、退休教师桑榆提议："
    "白天大家要上班，不如夜里坐下来谈。第一晚只来了七个人，谈到后半夜，把一条排水沟怎么改谈明白了。\n"
    "如今，马灯夜谈办了34场，来过2100多人次，谈成的事有56件：加装路灯、修补石板、腾出晒场停车……"
    "“以前有事找不着人，现在等到初八，该来的人都在。”卖豆花的姚婶说。\n"
    "夜谈有三条规矩：不录音、不上桌签、不说官话。谈成了，当场写在木牌上，挂到办成为止；谈不成，木牌翻过去，下个月接着谈。\n"
    "茶馆的墙上现在还挂着四块翻过去的木牌。桑榆说：“灯还亮着，就不算谈完。”",
    "",
    date(2022, 9, 15),
)

TUNING = [
    *reprints(
        DECISION,
        script=of(DECISION, script=HANT),
        headline_words=of(DECISION, title="要闻丨关于召开政协槐汀县第九届委员会第四次会议的决定", days=1),
        without_the_adoption=of(
            DECISION, ("（2024年1月9日政协槐汀县第九届委员会常务委员会第十一次会议通过）\n", ""), days=1
        ),
        by_line=framed(DECISION, "本报讯（记者 温酒）", "\n责编：路遥遥", days=1),
    ),
    *siblings(
        DECISION,
        other_county=of(
            DECISION, ("槐汀", "芷川"), title=DECISION.title.replace("槐汀", "芷川"), body="政协芷川县委员会"
        ),
        county_and_chair=of(
            DECISION,
            ("槐汀", "汀澜"),
            ("陆听澜", "顾行之"),
            title=DECISION.title.replace("槐汀", "汀澜"),
            body="政协汀澜县委员会",
            days=2,
        ),
        next_session=of(
            DECISION,
            ("第四次会议于2024年1月22日", "第五次会议于2025年1月13日"),
            title=DECISION.title.replace("第四次", "第五次"),
            days=360,
        ),
        only_the_ordinal=of(
            DECISION, ("委员会第四次会议于", "委员会第五次会议于"), title=DECISION.title.replace("第四次", "第五次")
        ),
        only_the_chair=of(DECISION, ("陆听澜", "戚寒枝")),
        standing_committee=of(
            DECISION,
            ("第四次会议于2024年1月22日在槐汀县召开，会期三天", "第四次会议延期，具体时间另行确定"),
            title="政协槐汀县委员会常务委员会关于延期召开政协槐汀县第九届委员会第四次会议的决定",
            days=5,
        ),
    ),
    *reprints(
        NOTICE,
        script=of(NOTICE, script=HANT),
        title_in_full=of(NOTICE, title="漪川市政协办公室关于召开漪川市政协提案工作座谈会的通知"),
        without_signature=till(NOTICE, "不安排住宿。", days=1),
        account_tail=framed(
            NOTICE, behind="\n往期回顾\n长按二维码关注“漪川政协”微信公众号\n编辑：小鹿 审核：阿桐", days=1
        ),
    ),
    *siblings(
        NOTICE,
        other_day=of(NOTICE, ("6月16日", "6月23日"), days=1),
        other_year=of(NOTICE, ("2022年6月16日", "2023年6月8日"), ("2022年6月6日", "2023年5月29日"), days=357),
        other_topic=of(
            NOTICE,
            ("提案", "文史"),
            ("文史质量", "文史资料质量"),
            title="关于召开漪川市政协文史工作座谈会的通知",
            days=30,
        ),
        other_city=of(
            NOTICE, ("漪川", "霁州"), title=NOTICE.title.replace("漪川", "霁州"), body="霁州市政协办公室", days=9
        ),
        other_contact=of(NOTICE, ("钟以宁", "薄荷生"), days=60),
        same_text_another_title=of(NOTICE, title="关于推迟社情民意信息员培训班的通知"),
    ),
    *reprints(
        REPLY,
        script=of(REPLY, script=HANS, days=3),
        regional_words=of(
            of(REPLY, script=HANS),
            ("截至目前", "截至当前"),
            ("我局高度重视", "我局十分重视"),
            title="关于对岚浦市政协十四届二次会议第0317号提案的答复",
        ),
        remark_behind=of(REPLY, title=REPLY.title + "（全文）", days=7),
        salutation_cut=of(REPLY, ("許青棠委員：\n您提出的", "委員提出的"), days=10),
    ),
    *siblings(
        REPLY,
        other_number=of(REPLY, title=REPLY.title.replace("0317", "0318")),
        other_number_and_member=of(REPLY, ("許青棠", "白露生"), title=REPLY.title.replace("0317", "0092"), days=1),
        other_figures=of(REPLY, ("63處", "67處"), ("570萬元", "590萬元"), days=2),
        other_topic=of(
            REPLY,
            ("消防通道", "電動車充電棚"),
            ("消防工作", "充電設施建設"),
            title=REPLY.title.replace("0317", "0266"),
        ),
        other_session=of(REPLY, title=REPLY.title.replace("二次", "三次"), days=360),
        other_bureau=of(REPLY, ("消防救援局", "住房建設局"), body="嵐浦市住房建設局"),
    ),
    *reprints(
        APPOINTMENTS,
        script=of(APPOINTMENTS, script=HANT, days=1),
        title_of_an_outlet=of(APPOINTMENTS, title="【权威发布】政协磐溪区委员会任免名单", days=1),
        appointments_only=till(APPOINTMENTS, "文化文史委员会副主任。", days=1),
        punctuation=of(APPOINTMENTS, ("；", "，"), ("（", "〔"), ("）", "〕")),
    ),
    *siblings(
        APPOINTMENTS,
        other_names=of(APPOINTMENTS, ("祝晚舟", "路青野"), ("蔺若水", "祝晚舟"), days=120),
        one_name=of(APPOINTMENTS, ("阮小满", "阮立夏")),
        other_meeting=of(APPOINTMENTS, ("2023年7月27日", "2023年9月26日"), ("第八次", "第九次"), days=61),
        other_district=of(
            APPOINTMENTS, ("磐溪", "砚浦"), title=APPOINTMENTS.title.replace("磐溪", "砚浦"), body="政协砚浦区委员会"
        ),
        other_offices=of(APPOINTMENTS, ("提案委员会", "经济委员会"), days=30),
    ),
    *reprints(
        CHAIRS,
        script=of(CHAIRS, script=HANT),
        city_paper=of(
            CHAIRS,
            ("县政协主席裴知秋", "芷川县政协主席裴知秋"),
            title="芷川：政协主席会议听取高标准农田建设情况",
            days=1,
        ),
        second_half_cut=till(CHAIRS, "视察古渡口保护工作的方案。", "（来源：芷川政协）", days=1),
        middle_cut=of(
            CHAIRS,
            (
                "会议强调，要以委员联络站为平台，把协商搬到群众身边；要改进作风，少开会、开短会，让基层把更多时间用在办事上。\n",
                "",
            ),
        ),
        words_of_the_day=of(CHAIRS, ("4月18日，", "昨日，"), days=0),
        frame=framed(
            CHAIRS,
            "点击上方蓝字关注我们\n",
            "\n供稿：芷川县政协办公室\n“芷川政协”微信公众号欢迎投稿，转载请注明出处",
            days=1,
        ),
        headline_rewritten=of(CHAIRS, title="裴知秋主持召开县政协第二十六次主席会议", days=1),
    ),
    *siblings(
        CHAIRS,
        next_meeting=of(
            CHAIRS,
            ("4月18日", "5月23日"),
            ("二十六", "二十七"),
            ("高标准农田建设", "农村公路养护"),
            ("高标准农田关系粮食安全", "农村公路关系群众出行"),
            ("确保年内建成3.8万亩", "确保年内完工120公里"),
            title="芷川县政协召开第二十七次主席会议",
            days=35,
        ),
        only_the_ordinal=of(CHAIRS, ("二十六", "二十七"), title="芷川县政协召开第二十七次主席会议"),
        only_the_chair=of(CHAIRS, ("裴知秋", "柯北辰")),
        only_the_county=of(CHAIRS, ("芷川", "汀澜"), title="汀澜县政协召开第二十六次主席会议", body="汀澜县政协"),
        only_the_town=of(CHAIRS, ("柳湾镇", "槐树岭镇")),
        only_one_figure=of(CHAIRS, ("21名", "31名")),
        party_group=of(
            CHAIRS,
            ("第二十六次主席会议", "第二十六次党组会议"),
            title="芷川县政协召开第二十六次党组会议",
            days=1,
        ),
    ),
    *reprints(
        VISIT,
        script=of(VISIT, script=HANS),
        headline_rewritten=of(VISIT, title="段蘭溪率團視察松陵鎮河道治理", days=1),
        half=till(VISIT, "斷面水質由四類提升到三類。", days=2),
        our_city=of(VISIT, ("霽州市政協副主席", "市政協副主席"), title="市政協視察團到松陵鎮視察河道治理工作"),
        caption=of(VISIT, ("一要補齊", "（圖為座談會現場 攝影 梅子黃）一要補齊"), days=1),
        all_at_once=framed(
            of(VISIT, ("資訊平台", "信息平台"), script=HANS),
            "霁州网讯 记者 岳小溪 报道：",
            "\n编辑：青瓷",
            title="【视察】霁州市政协视察团到松陵镇视察河道治理工作（图）",
            days=1,
        ),
    ),
    *siblings(
        VISIT,
        other_town=of(VISIT, ("松陵鎮", "望潮鎮"), title=VISIT.title.replace("松陵", "望潮"), days=1),
        other_leader=of(VISIT, ("段蘭溪", "費雲從"), days=1),
        other_topic=of(VISIT, ("河道治理", "海塘修築"), title="霽州市政協視察團到松陵鎮視察海塘修築工作", days=20),
        a_year_later=of(
            VISIT,
            ("11月3日", "11月9日"),
            ("47公里", "39公里"),
            ("12.6公里", "8.4公里"),
            ("86處", "17處"),
            days=371,
        ),
        decimal_point=of(VISIT, ("12.6公里", "126公里")),
    ),
    *reprints(
        SUMMARY,
        script=of(SUMMARY, script=HANT, days=2),
        numerals_of_the_title=of(SUMMARY, title="政协汀澜县委员会二〇二一年工作总结"),
        two_points_cut=till(SUMMARY, "编印文史资料第十七辑。", days=20),
        headings_numbered_anew=of(
            SUMMARY,
            ("一、聚焦", "1.聚焦"),
            ("二、聚焦", "2.聚焦"),
            ("三、聚焦", "3.聚焦"),
            ("四、聚焦", "4.聚焦"),
        ),
        plan_cut=till(SUMMARY, "评选优秀委员20名。", "\n（政协汀澜县委员会办公室供稿）", days=9),
    ),
    *siblings(
        SUMMARY,
        next_year=of(
            SUMMARY,
            ("2021年，", "2022年，"),
            ("5次", "6次"),
            ("203件", "198件"),
            ("176件", "181件"),
            ("312条", "295条"),
            ("第十七辑", "第十八辑"),
            ("2022年，县政协将", "2023年，县政协将"),
            title=SUMMARY.title.replace("2021", "2022"),
            days=366,
        ),
        only_the_year_of_the_title=of(SUMMARY, title=SUMMARY.title.replace("2021", "2020")),
        other_county=of(
            SUMMARY, ("汀澜", "槐汀"), title=SUMMARY.title.replace("汀澜", "槐汀"), body="政协槐汀县委员会", days=1
        ),
        half_year=of(
            SUMMARY,
            ("2021年，在", "2021年上半年，在"),
            ("全年召开", "半年召开"),
            title="政协汀澜县委员会2021年上半年工作总结",
            days=-170,
        ),
        figures_only=of(SUMMARY, ("27次", "28次"), ("48条", "50条")),
    ),
    *reprints(
        RULES_OF_A_PARK,
        script=of(RULES_OF_A_PARK, script=HANS, days=5),
        articles_without_spaces=of(RULES_OF_A_PARK, (" 條 ", "條　"), ("第 ", "第")),
        remark=of(RULES_OF_A_PARK, title="螺嶼國家公園管理處辦事細則（全文）", days=5),
    ),
    *siblings(
        RULES_OF_A_PARK,
        other_park=of(RULES_OF_A_PARK, ("螺嶼", "鶴嶺"), title="鶴嶺國家公園管理處辦事細則"),
        other_office=of(
            RULES_OF_A_PARK,
            ("螺嶼國家公園管理處", "螺嶼國家風景區管理處"),
            ("國家公園計畫", "風景區計畫"),
            title="螺嶼國家風景區管理處辦事細則",
        ),
        same_text_other_park=of(RULES_OF_A_PARK, title="鶴嶺國家公園管理處辦事細則"),
        amended=of(
            RULES_OF_A_PARK,
            ("五、行政室", "五、行政室。六、主計室"),
            ("一百零三年五月十二日", "一百零七年二月一日"),
            days=1361,
        ),
        other_kind=of(RULES_OF_A_PARK, ("本細則", "本規程"), title="螺嶼國家公園管理處組織規程"),
    ),
    *reprints(
        STAFFING,
        script=of(STAFFING, script=HANS, days=1),
        arabic=of(STAFFING, ("合計 二十四", "合計 24"), days=1),
        note_cut=till(STAFFING, "合計 二十四", days=1),
    ),
    *siblings(
        STAFFING,
        same_text_other_farm=of(STAFFING, title="鶴嶺農業改良分場編制表"),
        other_farm_and_day=of(STAFFING, title="白茅港農業改良分場編制表", days=31),
        other_numbers=of(STAFFING, ("職等 四", "職等 五"), ("合計 二十四", "合計 二十五"), days=400),
        other_kind=of(STAFFING, title="螺嶼農業改良分場職務列等表"),
        main_farm=of(STAFFING, ("分場長", "場長"), title="螺嶼農業改良場編制表"),
    ),
    *reprints(
        BULLETIN,
        script=of(BULLETIN, script=HANT, days=1),
        percent_in_words=of(BULLETIN, ("89.9%", "百分之八十九点九"), days=1),
        bureaus_cut=of(
            BULLETIN,
            (
                "从承办单位看，市住建局承办52件，办结47件；市教育局承办44件，办结44件；"
                "市卫健委承办39件，办结33件；市交通局承办36件，办结30件。",
                "",
            ),
            days=2,
        ),
        headline_rewritten=of(BULLETIN, title="市政协十四届二次会议提案办结率89.9%", days=2),
    ),
    *siblings(
        BULLETIN,
        next_issue=of(
            BULLETIN,
            ("9月30日", "10月31日"),
            ("421件", "452件"),
            ("89.9%", "96.6%"),
            ("10月31日前", "11月30日前"),
            title=BULLETIN.title.replace("3", "4"),
            days=31,
        ),
        only_the_issue=of(BULLETIN, title=BULLETIN.title.replace("3", "4"), days=31),
        one_figure=of(BULLETIN, ("满意的398件", "满意的389件")),
        other_city=of(
            BULLETIN, ("市政协十四届", "市政协十五届"), title=BULLETIN.title.replace("岚浦", "霁州"), body="霁州市政协"
        ),
    ),
    *reprints(
        OBITUARY,
        script=of(OBITUARY, script=HANT),
        title_with_name=of(OBITUARY, title="闻道远同志逝世", days=1),
        short=till(OBITUARY, "享年83岁。", days=1, title="讣告"),
    ),
    *siblings(
        OBITUARY,
        other_person=of(
            OBITUARY,
            ("闻道远", "谷满仓"),
            ("2020年3月2日凌晨4时", "2020年3月6日晚9时"),
            ("享年83岁", "享年79岁"),
            ("1937年9月", "1941年1月"),
            days=4,
        ),
        only_the_name=of(OBITUARY, ("闻道远", "谷满仓")),
        only_the_offices=of(OBITUARY, ("供销社", "粮食局")),
        only_the_age=of(OBITUARY, ("83岁", "84岁")),
    ),
    *reprints(
        OPINIONS,
        script=of(OPINIONS, script=HANT),
        outlet_title=of(OPINIONS, title="征集丨磐溪区政协邀您提2024年民主监督议题", days=1),
        second_call=of(OPINIONS, title="【扩散】关于公开征集2024年民主监督议题的公告", days=6),
    ),
    *siblings(
        OPINIONS,
        next_year=of(
            OPINIONS,
            ("2024年", "2025年"),
            ("2023年11月20日", "2024年11月18日"),
            ("2023年11月17日", "2024年11月15日"),
            title=OPINIONS.title.replace("2024", "2025"),
            days=364,
        ),
        other_subject=of(OPINIONS, ("民主监督", "专题协商"), title="关于公开征集2024年专题协商议题的公告", days=3),
        other_district=of(OPINIONS, ("磐溪", "砚浦"), body="政协砚浦区委员会办公室", days=3),
        deadline=of(OPINIONS, ("12月15日", "12月31日"), days=15),
    ),
    *reprints(
        FEATURE,
        script=of(FEATURE, script=HANT, days=2),
        headline_rewritten=of(FEATURE, title="古埠街有个“马灯夜谈”", days=3),
        headline_with_the_theme=of(FEATURE, title="渡口边的一盏马灯——芷川县政协“马灯夜谈”纪事", days=1),
        ending_cut=till(FEATURE, "下个月接着谈。", "（作者单位：芷川县政协）", days=5),
        first_half=till(FEATURE, "谈明白了。", "……全文请见《芷川文艺》", days=5),
        story_cut=of(FEATURE, ("“以前有事找不着人，现在等到初八，该来的人都在。”卖豆花的姚婶说。\n", ""), days=2),
        introduced=framed(
            FEATURE,
            "编者按：协商不一定在会议室里。本期我们走进一条老街，看看街坊们怎样把难事谈成。\n",
            "\n—END—\n来源：芷川文艺 图文：桑榆 责编：小满\n觉得好看，点个在看吧",
            days=4,
        ),
        typos=of(FEATURE, ("找不着人", "找不到人"), ("不如夜里坐下来谈", "不如夜里座下来谈"), days=1),
    ),
    *siblings(
        FEATURE,
        other_street=of(FEATURE, ("古埠街", "桐花巷"), ("桑榆", "沈木兰"), title="巷子里的一盏马灯", days=40),
        later_figures=of(FEATURE, ("34场", "46场"), ("2100多", "2900多"), ("56件", "71件"), days=365),
        other_story=of(
            FEATURE,
            ("马灯", "铜锣"),
            ("每月逢八，", "每月逢五，"),
            ("初八", "初五"),
            title="渡口边的一面铜锣",
            days=90,
        ),
        another_text=Edition(
            "渡口边的一盏马灯",
            "说起芷川的渡口，老人们都会提到那盏马灯。民国年间，摆渡人夜里收工，总把灯留在岸边，好叫晚归的人有个方向。"
            "后来修了桥，渡船停了，灯也收进了文史馆。去年冬天，县政协文史委整理旧物，在灯座里找到一卷发黄的账本，"
            "记着四十年间谁家欠了多少船钱，又有谁家悄悄替人还上。账本的最后一页写着：灯油三钱，众人所凑。",
            "",
            date(2022, 9, 20),
        ),
    ),
]

# --- texts held out ------------------------------------------------------------------------------

STANDING_DECISION = Edition(
    "政協鷺江市委員會關於接受梁霜序同志辭去副主席職務請求的決定",
    "政協鷺江市第七屆委員會常務委員會第十九次會議根據《中國人民政治協商會議章程》的有關規定，決定："
    "接受梁霜序同志因工作調動辭去政協鷺江市第七屆委員會副主席、常務委員職務的請求，報政協鷺江市第七屆委員會第五次會議備案。\n"
    "本決定自2021年4月29日通過之日起生效。會議認為，梁霜序同志任職期間盡職盡責，為推動鷺江協商民主建設作出了積極貢獻。\n"
    "鷺江市政協秘書處\n2021年4月29日",
    "政協鷺江市委員會",
    date(2021, 4, 30),
)
STUDY_NOTICE = Edition(
    "關於舉辦鷺江市政協委員讀書班的通知",
    "各界別活動組、各委員：\n根據年度工作安排，定於9月下旬舉辦市政協委員讀書班，現就有關事項通知如下。\n"
    "一、時間與地點。9月25日至27日，在市委黨校二號教學樓，25日下午2時30分前報到。\n"
    "二、參加人員。七屆市政協新增補委員、各界別召集人，共86人。\n"
    "三、課程設置。安排專題輔導4講、現場教學1次、分組研討2次，課程表另發。\n"
    "四、注意事項。學員統一乘車，車輛於8時整從市政協大院出發；因故不能參加者，須向界別召集人書面請假；"
    "報名回執請於9月18日前交至委員工作科，聯絡人：容小滿，房間號507。\n鷺江市政協辦公室\n2020年9月10日",
    "鷺江市政協辦公室",
    date(2020, 9, 10),
)
REPLY_OF_A_BUREAU = Edition(
    "对县政协十届三次会议第58号提案的答复",
    "戴胜、云起两位委员：\n你们提出的“关于在学校周边增设护学岗的建议”收悉。经与县公安局、县城管局研究，现答复如下：\n"
    "一、已经做的工作。今年春季学期起，我局在县实验小学、城南中学等14所学校门口设立护学岗，每岗配2名民警或辅警、4名家长志愿者，"
    "施划临时停车位230个，安装限速标志36块。\n"
    "二、存在的困难。部分学校门前道路狭窄，不足六米；流动摊贩反复出现；家长接送时间过于集中。\n"
    "三、下一步打算。推行分年级错时放学，间隔15分钟；协调城管部门在放学时段定点值守；年内再新增护学岗9处，实现城区学校全覆盖。\n"
    "杉溪县教育局\n2022年7月14日\n（联系人：宋时雨）",
    "杉溪县教育局",
    date(2022, 7, 15),
)
HONOURS = Edition(
    "关于表扬2022年度优秀提案和先进承办单位的通报",
    "各承办单位、各位委员：\n经提案委员会初评、主席会议审定，决定对下列优秀提案和先进承办单位予以通报表扬。\n"
    "一、优秀提案（6件）\n第7号，关于发展林下养蜂的提案，提案人：冯素问；\n第21号，关于修复古驿道的提案，提案人：白术；\n"
    "第33号，关于村医轮训的提案，提案人：农工党杉溪县支部；\n第49号，关于规范电动三轮车管理的提案，提案人：江离；\n"
    "第64号，关于建设乡村儿童之家的提案，提案人：杜若、苏叶；\n第80号，关于保护白鹭栖息地的提案，提案人：林业界。\n"
    "二、先进承办单位（3个）\n县林业局、县交通运输局、县卫生健康局。\n"
    "希望受表扬的单位和个人珍惜荣誉、再接再厉。\n政协杉溪县委员会\n2022年12月28日",
    "政协杉溪县委员会",
    date(2022, 12, 29),
)
CHAIRS_HANT = Edition(
    "洄州區政協主席會議聽取夜間經濟調研情況匯報",
    "2月21日下午，洄州區政協主席柳浪聞主持召開七屆十二次主席會議，聽取社會法制委關於夜間經濟調研情況的匯報，"
    "協商確定今年重點督辦提案，研究一季度工作安排。區政協副主席谷雨來、程門雪、晏幾何出席。\n"
    "調研組介紹，全區現有夜市17處、攤位1260個，帶動就業約3800人；反映較多的是噪聲、油煙和停車三件事。\n"
    "會議認為，調研做得扎實，報告有數據、有對比、有辦法，原則同意並修改後報區委、區政府。\n"
    "會議確定，由主席、副主席分別領銜督辦5件提案，其中《關於為夜間經濟劃定安靜時段的提案》由柳浪聞領銜。\n"
    "會議要求，各專委會抓緊細化方案，4月底前把調研題目、時間、地點一次排定，避免紮堆下基層。",
    "洄州區政協",
    date(2022, 2, 22),
)
SUPERVISION = Edition(
    "洄州区政协对农贸市场改造开展民主监督",
    "本月12日，洄州区政协组织民主监督小组，对全区农贸市场改造情况开展监督，区政协副主席程门雪带队。\n"
    "小组采取“不打招呼、直奔现场”的方式，先后走进东門、望江、第三菜场等5个市场，看地面是否防滑，问摊位费是否上涨，"
    "称一称秤准不准。一路看下来，23个问题被当场记入清单，其中排水不畅8个、标识不清6个、消防器材过期4个、其他5个。\n"
    "“摊位整齐了，可是推婴儿车的进不来。”监督员余音把出入口的台阶拍了下来。市场方答应两周内加装坡道。\n"
    "区政协将在一个月后回访，未改的在区电视台《限时办》栏目公开。按照计划，到今年10月，全区18个市场将全部完成改造，总投资4600万元。",
    "洄州区政协",
    date(2023, 5, 15),
)
SUMMARY_HANT = Edition(
    "鷺江市政協文化文史委員會2019年工作回顧",
    "2019年，文化文史委員會在市政協黨組和主席會議領導下，認真履行職能，完成了各項任務。\n"
    "（一）調查研究有深度。圍繞騎樓街區保護，走訪72棟老屋、採訪住戶130戶，完成調研報告1篇，提出建議8條，被市政府採納6條。\n"
    "（二）文史徵編有成果。出版《鷺江百工》一書，收文41篇、32萬字；徵集口述史料55份、老照片900餘張。\n"
    "（三）委員活動有特色。舉辦“文史沙龍”10期、書畫展2場，參加委員累計380人次。\n"
    "（四）交流聯誼有拓展。接待外地政協來訪團組13批，赴外地學習2次。\n"
    "回顧一年工作，也存在史料數位化進展較慢、年輕作者偏少等不足，將在2020年著力改進。",
    "鷺江市政協文化文史委員會",
    date(2019, 12, 30),
)
WORKING_RULES = Edition(
    "杉溪县政协社情民意信息工作办法",
    "第一条 为做好反映社情民意信息工作，根据政协章程，结合我县实际，制定本办法。\n"
    "第二条 本办法所称信息，是指委员、参加单位和信息员通过县政协向党委、政府反映的意见、建议。\n"
    "第三条 信息应当一事一报，做到情况准确、建议可行，字数一般不超过800字。\n"
    "第四条 信息由研究室负责接收、编辑、报送，自收到之日起三个工作日内作出处理。\n"
    "第五条 编发采取《信息专报》《信息摘要》两种形式，由分管副主席签发。\n"
    "第六条 被县级领导批示的，每条记10分；被市政协采用的，每条记15分；被省政协采用的，每条记30分。\n"
    "第七条 每年评选优秀信息20条、优秀信息员10名。\n第八条 本办法由县政协研究室负责解释，自印发之日起施行。",
    "杉溪县政协",
    date(2018, 3, 20),
)
QUOTAS = Edition(
    "政协洄州区第八届委员会界别设置及委员名额表",
    "序号 界别 名额\n1 中国共产党 28\n2 民革 6\n3 民盟 9\n4 民建 8\n5 民进 8\n6 农工党 7\n7 致公党 4\n8 九三学社 7\n9 无党派人士 12\n"
    "10 共青团 3\n11 工会 5\n12 妇联 6\n13 工商联 18\n14 科技 14\n15 台胞侨联 6\n16 文化艺术 11\n17 经济 31\n18 农业 9\n19 教育 17\n20 体育 3\n"
    "21 新闻出版 4\n22 医药卫生 15\n23 社会福利 5\n24 少数民族 4\n25 宗教 6\n26 特邀 22\n合计 268\n注：预留名额待届中增补。",
    "政协洄州区委员会",
    date(2021, 12, 1),
)
PROPOSALS_HANT = Edition(
    "鷺江市政協七屆五次會議提案審查情況的報告",
    "各位委員：\n我受提案審查委員會委託，向大會報告提案審查情況。\n"
    "大會期間，委員們共提交提案352件，截止2月18日18時，經審查立案301件，併案處理23件，轉為意見建議28件。立案提案中，"
    "黨派團體提案47件，界別提案33件，委員個人和聯名提案221件。\n"
    "從內容看，經濟建設方面98件，占32.6%；城鄉建設方面64件，占21.3%；教育衛生方面77件，占25.6%；文化、生態及其他方面62件，占20.5%。\n"
    "與上次會議相比，聯名提案增多，調研類提案比重提高。會後將按照“歸口管理、分級負責”的原則交辦，並擇優確定重點提案12件。\n以上報告，請審議。",
    "政協鷺江市第七屆委員會提案審查委員會",
    date(2021, 2, 19),
)
CONDOLENCE = Edition(
    "鷺江市政協致鐘山河先生家屬的唁電",
    "驚悉鐘山河先生不幸病逝，鷺江市政協全體同仁深感悲痛，謹致沉痛哀悼，並向您和家人致以深切慰問。\n"
    "鐘山河先生是著名的海洋生物學者，曾任第三、四、五屆市政協常務委員、科技界召集人。先生潛心研究紅樹林四十餘載，"
    "主持修復灘塗2600畝，培養學生百餘人；任委員期間提交提案61件，件件出自實地踏勘，深為同仁敬佩。\n"
    "先生風範長存。望節哀珍重。\n鷺江市政協\n2019年6月11日",
    "鷺江市政協",
    date(2019, 6, 12),
)
CALL = Edition(
    "致全體市民：請為七屆五次會議出題目",
    "親愛的市民朋友：\n鷺江市政協七屆五次會議將於明年二月召開。委員要寫好提案，離不開您的一句話。"
    "即日起至2020年12月31日，我們在全市設立60個“題目信箱”，位置就在社區服務中心和公交樞紐站。\n"
    "您可以寫一件煩心事，也可以寫一個金點子；不會寫的，對著信箱上的按鈕說三分鐘也行。每一封來信都會登記編號，"
    "由86名委員分頭閱讀，選出的題目將交給願意領題的委員，您還會收到一張回執，上面寫著是誰在辦您的題目。\n"
    "去年，市民共出題1874道，其中133道寫進了提案。期待今年您的那一道。\n鷺江市政協提案委員會",
    "鷺江市政協提案委員會",
    date(2020, 12, 1),
)
FEATURE_HANT = Edition(
    "蜂農老邢的會場",
    "杉溪縣的山裡，蜂農老邢家的院子擺著三張竹桌，桌面被蜂蜜浸得發亮。每到搖蜜的季節，縣政協的委員就上山，在這裡開會。\n"
    "頭一回開會，老邢不信：“開會能把蜜賣出去？”委員江離是學食品的，從包裡掏出一支檢測筆，當場量了糖度，又說清楚為什麼鄰縣的蜜能貴十五塊。"
    "那天定下三件事：統一瓶子、統一檢測、統一上路。\n"
    "三件事辦了兩年。縣裡建起檢測室，養蜂戶從89戶變成214戶，合作社去年賣蜜63噸，老邢家的桌子也換成了五張。\n"
    "不是每回都談得攏。有一年為了蜂場離果園多遠，吵了整整一個下午，最後由果農和蜂農各退五十步，拿竹竿插出一條線。"
    "竹竿後來生了根，長成一排竹子，大家就叫它“協商竹”。",
    "",
    date(2021, 10, 8),
)
TRAINING = Edition(
    "杉溪县政协机关举办公文写作培训",
    "为提高机关干部文字水平，杉溪县政协机关日前举办公文写作培训，机关全体干部职工及专委会借调人员共37人参加。\n"
    "培训邀请市政协研究室副主任纪晓岚生作辅导。他结合近百份真实文稿，从标题、结构、语言三个方面讲解了通知、报告、信息的写法，"
    "特别指出“可有可无的话一句不写，没有核实的数一个不用”。\n"
    "培训采取“上午听、下午改”的办法，学员当场修改一份旧稿，由老师逐份点评。会后，每人还领到一张写着12条提醒的卡片。\n"
    "据了解，这是该县政协机关“每月一训”活动的第5期，此前已开展档案管理、会务礼仪、信息安全等培训。",
    "",
    date(2023, 6, 28),
)
CONSULTATION = Edition(
    "一张床位怎么腾出来 洄州区政协协商“转诊难”",
    "“老父亲手术做完了，想转回社区医院康复，等了9天没有床位。”8月30日，洄州区政协的协商会一开场，市民蒲公因的一句话让会场静了下来。\n"
    "区卫健委主任应春晖当场算账：全区社区医院有康复床位412张，看上去够，可是其中近四成被长期占用；大医院想转，社区不敢接，怕出事。\n"
    "委员们你一言我一语。医卫界委员何首乌建议建一张全区床位表，空床实时可见；法律界委员钱半夏建议把责任写进三方协议；"
    "家住南岸的委员则提醒，救护车来回的400元也该有个说法。\n"
    "会议从两点开到五点半。应春晖表态：床位表10月上线，转诊协议9月试用，交通费用由医保和医院各担一半的方案，年底前提交。\n"
    "散会时，蒲公因的手机响了，社区医院打来电话：明天可以转过去。",
    "",
    date(2023, 9, 1),
)

HELD_OUT = [
    *reprints(
        STANDING_DECISION,
        script=of(STANDING_DECISION, script=HANS, days=1),
        remark_before=of(STANDING_DECISION, title="【人事】" + STANDING_DECISION.title, days=1),
        signature_cut=till(STANDING_DECISION, "積極貢獻。", days=3),
        outlet=framed(STANDING_DECISION, "本網訊（通訊員 楚天遙）", "\n來源：鷺江政協網 編輯：阿浣", days=2),
    ),
    *siblings(
        STANDING_DECISION,
        other_person=of(
            STANDING_DECISION, ("梁霜序", "席慕寒"), title=STANDING_DECISION.title.replace("梁霜序", "席慕寒")
        ),
        person_in_the_text=of(STANDING_DECISION, ("梁霜序", "席慕寒")),
        other_office=of(
            STANDING_DECISION,
            ("副主席、常務委員職務", "秘書長、常務委員職務"),
            title=STANDING_DECISION.title.replace("副主席", "秘書長"),
        ),
        other_meeting=of(STANDING_DECISION, ("第十九次", "第二十次"), ("4月29日", "6月30日"), days=62),
        other_city=of(
            STANDING_DECISION,
            ("鷺江", "漪川"),
            title=STANDING_DECISION.title.replace("鷺江", "漪川"),
            body="政協漪川市委員會",
        ),
    ),
    *reprints(
        STUDY_NOTICE,
        script=of(STUDY_NOTICE, script=HANS),
        shorter_title=of(STUDY_NOTICE, title="關於舉辦市政協委員讀書班的通知", days=1),
        numbered=of(
            STUDY_NOTICE, ("一、時", "（一）時"), ("二、參", "（二）參"), ("三、課", "（三）課"), ("四、注", "（四）注")
        ),
        hans_with_tail=framed(
            of(STUDY_NOTICE, script=HANS), behind="\n阅读原文\n欢迎关注鹭江政协公众号，投稿邮箱见菜单栏", days=2
        ),
    ),
    *siblings(
        STUDY_NOTICE,
        second_class=of(
            STUDY_NOTICE,
            ("9月下旬", "10月下旬"),
            ("9月25日至27日", "10月23日至25日"),
            ("25日下午", "23日下午"),
            days=20,
        ),
        only_the_room=of(STUDY_NOTICE, ("507", "509")),
        next_year=of(STUDY_NOTICE, ("2020年9月10日", "2021年9月9日"), ("86人", "34人"), days=364),
        other_class=of(
            STUDY_NOTICE, ("委員讀書班", "信息員讀書班"), title="關於舉辦鷺江市政協信息員讀書班的通知", days=12
        ),
        only_the_contact=of(STUDY_NOTICE, ("容小滿", "戚大雪")),
        unchanged_next_year=of(STUDY_NOTICE, ("\n2020年9月10日", ""), days=372),
    ),
    *reprints(
        REPLY_OF_A_BUREAU,
        script=of(REPLY_OF_A_BUREAU, script=HANT, days=4),
        title_in_full=of(REPLY_OF_A_BUREAU, title="杉溪县教育局对县政协十届三次会议第58号提案的答复", days=4),
        contact_cut=of(REPLY_OF_A_BUREAU, ("\n（联系人：宋时雨）", ""), days=10),
        difficulties_cut=of(
            REPLY_OF_A_BUREAU,
            ("二、存在的困难。部分学校门前道路狭窄，不足六米；流动摊贩反复出现；家长接送时间过于集中。\n", ""),
            ("三、下一步", "二、下一步"),
            days=5,
        ),
        figures_in_words=of(REPLY_OF_A_BUREAU, ("14所", "十四所"), ("9处", "九处"), ("4名", "四名"), days=2),
    ),
    *siblings(
        REPLY_OF_A_BUREAU,
        only_the_number=of(REPLY_OF_A_BUREAU, title=REPLY_OF_A_BUREAU.title.replace("58", "85")),
        other_members=of(REPLY_OF_A_BUREAU, ("戴胜、云起两位委员", "苏合香委员"), ("你们", "您"), days=1),
        other_subject=of(REPLY_OF_A_BUREAU, ("护学岗", "斑马线"), days=3),
        other_body=of(REPLY_OF_A_BUREAU, ("杉溪县教育局", "杉溪县公安局"), body="杉溪县公安局"),
        other_figure=of(REPLY_OF_A_BUREAU, ("36块", "63块")),
        other_school=of(REPLY_OF_A_BUREAU, ("城南中学", "石桥中学"), days=0),
    ),
    *reprints(
        HONOURS,
        script=of(HONOURS, script=HANT),
        headline=of(HONOURS, title="喜报！这6件优秀提案和3个先进承办单位受到表扬", days=2),
        list_only=till(HONOURS, "提案人：林业界。", days=2),
        by_line=framed(HONOURS, "（杉溪政协记者 丁香）", "\n审核：佩兰　校对：连翘", days=1),
    ),
    *siblings(
        HONOURS,
        year_before=of(
            HONOURS, ("2022年12月28日", "2021年12月24日"), title=HONOURS.title.replace("2022", "2021"), days=-369
        ),
        title_of_another_year=of(HONOURS, title=HONOURS.title.replace("2022", "2023")),
        one_proposer=of(HONOURS, ("提案人：白术", "提案人：苍术")),
        one_bureau=of(HONOURS, ("县交通运输局", "县文化旅游局")),
        one_number=of(HONOURS, ("第49号", "第94号")),
        other_county=of(HONOURS, ("杉溪", "汀澜"), body="政协汀澜县委员会"),
    ),
    *reprints(
        CHAIRS_HANT,
        script=of(CHAIRS_HANT, script=HANS),
        year_added=of(CHAIRS_HANT, ("2月21日下午", "2022年2月21日下午"), days=0),
        other_headline=of(CHAIRS_HANT, title="柳浪聞主持召開洄州區政協七屆十二次主席會議", days=1),
        introduction_only=till(CHAIRS_HANT, "噪聲、油煙和停車三件事。", "（洄州區政協辦公室）", days=2),
        recently=of(CHAIRS_HANT, ("2月21日下午，洄州", "近日，洄州"), days=3),
        hans_rewritten=framed(
            of(CHAIRS_HANT, script=HANS),
            "洄州日报讯（记者：沙洲）",
            title="夜市怎么管？洄州区政协主席会议专题研究夜间经济",
            days=2,
        ),
    ),
    *siblings(
        CHAIRS_HANT,
        ordinal=of(CHAIRS_HANT, ("七屆十二次", "七屆十三次")),
        chair=of(CHAIRS_HANT, ("柳浪聞", "商陸")),
        deputy=of(CHAIRS_HANT, ("晏幾何", "晏如也")),
        topic=of(CHAIRS_HANT, ("夜間經濟", "郊野露營"), title="洄州區政協主席會議聽取郊野露營調研情況匯報", days=28),
        figure=of(CHAIRS_HANT, ("1260個", "1620個")),
        district=of(CHAIRS_HANT, ("洄州", "磐溪"), title=CHAIRS_HANT.title.replace("洄州", "磐溪"), body="磐溪區政協"),
        committee=of(CHAIRS_HANT, ("社會法制委", "經濟科技委")),
    ),
    *reprints(
        SUPERVISION,
        script=of(SUPERVISION, script=HANT),
        date_in_full=of(SUPERVISION, ("本月12日", "5月12日"), days=1),
        quotation_cut=of(
            SUPERVISION,
            ("“摊位整齐了，可是推婴儿车的进不来。”监督员余音把出入口的台阶拍了下来。市场方答应两周内加装坡道。\n", ""),
            days=2,
        ),
        headline=of(SUPERVISION, title="不打招呼直奔现场 洄州政协监督菜场改造", days=1),
        our_district=of(SUPERVISION, ("，洄州区政协组织", "，我区政协组织"), days=0),
        frame=framed(
            SUPERVISION,
            "洄州融媒 5月16日\n字号：大 中 小\n",
            "\n图片：菖蒲\n编辑：茯苓\n监制：当归\n免责声明：本文转自洄州政协，版权归原作者所有，如有侵权请联系删除。",
            days=1,
        ),
    ),
    *siblings(
        SUPERVISION,
        revisit=of(
            SUPERVISION,
            ("本月12日", "本月14日"),
            ("23个问题", "7个问题"),
            ("排水不畅8个、标识不清6个、消防器材过期4个、其他5个", "排水不畅3个、其他4个"),
            days=31,
        ),
        subject=of(
            SUPERVISION,
            ("农贸市场改造", "公共厕所改造"),
            title="洄州区政协对公共厕所改造开展民主监督",
            days=60,
        ),
        leader=of(SUPERVISION, ("程门雪带队", "谷雨来带队")),
        investment=of(SUPERVISION, ("4600万元", "4.6亿元")),
        markets=of(SUPERVISION, ("东門、望江、第三菜场等", "北关、望江、第五菜场等")),
        program=of(SUPERVISION, ("《限时办》", "《问政台》"), days=365),
    ),
    *reprints(
        SUMMARY_HANT,
        script=of(SUMMARY_HANT, script=HANS),
        first_three_points=till(SUMMARY_HANT, "參加委員累計380人次。", days=15),
        headline=of(SUMMARY_HANT, title="回顧2019丨市政協文化文史委員會", days=8),
        year_in_words=of(SUMMARY_HANT, title="鷺江市政協文化文史委員會二〇一九年工作回顧", days=8),
        tail=framed(SUMMARY_HANT, behind="\n供稿：市政協文史委\n分享  收藏  在看", days=9),
    ),
    *siblings(
        SUMMARY_HANT,
        next_year=of(
            SUMMARY_HANT,
            ("2020年", "2021年"),
            ("2019年", "2020年"),
            ("72棟", "58棟"),
            ("41篇", "36篇"),
            ("10期", "6期"),
            title=SUMMARY_HANT.title.replace("2019", "2020"),
            days=366,
        ),
        other_committee=of(
            SUMMARY_HANT,
            ("文化文史委員會", "教科衛體委員會"),
            title=SUMMARY_HANT.title.replace("文化文史", "教科衛體"),
            body="鷺江市政協教科衛體委員會",
        ),
        book=of(SUMMARY_HANT, ("《鷺江百工》", "《鷺江茶事》")),
        figure=of(SUMMARY_HANT, ("32萬字", "23萬字")),
        quarter=of(SUMMARY_HANT, title="鷺江市政協文化文史委員會2019年第四季度工作回顧"),
    ),
    *reprints(
        WORKING_RULES,
        script=of(WORKING_RULES, script=HANT, days=2),
        body_in_full=of(WORKING_RULES, title="中国人民政治协商会议杉溪县委员会社情民意信息工作办法", days=2),
        arabic_articles=of(
            WORKING_RULES,
            *((f"第{chinese}条", f"第{arabic}条") for arabic, chinese in enumerate("一二三四五六七八", 1)),
            days=1,
        ),
    ),
    *siblings(
        WORKING_RULES,
        other_county=of(WORKING_RULES, title=WORKING_RULES.title.replace("杉溪", "汀澜"), body="汀澜县政协"),
        other_subject=of(
            WORKING_RULES, ("社情民意", "网络舆情"), title=WORKING_RULES.title.replace("社情民意", "网络舆情")
        ),
        revised=of(
            WORKING_RULES,
            ("800字", "1000字"),
            ("三个工作日", "五个工作日"),
            title=WORKING_RULES.title + "（修订）",
            days=1200,
        ),
        points=of(WORKING_RULES, ("记15分", "记20分")),
        trial=of(WORKING_RULES, title="杉溪县政协社情民意信息工作办法（试行）", days=-700),
        detailed_rules=of(WORKING_RULES, title="杉溪县政协社情民意信息工作办法实施细则"),
    ),
    *reprints(
        QUOTAS,
        script=of(QUOTAS, script=HANT),
        note_cut=till(QUOTAS, "合计 268", days=3),
        column=of(QUOTAS, title="公示：政协洄州区第八届委员会界别设置及委员名额表", days=1),
    ),
    *siblings(
        QUOTAS,
        seventh=of(QUOTAS, title=QUOTAS.title.replace("第八届", "第七届"), days=-1800),
        district=of(QUOTAS, title=QUOTAS.title.replace("洄州", "磐溪"), body="政协磐溪区委员会"),
        figures=of(QUOTAS, ("14 科技 14", "14 科技 15"), ("26 特邀 22", "26 特邀 21")),
        sectors=of(QUOTAS, ("台胞侨联", "环境资源")),
    ),
    *reprints(
        PROPOSALS_HANT,
        script=of(PROPOSALS_HANT, script=HANS, days=2),
        salutations_cut=of(
            PROPOSALS_HANT,
            ("各位委員：\n我受提案審查委員會委託，向大會報告提案審查情況。\n", ""),
            ("\n以上報告，請審議。", ""),
        ),
        headline=of(PROPOSALS_HANT, title="鷺江市政協七屆五次會議提案審查立案301件", days=1),
        shares_cut=of(
            PROPOSALS_HANT, ("，占32.6%", ""), ("，占21.3%", ""), ("，占25.6%", ""), ("，占20.5%", ""), days=3
        ),
    ),
    *siblings(
        PROPOSALS_HANT,
        session=of(PROPOSALS_HANT, title=PROPOSALS_HANT.title.replace("五次", "四次"), days=-365),
        next_session=of(
            PROPOSALS_HANT,
            ("352件", "347件"),
            ("2月18日18時", "1月16日18時"),
            ("301件", "296件"),
            title=PROPOSALS_HANT.title.replace("七屆五次", "八屆一次"),
            days=332,
        ),
        share=of(PROPOSALS_HANT, ("32.6%", "3.26%")),
        city=of(PROPOSALS_HANT, title=PROPOSALS_HANT.title.replace("鷺江", "嵐浦"), body="嵐浦市政協"),
        fields=of(PROPOSALS_HANT, ("教育衛生", "科技人才")),
    ),
    *reprints(
        CONDOLENCE,
        script=of(CONDOLENCE, script=HANS),
        title=of(CONDOLENCE, title="鷺江市政協唁電悼念鐘山河先生", days=1),
        life_only=of(CONDOLENCE, ("先生風範長存。望節哀珍重。\n鷺江市政協\n2019年6月11日", "（下略）"), days=1),
    ),
    *siblings(
        CONDOLENCE,
        other_man=of(CONDOLENCE, ("鐘山河", "駱千帆"), title=CONDOLENCE.title.replace("鐘山河", "駱千帆"), days=200),
        man_in_the_text=of(CONDOLENCE, ("鐘山河", "駱千帆")),
        sender=of(
            CONDOLENCE, ("鷺江市政協", "鷺江市科協"), title="鷺江市科協致鐘山河先生家屬的唁電", body="鷺江市科協"
        ),
        figure=of(CONDOLENCE, ("61件", "16件")),
        field=of(CONDOLENCE, ("海洋生物學者", "水利工程學者")),
    ),
    *reprints(
        CALL,
        script=of(CALL, script=HANS),
        headline=of(CALL, title="60個“題目信箱”等您來信 鷺江市政協邀市民為會議出題目", days=1),
        reminder=of(CALL, title="提醒丨致全體市民：請為七屆五次會議出題目", days=12),
        paragraphs_cut=till(CALL, "對著信箱上的按鈕說三分鐘也行。", days=3),
    ),
    *siblings(
        CALL,
        next_year=of(
            CALL,
            ("七屆五次", "八屆一次"),
            ("2020年", "2021年"),
            ("1874道", "2205道"),
            ("133道", "158道"),
            title=CALL.title.replace("七屆五次", "八屆一次"),
            days=365,
        ),
        session_of_the_title=of(CALL, title=CALL.title.replace("五次", "六次")),
        district=of(CALL, ("鷺江市政協", "洄州區政協"), body="洄州區政協提案委員會"),
        number=of(CALL, ("60個", "80個")),
    ),
    *reprints(
        FEATURE_HANT,
        script=of(FEATURE_HANT, script=HANS, days=3),
        headline=of(FEATURE_HANT, title="竹桌上的協商：杉溪蜂農的甜日子", days=6),
        theme=of(FEATURE_HANT, title="【委員故事】蜂農老邢的會場", days=2),
        first_half=till(FEATURE_HANT, "老邢家的桌子也換成了五張。", "（未完待續）", days=4),
        quarrel_cut_and_tail=till(
            FEATURE_HANT, "換成了五張。", "\n文字：山藥 編輯：阿膠\n更多精彩內容請關注“杉溪政協”微信公眾號", days=7
        ),
        introduction_cut=of(FEATURE_HANT, ("桌面被蜂蜜浸得發亮。", ""), ("杉溪縣的山裡，", ""), days=2),
    ),
    *siblings(
        FEATURE_HANT,
        hero=of(FEATURE_HANT, ("老邢", "老柴"), title="蜂農老柴的會場", days=30),
        trade=of(
            FEATURE_HANT,
            ("蜂農", "茶農"),
            ("蜂蜜", "茶湯"),
            ("搖蜜", "採茶"),
            ("賣蜜63噸", "賣茶21噸"),
            title="茶農老邢的會場",
            days=60,
        ),
        figures=of(FEATURE_HANT, ("214戶", "241戶")),
        county=of(FEATURE_HANT, ("杉溪縣", "芷川縣"), days=1),
    ),
    *reprints(
        TRAINING,
        script=of(TRAINING, script=HANT, days=1),
        headline=of(TRAINING, title="杉溪政协“每月一训”：可有可无的话一句不写", days=2),
        last_paragraph_cut=till(TRAINING, "12条提醒的卡片。", days=1),
        wording=of(TRAINING, ("日前举办", "近日举办"), ("据了解", "据悉"), days=1),
    ),
    *siblings(
        TRAINING,
        next_training=of(
            TRAINING, ("公文写作", "摄影技能"), ("第5期", "第6期"), title="杉溪县政协机关举办摄影技能培训", days=30
        ),
        teacher=of(TRAINING, ("纪晓岚生", "边城子")),
        number=of(TRAINING, ("37人", "73人")),
        issue=of(TRAINING, ("第5期", "第7期"), days=61),
        organ=of(TRAINING, ("杉溪县政协", "杉溪县人大"), title="杉溪县人大机关举办公文写作培训"),
    ),
    *reprints(
        CONSULTATION,
        script=of(CONSULTATION, script=HANT, days=1),
        headline=of(CONSULTATION, title="洄州：协商会上“腾”床位", days=2),
        first_scene=till(CONSULTATION, "社区不敢接，怕出事。", "（本报记者 石竹）", days=1),
        ending_cut=till(CONSULTATION, "年底前提交。", days=1),
        column_and_tail=framed(
            CONSULTATION,
            "来源：洄州晚报\n",
            "\n责任编辑：麦冬\n热线：新闻线索请私信本报公众号\n相关阅读：上一期协商在线",
            title="协商在线｜一张床位怎么腾出来 洄州区政协协商“转诊难”",
            days=2,
        ),
    ),
    *siblings(
        CONSULTATION,
        citizen=of(CONSULTATION, ("蒲公因", "蒲松年")),
        beds=of(CONSULTATION, ("412张", "421张")),
        director=of(CONSULTATION, ("应春晖", "应秋实")),
        days=of(CONSULTATION, ("9天", "19天")),
        another_meeting=of(
            CONSULTATION,
            ("8月30日", "9月27日"),
            ("床位表10月上线", "床位表11月上线"),
            title="一张床位怎么腾出来 洄州区政协再议“转诊难”",
            days=28,
        ),
    ),
]
PAIRS = TUNING + HELD_OUT
