"""The drawings of a rehearsal: levels by principle, its course, progress from one to the next.

Each module makes a `Picture` of plain data: what it is called, what it says in a
sentence, the same as a table, and how it is drawn. Nothing here knows a tracker.
"""

from bot.pictures.palette import DARK, LIGHT, Palette
from bot.pictures.picture import Picture, Table
from bot.pictures.rendering import as_png, as_svg

__all__ = ["DARK", "LIGHT", "Palette", "Picture", "Table", "as_png", "as_svg"]
