#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds items.jsonl.gz from originals.csv.gz, the columns of the source.

    python3 build.py                 # writes items.jsonl.gz and prints the size of each kind
    python3 build.py --list 100 [7]  # prints a sample of kinds and titles, to read; the seed is 7

A title gets sentence case: names.txt lists the words that keep capital letters. The kind of a product
follows from the rules in kinds.txt. Ids, prices and the order of items are those of the source. The
same input gives the same items. Needs Python 3.9 or later, and no packages.
"""
import collections
import csv
import gzip
import random
import re
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
OTHER = "Other"


def rows(name):
    """The entries of a rule file without comments. An indented line continues the entry above it."""
    text = re.sub(r"^#.*\n", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    return re.sub(r"\n +", " ", text).split("\n")


def kind_rules():
    """Pairs of a kind and the pattern of its words, in the order of kinds.txt."""
    rules = []
    for row in filter(None, rows("kinds.txt")):
        kind, words = row.split(": ")
        words = "|".join(map(re.escape, words.split(", ")))
        rules.append((kind, re.compile(rf"(?<!\w)(?:{words})(?:s|es)?(?!\w)")))
    return rules


def kind(original, rules):
    title = re.sub(r"[\s,]+", " ", original.lower())
    return next((kind for kind, pattern in rules if pattern.search(title)), OTHER)


def names():
    """One pattern of all names, the longest first, and each name by its lower-case form."""
    written = {name.lower(): name for name in rows("names.txt") if name}
    longest = sorted(written, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), written


def sentence_case(original, pattern, written):
    title = pattern.sub(lambda match: written[match.group()], original.lower())
    title = re.sub(r'"\w"', lambda letter: letter.group().upper(), title)
    return title[0].upper() + title[1:]


def items():
    rules = kind_rules()
    pattern, written = names()
    with gzip.open(FOLDER / "originals.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                "id": row["item_id"],
                "title": sentence_case(row["description"], pattern, written),
                "categories": [kind(row["description"], rules)],
                "attributes": {"price": row["median_unit_price_gbp"]},
            }


def main():
    made = list(items())
    if sys.argv[1:2] == ["--list"]:
        size, seed = (sys.argv[2:] + ["7"])[:2]
        for item in random.Random(int(seed)).sample(made, int(size)):
            print(f"{item['categories'][0]:25} {item['title']}")
        return
    sys.path.insert(0, str(FOLDER.parent))
    import add_texts

    add_texts.write(FOLDER / "items.jsonl.gz", made)
    add_texts.add(FOLDER)
    for name, count in collections.Counter(item["categories"][0] for item in made).most_common():
        print(f"{name:25} {count:5} {100 * count / len(made):5.1f} %")


main()
