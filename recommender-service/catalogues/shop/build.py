#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds items.jsonl.gz from originals.csv.gz, the columns of the source.

    python3 build.py                 # writes items.jsonl.gz and prints the size of each kind
    python3 build.py --list 100 [7]  # prints a sample of kinds and titles, to read; the seed is 7

A title gets sentence case: names.txt lists the words that keep capital letters. The kind of a product
follows from the rules in kinds.txt, its type and design from those in types.txt and designs.txt. Ids, prices and the order of items are those of the source. The
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


def rules_of(name):
    """Pairs of a value and the pattern of its words, in the order of a rule file."""
    rules = []
    for row in filter(None, rows(name)):
        value, words = row.split(": ")
        words = "|".join(map(re.escape, words.split(", ")))
        rules.append((value, re.compile(rf"(?<!\w)(?:{words})(?:s|es)?(?!\w)")))
    return rules


def first(text, rules):
    """The value of the first rule with a word of the text, or None."""
    words = re.sub(r"[\s,]+", " ", text.lower())
    return next((value for value, pattern in rules if pattern.search(words)), None)


def names():
    """One pattern of all names, the longest first, and each name by its lower-case form."""
    written = {name.lower(): name for name in rows("names.txt") if name}
    longest = sorted(written, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), written


def sentence_case(original, pattern, written):
    plain = re.sub(r"\b(?:ass|asst|asstd)\b", "assorted", original.lower())
    title = pattern.sub(lambda match: written[match.group()], plain)
    title = re.sub(r'"\w"', lambda letter: letter.group().upper(), title)
    return title[0].upper() + title[1:]


def items():
    kinds, types, designs = (rules_of(f"{name}.txt") for name in ("kinds", "types", "designs"))
    pattern, written = names()
    with gzip.open(FOLDER / "originals.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            title = sentence_case(row["description"], pattern, written)
            told = {"type": first(title, types), "design": first(title, designs)}
            yield {
                "id": row["item_id"],
                "title": title,
                "categories": [first(row["description"], kinds) or OTHER],
                "attributes": {
                    "price": row["median_unit_price_gbp"],
                    **{name: value for name, value in told.items() if value},
                },
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
