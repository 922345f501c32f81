"""The pages: templates rendered with autoescape, static files by name."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Dict

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent
STATIC: Dict[str, str] = {
    "style.css": "text/css; charset=utf-8",
    "window.js": "text/javascript; charset=utf-8",
    "tabs.js": "text/javascript; charset=utf-8",
    "again.js": "text/javascript; charset=utf-8",
    "pictures.js": "text/javascript; charset=utf-8",
    "post.js": "text/javascript; charset=utf-8",
    "history.js": "text/javascript; charset=utf-8",
    "import.js": "text/javascript; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}

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
