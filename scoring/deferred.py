"""Mappings that are made when they are first looked at: most readers of a result never open its details."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")


class Deferred(Mapping[str, V]):
    """A read-only mapping made on its first use."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], dict[str, V]]) -> None:
        self._make = make
        self._made: dict[str, V] | None = None

    def _mapping(self) -> dict[str, V]:
        if self._made is None:
            self._made = self._make()
        return self._made

    def __getitem__(self, key: str) -> V:
        return self._mapping()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping())

    def __len__(self) -> int:
        return len(self._mapping())

    def __repr__(self) -> str:
        return repr(self._mapping())
