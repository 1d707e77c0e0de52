"""Characters by what they do in Chinese print: end a sentence, end a clause, quote, count. Pure; strings only.

Each name is a run of characters to be put between the brackets of a pattern, as in rf"[{SENTENCE_ENDS}]$". Text as
printed has full-width and ASCII marks alike; the names that begin with FOLDED are for folded text, in which only the
ASCII form of a mark is left, beside 。 and 、, which have none.

The steps that read text draw the line between a sentence and a clause at different marks. Each such line has a name
here, with the reason why it is another one.
"""

# --- single marks --------------------------------------------------------------------------------

FULL_STOP = "。"
QUESTION_AND_EXCLAMATION = "！？!?"
SEMICOLONS = "；;"
COLONS = "：:"
COMMAS = "，,"
LISTING_COMMA = "、"

# --- ends of sentences ---------------------------------------------------------------------------

# These marks end sentences only. A line that holds one is no list of labels and values, which semicolons may separate.
STRONG_ENDS = FULL_STOP + QUESTION_AND_EXCLAMATION
# A line that ends so is running text. Items of a list end with semicolons, and are text as well.
SENTENCE_ENDS = STRONG_ENDS + SEMICOLONS
# A paragraph ends so too where it introduces the next one: 会议指出：
PARAGRAPH_ENDS = SENTENCE_ENDS + COLONS
# The sentence that is kept as the evidence of a metric goes on behind a semicolon, where its subject is often named.
FOLDED_SENTENCE_ENDS = "。!?"
# An advertisement set into a paragraph is cut out sentence by sentence. An ASCII semicolon ends an HTML entity in it.
SENTENCE_ENDS_BESIDE_ENTITIES = STRONG_ENDS + "；"

# A citation adds a full stop to a part that ends with none of these; Western full stops and ellipses count as well.
CITATION_ENDS = STRONG_ENDS + "．.…"

# --- ends of clauses -----------------------------------------------------------------------------

# Texts are compared and titles are made clause by clause.
CLAUSE_ENDS = COMMAS + SENTENCE_ENDS + COLONS
# A snippet that cannot begin or end with a sentence does so at one of these.
INNER_MARKS = COMMAS + LISTING_COMMA + COLONS
# A line of a page that holds one of these but no full stop is prose too, of less weight.
PROSE_MARKS = "，；！？,;"
# No heading ends with one of these. An ellipsis ends a line that is cut off; a colon ends some headings.
NO_HEADING_ENDS = SENTENCE_ENDS + COMMAS + LISTING_COMMA + "…"
# No heading of a point ends with one of these; a colon behind it introduces its text.
NO_POINT_HEADING_ENDS = CLAUSE_ENDS + LISTING_COMMA

# --- quotation marks and brackets ----------------------------------------------------------------

QUOTES = ("“”", "「」", "『』", "‘’")  # pairs of an opening and a closing mark
TITLE_QUOTES = "《》"  # of the names of books, laws and articles
OPENING_QUOTES = "“「『‘"
CLOSING_QUOTES = "”’」』"
CLOSING_MARKS = CLOSING_QUOTES + "）)"  # they may follow the mark that ends a sentence
FOLDED_CLOSING_MARKS = CLOSING_QUOTES + ")"

# --- Chinese characters --------------------------------------------------------------------------

HAN = "\u3400-\u9fff"  # from extension A on: names of people and places use rare characters
HAN_UNIFIED = "\u4e00-\u9fff"  # without extension A: the characters beside the numbers of a metric are everyday ones
HAN_OF_JIEBA = "\u4e00-\u9fd5"  # the characters that jieba takes for Chinese; every index depends on it
HAN_BEYOND_JIEBA = "\u3400-\u4dbf\u9fd6-\u9fff〇\U00020000-\U0003ffff"

# --- numerals, folded ----------------------------------------------------------------------------

ONE_TO_NINE = "一二三四五六七八九"
ONE_TO_TEN = ONE_TO_NINE + "十"  # what numbers of sections, terms of office and paragraphs of a PDF are made of
ZEROS = "〇零"
ROUND_ZERO = "○"  # written for 〇 in numbers, but a bullet elsewhere
DIGITS = ZEROS + ONE_TO_NINE
# The numerals that count sections and points: 一百零一、, but no 两.
ORDINALS = DIGITS + "十百"
# The numerals of a date in Chinese: 二O一九年, 廿二日. Letters and ASCII noughts are written for 〇.
DATE_NUMERALS = ZEROS + ROUND_ZERO + "o0" + ONE_TO_TEN + "廿卅"
# The numerals of a period: 两年来.
PERIOD_NUMERALS = ZEROS + ROUND_ZERO + ONE_TO_TEN + "两"
# The numerals in what only looks like a metric, such as 五年规划.
SMALL_NUMERALS = ZEROS + ROUND_ZERO + ONE_TO_TEN + "百两廿卅"
# The numerals at which the search for quantities begins: ○ and 亿 occur inside them only.
FIRST_NUMERALS = DIGITS + "十百千万两廿卅"
# The numerals of a quantity.
NUMERALS = ZEROS + ROUND_ZERO + ONE_TO_TEN + "百千万亿两廿卅"
