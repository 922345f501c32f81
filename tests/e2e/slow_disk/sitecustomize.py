"""Put on a server's path by a test: its disk takes `CURTAIN_LINE_TEST_SLOW_DISK` seconds to open the trained model."""

import os
import tarfile
import time

_true = tarfile.TarFile.open.__func__


def _slow(kind, name=None, *arguments, **settings):
    time.sleep(float(os.environ["CURTAIN_LINE_TEST_SLOW_DISK"]))
    return _true(kind, name, *arguments, **settings)


if os.environ.get("CURTAIN_LINE_TEST_SLOW_DISK"):
    tarfile.TarFile.open = classmethod(_slow)
