#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds the texts of texts.jsonl to the items.jsonl.gz beside it.

    python3 add_texts.py films       # the same for shop

Each line of texts.jsonl has the id of an item, its English text, its first sentence in other languages
("texts"), and perhaps titles by language, further attributes, other categories than the source's where those
are wrong, and "hidden" for what isn't to be recommended. Running it again changes nothing. Needs Python 3.9 or
later.
"""
import gzip
import io
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def add(folder):
    """Adds the texts; fails if one is of an unknown item."""
    with open(folder / "texts.jsonl", encoding="utf-8") as lines:
        texts = {text["id"]: text for text in map(json.loads, lines)}
    with gzip.open(folder / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    named = {name for text in texts.values() for name in text.get("attributes", {})}
    for item in items:
        text = texts.pop(item["id"], {})
        own = {name: value for name, value in item.get("attributes", {}).items() if name not in named}
        for field in ("titles", "text", "texts", "hidden"):
            item.pop(field, None)
        item.update(text)
        item["attributes"] = {**own, **text.get("attributes", {})}
    if texts:
        sys.exit(f"texts.jsonl has texts of unknown items: {', '.join(texts)}")
    write(folder / "items.jsonl.gz", items)


def write(file, items):
    """Writes items as JSON Lines with gzip; the same items give the same bytes."""
    text = "".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in items)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as to:
        to.write(text.encode("utf-8"))
    file.write_bytes(packed.getvalue())


if __name__ == "__main__":
    add(FOLDER / sys.argv[1])
