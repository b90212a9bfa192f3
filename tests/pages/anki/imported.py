"""Prints, as JSON, the notes that a new profile of Anki has after each of the files named has been imported.

Run by the Python that has the package ``anki``, which the tests themselves have not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anki.lang  # type: ignore[import-not-found, unused-ignore]
from anki.collection import Collection, ImportCsvRequest  # type: ignore[import-not-found, unused-ignore]


def notes_of(collection: Any) -> list[dict[str, Any]]:
    """The notes, in the order in which they came."""
    found = [collection.get_note(each) for each in sorted(collection.find_notes(""))]
    return [
        {
            "id": note.id,
            "fields": list(note.fields),
            "tags": list(note.tags),
            "decks": sorted({collection.decks.name(card.did) for card in note.cards()}),
        }
        for note in found
    ]


def main(folder: str, language: str, *files: str) -> None:
    """Import `files` one after another into a profile of `language`, whose reader last wrote a cloze."""
    anki.lang.set_lang(language)
    collection = Collection(str(Path(folder) / "collection.anki2"))
    cloze = next(each for each in collection.models.all() if each["type"] == 1)
    collection.models.set_current(cloze)
    stages = []
    for file in files:
        metadata = collection.get_csv_metadata(path=file, delimiter=None)
        collection.import_csv(ImportCsvRequest(path=file, metadata=metadata))
        stages.append(notes_of(collection))
    collection.close()
    print(json.dumps(stages))


if __name__ == "__main__":
    main(*sys.argv[1:])
