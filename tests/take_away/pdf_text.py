"""What a PDF of ReportLab's says, page by page, read off its content and its fonts' maps to Unicode."""

from __future__ import annotations

import base64
import re
import zlib
from typing import Dict, List, Tuple

_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+(?:\+\d+)?) [\d.]+ Tf|\(((?:[^()\\]|\\.)*)\) Tj|(T\*|ET)", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages(pdf: bytes) -> List[str]:
    """The text of each page, lines set apart by spaces."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = _fonts(objects)
    contents = [
        re.search(rb"/Contents (\d+) 0 R", body) for body in objects.values() if re.search(rb"/Type /Page\b", body)
    ]
    return [_text(_stream(objects[int(found[1])]), fonts) for found in contents if found]


def text(pdf: bytes) -> str:
    """All its text, with single spaces."""
    return " ".join(" ".join(pages(pdf)).split())


def title(pdf: bytes) -> str:
    """The title in the document's information."""
    found = re.search(rb"/Title \(((?:[^()\\]|\\.)*)\)", pdf)
    assert found
    told = _unescaped(found[1])
    return told[2:].decode("utf-16-be") if told.startswith(b"\xfe\xff") else told.decode("latin-1")


def images(pdf: bytes) -> int:
    return len(re.findall(rb"/Subtype /Image", pdf)) - len(re.findall(rb"/SMask", pdf))


def _stream(body: bytes) -> bytes:
    found = _STREAM.match(body)
    assert found
    data = found[2].strip()
    if b"/ASCII85Decode" in found[1]:
        data = base64.a85decode(data[:-2])
    return zlib.decompress(data) if b"/FlateDecode" in found[1] else data


def _fonts(objects: Dict[int, bytes]) -> Dict[bytes, Dict[int, str]]:
    """For each font's name in the pages, what its codes stand for."""
    named: List[Tuple[bytes, bytes]] = [
        pair for body in objects.values() for pair in re.findall(rb"/(F\d+(?:\+\d+)?) (\d+) 0 R", body)
    ]
    found = {}
    for name, number in named:
        map_at = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        if map_at:
            found[name] = _map(_stream(objects[int(map_at[1])]))
    return found


def _map(source: bytes) -> Dict[int, str]:
    """ReportLab writes one code a line, and those beyond 16 bits as their plain number."""
    pairs = re.findall(rb"^<(\w+)> <(\w+)>$", source.partition(b"beginbfchar")[2], re.MULTILINE)
    return {int(code, 16): chr(int(told, 16)) for code, told in pairs}


def _unescaped(data: bytes) -> bytes:
    def letter(match: "re.Match[bytes]") -> bytes:
        told = match[1]
        return bytes([int(told, 8)]) if told.isdigit() else _LETTERS.get(told, told)

    return _ESCAPED.sub(letter, data)


def _text(content: bytes, fonts: Dict[bytes, Dict[int, str]]) -> str:
    said, font = [], b""
    for name, shown, end in _SHOWN.findall(content):
        if name:
            font = name
        elif end:
            said.append(" ")
        else:
            codes = fonts.get(font)
            told = _unescaped(shown)
            said.append("".join(codes.get(code, "?") for code in told) if codes else told.decode("latin-1"))
    return "".join(said)
