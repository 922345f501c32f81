"""Where things lie on this machine, and what the environment changes about it."""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "models"
LOCAL = "127.0.0.1"


def home() -> Path:
    """The folder of this machine's rehearsals and secret (`CURTAIN_LINE_HOME`, else `var/`), made if missing."""
    folder = Path(os.environ.get("CURTAIN_LINE_HOME") or ROOT / "var")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database() -> Path:
    """The SQLite file with every line, reply and mark."""
    return home() / "rehearsals.db"


def endpoints_path() -> str:
    """Rasa's endpoints file: `CURTAIN_LINE_ENDPOINTS`, else the one for this machine alone.

    Raises:
        SystemExit: several servers would share conversations and not the key that signs cookies.
    """
    given = os.environ.get("CURTAIN_LINE_ENDPOINTS")
    if given and not os.environ.get("CURTAIN_LINE_SECRET"):
        raise SystemExit("Servers that share rehearsals must share CURTAIN_LINE_SECRET too: set it for each of them.")
    return str(ROOT / (given or "endpoints.yml"))


def is_public_by_https() -> bool:
    """Whether a proxy in front of us speaks HTTPS to browsers: `CURTAIN_LINE_URL` is their address."""
    return os.environ.get("CURTAIN_LINE_URL", "").startswith("https://")


@lru_cache(maxsize=1)
def secret() -> str:
    """The key that signs cookies: `CURTAIN_LINE_SECRET`, else one made once and kept in `home()`."""
    given = os.environ.get("CURTAIN_LINE_SECRET")
    if given:
        return given
    path = home() / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
