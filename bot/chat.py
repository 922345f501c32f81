"""`python -m bot chat`: everything in one go, from the checks to the page, and a clean end."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from typing import Dict, List, Optional, Sequence

from actions.data import FaultyData
from actions.scenario import own_job, scenarios, styles
from actions.scoring.scorecard import judges
from bot import settings
from bot.channels.configuration import check
from bot.channels.words import words
from bot.nlu import model

# The sums of one line are too small to share out: threads would only wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
PATIENCE = 120  # seconds until a server must answer
_PARENT_DIED = 1  # prctl's PR_SET_PDEATHSIG


class CannotStart(RuntimeError):
    """Why it does not start, in one sentence for the user."""


def step(text: str) -> None:
    """Shows what is being done."""
    print(f"  · {text}", flush=True)


def check_data() -> None:
    """Reads every data file.

    Raises:
        FaultyData: with all faults of all files.
    """
    faults: List[str] = []
    for reading in (judges, scenarios, styles, lambda: own_job("x", "y", "balanced"), words):
        try:
            reading()
        except FaultyData as error:
            faults += error.faults
        except AttributeError as error:  # a principle without a function to judge it
            faults.append(f"data/principles.yml: {error}")
    if faults:
        raise FaultyData(faults)


def prepare() -> None:
    """Trains the model where it is missing, stale or damaged.

    Raises:
        FaultyData: a data file is malformed.
        TrainingFailed: the training did not end well.
    """
    step("checking scenarios and principles")
    check_data()
    if not model.is_fresh() or not model.is_whole(model.MODEL):
        step("training the interviewer (a minute or two; once, and after changes)")
        model.train()


def free_port() -> int:
    """A port on this machine nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind((settings.LOCAL, 0))
        return int(probe.getsockname()[1])


def claim(host: str, port: int) -> None:
    """Makes sure a port can be listened on.

    Raises:
        CannotStart: it cannot.
    """
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} on {host} cannot be used ({error.strerror}); choose another with --port."
            ) from error


def check_home() -> None:
    """Makes sure that rehearsals can be kept: a server without would take no line.

    Raises:
        CannotStart: the folder or a file of the database cannot be written.
    """
    kept = [settings.database(), *settings.home().glob("rehearsals.db-*")]
    try:
        with TemporaryFile(dir=settings.home()):
            for path in kept:
                path.open("ab").close()
    except OSError as error:
        raise CannotStart(
            f"{settings.home()}, where rehearsals are kept, cannot be written ({error.strerror});"
            " make room or give leave to write there, or set CURTAIN_LINE_HOME to another folder."
        ) from error


class Server:
    """One server process, its output in a log file."""

    def __init__(self, name: str, command: Sequence[str], environment: Dict[str, str]) -> None:
        self.name = name
        folder = settings.home() / "logs"
        folder.mkdir(exist_ok=True)
        self.log = folder / f"{name.replace(' ', '-')}.log"
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", *command],
            cwd=settings.ROOT,
            env=environment,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C comes to the launcher, which ends both in order
            preexec_fn=_die_with_launcher,
        )

    def has_ended(self) -> bool:
        """Whether the process is no more."""
        return self._process.poll() is not None

    def wait_until(self, ready: "object", what: str) -> None:
        """Waits for `ready()` to be true.

        Raises:
            CannotStart: the process ended, or took longer than `PATIENCE`.
        """
        assert callable(ready)
        deadline = time.monotonic() + PATIENCE
        while not ready():
            if self.has_ended():
                raise CannotStart(self.last_words())
            if time.monotonic() > deadline:
                raise CannotStart(f"The {self.name} did not {what} within {PATIENCE} seconds; see {self.log}.")
            time.sleep(0.1)

    def last_words(self) -> str:
        """A sentence on how it ended."""
        return f"The {self.name} stopped: {last_line(self.log)} (all of it: {self.log})"

    def stop(self) -> None:
        """Ends the process, by force if it does not listen."""
        if self.has_ended():
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def last_line(log: Path) -> str:
    """The last line of a log that says something."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"


def _die_with_launcher() -> None:
    """On Linux a server ends when its launcher is killed, and leaves no port taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIED, signal.SIGTERM)


def answers(url: str) -> bool:
    """Whether a server answers at this address."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def environment(actions_port: int, url: str, verbose: bool) -> Dict[str, str]:
    """What the two servers need to know of each other."""
    return {
        **model.environment(),
        **ONE_THREAD,
        "CURTAIN_LINE_ACTIONS": f"http://{settings.LOCAL}:{actions_port}/webhook",
        "CURTAIN_LINE_DB": str(settings.database()),
        "CURTAIN_LINE_URL": os.environ.get("CURTAIN_LINE_URL") or url,
        "LOG_LEVEL": "DEBUG" if verbose else "WARNING",
    }


def chat(host: str, port: int, verbose: bool = False) -> int:
    """Serves until Ctrl-C, or until one of the two servers ends. Returns the exit status.

    Raises:
        CannotStart, FaultyData, HalfSet, TrainingFailed: with a sentence for the user.
    """
    channels = check(os.environ)
    claim(host, port)
    check_home()
    prepare()
    url, actions_port = f"http://{host}:{port}", free_port()
    known = environment(actions_port, url, verbose)
    signal.signal(signal.SIGTERM, _interrupt)
    servers: List[Server] = []
    try:
        step("starting the coach")
        servers.append(Server("action server", ["-m", "actions", str(actions_port)], known))
        step("starting the interviewer")
        servers.append(Server("Rasa server", ["-m", "bot.server", str(port), str(model.MODEL), host], known))
        servers[0].wait_until(lambda: answers(f"http://{settings.LOCAL}:{actions_port}/health"), "answer")
        servers[1].wait_until(lambda: answers(f"{url}/ready"), "get ready")
        for channel in channels:
            step(f"listening to {channel} at {os.environ['PUBLIC_URL'].rstrip('/')}/webhooks/{channel.lower()}/webhook")
        print(f"Open {url}/   (Ctrl-C ends it)", flush=True)
        return _watch(servers)
    except KeyboardInterrupt:
        print("\nGoodbye, and good luck.", flush=True)
        return 0
    finally:
        for server in reversed(servers):
            server.stop()


def _watch(servers: Sequence[Server]) -> int:
    """Waits for the first server to end, and says why."""
    ended: Optional[Server] = None
    while ended is None:
        time.sleep(0.3)
        ended = next((server for server in servers if server.has_ended()), None)
    print(ended.last_words(), file=sys.stderr)
    return 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
