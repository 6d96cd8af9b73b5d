#!/usr/bin/env python3
"""An independent reference of the evaluation's figures, for tests.

    python3 reference.py make > ratings.dat      # the data: users and items numbered, times with ties
    python3 reference.py > reference.json        # the figures of "most-popular" on ratings.dat

Needs numpy. Written from docs/evaluation.md alone, in arrays and not in the service's terms.
"""
import json
import sys
from pathlib import Path

import numpy as np

CUTS = (1, 5, 10, 20)
USERS, ITEMS, EVENTS = 60, 80, 900


def make():
    rng = np.random.default_rng(20)
    popularity = 1 / np.arange(1, ITEMS + 1) ** 0.8
    popularity /= popularity.sum()
    activity = 1 / np.arange(1, USERS + 1) ** 0.7
    activity /= activity.sum()
    for _ in range(EVENTS):
        user = 1 + rng.choice(USERS, p=activity)
        item = 1 + (rng.choice(ITEMS, p=popularity) * 37) % ITEMS
        # few different times, so that there are ties; the last users come late
        hour = int(rng.integers(130 if user > USERS - 8 else 0, 150))
        print(f"{user}::{item}::{rng.integers(1, 6)}::{1_000_000_000 + 3600 * hour}")


def read():
    rows = [line.split("::") for line in (Path(__file__).parent / "ratings.dat").read_text().split()]
    table = np.array([[int(r[0]), int(r[1]), int(r[3])] for r in rows])
    return table[np.argsort(table[:, 2], kind="stable")]  # time, then line


def core(table, k):
    while k > 1:
        size = len(table)
        for column in (0, 1):
            ids, degree = np.unique(table[:, column], return_counts=True)
            table = table[np.isin(table[:, column], ids[degree >= k])]
        if len(table) == size:
            break
    return table


def temporal(table):
    split = table[int(len(table) * 0.9), 2]
    train, later = table[table[:, 2] < split], table[table[:, 2] >= split]
    subjects = []
    for user in np.unique(later[:, 0]):
        own = set(train[train[:, 0] == user, 1].tolist())
        targets = set(later[later[:, 0] == user, 1].tolist()) - own
        if targets:
            subjects.append((user, train[train[:, 0] == user, 1].tolist(), own, targets))
    return train, subjects


def leave_one_out(table):
    held = np.zeros(len(table), bool)
    subjects = []
    for user in np.unique(table[:, 0]):
        places = np.flatnonzero(table[:, 0] == user)
        if len(places) >= 3:
            held[places[-2:]] = True
            test = int(table[places[-1], 1])
            met = set(table[places, 1].tolist()) - {test}
            subjects.append((user, table[places[:-1], 1].tolist(), met, {test}))
    return table[~held], subjects


def measure(train, subjects, items, every):
    count = np.array([np.sum(train[:, 1] == item) for item in items])
    # the service breaks ties by the order of ids
    order = [items[i] for i in np.lexsort((items, -count))]
    share = dict(zip(items, np.maximum(count, 1) / len(train)))
    percentile = {
        item: (np.sum(count < c) + np.sum(count == c) / 2) / len(items) for item, c in zip(items, count)
    }
    rarity = dict(zip(items, 1 / np.sqrt(count + 1)))
    # thirds of the events, from the rarest item on
    rising = np.sort(count)
    popular, rare = (
        rising[np.flatnonzero(np.cumsum(rising) > share_of * count.sum())[0]] for share_of in (2 / 3, 1 / 3)
    )
    number = dict(zip(items, count))
    classes = {
        "popular-items": lambda i: number[i] >= popular,
        "middle-items": lambda i: rare < number[i] < popular,
        "rare-items": lambda i: 0 < number[i] <= rare and number[i] < popular,
        "cold-items": lambda i: number[i] < 5,
        "new-items": lambda i: number[i] == 0,
    }
    discount = 1 / np.log2(np.arange(2, 2 + max(CUTS)))
    sums, shown = {}, set()
    slices = {name: [] for name in ("new", "1-4", "5-19", "20-99", "100+", *classes)}
    known, lists, gained, possible = 0, [], 0.0, 0.0
    for user, history, met, targets in subjects:
        events = len(history)
        own = set(history)
        ranked = [item for item in order if item not in met][: max(CUTS)]
        gains = np.array([item in targets for item in ranked] + [False] * (max(CUTS) - len(ranked)), float)
        row = {}
        for k in CUTS:
            hits = np.flatnonzero(gains[:k])
            row[f"hr@{k}"] = float(len(hits) > 0)
            row[f"ndcg@{k}"] = float(gains[:k] @ discount[:k] / discount[: min(k, len(targets))].sum())
            row[f"mrr@{k}"] = 1 / (1 + hits[0]) if len(hits) else 0.0
            row[f"recall@{k}"] = len(hits) / len(targets)
        bounds = ((0, "new"), (4, "1-4"), (19, "5-19"), (99, "20-99"), (np.inf, "100+"))
        slices[next(name for most, name in bounds if events <= most)].append(
            (len(targets), row["ndcg@10"], row["recall@10"], row["recall@20"])
        )
        if events == 0:
            continue
        known += 1
        top = ranked[:10]
        shown |= set(top)
        lists.append(set(top))
        for name, of in classes.items():
            some = {i for i in targets if of(i)}
            if some:
                hits = np.array([item in some for item in ranked], float)
                gain = float(hits[:10] @ discount[: len(hits[:10])] / discount[: min(10, len(some))].sum())
                slices[name].append((len(some), gain, hits[:10].sum() / len(some), hits.sum() / len(some)))
        gained += sum(rarity[i] * discount[place] for place, i in enumerate(top) if i in targets)
        best = sorted((rarity[i] for i in targets), reverse=True)[:10]
        possible += sum(weight * discount[place] for place, weight in enumerate(best))
        wanted, got = (np.bincount([i % 4 for i in some], minlength=4) / len(some) for some in (history, top))
        row["calibration@10"] = sum(
            p * np.log(p / (0.99 * q + 0.01 * p)) for p, q in zip(wanted, got) if p > 0
        )
        row["novelty@10"] = float(np.mean([-np.log2(share[i]) for i in top]))
        row["popularity-bias@10"] = float(
            np.mean([percentile[i] for i in top]) - np.mean([percentile[i] for i in own])
        )
        for name, value in row.items():
            sums[name] = sums.get(name, 0.0) + value
    means = {name: value / known for name, value in sums.items()}
    means["coverage@10"] = len(shown) / len(items)
    means["stratified-ndcg@10"] = gained / possible
    means["personalisation@10"] = 1 - float(
        np.mean([len(a & b) / min(len(a), len(b)) for i, a in enumerate(lists) for b in lists[:i]])
    )
    return {
        "users": every,
        "training": len(train),
        "known": known,
        "targets": sum(len(t) for _, history, _, t in subjects if history),
        "metrics": means,
        # users, targets, and the means of NDCG@10, recall@10 and recall@20
        "slices": {
            name: [len(v), int(sum(row[0] for row in v)), *(np.mean(v, axis=0)[1:].tolist() if v else [])]
            for name, v in slices.items()
        },
    }


def main():
    if sys.argv[1:] == ["make"]:
        make()
        return
    figures = {}
    for k in (0, 5):
        table = core(read(), k)
        users = len(np.unique(table[:, 0]))
        met = np.unique(table[:, 1]).tolist()
        catalogue = list(range(1, ITEMS + 4))  # three items have no events at all
        figures[f"temporal {k}"] = measure(*temporal(table), met if k else catalogue, users)
        figures[f"leave-one-out {k}"] = measure(*leave_one_out(table), met, users)
    json.dump(figures, sys.stdout, indent=1)
    print()


main()
