"""Numbers that look like metrics but are none: ordinals, dates, slogans, names. Tables only.

A row is a name, a pattern and an example. A pattern is for folded text and matches where the number begins; a
lookbehind tests the text before it. A number with its unit at such a place is no metric.
"""

from archive.chinese import marks

N = f"[{marks.SMALL_NUMERALS}]"

NOT_METRICS = (
    ("calendar year", rf"(?:1[89]|20)\d\d年|[一二]{N}{{3}}年", "2019年"),
    ("year of two digits", r"0\d年", "08年"),
    ("ordinal", r"(?<=第).|(?<=第\s).", "第46次"),
    ("session", r"(?<=届).", "十四届十次"),
    ("period's end", rf"(?<=首).|(?<=前).|(?<=后)[{marks.ONE_TO_TEN}]", "首2个"),
    ("tens without a number", r"(?<=[几数])[十百千万]", "几十次"),
    ("place in a building", r"(?<=号).", "18号3层"),
    ("festival by its day", r"3[.·]15", "3.15晚"),
    ("denominator", r"(?<=每).", "每10万人"),
    ("decade", rf"(?:\d0|{N}十)年代", "80年代"),
    ("plan by its years", rf"(?:\d+|{N}+)年(?:规划|计划|行动|攻坚|方案|禁渔)", "五年规划"),
    ("grade at school", rf"(?:\d|{N})年级", "三年级"),
    ("phase of a project", r"[一二三四五]期(?:工程|项目|建设)", "三期工程"),
    ("class by its number", rf"{N}类(?:[水疫用地]|医疗|公民|及?以[上下])", "三类水"),
    ("moment before", rf"(?:\d+|{N}+)年前", "三年前"),
    ("minute of an hour", r"(?<=[时点:])\d{1,2}分(?!钟)", "9时30分"),
    ("age that names a group", rf"(?:\d+|{N}+)周?岁(?:及?以[上下]|的?老)", "60岁以上"),
    ("parts of the text itself", rf"(?:\d+|{N}+)个方面", "6个方面"),
    ("slogan counting ones", rf"{N}+个一", "五个一百"),
    ("slogan", r"[两三四]个(?:大局|确立|维护|意识|自信|全面|文明|代表|务必|结合|转变|先锋|革命)", "两个大局"),
    ("set phrase", r"[三五]位一体|四套班子|[三四五]件套|两回事|三轮车|三次(?:产业|分配)|八项规定|三人行", "三位一体"),
    ("strokes of luck", r"[三五]?[百千万]家(?:万户|争鸣)|[三两]天(?:两头|打鱼)|百年[大老]?[计店校目]", "千家万户"),
    ("telephone", r"(?<=电话).|(?<=电话:).|(?<=热线).|(?<=传真).", "热线12345件"),
)

# The characters behind a 成 that does not mean tenths: 三成员, 两成果.
NO_TENTHS = "员果功立为绩效就长本都交型熟分群"

# The shortest names in quotes hold numerals that count nothing: “三个一”, “五个到位”.
QUOTES = (*marks.QUOTES, "〈〉", '""')
LONGEST_NAME = 9
