"""Small documents in formats that are no text, for readers to be tried with."""

import gzip
import io
from zipfile import ZIP_DEFLATED, ZipFile

import docx


def pdf(*lines):
    """A PDF of one page, written in the way of Chinese offices: characters by number, no font inside."""
    shown = [b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj T*" for line in lines]
    content = b"BT /F1 12 Tf 14 TL 50 800 Td " + b" ".join(shown) + b" ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(content)).encode() + b">>stream\n" + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type0/BaseFont/Sample/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Sample/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    numbered = b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + numbered + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


def word(*paragraphs, heading="", rows=()):
    document = docx.Document()
    if heading:
        document.add_heading(heading, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    table = document.add_table(rows=0, cols=len(rows[0]) if rows else 1)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def mhtml(page, *, charset, url):
    """As browsers save a page: a frame of parts, the page first."""
    lines = [
        "From: <Saved by a browser>",
        f"Snapshot-Content-Location: {url}",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="part"',
        "",
        "--part",
        f'Content-Type: text/html; charset="{charset}"',
        "Content-Transfer-Encoding: 8bit",
        f"Content-Location: {url}",
        "",
    ]
    head, tail = "\r\n".join(lines).encode(), b"\r\n--part\r\nContent-Type: image/png\r\n\r\nx\r\n--part--\r\n"
    return head + b"\r\n" + page.encode(charset) + tail


def warc(*records, packed=True):
    """*records*: (address, status, content type, body)."""
    written = b""
    for url, status, media_type, body in records:
        payload = f"HTTP/1.1 {status} Sample\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        header = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        record = header.encode() + payload + b"\r\n\r\n"
        written += gzip.compress(record) if packed else record
    return written


def zipped(members):
    saved = io.BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return saved.getvalue()
