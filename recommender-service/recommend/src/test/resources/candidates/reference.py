# An independent reference for the matrices of items by items, in numpy.
# Prints the scores of every item for every user, on a small random matrix of likes.
import json
import numpy as np

random = np.random.default_rng(7)
users, items = 60, 25
popularity = 0.6 / np.arange(1, items + 1) ** 0.5
likes = (random.random((users, items)) < popularity).astype(float)
likes[0] = 1  # a history that is longer than the directed matrix looks back
order = [random.permutation(np.where(row > 0)[0]) for row in likes]
count = likes.sum(0)
degree = likes.sum(1)

together = likes.T @ likes
np.fill_diagonal(together, 0)
knn = together / (np.sqrt(np.outer(count, count)) + 10)

steps = likes / np.maximum(degree, 1)[:, None]
walk = likes.T @ steps / np.maximum(count, 1)[:, None]
walk = walk / np.maximum(count, 1)[None, :] ** 0.4
np.fill_diagonal(walk, 0)

known = np.where(count >= 3)[0]
gram = likes[:, known].T @ likes[:, known] + 100 * np.eye(len(known))
p = np.linalg.inv(gram)
b = -p / np.diag(p)
np.fill_diagonal(b, 0)
ease = np.zeros((items, items))
ease[np.ix_(known, known)] = b

after = np.zeros((items, items))
for history in order:
    for i, first in enumerate(history):
        for gap, second in enumerate(history[i + 1:i + 21], start=1):
            after[first, second] += 0.9 ** (gap - 1)
after = after / (after.sum(1)[:, None] + 20) / np.sqrt(after.sum(0)[None, :] + 20)

# the latest ten items, each counting less than the next later one
recent = np.zeros((users, items))
for user, history in enumerate(order):
    for age, item in enumerate(history[::-1][:10]):
        recent[user, item] = 0.8 ** age

scores = {"likes": [history.tolist() for history in order]}
for name, matrix in {"itemknn": knn, "rp3beta": walk, "ease": ease, "next": after}.items():
    scores[name] = np.round(likes @ matrix, 9).tolist()
    scores[name + "-recent"] = np.round(recent @ matrix, 9).tolist()
print(json.dumps(scores))
