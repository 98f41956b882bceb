"""A line of the table of routes."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response
from pydantic import BaseModel

PREFIX = "/api/v1"
PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """What programs may ask at an address: all that the view and its description need to know."""

    method: str
    path: str
    handler: Callable[..., Response]
    title: str
    answer: type[BaseModel]
    body: type[BaseModel] | None = None
    creates: bool = False
    marked: bool = False
    listed: bool = False
    refusals: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the operation."""
        return self.handler.__name__

    @property
    def writes(self) -> bool:
        """Return whether the route changes something, which asks for a token that may write."""
        return self.method != "GET"

    @property
    def parts(self) -> list[str]:
        """Return the names of the parts of the address."""
        return PART.findall(self.path)

    @property
    def rule(self) -> str:
        """Return the address as Flask writes it."""
        return PREFIX + PART.sub(lambda found: f"<{'uuid:' if is_uuid(found[1]) else ''}{found[1]}>", self.path)


def is_uuid(part: str) -> bool:
    """Return whether a part of an address is the id of a row."""
    return part.endswith("_id")
