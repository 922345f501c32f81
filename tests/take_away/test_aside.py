"""Files are made aside: the server goes on meanwhile."""

from __future__ import annotations

import asyncio

from bot.channels.take_away import _aside
from bot.pictures import LIGHT
from bot.take_away.files import made
from tests.take_away.reviews import long


async def turns_while(make, *of) -> int:
    """How often the loop could do something else while this was made."""
    turns, making = 0, asyncio.ensure_future(_aside(make, *of))
    while not making.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert (await making).content
    return turns


def test_the_loop_has_its_turns_while_a_long_pdf_is_made():
    assert asyncio.run(turns_while(made, "take-away.pdf", long(100), LIGHT)) > 20
