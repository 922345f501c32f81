"""Matplotlib's SVG made plain: small, labelled, and readable under the pages' strict CSP.

Matplotlib writes `style` attributes and a style sheet, which `default-src 'self'`
forbids; the same said in attributes of their own is allowed everywhere.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as tree
from typing import Dict, Iterator

from bot.pictures.picture import Picture

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
_FONT = re.compile(r"(?:(?P<slope>italic|oblique) )?(?:(?P<weight>\d+) )?(?P<size>[\d.]+)px .*")
_HREF = f"{{{XLINK}}}href"
_ROOT = {"font-family": FONTS, "stroke-linejoin": "round", "stroke-linecap": "butt"}

tree.register_namespace("", SVG)
tree.register_namespace("xlink", XLINK)


def plain(text: str, picture: Picture) -> str:
    """The SVG of a picture, with its title and what it says as text in it."""
    root = tree.fromstring(text)
    _tidy(root)
    for element in root.iter():
        _without_style(element)
    _without_spare_ids(root)
    _label(root, picture)
    for element in root.iter():
        element.tail = None
        element.text = element.text if element.tag in _WITH_TEXT else None
    return tree.tostring(root, encoding="unicode") + "\n"


_WITH_TEXT = {f"{{{SVG}}}{name}" for name in ("text", "tspan", "title", "desc")}


def _tidy(parent: tree.Element) -> None:
    """Takes out metadata and style sheets, and puts what stood in a bare group in its place."""
    for child in list(parent):
        if child.tag in (f"{{{SVG}}}metadata", f"{{{SVG}}}style"):
            parent.remove(child)
    children = []
    for child in list(parent):
        _tidy(child)
        bare = child.tag == f"{{{SVG}}}g" and not set(child.attrib) - {"id"}
        children += list(child) if bare else [] if _shows_nothing(child) else [child]
    parent[:] = children


def _shows_nothing(element: tree.Element) -> bool:
    """Whether it is an empty list of definitions, or the background left out."""
    empty = element.tag == f"{{{SVG}}}defs" and not len(element)
    return empty or element.get("style") == "fill: none"


def _without_style(element: tree.Element) -> None:
    for name, value in _declared(element.attrib.pop("style", "")):
        element.attrib.update(_font(value) if name == "font" else {name: value})
    if re.fullmatch(r"rotate\(-?0,.*\)", element.get("transform", "")):
        del element.attrib["transform"]


def _declared(style: str) -> Iterator["tuple[str, str]"]:
    for part in filter(None, (one.strip() for one in style.split(";"))):
        name, value = part.split(":", 1)
        yield name.strip(), value.strip()


def _font(value: str) -> Dict[str, str]:
    """The parts of `font: 600 13px 'DejaVu Sans'` that say anything."""
    match = _FONT.fullmatch(value)
    assert match, value
    said = {"font-style": match["slope"], "font-weight": match["weight"], "font-size": match["size"]}
    return {name: one for name, one in said.items() if one}


def _without_spare_ids(root: tree.Element) -> None:
    named = " ".join(" ".join(element.attrib.values()) for element in root.iter())
    for element in root.iter():
        if f"#{element.get('id')}" not in named:
            element.attrib.pop("id", None)


def _label(root: tree.Element, picture: Picture) -> None:
    title, told = tree.Element(f"{{{SVG}}}title"), tree.Element(f"{{{SVG}}}desc")
    title.text, told.text = picture.title, picture.told
    for element, part in ((title, "title"), (told, "told")):
        element.set("id", f"{picture.name}-{part}")
    root[:0] = [title, told]
    size = {"width": str(picture.width), "height": str(picture.height)}
    names = {"role": "img", "aria-labelledby": f"{picture.name}-title", "aria-describedby": f"{picture.name}-told"}
    root.attrib.pop("version", None)
    root.attrib.update({**_ROOT, **size, **names})
