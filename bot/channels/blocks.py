"""Replies as Slack's Block Kit: who speaks, what is said, buttons, scorecard; within Slack's limits."""

from __future__ import annotations

import html
import re
from typing import Any, Dict, List, Sequence, Tuple

from actions.events import COACH
from bot.channels.hyperlinks import Link, written
from bot.channels.offers import Button
from bot.channels.passages import passages
from bot.channels.scores import Scores
from bot.channels.words import words

Block = Dict[str, Any]
SECTION = 2900  # characters of a text block; 3,000 are the most, and escaping makes some longer
TITLE, VALUE = 75, 2000  # of a button
ROW, ROWS = 5, 5  # buttons in a row; more than five rows become a list to select from
OPTION_VALUE, OPTIONS = 150, 100


def escaped(text: str) -> str:
    """Text that stands in Slack's markup for itself."""
    return html.escape(text, quote=False)


def typed(text: str, bots: Sequence[str]) -> str:
    """What a person typed, out of Slack's way of sending it: mentions of the bot gone, links and names bare.

    An address hidden behind other words stands in brackets after them.
    """
    for bot in bots:
        text = re.sub(rf"\s?<@{re.escape(bot)}(?:\|[^<>]*)?>[,:]?", "", text)
    text = re.sub(r"<[@#!][^<|>]*\|([^<>]*)>", r"\1", text)
    text = re.sub(r"<((?:mailto:|tel:|https?://)[^<|>]*)\|([^<>]*)>", _link_typed, text)
    text = re.sub(r"<(?:mailto:|tel:)?([^<>]*)>", r"\1", text)
    return html.unescape(text).strip()


def _link_typed(found: "re.Match[str]") -> str:
    address, label = re.sub(r"^(?:mailto:|tel:)", "", found.group(1)), found.group(2)
    return label if _bare(label) == _bare(address) else f"{label} ({address})"


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address.lower()).rstrip("/")


def said(message: Dict[str, Any], owner: str) -> List[Block]:
    """A reply: who speaks in small print, then what is said, then the buttons for `owner`."""
    coach, links = message.get("by", COACH) == COACH, message.get("links") or ()
    name = words().voices.coach if coach else message.get("name") or words().voices.interviewer
    plain = coach and not message.get("buttons") and not links
    shown = [_small, _section][not plain]
    parts = passages(message["text"], SECTION, lambda text: len(_markup(text, links)))
    texts = [_markup(part, links) for part in parts]
    return [_small(f"*{escaped(name)}*"), *map(shown, texts), *buttons(message.get("buttons") or (), owner)]


def _markup(text: str, links: Sequence[Link]) -> str:
    return written(escaped(text), links, lambda one: f"<{one.address}|{escaped(one.words)}>")


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def _small(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def buttons(offered: Sequence[Button], owner: str) -> List[Block]:
    """Rows of five, or a list to select from where there are more than fit; `owner` alone may press them."""
    if len(offered) > ROW * ROWS:
        return [_list(offered, f"{owner}:0")]
    rows = [offered[i : i + ROW] for i in range(0, len(offered), ROW)]
    return [_row(row, f"{owner}:{i}") for i, row in enumerate(rows)]


def _row(offered: Sequence[Button], name: str) -> Block:
    elements = [
        {"type": "button", "action_id": f"b{i}", "text": _plain(one["title"]), "value": one["payload"][:VALUE]}
        for i, one in enumerate(offered)
    ]
    return {"type": "actions", "block_id": name, "elements": elements}


def _list(offered: Sequence[Button], name: str) -> Block:
    options = [{"text": _plain(one["title"]), "value": one["payload"][:OPTION_VALUE]} for one in offered[:OPTIONS]]
    select = {"type": "static_select", "action_id": "list", "placeholder": _plain("…"), "options": options}
    return {"type": "actions", "block_id": name, "elements": [select]}


def _plain(text: str) -> Dict[str, Any]:
    return {"type": "plain_text", "text": text if len(text) <= TITLE else f"{text[: TITLE - 1]}…"}


def owner_of(block_id: str) -> str:
    """Whose buttons these are; empty where they are nobody's."""
    return block_id.rpartition(":")[0]


def used(blocks: Sequence[Block], title: str) -> List[Block]:
    """A message whose button has been pressed: its buttons gone, what was chosen said."""
    chosen = words().chosen.format(title=escaped(title))
    return [*(one for one in blocks if one.get("type") != "actions"), _small(f"_{chosen}_")]


def scorecard(scores: Scores, link: str, picture: "Tuple[str, str] | None") -> List[Block]:
    """The marks by act, the picture of the levels (its address, and what it shows) where it can be had, and the way to the review."""
    acts = [_section("\n".join([f"*{name}*", *(_mark(row) for row in rows)])) for name, rows in scores.acts]
    drawn = [{"type": "image", "image_url": picture[0], "alt_text": picture[1]}] if picture else []
    way = {"type": "button", "action_id": "open", "text": _plain(words().scorecard.open), "url": link}
    top = [_section(f"*{scores.total}*"), _small(escaped(scores.title))]
    return [*top, *acts, *drawn, {"type": "actions", "block_id": ":way", "elements": [way]}]


def _mark(row: Any) -> str:
    return f"`{row.signs}`  {escaped(row.title)}: {row.told}"
