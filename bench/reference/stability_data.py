"""Writes the data and spaces of jobs/stability (NumPy alone; the files it wrote are in the repository).

Four points with values x. The vector of ones is all of x that a map to a number can see if it commutes
with a group that moves every point to every other: the sum. Targets are invariant under all of S_4:

    y(x) = f(s) + r(x),    f(s) = 1.5 tanh(2s) − 1.2 tanh(s/2),    s = Σx / 2

For each of sixteen s there are five points: one off the line of ones, with r = −k, and four on it, with
r = k/4. What sets the one apart is what the sum cannot tell, and the mean of r over each s is 0: an
equivariant network with a hidden layer of scalars fits f alone, with the same minima and the same
curvature on T𝓔 whatever the strength k (the `signal`); every curvature across it is a line in k.

The linear network's data: y = (t e₊e₊ᵀ + ½ e₋e₋ᵀ) x, and the spaces A₁ = s e₋e₋ᵀ + r e₋e₊ᵀ,
A₂ = e₋e₋ᵀ + Q e₊e₋ᵀ with e₊ = (1,1,1,1)/2, e₋ = (1,−1,1,−1)/2. The equivariant minimum is s = ½; across
it the curvature is 2/4·[[c₋/4, −c₊t], [−c₊t, c₊]], which is indefinite iff c₊t² > c₋/4.
"""

import pathlib

import numpy as np

folder = pathlib.Path(__file__).parents[2] / "jobs" / "stability" / "data"
folder.mkdir(parents=True, exist_ok=True)
signals = [-2, -1, -0.5, 0, 1, 2, 3, 4]

random = np.random.default_rng(0)
points, first, second = [], [], []
for s in np.linspace(-1, 2.6, 16):
    off = random.normal(size=4)
    off -= off.mean()
    f = 1.5 * np.tanh(2 * s) - 1.2 * np.tanh(s / 2)
    for j in range(5):
        points.append(s / 2 + (off if j == 0 else 0))
        first.append(f)
        second.append(-1 if j == 0 else 0.25)
np.save(folder / "points.npy", np.array([np.broadcast_to(x, 4) for x in points]))
for k in signals:
    y = np.array(first) + k * np.array(second)
    np.save(folder / f"signal-{k}.npy".replace("--", "-minus-"), y[:, None])

plus = np.full(4, 0.5)
minus = np.array([0.5, -0.5, 0.5, -0.5])
values = np.linalg.qr(random.normal(size=(16, 4)))[0] * 4  # c₊ = c₋ = 1
np.save(folder / "linear-points.npy", values)
for t in ["0.3", "0.4", "0.5", "0.6", "0.8", "1"]:
    target = float(t) * np.outer(plus, plus) + 0.5 * np.outer(minus, minus)
    np.save(folder / f"linear-signal-{t}.npy", values @ target.T)

outer = lambda u, v: np.outer(u, v)[None, None]
np.savez(folder / "linear-1.npz", basis_1=np.stack([outer(minus, minus), outer(minus, plus)]))
np.savez(folder / "linear-2.npz", basis_2=np.stack([outer(plus, minus)]), offset_2=outer(minus, minus))
