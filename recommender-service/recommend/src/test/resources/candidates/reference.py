# An independent reference for the classical item-to-item models and EASE, in numpy.
# Prints the scores of every item for every user, on a small random matrix of likes.
import json
import numpy as np

random = np.random.default_rng(7)
users, items = 60, 25
popularity = 0.6 / np.arange(1, items + 1) ** 0.5
likes = (random.random((users, items)) < popularity).astype(float)
count = likes.sum(0)
degree = likes.sum(1)

together = likes.T @ likes
np.fill_diagonal(together, 0)
knn = together / (np.sqrt(np.outer(count, count)) + 10)

alpha, beta = 0.8, 0.3
inverse = np.where(degree > 0, np.maximum(degree, 1) ** -alpha, 0)
walk = likes.T @ (inverse[:, None] * likes) / np.maximum(count, 1)[:, None] ** alpha
walk = walk / np.maximum(count, 1)[None, :] ** beta
np.fill_diagonal(walk, 0)

known = np.where(count >= 2)[0]
gram = likes[:, known].T @ likes[:, known] + 300 * np.eye(len(known))
p = np.linalg.inv(gram)
b = -p / np.diag(p)
np.fill_diagonal(b, 0)
ease = np.zeros((users, items))
ease[:, known] = likes[:, known] @ b

print(json.dumps({
    "likes": [np.where(row > 0)[0].tolist() for row in likes],
    "itemknn": (likes @ knn).tolist(),
    "rp3beta": (likes @ walk).tolist(),
    "ease": ease.tolist(),
}))
