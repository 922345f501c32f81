"""Two cores for one line: another text is worked on beside this one, and begun before anybody asks for it."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Callable, Dict, Generic, List, Sequence, TypeVar

Result = TypeVar("Result")


class Beside(Generic[Result]):
    """A function of a text that lets go of Python's lock while it works, here and in one thread beside."""

    def __init__(self, work: Callable[[str], Result]) -> None:
        self._work = work
        self._thread = ThreadPoolExecutor(1, "beside")
        self._begun: Dict[str, "Future[Result]"] = {}  # the text begun last

    def begin(self, text: str) -> None:
        """Starts on a text, for `all` to take up; returns once it runs, since waiting threads get Python's lock late."""
        runs = Event()
        self._begun = {text: self._thread.submit(self._signalled, runs, text)}
        runs.wait()

    def all(self, texts: Sequence[str]) -> List[Result]:
        """The results for these texts, in order: what is not begun is shared between here and beside."""
        begun, self._begun = self._begun, {}
        if len(texts) == 1 and texts[0] not in begun:
            return [self._work(texts[0])]
        futures = [begun.get(text) or self._thread.submit(self._work, text) for text in texts]
        # The thread takes from the front, so here from the back; what could be cancelled nobody has started on.
        here = {i: self._work(texts[i]) for i in reversed(range(len(texts))) if futures[i].cancel()}
        return [here[i] if i in here else future.result() for i, future in enumerate(futures)]

    def _signalled(self, runs: Event, text: str) -> Result:
        runs.set()
        return self._work(text)
