"""The pages: templates rendered with autoescape, static files by name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
STATIC: Dict[str, str] = {path.name: TYPES[path.suffix] for path in (HERE / "static").iterdir() if path.suffix in TYPES}

# No script, style, picture or connection but our own; nobody may frame a page.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    files = FileSystemLoader(HERE)
    made = Environment(loader=files, autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True  # the pages are lighter without the templates' indentation
    return made


def render(template: str, **context: Any) -> str:
    """One page as HTML."""
    return _environment().get_template(template).render(**context)


def static(name: str) -> bytes:
    """One of the files in `STATIC`.

    Raises:
        KeyError: there is no such file.
    """
    if name not in STATIC:
        raise KeyError(name)
    return (HERE / "static" / name).read_bytes()
