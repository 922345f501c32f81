"""Put on a server's path by a test: its clock is off by the seconds that stand in the file `CURTAIN_LINE_TEST_CLOCK`."""

import os
import time
from pathlib import Path

_true = time.time


def _set_back() -> float:
    return _true() + float(Path(os.environ["CURTAIN_LINE_TEST_CLOCK"]).read_text() or 0)


if os.environ.get("CURTAIN_LINE_TEST_CLOCK"):
    time.time = _set_back
