"""A small memory of drawn charts, by the hash of what they show; losing it costs only the time to draw again."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_BYTES = 16 * 1024 * 1024


class Memo:
    """Keep the bytes used last, up to a total size; safe among threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the bytes under a key, made now if they are not there."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        # Made outside the lock: two threads may draw the same picture once, none waits for another's.
        made = make()
        with self._lock:
            self._keep(key, made)
        return made

    def _keep(self, key: str, made: bytes) -> None:
        self._size += len(made) - len(self._kept.pop(key, b""))
        self._kept[key] = made
        while self._size > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0
