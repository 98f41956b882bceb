"""The English catalogue: `python -m tests.catalogue` brings it up to date with the texts of templates and code.

A text that changed loses its translation; nothing is guessed. Run it, fill in what it lists, run it again.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("radar/translations")
PO = FOLDER / "en/LC_MESSAGES/messages.po"
MO = PO.with_suffix(".mo")


def extracted(root: Path) -> Catalog:
    """Return the texts that templates and code hold, with the files they stand in."""
    with (root / FOLDER / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalog = Catalog()
    found = extract_from_dir(root, methods, options, comment_tags=("Translators:",), directory_filter=_is_ours)
    for name, line, text, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def updated(root: Path) -> Catalog:
    """Return the English catalogue in `root` with the texts of today: new ones empty, old ones gone."""
    catalog = _read(root / PO)
    catalog.update(extracted(root), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as the file people translate, without line numbers, which change with every edit."""
    file = io.BytesIO()
    write_po(file, catalog, width=0, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return the catalogue as the file the application reads."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def messages(catalog: Catalog) -> Iterator[Message]:
    """Yield the texts without the header."""
    return (message for message in catalog if message.id)


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts that have no translation, or one that somebody still has to confirm."""
    return [_first(message.id) for message in messages(catalog) if message.fuzzy or not _is_filled(message)]


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", project="radar-numeriqc", fuzzy=False, header_comment="# English texts of PROJECT.")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def _is_ours(folder: str | Path) -> bool:
    """Babel would leave out folders whose name starts with an underscore, and those hold partial templates."""
    return not Path(folder).name.startswith((".", "__"))


def _is_filled(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def main(root: Path = ROOT) -> int:
    """Write both files and say what is left to translate."""
    catalog = updated(root)
    (root / PO).parent.mkdir(parents=True, exist_ok=True)
    (root / PO).write_bytes(as_po(catalog))
    (root / MO).write_bytes(as_mo(catalog))
    missing = untranslated(catalog)
    sys.stdout.writelines(f"untranslated: {text}\n" for text in missing)
    sys.stdout.write(f"{PO}: {len(catalog)} texts, {len(missing)} to translate\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
