"""What a published version is known by: the hash of its files."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from scoring.errors import Fault, Refused


def hash_of(files: Mapping[str, Path]) -> str:
    """Return the SHA-256 of files under their names, the same whatever their line ends and their order."""
    digest = hashlib.sha256()
    for name, path in sorted(files.items()):
        try:
            content = path.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf")
        except OSError as error:
            raise Refused([Fault("unreadable_file", str(path))]) from error
        digest.update(b"%s\0%d\0%s" % (name.encode(), len(content), content))
    return digest.hexdigest()
