"""A drawing read back: its texts, its colours, the size of its PNG."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as tree
from typing import List, Set, Tuple

from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> List[str]:
    """What stands in the drawing, in order."""
    return ["".join(one.itertext()) for one in tree.fromstring(svg).iter(f"{SVG}text")]


def boxes(svg: str, colour: str) -> int:
    """How many outlines are filled with this colour."""
    return sum(one.get("fill") == colour for one in tree.fromstring(svg).iter(f"{SVG}path"))


def colours(svg: str) -> Set[str]:
    return set(re.findall(r"#[0-9a-f]{6}", svg))


def described(svg: str) -> Tuple[str, str]:
    """The title and the description that `aria-labelledby` and `aria-describedby` point to."""
    root = tree.fromstring(svg)
    by_id = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert root.get("role") == "img"
    return by_id[root.get("aria-labelledby")], by_id[root.get("aria-describedby")]


def size(png: bytes) -> Tuple[int, int]:
    return Image.open(io.BytesIO(png)).size
