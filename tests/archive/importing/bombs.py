"""Files made to stall or fill whatever reads them: small to store, enormous to unpack, or endless to walk."""

import gzip
import io
import json
import zlib
from zipfile import ZIP_DEFLATED, ZipFile

ZEROS = b"0" * 40_000_000
DEEP = 200_000

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "ha">{}]>'
LAUGHS = DOCTYPE.format("".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)))
DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body>'


def zipped(**members):
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def nested_zip(levels):
    content = b"text"
    for _ in range(levels):
        content = zipped(inner__zip=content, again__zip=content)
    return content


def word(document):
    """A Word document as small as Word accepts, with this XML for its text."""
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relationships}">'
            f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


def pdf(stream, *, pages="[3 0 R]"):
    """A PDF of one page with this compressed stream for its content."""
    packed = zlib.compress(stream)
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids" + pages.encode() + b">>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Filter/FlateDecode/Length " + str(len(packed)).encode() + b">>stream\n" + packed + b"\nendstream\n"
        b"endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )


def warc(body, *, encoding=""):
    """One record of a page, packed as crawlers pack it."""
    header = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{encoding}\r\n".encode()
    return gzip.compress(
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + str(len(header) + len(body)).encode() + b"\r\n\r\n" + header + body + b"\r\n\r\n"
    )


BOMBS = {
    "zeros.zip": lambda: zipped(a__txt=ZEROS),
    "many.zip": lambda: zipped(**{f"{number}__txt": b"0" * 900_000 for number in range(40)}),
    "nested.zip": lambda: nested_zip(8),
    "page.wacz": lambda: zipped(**{"archive/a__warc__gz": warc(ZEROS)}),
    "zeros.warc.gz": lambda: warc(ZEROS),
    "encoded.warc.gz": lambda: warc(gzip.compress(ZEROS), encoding="Content-Encoding: gzip\r\n"),
    "twice.warc.gz": lambda: gzip.compress(gzip.compress(ZEROS)),
    "zeros.docx": lambda: word(ZEROS),
    "laughs.docx": lambda: word(LAUGHS + DOCUMENT.format("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>") + "</w:document>"),
    "deep.docx": lambda: word(DOCUMENT.format("<w:p>" * DEEP)),
    "zeros.pdf": lambda: pdf(ZEROS * 3),
    "operators.pdf": lambda: pdf(b"q " * 900_000),
    "circle.pdf": lambda: pdf(b"", pages="[2 0 R]"),
    "laughs.html": lambda: LAUGHS.encode() + b"<html><body><p>&a9;</p></body></html>",
    "laughs.xhtml": lambda: LAUGHS.encode() + b'<html xmlns="http://www.w3.org/1999/xhtml"><p>&a9;</p></html>',
    "deep.html": lambda: b"<html><body>" + b"<div>" * DEEP,
    "attribute.html": lambda: b'<html><body><p style="' + b"left:-1" * 100_000 + b'">a</p>',
    "links.html": lambda: b"<html><body>" + b"<a " * 100_000,
    "deep.json": lambda: b'{"text": ' + b"[" * DEEP,
    "lists.json": lambda: json.dumps({"title": "a", "level": "full", "sections": [[]] * 500_000}).encode(),
    "number.json": lambda: b'{"text": ' + b"9" * 2_000_000 + b"}",
    "parts.mhtml": lambda: b"".join(
        b'Content-Type: multipart/related; boundary="%d"\r\n\r\n--%d\r\n' % (number, number) for number in range(3000)
    ),
    "line.txt": lambda: "一是".encode() * 50_000,
    "lines.jsonl": lambda: b"[" * 300_000 + b"\n" + b"{" * 300_000,
}
