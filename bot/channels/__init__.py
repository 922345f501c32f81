"""How a line comes in and a reply goes out."""

from bot.channels.configuration import HalfSet, configured

__all__ = ["HalfSet", "configured"]
