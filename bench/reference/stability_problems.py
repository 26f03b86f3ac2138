"""Writes src/test/resources/reference/stability: points of 𝓔 judged by dense linear algebra.

Each file holds data, layers, an admissible space where it is given by a file, and all eigenvalues of
∇²R^aug on T𝓔 and on N𝓔 = T𝓛 ⊖ T𝓔, from PyTorch's dense Hessian in orthonormal bases of the two, found by
singular values from the definitions alone: T𝓔 = T𝓛 ∩ ker(1 − Π_G). The first two spaces are not compatible.

The targets make a drawn point of 𝓔 stationary: with squared error and cross-entropy of logits alike the
gradient of R^aug is affine in the targets, so that all targets that do are an affine space, from which one
off the network's own outputs is taken.
"""

import pathlib

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
folder = pathlib.Path(__file__).parents[2] / "src/test/resources/reference/stability"


def null(matrix):
    _, values, rows = np.linalg.svd(matrix)
    return rows[(values > 1e-10 * values.max()).sum() :].T


def permutation(images):
    matrix = np.zeros((len(images), len(images)))
    matrix[images, np.arange(len(images))] = 1
    return matrix


def spaces(tangents, offsets, projections):
    """A point of 𝓔, T𝓔, N𝓔 of all layers, each given by T𝓛, A₀ and Π_G."""
    base, inside, across = [], [], []
    sizes = [len(offset) for offset in offsets]
    for i, (tangent, offset, projection) in enumerate(zip(tangents, offsets, projections)):
        broken = np.eye(len(offset)) - projection
        equivariant = tangent @ null(broken @ tangent)
        base.append(offset - tangent @ np.linalg.lstsq(broken @ tangent, broken @ offset, rcond=None)[0])
        assert np.allclose(broken @ base[-1], 0)
        normal = tangent @ null(equivariant.T @ tangent)
        pad = lambda b: np.vstack(
            [np.zeros((sum(sizes[:i]), b.shape[1])), b, np.zeros((sum(sizes[i + 1 :]), b.shape[1]))]
        )
        inside.append(pad(equivariant))
        across.append(pad(normal))
    return np.concatenate(base), np.hstack(inside), np.hstack(across)


def write(name, network, loss, shapes, tangents, offsets, actions, orbit, count, features, noise, seed, extra):
    random = np.random.default_rng(seed)
    projections = [sum(action) / len(action) for action in actions]
    base, inside, across = spaces(tangents, offsets, projections)
    point = base + inside @ random.normal(size=inside.shape[1])
    x = random.normal(size=(count, features))
    sizes = np.cumsum([0] + [int(np.prod(s)) for s in shapes])

    def layers(a):
        return [a[sizes[i] : sizes[i + 1]].reshape(s) for i, s in enumerate(shapes)]

    def risk(a, y):
        return sum(loss(network(layers(a), torch.tensor(x @ g.T)), y @ torch.tensor(h).T) for g, h in orbit) / len(orbit)

    def gradient(y):
        a = torch.tensor(point, requires_grad=True)
        value = torch.autograd.grad(risk(a, torch.tensor(y)), a)[0].numpy()
        return np.hstack([inside, across]).T @ value

    z = network(layers(torch.tensor(point)), torch.tensor(x))
    own = (z if loss is squared else torch.sigmoid(z)).numpy()
    start = gradient(0 * own)
    jacobian = [gradient(unit.reshape(own.shape)) - start for unit in np.eye(own.size)]
    free = null(np.stack(jacobian, 1))
    step = (free @ random.normal(size=free.shape[1])).reshape(own.shape) * noise
    while loss is not squared and not (0 <= (own + step).min() and (own + step).max() <= 1):
        step /= 2
    y = own + step
    assert np.linalg.norm(gradient(y)) < 1e-12
    eigenvalues = []
    for basis in [inside, across]:
        f = lambda c: risk(torch.tensor(point) + torch.tensor(basis) @ c, torch.tensor(y))
        hessian = torch.autograd.functional.hessian(f, torch.zeros(basis.shape[1])).numpy()
        eigenvalues.append(np.linalg.eigvalsh((hessian + hessian.T) / 2))
    print(name, *eigenvalues, sep="\n")
    arrays = {f"layer_{i + 1}": a for i, a in enumerate(layers(point))}
    np.savez(folder / f"{name}.npz", inputs=x, targets=y, tangent=eigenvalues[0], normal=eigenvalues[1], **arrays)
    if extra:
        np.savez(folder / f"{name}-space.npz", **extra)


squared = lambda z, y: ((z - y) ** 2).mean()
logistic = torch.nn.functional.binary_cross_entropy_with_logits
kron = lambda *factors: np.kron(factors[0], kron(*factors[1:])) if len(factors) > 1 else factors[0]
turn = lambda side, k: permutation(np.argsort(np.rot90(np.arange(side**2).reshape(side, side), k).ravel()))


def skew(name, noise, seed):
    def network(a, x):
        h = torch.nn.functional.conv2d(x.reshape(-1, 1, 4, 4), a[0], padding=1)
        h = torch.nn.functional.avg_pool2d(torch.tanh(h), 2)
        return torch.einsum("abij,nbj->na", a[1], h.flatten(2))

    taps = np.eye(9)[:, [0, 1, 3, 5, 7]]
    actions = [
        [kron(np.eye(2), turn(3, k)) for k in range(4)],
        [kron(np.eye(4), turn(2, k)) for k in range(4)],
    ]
    orbit = [(turn(4, k), np.eye(2)) for k in range(4)]
    shapes = [(2, 1, 3, 3), (2, 2, 1, 4)]
    write(
        name, network, squared, shapes, [kron(np.eye(2), taps), np.eye(16)], [np.zeros(18), np.zeros(16)],
        actions, orbit, 40, 16, noise, seed, {},
    )  # fmt: skip


def affine(name, noise, seed):
    """Two layers on three points, of a drawn space that holds the identity, and 0.3 everywhere."""
    basis = np.random.default_rng(1).normal(size=(5, 9))
    basis[0] = np.eye(3).ravel()
    tangent = np.linalg.qr(basis.T)[0]
    offset = np.full(9, 0.3)

    def network(a, x):
        return torch.tanh(x @ a[0][0, 0].T) @ a[1][0, 0].T

    turns = [permutation((np.arange(3) + k) % 3) for k in range(3)]
    action = [kron(g, g) for g in turns]
    shapes = [(1, 1, 3, 3)] * 2
    extra = {f"{n}_{i}": a for i in (1, 2) for n, a in [("basis", basis.reshape(5, 1, 1, 3, 3)), ("offset", offset.reshape(1, 1, 3, 3))]}  # fmt: skip
    write(
        name, network, squared, shapes, [tangent] * 2, [offset] * 2, [action] * 2,
        [(g, g) for g in turns], 12, 3, noise, seed, extra,
    )  # fmt: skip


def normed(name, noise, seed):
    def network(a, x):
        h = torch.einsum("abij,nj->nai", a[0], x)
        h = h - h.mean(1, keepdim=True)
        h = h / torch.sqrt((h**2).mean(1, keepdim=True) + 1e-5)
        return torch.einsum("abij,nbj->na", a[1], torch.where(h > 0, h, 0.1 * h))

    turns = [permutation((np.arange(3) + k) % 3) for k in range(3)]
    flips = [permutation((k - np.arange(3)) % 3) for k in range(3)]
    group = turns + flips
    actions = [[kron(np.eye(3), g, g) for g in group], [kron(np.eye(6), g) for g in group]]
    write(
        name, network, logistic, [(3, 1, 3, 3), (2, 3, 1, 3)], [np.eye(27), np.eye(18)],
        [np.zeros(27), np.zeros(18)], actions, [(g, np.eye(2)) for g in group], 24, 3, noise, seed, {},
    )  # fmt: skip


if __name__ == "__main__":
    folder.mkdir(parents=True, exist_ok=True)
    skew("skew-unstable", 0.5, 1)
    affine("affine", 0.3, 0)
    normed("normed", 0.15, 2)
