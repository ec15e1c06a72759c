"""Bytes of a web page to text: by its byte order mark, its label, what it says of itself, else UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping

_LABEL = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
"""What a label really means on the web."""


def decoded(body: bytes, headers: Mapping[str, str]) -> str:
    """The text of `body`; bytes that are none in its encoding become U+FFFD."""
    label = _LABEL.search(headers.get("content-type", ""))
    meta = _META.search(body[:4096])
    marked = [name for mark, name in _MARKS if body.startswith(mark)]
    named = [label[1]] if label else []
    said = [meta[1].decode("ascii")] if meta else []
    for name in (*marked, "utf-8", *named, *said):
        try:
            return body.decode(_encoding(name)).removeprefix("\ufeff")
        except (UnicodeError, LookupError):
            continue
    return body.decode("utf-8", errors="replace")


def _encoding(name: str) -> str:
    known = codecs.lookup(name)
    if not known._is_text_encoding or known.name in ("punycode", "idna", "unicode_escape", "raw_unicode_escape"):
        raise LookupError(name)
    return _WIDER.get(known.name.replace("iso8859-1", "iso-8859-1"), known.name)
